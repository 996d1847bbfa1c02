"""What commands ask of a database file before they use it."""

from pathlib import Path

import sqlite_utils

from portal.store.database import connect
from portal.store.migrations import migrations


def pending_steps(path: Path) -> list[str]:
    """The migrations that a database still needs.

    Raises: sqlite3.DatabaseError for a file that is no database.
    """
    db = sqlite_utils.Database(connect(path, read_only=True))
    try:
        return [step.name for step in migrations.pending(db)]
    finally:
        db.close()
