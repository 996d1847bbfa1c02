"""The trail of an order: every message to the operator and from it, as it was."""

from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database

Direction = Literal["out", "in"]


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


def last_at(db: Database, order_id: str, kind: str) -> str | None:
    """When a message of a kind was last sent or received; None where there was none."""
    row = db.execute(
        "SELECT max(at) FROM operator_messages WHERE order_id = ? AND kind = ?", (order_id, kind)
    ).fetchone()
    return row[0] if row else None
