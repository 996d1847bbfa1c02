"""What commands ask of a database file before they use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from portal.commands.exits import CannotRun
from portal.store.database import Database, connect
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


@contextmanager
def opened_database(path: Path) -> Iterator[Database]:
    """A database to write in, with the shape that this version needs.

    Raises: CannotRun.
    """
    if not path.is_file():
        raise CannotRun(f"there is no database at {path}; run portal migrate first")
    db = connect(path)
    try:
        if migrations.pending(sqlite_utils.Database(db)):
            raise CannotRun("the database needs migrating; run portal migrate first")
        yield db
    finally:
        db.close()
