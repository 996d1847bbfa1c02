"""The requests for login and password of the demonstration: each of another kind."""

from datetime import timedelta

from portal import clock
from portal.requests import actions
from portal.requests.actions import NewRequest
from portal.store.database import Database
from portal.tenancy import accounts

# How many days ago somebody asked, and what they wrote. The first name is of the register, the
# second lives with somebody of another name, the third lives nowhere here.
_WAITING = (
    (4, NewRequest("Halina Wojcik", "Jarzębinowa 16/12", "600 000 001")),
    (2, NewRequest("Piotr Nowicki", "ul. Jarzębinowa 14 m. 7", None)),
    (1, NewRequest("Danuta Rybak", "ul. Lipowa 7 m. 12", "danuta.rybak@example.pl")),
)
_REFUSED = NewRequest("Xyz Abc", "ul. Nieistniejąca 1", None)


def ask_for_credentials(db: Database) -> None:
    """Let three people wait, and one have been refused."""
    today = clock.today()
    for days, request in _WAITING:
        with clock.standing_at(today - timedelta(days=days)):
            actions.ask(db, request)
    clerk = accounts.account_of_login(db, "biuro")
    if clerk is None:
        raise AssertionError("the accounts of the demonstration come first")
    with clock.standing_at(today - timedelta(days=9)):
        number = actions.ask(db, _REFUSED)
    (request_id,) = db.execute(
        "SELECT request_id FROM credential_requests WHERE number = ?", (number,)
    ).fetchone()
    with clock.standing_at(today - timedelta(days=8)):
        actions.refuse(db, request_id, "Nie ma takiego adresu.", by=clerk.account_id)
