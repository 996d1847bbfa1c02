"""What the desk of imports shows."""

from typing import NamedTuple

from portal.store.database import Database
from portal.tenancy.absent import NotThere

SHOWN = 60


class Batch(NamedTuple):
    """One import. Instants are text; `summary` is JSON."""

    batch_id: int
    started_at: str
    as_of: str | None
    outcome: str
    rows: int
    changed: int
    problems: int
    summary: str


def latest_batches(db: Database) -> list[Batch]:
    """The latest imports, the newest first, without their summaries."""
    rows = db.execute(
        """
        SELECT batch_id, started_at, as_of, outcome, rows, changed, problems, ''
        FROM import_batches
        ORDER BY batch_id DESC
        LIMIT ?
        """,
        (SHOWN,),
    ).fetchall()
    return [Batch._make(row) for row in rows]


def batch_of(db: Database, batch_id: int) -> Batch:
    """One import with its summary.

    Raises: NotThere.
    """
    row = db.execute(
        """
        SELECT batch_id, started_at, as_of, outcome, rows, changed, problems, summary
        FROM import_batches
        WHERE batch_id = ?
        """,
        (batch_id,),
    ).fetchone()
    if row is None:
        raise NotThere
    return Batch._make(row)
