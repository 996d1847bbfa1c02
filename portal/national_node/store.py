"""What the portal keeps of conversations with login.gov.pl, and who is linked with it.

The only writer of national_requests, national_assertions, national_waiting, national_links and
national_sessions.
Functions that write do so inside the caller's transaction.

A visitor's browser holds a secret in a cookie. RelayState, which travels through the node, is its
hash, and the database keeps the hash of that: so an answer is taken only in the browser that
asked, and neither the node nor a copy of the database can act for it.
"""

import hashlib
import json
import sqlite3
from datetime import datetime, timedelta
from typing import NamedTuple

from portal import clock
from portal.store.database import Database

MINUTES_FOR_AN_ANSWER = 15
# Long enough to find the letter, sign in for the first time and choose a password.
MINUTES_FOR_A_CHOICE = 30
# An assertion is believed a little after its end, for clocks that differ.
KEPT_LONGER = timedelta(minutes=2)


class Request(NamedTuple):
    """A request that was sent, as it is taken out again."""

    request_id: str
    artifact: str | None
    account_id: int | None
    next_path: str
    asked_at: str


class NodeSession(NamedTuple):
    """What the node calls the session with which it sent somebody here."""

    name_id: str
    session_index: str


class Waiting(NamedTuple):
    """Somebody who was identified, and the accounts that they may choose from."""

    person_key: bytes
    accounts: tuple[int, ...]
    next_path: str
    opened: NodeSession | None


class Replayed(Exception):
    """An assertion with this id has let somebody in before."""


def relay_of(secret: str) -> str:
    """The RelayState that belongs to a browser's secret."""
    return hashlib.sha256(f"relay {secret}".encode()).hexdigest()


def put_request(
    db: Database, request_id: str, secret: str, *, account_id: int | None, next_path: str
) -> None:
    """Keep a request until its answer comes; those that nobody answered go."""
    now = clock.now()
    db.execute("DELETE FROM national_requests WHERE ends_at <= ?", (clock.as_text(now),))
    db.execute(
        """
        INSERT INTO national_requests
            (request_id, relay_hash, account_id, next_path, asked_at, ends_at)
        VALUES
            (:request_id, :relay_hash, :account_id, :next_path, :asked_at, :ends_at)
        """,
        {
            "request_id": request_id,
            "relay_hash": _hash(relay_of(secret)),
            "account_id": account_id,
            "next_path": next_path,
            "asked_at": clock.as_text(now),
            "ends_at": clock.as_text(now + timedelta(minutes=MINUTES_FOR_AN_ANSWER)),
        },
    )


def keep_artifact(db: Database, relay: str, artifact: str) -> None:
    """Keep the first artifact that came back for a request; nothing where there is no request."""
    db.execute(
        """
        UPDATE national_requests
        SET artifact = :artifact
        WHERE relay_hash = :relay_hash AND artifact IS NULL AND ends_at > :now
        """,
        {
            "artifact": artifact,
            "relay_hash": _hash(relay),
            "now": clock.as_text(clock.now()),
        },
    )


def has_answer(db: Database, secret: str) -> bool:
    """Whether an answer has come back for the request of this browser."""
    found = db.execute(
        """
        SELECT 1 FROM national_requests
        WHERE relay_hash = ? AND artifact IS NOT NULL AND ends_at > ?
        """,
        (_hash(relay_of(secret)), clock.as_text(clock.now())),
    ).fetchone()
    return found is not None


def request_of(db: Database, secret: str) -> Request | None:
    """The request of this browser that has no answer yet."""
    row = db.execute(
        """
        SELECT request_id, artifact, account_id, next_path, asked_at FROM national_requests
        WHERE relay_hash = ? AND artifact IS NULL AND ends_at > ?
        """,
        (_hash(relay_of(secret)), clock.as_text(clock.now())),
    ).fetchone()
    return Request._make(row) if row else None


def take_request(db: Database, secret: str) -> Request | None:
    """Take the request of this browser out; it is there once. None where it is not, or is over."""
    row = db.execute(
        """
        DELETE FROM national_requests
        WHERE relay_hash = ?
        RETURNING request_id, artifact, account_id, next_path, asked_at, ends_at
        """,
        (_hash(relay_of(secret)),),
    ).fetchone()
    if row is None or row[-1] <= clock.as_text(clock.now()):
        return None
    return Request._make(row[:-1])


def use_assertion(db: Database, assertion_id: str, ends_at: datetime) -> None:
    """Note that an assertion was used; those that nobody would believe any more go.

    Raises: Replayed.
    """
    db.execute("DELETE FROM national_assertions WHERE ends_at <= ?", (clock.as_text(clock.now()),))
    try:
        db.execute(
            "INSERT INTO national_assertions (assertion_id, ends_at) VALUES (?, ?)",
            (assertion_id, clock.as_text(ends_at + KEPT_LONGER)),
        )
    except sqlite3.IntegrityError as error:
        raise Replayed from error


def put_waiting(
    db: Database,
    secret: str,
    person_key: bytes,
    accounts: list[int],
    next_path: str,
    opened: NodeSession,
) -> None:
    """Keep who was identified until they have signed in, or chosen; others' time is swept."""
    now = clock.now()
    db.execute("DELETE FROM national_waiting WHERE ends_at <= ?", (clock.as_text(now),))
    db.execute(
        """
        INSERT INTO national_waiting
            (token_hash, person_key, accounts, next_path, ends_at, name_id, session_index)
        VALUES
            (:token_hash, :person_key, :accounts, :next_path, :ends_at, :name_id, :session_index)
        """,
        {
            **opened._asdict(),
            "token_hash": _hash(secret),
            "person_key": person_key,
            "accounts": json.dumps(accounts),
            "next_path": next_path,
            "ends_at": clock.as_text(now + timedelta(minutes=MINUTES_FOR_A_CHOICE)),
        },
    )


def waiting_of(db: Database, secret: str) -> Waiting | None:
    """Who was identified in this browser and waits."""
    row = db.execute(
        """
        SELECT person_key, accounts, next_path, name_id, session_index FROM national_waiting
        WHERE token_hash = ? AND ends_at > ?
        """,
        (_hash(secret), clock.as_text(clock.now())),
    ).fetchone()
    if row is None:
        return None
    person_key, accounts, next_path, name_id, session_index = row
    opened = None if name_id is None else NodeSession(name_id, session_index)
    return Waiting(person_key, tuple(json.loads(accounts)), next_path, opened)


def end_waiting(db: Database, secret: str) -> None:
    """They have signed in, chosen, or left."""
    db.execute("DELETE FROM national_waiting WHERE token_hash = ?", (_hash(secret),))


def put_session(db: Database, token_hash: bytes, opened: NodeSession) -> None:
    """Note by which session of the node one of ours was opened; it goes with ours."""
    (session_id,) = db.execute(
        "SELECT session_id FROM sessions WHERE token_hash = ?", (token_hash,)
    ).fetchone()
    join_session(db, session_id, opened)


def join_session(db: Database, session_id: int, opened: NodeSession) -> None:
    """Note which session of the node belongs to one of ours, for when it ends."""
    db.execute(
        """
        INSERT INTO national_sessions (session_id, name_id, session_index)
        VALUES (:session_id, :name_id, :session_index)
        ON CONFLICT (session_id)
        DO UPDATE SET name_id = excluded.name_id, session_index = excluded.session_index
        """,
        {**opened._asdict(), "session_id": session_id},
    )


def session_of(db: Database, session_id: int) -> NodeSession | None:
    """The node's session that belongs to one of ours; None where none does."""
    row = db.execute(
        "SELECT name_id, session_index FROM national_sessions WHERE session_id = ?", (session_id,)
    ).fetchone()
    return NodeSession._make(row) if row else None


def link(db: Database, account_id: int, person_key: bytes) -> None:
    """Link an account with a person; a link that it had before ends."""
    unlink(db, account_id)
    db.execute(
        "INSERT INTO national_links (account_id, person_key, linked_at) VALUES (?, ?, ?)",
        (account_id, person_key, clock.as_text(clock.now())),
    )


def unlink(db: Database, account_id: int) -> bool:
    """End the link of an account; gives whether there was one."""
    ended = db.execute(
        "UPDATE national_links SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL",
        (clock.as_text(clock.now()), account_id),
    ).rowcount
    return ended > 0


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
