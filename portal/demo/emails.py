"""The e-mail addresses of the demonstration: approved ones, and one that waits for approval."""

from datetime import timedelta

from portal import clock
from portal.store.database import Database, writing
from portal.tenancy import accounts, emails

APPROVED = {"10001": "anna.nowak@example.pl", "10004": "piotr.wisniewski@example.pl"}
WAITING = {"10002": "jan.kowalski@example.pl"}


def give_addresses(db: Database) -> None:
    """Let everybody's address come as far as it is to be shown."""
    clerk = _account(db, "biuro")
    today = clock.today()
    with clock.standing_at(today - timedelta(days=74)), writing(db):
        for login, address in APPROVED.items():
            emails.confirm(db, emails.ask(db, _account(db, login), address))
    with clock.standing_at(today - timedelta(days=73)), writing(db):
        for (email_id,) in db.execute(
            "SELECT email_id FROM email_addresses WHERE state = 'waiting'"
        ).fetchall():
            emails.approve(db, email_id, by=clerk)
    with clock.standing_at(today - timedelta(days=1)), writing(db):
        for login, address in WAITING.items():
            emails.confirm(db, emails.ask(db, _account(db, login), address))


def _account(db: Database, login: str) -> int:
    account = accounts.account_of_login(db, login)
    if account is None:
        raise AssertionError(f"the demonstration has no account {login}")
    return account.account_id
