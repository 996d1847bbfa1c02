"""What setting up a second factor changes."""

from typing import NamedTuple

from portal.settings import Settings
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import factors
from portal.web import sessions
from portal.web.access import Visitor


class Confirmed(NamedTuple):
    """The recovery codes, and a new session for somebody who was half-way in."""

    codes: list[str]
    token: str | None


def begin(db: Database, staff_id: int, secret_key: str) -> None:
    """Draw a secret for a factor that is not confirmed."""
    with writing(db):
        factors.begin(db, staff_id, secret_key)


def confirm(
    db: Database, person: Visitor, staff_id: int, code: str, *, device: str, settings: Settings
) -> Confirmed | None:
    """Take the first code; None where it is not right, or the factor was confirmed before."""
    with writing(db):
        codes = factors.confirm(
            db, staff_id, code, settings.secret_key, account_id=person.account_id
        )
        if codes is None:
            return None
        token = None
        if person.needs_factor:
            sessions.close(db, person.session_id)
            token = sessions.open_session(
                db, person.account_id, device, hours=settings.session_hours
            )
            record(
                db,
                Event.SESSION_OPENED,
                account_id=person.account_id,
                by="password and first code",
            )
    return Confirmed(codes, token)


def remove(db: Database, staff_id: int, *, account_id: int) -> None:
    """Take one's own factor away."""
    with writing(db):
        factors.remove(db, staff_id, account_id=account_id)
