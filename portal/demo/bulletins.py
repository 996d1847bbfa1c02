"""A letter that the customer office of the demonstration has sent to a building."""

from portal import clock
from portal.bulletins import actions, queries
from portal.bulletins.actions import NewBulletin
from portal.store.database import Database
from portal.tenancy.buildings import buildings
from portal.web.access import Visitor

STREET = "ul. Kalinowa"
SUBJECT = "Mycie garażu podziemnego 27 listopada"
BODY = (
    "w piątek 27 listopada 2026 od 8.00 do 14.00 będziemy myć garaż podziemny.\n\n"
    "Prosimy o wyprowadzenie samochodów do godziny 7.30. Miejsca przed budynkiem są w tym czasie"
    " wolne.\n\nDziękujemy."
)


def write_to_a_building(db: Database) -> None:
    """Send the letter to the first building of a street."""
    today = clock.today()
    (building, *_) = [each for each in buildings(db, today) if each.street == STREET]
    (account_id, name) = db.execute(
        "SELECT account_id, name FROM accounts JOIN staff USING (staff_id) WHERE login = 'biuro'"
    ).fetchone()
    clerk = Visitor(0, account_id, "biuro", name, None, "clerk", False, "", "", "")
    new = NewBulletin("demonstration-of-a-letter", SUBJECT, BODY, f"budynek {building.address}")
    actions.send(db, new, queries.recipients(db, today, building=building), clerk)
