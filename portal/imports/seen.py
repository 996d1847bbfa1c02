"""What the files of this import have brought so far, kept in temporary tables on disk.

Duplicate keys are found here, so that memory does not grow with the files.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from portal.store.bulk import write_rows
from portal.store.database import Database
from portal.tenancy import bookings

Key = tuple[Any, Any]


class Seen:
    """Keys of rows, by file, and the positions of charge documents."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.first_new_charge_id = 0

    def begin(self) -> None:
        """Note, in the transaction of the import, where new documents begin."""
        self.first_new_charge_id = bookings.next_charge_id(self.db)

    def repeated(self, file: str, keys: Sequence[Key], lines: Sequence[int]) -> dict[int, int]:
        """Remember keys of a file.

        Gives:   for each key that was there already its index, and the line it came on first.
        """
        stored = write_rows(
            self.db,
            """
            INSERT INTO temp.seen_keys (file, first, second, line)
            VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            (
                (file, first, second, line)
                for (first, second), line in zip(keys, lines, strict=True)
            ),
        )
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
        """The positions that charges.csv has brought of these documents, where it has any.

        All that a new document holds was brought by this import.
        """
        wanted = list(charge_ids)
        if not wanted:
            return {}
        rows = self.db.execute(
            """
            SELECT charge_id, position
            FROM json_each(:wanted) AS wanted
            CROSS JOIN temp.seen_positions ON charge_id = wanted.value
            UNION ALL
            SELECT charge_id, position
            FROM json_each(:wanted) AS wanted
            CROSS JOIN charge_components ON charge_id = wanted.value
            WHERE wanted.value >= :first_new
            """,
            {"wanted": json.dumps(wanted), "first_new": self.first_new_charge_id},
        )
        brought: dict[int, set[int]] = {}
        for charge_id, position in rows:
            brought.setdefault(charge_id, set()).add(position)
        return brought

    def add_positions(self, positions: Iterable[tuple[int, int]]) -> None:
        """Remember positions of documents that stood before this import."""
        self.db.executemany(
            "INSERT INTO temp.seen_positions (charge_id, position) VALUES (?, ?)", positions
        )


@contextmanager
def remembering(db: Database) -> Iterator[Seen]:
    """Temporary tables for one import. They lie in a file, which grows in place of memory."""
    (store,) = db.execute("PRAGMA temp_store").fetchone()
    db.execute("PRAGMA temp_store = FILE")
    try:
        db.execute(
            """
            CREATE TEMP TABLE seen_keys (
                file TEXT, first, second, line INTEGER, PRIMARY KEY (file, first, second)
            ) WITHOUT ROWID
            """
        )
        db.execute(
            """
            CREATE TEMP TABLE seen_positions (
                charge_id INTEGER, position INTEGER, PRIMARY KEY (charge_id, position)
            ) WITHOUT ROWID
            """
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
        for name in ("seen_keys", "seen_positions", "withdrawals"):
            db.execute(f"DROP TABLE IF EXISTS temp.{name}")
        db.execute(f"PRAGMA temp_store = {int(store)}")
