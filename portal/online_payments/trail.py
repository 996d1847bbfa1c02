"""The trail of an order: every message to the operator and from it, as it was."""

from datetime import timedelta
from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database

Direction = Literal["out", "in"]


# The start of a payment in the background, and the operator's word that it came to nothing.
CODE, CODE_REFUSED = "pre", "pre-refused"
# How long a code may still be charged, where the operator has said nothing of it.
CODE_HOLDS = timedelta(minutes=15)


class CodeHolds(Exception):
    """A code that was sent before may still be charged: another one could pay twice."""


class Message(NamedTuple):
    """A message, `body` as it was sent or received."""

    message_id: int
    at: str
    direction: Direction
    kind: str
    body: str


def note(db: Database, order_id: str, direction: Direction, kind: str, body: str) -> None:
    """Keep a message, inside the caller's transaction."""
    db.execute(
        """
        INSERT INTO operator_messages (order_id, at, direction, kind, body)
        VALUES (?, ?, ?, ?, ?)
        """,
        (order_id, clock.as_text(clock.now()), direction, kind, body),
    )


def trail_of(db: Database, order_id: str) -> list[Message]:
    """The messages of an order, the oldest first; notices are kept where they are booked."""
    rows = db.execute(
        """
        SELECT message_id, at, direction, kind, body
        FROM operator_messages
        WHERE order_id = ?
        ORDER BY message_id
        """,
        (order_id,),
    )
    return [Message._make(row) for row in rows]


def code_sent_at(db: Database, order_id: str) -> str | None:
    """When the code was sent that may still be charged; None where none may."""
    row = db.execute(
        """
        SELECT at, kind
        FROM operator_messages
        WHERE order_id = ? AND kind IN (?, ?)
        ORDER BY message_id DESC
        LIMIT 1
        """,
        (order_id, CODE, CODE_REFUSED),
    ).fetchone()
    if row is None or row[1] == CODE_REFUSED:
        return None
    sent_at: str = row[0]
    return sent_at if clock.now() < clock.from_text(sent_at) + CODE_HOLDS else None


def note_code(db: Database, order_id: str, direction: Direction, kind: str, body: str) -> None:
    """Keep the start of a payment by a code, of which there is one at a time.

    Raises: CodeHolds.
    """
    if code_sent_at(db, order_id) is not None:
        raise CodeHolds
    note(db, order_id, direction, kind, body)
