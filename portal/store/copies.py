"""A private copy of the database, to try things on that must hold up nobody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.store.database import Database, connect


@contextmanager
def private_copy(db: Database) -> Iterator[Database]:
    """The database as it is now, in a file of its own that is gone afterwards.

    It lies beside the database, readable to its owner alone, and takes as much of the disk again.
    Others read and write on meanwhile.
    """
    (path,) = (file for _, name, file in db.execute("PRAGMA database_list") if name == "main")
    with TemporaryDirectory(prefix=".trial-", dir=Path(path).parent) as folder:
        copy = Path(folder) / "copy.db"
        with closing(sqlite3.connect(copy)) as target:
            target.execute("PRAGMA synchronous = OFF")
            db.backup(target)
        with closing(connect(copy)) as trial:
            trial.execute("PRAGMA synchronous = OFF")
            yield trial
