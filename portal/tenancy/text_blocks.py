"""Ready pieces of text for the office's answers. The only writer of text_blocks."""

from typing import NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record


class TextBlock(NamedTuple):
    """A piece of text and the queue that it is for; "" is every queue."""

    block_id: int
    name: str
    body: str
    queue: str


def text_blocks(db: Database, queue: str | None = None) -> list[TextBlock]:
    """All pieces, or those that fit a queue, in the order of their names."""
    rows = db.execute(
        """
        SELECT block_id, name, body, queue
        FROM text_blocks
        WHERE :queue IS NULL OR queue IN ('', :queue)
        ORDER BY name, block_id
        """,
        {"queue": queue},
    ).fetchall()
    return [TextBlock._make(row) for row in rows]


def save(db: Database, block: TextBlock, *, account_id: int) -> int:
    """Keep a piece inside the caller's transaction, a new one where block_id is 0; gives its
    number."""
    values = {**block._asdict(), "now": clock.as_text(clock.now())}
    if block.block_id:
        db.execute(
            """
            UPDATE text_blocks
            SET name = :name, body = :body, queue = :queue, changed_at = :now
            WHERE block_id = :block_id
            """,
            values,
        )
        block_id = block.block_id
    else:
        (block_id,) = db.execute(
            """
            INSERT INTO text_blocks (name, body, queue, changed_at)
            VALUES (:name, :body, :queue, :now)
            RETURNING block_id
            """,
            values,
        ).fetchone()
    record(db, Event.TEXT_BLOCK_SAVED, account_id=account_id, block_id=int(block_id))
    return int(block_id)


def remove(db: Database, block_id: int, *, account_id: int) -> bool:
    """Remove a piece inside the caller's transaction; gives whether it was there."""
    removed = db.execute("DELETE FROM text_blocks WHERE block_id = ?", (block_id,)).rowcount
    if removed:
        record(db, Event.TEXT_BLOCK_REMOVED, account_id=account_id, block_id=block_id)
    return bool(removed)
