"""Rows of the files that go into one table each: everything but the charge documents."""

from collections.abc import Sequence

from portal.imports.batch import Batch
from portal.imports.layouts import Layout
from portal.imports.outcome import Counts
from portal.imports.problems import Problems
from portal.imports.seen import Key, Seen
from portal.store.database import Database

_SIZES = {
    "tenants.csv": "SELECT count(*) FROM tenants",
    "premises.csv": "SELECT count(*) FROM premises",
    "leases.csv": "SELECT count(*) FROM leases",
    "lease_tenants.csv": "SELECT count(*) FROM lease_tenants",
    "meters.csv": "SELECT count(*) FROM meters",
    "readings.csv": "SELECT count(*) FROM readings",
    "payments.csv": "SELECT count(*) FROM payments",
}


class RegisterRows:
    """Brings batches of rows into the table of a file, and counts what they changed there."""

    def __init__(self, db: Database, layout: Layout, problems: Problems, seen: Seen) -> None:
        self.db = db
        self.layout = layout
        self.problems = problems
        self.seen = seen
        self._size = self._rows_of_table()
        self._rows = 0
        self._touched = 0

    def take(self, batch: Batch) -> None:
        """Write the rows whose key this file has not brought before."""
        batch = without_repeated(batch, self.layout, self.problems, self.seen)
        if not batch.lines or self.layout.put is None:
            return
        self._touched += self.layout.put(self.db, zip(*batch.columns, strict=True))
        self._rows += len(batch.lines)

    @property
    def counts(self) -> Counts:
        """What the rows taken so far came to."""
        new = self._rows_of_table() - self._size
        return Counts(new, self._touched - new, self._rows - self._touched)

    def _rows_of_table(self) -> int:
        (rows,) = self.db.execute(_SIZES[self.layout.file]).fetchone()
        return int(rows)


def without_repeated(batch: Batch, layout: Layout, problems: Problems, seen: Seen) -> Batch:
    """Report rows whose key the file has brought before, and leave them out."""
    repeated = seen.repeated(layout.file, _keys(batch, layout.keys), batch.lines)
    for index, line in repeated.items():
        text = f"Ten sam klucz jest już w wierszu {line}."
        name = layout.columns[0].name if layout.keys == 1 else ""
        value = str(batch.columns[0][index]) if layout.keys == 1 else ""
        problems.add(layout.file, text, line=batch.lines[index], column=name, value=value)
    return batch.without(set(repeated))


def _keys(batch: Batch, keys: int) -> Sequence[Key]:
    seconds = batch.columns[1] if keys == 2 else [""] * len(batch.lines)
    return list(zip(batch.columns[0], seconds, strict=True))
