"""Connections to the one SQLite file, and how it is written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Database = sqlite3.Connection

# A night's import holds the write lock for some seconds; a sign-in waits for it rather than fails.
BUSY_SECONDS = 20


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A connection for a worker to keep for its life.

    Gives:   rows as tuples; a writer commits with synchronous=FULL, a reader refuses to write.
    Raises:  sqlite3.OperationalError where a reader finds no file.
    """
    mode = "ro" if read_only else "rwc"
    db = sqlite3.connect(
        f"file:{path}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
        cached_statements=256,
    )
    if not read_only:
        db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
    else:
        db.execute("PRAGMA query_only = ON")
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """One transaction that writes: all of it happens, or nothing.

    It takes the write lock at once. A deferred transaction that reads and then writes under a
    second writer fails with SQLITE_BUSY_SNAPSHOT, which no waiting mends.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        # A commit may fail, too, and then leaves the transaction open.
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


class snapshot:  # noqa: N801 - read as "with snapshot(db)"; a class is quicker than a generator
    """Several reads that see the same moment."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def __enter__(self) -> Database:
        self.db.execute("BEGIN")
        return self.db

    def __exit__(self, *_: object) -> None:
        self.db.execute("COMMIT")
