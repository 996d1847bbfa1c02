"""One reading of a folder into the database, inside the transaction of the import."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from portal.imports.batch import Batch
from portal.imports.charge_lines import ChargeLines, whole_documents
from portal.imports.folder import Folder
from portal.imports.known import KnownKeys
from portal.imports.layouts import FILE_NAMES, REGISTER_NAMES, WITHDRAWN, Layout, Layouts
from portal.imports.outcome import Counts, FileResult
from portal.imports.problems import MOST_REPORTED, Problems
from portal.imports.register_rows import RegisterRows
from portal.imports.seen import Seen
from portal.imports.source import Source
from portal.imports.table import Table
from portal.imports.withdrawals import Withdrawals
from portal.store.database import Database
from portal.tenancy import register


class Taker(Protocol):
    """Takes the good rows of one file, batch by batch, and counts what they came to."""

    def take(self, batch: Batch) -> None: ...

    @property
    def counts(self) -> Counts: ...


class Reading:
    """Brings the files in, then takes out what was withdrawn.

    `unchanged` names the files that are to the byte what was imported last, with their rows.
    """

    def __init__(
        self,
        db: Database,
        folder: Folder,
        *,
        secret_key: str,
        unchanged: dict[str, int],
        problems: Problems,
        seen: Seen,
        progress: Callable[[int], None],
    ) -> None:
        self.db = db
        self.folder = folder
        self.unchanged = unchanged
        self.problems = problems
        self.seen = seen
        self.progress = progress
        self.known = KnownKeys(db)
        self.layouts = Layouts(self.known, lambda pesel: register.pesel_key(secret_key, pesel))
        self.withdrawals = Withdrawals(db, self.layouts.of(WITHDRAWN), self.known, problems, seen)
        self.results: dict[str, FileResult] = {}

    def read_all(self) -> tuple[FileResult, ...]:
        """Read what must be read. Gives: what each file came to, in the order of reading."""
        self.seen.begin()
        sources = self.folder.sources
        if self.unchanged.keys() != sources.keys():
            # What is withdrawn holds against files that came anew, so it is read with them.
            self.unchanged.pop(WITHDRAWN, None)
        if WITHDRAWN in sources:
            self._read(WITHDRAWN, sources[WITHDRAWN])
            # A file that is to lose rows has to be compared with that loss, changed or not.
            for name in self.withdrawals.standing_files():
                self.unchanged.pop(name, None)
        for name in REGISTER_NAMES:
            if name in sources:
                self._read(name, sources[name])
        self.withdrawals.apply()
        return tuple(self._in_order())

    def _read(self, name: str, source: Source | None) -> None:
        if source is None:
            self.known.unread.add(name)
            return
        if name in self.unchanged:
            self._skip(name, self.unchanged[name], source.size)
            return
        table = self._table(name, source)
        taker = self._taker(table.layout)
        batches = table.batches()
        for batch in whole_documents(batches) if isinstance(taker, ChargeLines) else batches:
            taker.take(batch)
        if table.readable:
            self.folder.manifest.check_rows(name, table.rows, self.problems)
        else:
            self.known.unread.add(name)
        counts = taker.counts
        self.results[name] = FileResult(
            name=name,
            rows=table.rows,
            new=counts.new,
            changed=counts.changed,
            unchanged=counts.unchanged,
        )

    def _skip(self, name: str, rows: int, size: int) -> None:
        self.results[name] = FileResult(name=name, rows=rows, unchanged=rows, skipped=True)
        self.folder.manifest.check_rows(name, rows, self.problems)
        self.progress(size)

    def _taker(self, layout: Layout) -> Taker:
        """What brings the rows of a file where they belong."""
        if layout.file == WITHDRAWN:
            return self.withdrawals
        if layout.file == "charges.csv":
            return ChargeLines(self.db, layout, self.problems, self.seen)
        return RegisterRows(self.db, layout, self.problems, self.seen)

    def _table(self, name: str, source: Source) -> Table:
        return Table(
            source,
            self.layouts.of(name),
            self.problems,
            bad_key=lambda key: self._excuse(name, key),
            progress=self.progress,
        )

    def _excuse(self, name: str, key: str) -> None:
        if len(self.known.excused) < MOST_REPORTED:
            self.known.excused.add((name, key))

    def _in_order(self) -> Iterator[FileResult]:
        """The results of the files of the folder, and of files that lost rows."""
        for name in FILE_NAMES:
            result = self.results.get(name)
            lost = self.withdrawals.withdrawn[name]
            if result is not None or lost:
                yield replace(result or FileResult(name=name), withdrawn=lost)
