"""Sessions: who is signed in, kept in the database so that they can be ended. No HTTP here."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from portal import clock
from portal.store.database import Database
from portal.web.access import Visitor

# How often "last seen" is written; a page a second must not be a write a second.
TOUCH_EVERY = timedelta(minutes=1)
LONGEST_DEVICE = 120


def token_hash(token: str) -> bytes:
    """What the database keeps of a token, so that a copy of it lets nobody in."""
    return hashlib.sha256(token.encode()).digest()


def open_session(
    db: Database, account_id: int, device: str, *, hours: int, needs_factor: bool = False
) -> str:
    """Begin a session inside the caller's transaction and give its token, shown only now.

    Takes:   needs_factor: the session is a half one; the door leads it to the second factor only.
    """
    token = secrets.token_urlsafe(32)
    now = clock.now()
    db.execute(
        """
        INSERT INTO sessions
            (token_hash, account_id, opened_at, seen_at, ends_at, device, needs_factor)
        VALUES
            (:token_hash, :account_id, :now, :now, :ends_at, :device, :needs_factor)
        """,
        {
            "token_hash": token_hash(token),
            "account_id": account_id,
            "now": clock.as_text(now),
            "ends_at": clock.as_text(now + timedelta(hours=hours)),
            "device": device[:LONGEST_DEVICE],
            "needs_factor": needs_factor,
        },
    )
    return token


def visitor_of(db: Database, token: str, limits: "Limits") -> Visitor | None:
    """The person whose session this is, or None where it never was, has ended or lay idle."""
    row = db.execute(
        """
        SELECT
            sessions.session_id, account_id, login,
            coalesce(company_name, first_name || ' ' || last_name, staff.name, login),
            accounts.tenant_id, role,
            password_state = 'first' AND NOT EXISTS (
                SELECT 1
                FROM national_sessions
                WHERE national_sessions.session_id = sessions.session_id
            ),
            hex(substr(token_hash, 1, 8)) || '.' || changed_at || '.' || number,
            seen_at, ends_at, needs_factor,
            (SELECT count(*) || '.' || coalesce(max(letter_id), '')
             FROM case_reads
             WHERE case_reads.tenant_id = accounts.tenant_id AND read_at IS NULL)
        FROM sessions
        JOIN accounts USING (account_id)
        CROSS JOIN portal_revision
        LEFT JOIN tenants ON tenants.tenant_id = accounts.tenant_id
        LEFT JOIN staff ON staff.staff_id = accounts.staff_id
        WHERE token_hash = ?
        """,
        (token_hash(token),),
    ).fetchone()
    if row is None:
        return None
    visitor = Visitor._make(row)
    if visitor.ends_at <= limits.now or visitor.seen_at <= limits.idle_since:
        return None
    return visitor


def is_due_for_touch(visitor: Visitor, limits: "Limits") -> bool:
    """Whether "last seen" is old enough to be written again."""
    return visitor.seen_at <= limits.touched_before


def seconds_left(visitor: Visitor, limits: "Limits") -> int | None:
    """The seconds until the session ends whatever happens; None while that is far.

    It is near when less is left than a page may lie idle: only then can a page that is open now
    meet that end, and has to warn of it.
    """
    if visitor.ends_at > limits.near_end:
        return None
    now = clock.from_text(limits.now)
    return int((clock.from_text(visitor.ends_at) - now).total_seconds())


class Limits(NamedTuple):
    """Instants as the database writes them."""

    now: str
    idle_since: str
    touched_before: str
    near_end: str


def limits_now(idle_minutes: int) -> Limits:
    """What a session is measured against at this moment."""
    return _limits(clock.now(), idle_minutes)


@lru_cache(maxsize=4)
def _limits(now: datetime, idle_minutes: int) -> Limits:
    """The limits of one second, the same for every visit in it."""
    idle = timedelta(minutes=idle_minutes)
    return Limits(*map(clock.as_text, (now, now - idle, now - TOUCH_EVERY, now + idle)))


def identified_at(db: Database, session_id: int) -> str | None:
    """When login.gov.pl opened a session; None for one that it did not open."""
    row = db.execute(
        "SELECT opened_at FROM sessions JOIN national_sessions USING (session_id)"
        " WHERE session_id = ?",
        (session_id,),
    ).fetchone()
    return str(row[0]) if row else None


def touch(db: Database, session_id: int) -> None:
    """Note that the person is still here."""
    db.execute(
        "UPDATE sessions SET seen_at = ? WHERE session_id = ?",
        (clock.as_text(clock.now()), session_id),
    )


def renew(db: Database, session_id: int) -> str:
    """Give a session another token, shown only now: what it may do, or who knows of it, changes."""
    token = secrets.token_urlsafe(32)
    db.execute(
        "UPDATE sessions SET token_hash = ? WHERE session_id = ?", (token_hash(token), session_id)
    )
    return token


def close(db: Database, session_id: int) -> None:
    """End one session."""
    db.execute("DELETE FROM sessions WHERE session_id = ?", (session_id,))


def close_all(db: Database, account_id: int, *, but: int = 0) -> int:
    """End every session of an account, but the one named; gives how many that were."""
    return db.execute(
        "DELETE FROM sessions WHERE account_id = ? AND session_id <> ?", (account_id, but)
    ).rowcount


def ask_for_factors(db: Database) -> int:
    """Make half sessions of those of staff without a second factor; gives how many."""
    return db.execute(
        """
        UPDATE sessions
        SET needs_factor = 1
        WHERE account_id IN (
            SELECT account_id
            FROM accounts
            LEFT JOIN second_factors USING (staff_id)
            WHERE accounts.staff_id IS NOT NULL AND confirmed_at IS NULL
        )
        """
    ).rowcount


def sweep(db: Database) -> None:
    """Remove the sessions whose time is over."""
    db.execute("DELETE FROM sessions WHERE ends_at <= ?", (clock.as_text(clock.now()),))
