"""What setting up a second factor changes."""

from typing import NamedTuple

from portal.settings import Settings
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import factors
from portal.web import sessions
from portal.web.access import Visitor


class Confirmed(NamedTuple):
    """The recovery codes, and the new token of the session, which is a whole one now."""

    codes: list[str]
    token: str


def begin(db: Database, staff_id: int, secret_key: str) -> None:
    """Draw a secret for a factor that is not confirmed."""
    with writing(db):
        factors.begin(db, staff_id, secret_key)


def confirm(
    db: Database, person: Visitor, staff_id: int, code: str, *, device: str, settings: Settings
) -> Confirmed | None:
    """Take the first code; None where it is not right, or the factor was confirmed before.

    Sessions that the password alone has opened elsewhere end.
    """
    with writing(db):
        codes = factors.confirm(
            db, staff_id, code, settings.secret_key, account_id=person.account_id
        )
        if codes is None:
            return None
        sessions.close_all(db, person.account_id, but=person.session_id)
        if not person.needs_factor:
            token = sessions.renew(db, person.session_id)
        else:
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


def remove(db: Database, person: Visitor, staff_id: int) -> str:
    """Take one's own factor away; gives the new token of the session, and others end."""
    with writing(db):
        factors.remove(db, staff_id, account_id=person.account_id)
        sessions.close_all(db, person.account_id, but=person.session_id)
        return sessions.renew(db, person.session_id)
