"""charges.csv: lines that together make charge documents."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from portal.imports.batch import Batch
from portal.imports.layouts import Layout
from portal.imports.outcome import Counts
from portal.imports.problems import Problems
from portal.imports.seen import Seen
from portal.store.database import Database
from portal.tenancy import bookings
from portal.tenancy.bookings import Booked

Line = tuple[Any, ...]

HEADER = 6
POSITION = 6
AMOUNT = -1


def whole_documents(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The same rows, parted so that no document lies across two batches, if its lines lie together.

    A document that is met again costs a look at what was written of it.
    """
    held: Batch | None = None
    for batch in batches:
        if held is not None:
            batch = held.followed_by(batch)
        numbers = batch.columns[0]
        place = len(numbers)
        while place and numbers[place - 1] == numbers[-1]:
            place -= 1
        ready, held = batch.parted(place) if place else (batch, None)
        yield ready
    if held is not None:
        yield held


class _Documents:
    """The documents that the lines of a batch belong to."""

    def __init__(self, batch: Batch) -> None:
        self.headers = dict.fromkeys(zip(*batch.columns[:HEADER], strict=True))
        self.amounts: dict[str, int] = defaultdict(int)
        for number, amount in zip(batch.columns[0], batch.columns[AMOUNT], strict=True):
            self.amounts[number] += amount

    @property
    def disagree(self) -> bool:
        """Whether lines of one document differ in what they say of it."""
        return len(self.headers) != len(self.amounts)


class ChargeLines:
    """Brings batches of lines into the ledger, a document's amount always being their sum.

    A document that stands keeps its charge_id. Its lines may lie anywhere in the file.
    """

    def __init__(self, db: Database, layout: Layout, problems: Problems, seen: Seen) -> None:
        self.db = db
        self.file = layout.file
        self.names = [column.name for column in layout.columns[:HEADER]]
        self.problems = problems
        self.seen = seen
        self.counts: Counts = Counts()
        self._next_id = seen.first_new_charge_id
        self._moved: set[int] = set()

    def take(self, batch: Batch) -> None:
        """Check the lines against each other and against earlier ones, and write them."""
        booked = bookings.charges_by_number(self.db, set(batch.columns[0]))
        brought = self.seen.positions(document.charge_id for document in booked.values())
        documents = _Documents(batch)
        indexes = self._doubtful(batch, documents, booked, brought)
        if indexes:
            batch = batch.without(self._compared(indexes, batch, booked, brought))
            documents = _Documents(batch)
        ids = self._write_documents(documents, booked)
        columns = [[ids[number] for number in batch.columns[0]], *batch.columns[POSITION:]]
        lines = list(zip(*columns, strict=True))
        if booked:
            old = {document.charge_id for document in booked.values()}
            self._write_changed_lines([line for line in lines if line[0] in old], old)
            lines = [line for line in lines if line[0] not in old]
        self.counts.new += len(lines)
        try:
            bookings.add_components(self.db, lines)
        except sqlite3.IntegrityError:
            # New documents are not searched for positions that come twice: the table tells.
            self._compared(range(len(batch.lines)), batch, booked, brought)
            bookings.put_components(self.db, lines)

    def _doubtful(
        self,
        batch: Batch,
        documents: "_Documents",
        booked: dict[str, Booked],
        brought: dict[int, set[int]],
    ) -> Sequence[int]:
        """The indexes of lines that have to be compared with other lines, one by one."""
        numbers, positions = batch.columns[0], batch.columns[POSITION]
        if documents.disagree:
            return range(len(numbers))
        if not booked:
            return ()
        indexes = [index for index, number in enumerate(numbers) if number in booked]
        if len({(numbers[index], positions[index]) for index in indexes}) != len(indexes):
            return indexes
        if not brought:
            return ()
        return [index for index in indexes if booked[numbers[index]].charge_id in brought]

    def _compared(
        self,
        indexes: Iterable[int],
        batch: Batch,
        booked: dict[str, Booked],
        brought: dict[int, set[int]],
    ) -> set[int]:
        """Report what is wrong with single lines. Gives: the indexes of those lines."""
        headers: dict[str, tuple[Any, ...]] = {}
        taken: dict[str, set[int]] = {}
        for number, document in booked.items():
            if document.charge_id in brought:
                headers[number] = document.header
                taken[number] = brought[document.charge_id]
        wrong = set()
        for index in indexes:
            header = tuple(column[index] for column in batch.columns[:HEADER])
            position = batch.columns[POSITION][index]
            first = headers.setdefault(header[0], header)
            if first != header:
                self._report_difference(batch.lines[index], first, header)
                wrong.add(index)
            elif position in taken.setdefault(header[0], set()):
                self._report_repetition(batch.lines[index], header[0], position)
                wrong.add(index)
            taken.setdefault(header[0], set()).add(position)
        return wrong

    def _report_difference(
        self, line: int, first: tuple[Any, ...], header: tuple[Any, ...]
    ) -> None:
        for name, one, other in zip(self.names, first, header, strict=True):
            if one != other:
                text = (
                    f"Wiersze dokumentu {header[0]} podają różne wartości w kolumnie {name}."
                    " Wszystkie muszą podawać tę samą."
                )
                value = "" if name == "lease_id" else str(other or "")
                self.problems.add(self.file, text, line=line, column=name, value=value)
                return

    def _report_repetition(self, line: int, number: str, position: int) -> None:
        text = f"Pozycja {position} dokumentu {number} występuje w tym pliku więcej niż raz."
        self.problems.add(self.file, text, line=line, column="position", value=str(position))

    def _write_documents(
        self, documents: "_Documents", booked: dict[str, Booked]
    ) -> dict[str, int]:
        """Add new documents, change the changed. Gives: charge_id by document_number."""
        ids = {number: document.charge_id for number, document in booked.items()}
        added, changed = [], []
        for header in documents.headers:
            number = header[0]
            if number not in booked:
                ids[number] = self._next_id
                added.append((self._next_id, *header, documents.amounts[number]))
                self._next_id += 1
            elif booked[number].header != header:
                changed.append((*header[1:], ids[number]))
        bookings.add_charges(self.db, added)
        bookings.change_charges(self.db, changed)
        self._moved = {row[-1] for row in changed}
        return ids

    def _write_changed_lines(self, lines: list[Line], old: set[int]) -> None:
        """Write those lines of standing documents that are new or changed, and count them all."""
        standing = bookings.components_of(self.db, old)
        places = {line[:2] for line in standing}
        fresh = [line for line in lines if line not in standing]
        bookings.put_components(self.db, fresh)
        first_new = self.seen.first_new_charge_id
        self.seen.add_positions(line[:2] for line in lines if line[0] < first_new)
        changed = {line[:2] for line in fresh if line[:2] in places}
        if self._moved:
            changed |= {line[:2] for line in lines if line[0] in self._moved} & places
        added = sum(line[:2] not in places for line in fresh)
        self.counts.new += added
        self.counts.changed += len(changed)
        self.counts.unchanged += len(lines) - added - len(changed)
