"""What the files of this import have brought so far, kept in temporary tables on disk.

Duplicate keys are found here, so that memory does not grow with the files.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from portal.store.database import Database

Key = tuple[Any, Any]

CACHE_KIB = 16 * 1024


class Seen:
    """Keys of rows, by file, and the positions of charge documents."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def repeated(self, file: str, keys: Sequence[Key], lines: Sequence[int]) -> dict[int, int]:
        """Remember keys of a file.

        Gives:   for each key that was there already its index, and the line it came on first.
        """
        stored = self.db.executemany(
            """
            INSERT INTO temp.seen_keys (file, first, second, line)
            VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            (
                (file, first, second, line)
                for (first, second), line in zip(keys, lines, strict=True)
            ),
        ).rowcount
        if stored == len(keys):
            return {}
        first_lines = ((index, self.line_of(file, key)) for index, key in enumerate(keys))
        return {
            index: line for index, line in first_lines if line is not None and line != lines[index]
        }

    def line_of(self, file: str, key: Key) -> int | None:
        """The line on which a file of this import brought a key, or None."""
        row = self.db.execute(
            "SELECT line FROM temp.seen_keys WHERE file = ? AND first = ? AND second = ?",
            (file, *key),
        ).fetchone()
        return None if row is None else int(row[0])

    def positions(self, charge_ids: Iterable[int]) -> dict[int, set[int]]:
        """The positions that charges.csv has brought of these documents, where it has any."""
        rows = self.db.execute(
            """
            SELECT charge_id, positions
            FROM json_each(?) AS wanted
            CROSS JOIN temp.seen_documents ON charge_id = wanted.value
            """,
            (json.dumps(list(charge_ids)),),
        )
        return {row[0]: {int(position) for position in row[1].split(",")} for row in rows}

    def add_positions(self, positions: Iterable[tuple[int, list[int]]]) -> None:
        """Remember positions by charge_id."""
        self.db.executemany(
            """
            INSERT INTO temp.seen_documents (charge_id, positions)
            VALUES (?, ?)
            ON CONFLICT DO UPDATE SET positions = positions || ',' || excluded.positions
            """,
            ((charge_id, _written(tuple(brought))) for charge_id, brought in positions),
        )


@lru_cache(maxsize=1024)
def _written(positions: tuple[int, ...]) -> str:
    return ",".join(map(str, positions))


@contextmanager
def remembering(db: Database) -> Iterator[Seen]:
    """Temporary tables for one import. They lie in a file, which grows in place of memory.

    The cache of the database is larger meanwhile: rows of one lease lie far apart.
    """
    (store,) = db.execute("PRAGMA temp_store").fetchone()
    (cache,) = db.execute("PRAGMA cache_size").fetchone()
    db.execute("PRAGMA temp_store = FILE")
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        db.execute(
            """
            CREATE TEMP TABLE seen_keys (
                file TEXT, first, second, line INTEGER, PRIMARY KEY (file, first, second)
            ) WITHOUT ROWID
            """
        )
        db.execute(
            "CREATE TEMP TABLE seen_documents (charge_id INTEGER PRIMARY KEY, positions TEXT)"
        )
        db.execute(
            """
            CREATE TEMP TABLE withdrawals (
                line INTEGER PRIMARY KEY, file TEXT, key TEXT
            )
            """
        )
        yield Seen(db)
    finally:
        for name in ("seen_keys", "seen_documents", "withdrawals"):
            db.execute(f"DROP TABLE IF EXISTS temp.{name}")
        db.execute(f"PRAGMA temp_store = {int(store)}")
        db.execute(f"PRAGMA cache_size = {int(cache)}")
