"""What a person changes about their account."""

from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.web import sessions


def sign_out_elsewhere(db: Database, account_id: int, session_id: int) -> int:
    """End every session of the account but this one; gives how many that were."""
    with writing(db):
        ended = sessions.close_all(db, account_id, but=session_id)
        record(db, Event.SESSIONS_CLOSED_ELSEWHERE, account_id=account_id, ended=ended)
    return ended
