"""What a code of a second factor changes."""

from typing import NamedTuple

from portal.settings import Settings
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import factors, throttle
from portal.web import sessions
from portal.web.access import Visitor


class Outcome(NamedTuple):
    """The token of a whole session where the code was right."""

    token: str | None = None
    seconds_to_wait: int = 0


def give_code(
    db: Database, person: Visitor, staff_id: int, code: str, *, device: str, settings: Settings
) -> Outcome:
    """Take a code of an app or a recovery code, and end the half session for a whole one."""
    subject = throttle.subject_of(settings.secret_key, "code", str(person.account_id))
    counted = [(subject, throttle.CODE)]
    with writing(db):
        if settings.throttled:
            seconds = throttle.begin(db, counted)
            if seconds:
                return Outcome(seconds_to_wait=seconds)
        by = _kind_taken(db, person, staff_id, code, settings.secret_key)
        if by is None:
            record(db, Event.SESSION_REFUSED, account_id=person.account_id, by="code")
            return Outcome()
        throttle.forget(db, counted)
        sessions.close(db, person.session_id)
        token = sessions.open_session(db, person.account_id, device, hours=settings.session_hours)
        record(db, Event.SESSION_OPENED, account_id=person.account_id, by=by)
    return Outcome(token)


def _kind_taken(
    db: Database, person: Visitor, staff_id: int, code: str, secret_key: str
) -> str | None:
    """Which kind of code it was; None for one that is not right."""
    if factors.take_code(db, staff_id, code, secret_key):
        return "password and code"
    if factors.take_recovery_code(db, staff_id, code, account_id=person.account_id):
        return "password and recovery code"
    return None
