"""What the profile shows."""

from typing import NamedTuple

from portal.store.database import Database


class OpenSession(NamedTuple):
    """A device that is signed in; instants as text."""

    session_id: int
    opened_at: str
    seen_at: str
    device: str


class SignIn(NamedTuple):
    """A line of the history of sign-ins."""

    at: str
    event: str


def open_sessions(db: Database, account_id: int, now: str) -> list[OpenSession]:
    """The devices that are signed in, the one seen last first."""
    rows = db.execute(
        """
        SELECT session_id, opened_at, seen_at, device
        FROM sessions
        WHERE account_id = :account_id AND ends_at > :now
        ORDER BY seen_at DESC
        """,
        {"account_id": account_id, "now": now},
    ).fetchall()
    return [OpenSession._make(row) for row in rows]


def sign_ins(db: Database, account_id: int) -> list[SignIn]:
    """The last ten times somebody signed in, or tried with a wrong password."""
    rows = db.execute(
        """
        SELECT at, event
        FROM events
        WHERE account_id = ? AND event IN ('session.opened', 'session.refused')
        ORDER BY at DESC, event_id DESC
        LIMIT 10
        """,
        (account_id,),
    ).fetchall()
    return [SignIn._make(row) for row in rows]
