"""One CSV file as batches of rows that are ready for the database."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TextIO

from portal.imports.batch import Batch, Memory
from portal.imports.cells import CauseKnown, WrongValue
from portal.imports.faults import is_tainted, taint
from portal.imports.header import read_header
from portal.imports.layouts import Layout
from portal.imports.problems import Problems, masked
from portal.imports.rows import Piece, Rows
from portal.imports.source import CHANGED, NotReadable, Source


class Table:
    """A CSV file of one layout. Bad rows go to the problems, good ones into batches."""

    def __init__(
        self,
        source: Source,
        layout: Layout,
        problems: Problems,
        *,
        bad_key: Callable[[str], None],
        progress: Callable[[int], None],
    ) -> None:
        self.source = source
        self.layout = layout
        self.problems = problems
        self.bad_key = bad_key
        self.progress = progress
        self.rows = 0
        self.readable = False
        self._memories = [Memory(column) for column in layout.columns]
        self._places: list[int | None] = []
        self._width = 0

    def batches(self) -> Iterator[Batch]:
        """Read the file through, some thousand rows at a time.

        `readable` is True afterwards where the file could be read to its end.
        """
        try:
            binary, lines = self.source.open()
            with lines:
                yield from self._batches(binary, lines)
        except NotReadable as error:
            self.problems.add(self.source.name, str(error))
        except OSError as error:
            text = f"Nie można odczytać pliku: {error.strerror}."
            self.problems.add(self.source.name, text)

    def _batches(self, binary: BinaryIO, opened: TextIO) -> Iterator[Batch]:
        rows_of_file = Rows(opened)
        header = read_header(rows_of_file, self.source, self.layout, self.problems)
        if header is None:
            return
        self._places, self._width = header.places, header.width
        told = 0
        while True:
            piece = rows_of_file.some(self._width)
            if piece.lines:
                yield self._batch(piece)
            if piece.fault is not None:
                self.problems.add(self.source.name, piece.fault.text, line=piece.fault.line)
                return
            if not piece.lines:
                break
            told, before = binary.tell(), told
            self.progress(told - before)
        if not self.source.still_the_same(binary):
            raise NotReadable(CHANGED)
        self.readable = True

    def _batch(self, piece: Piece) -> Batch:
        if piece.columns is not None and not self.source.tainted:
            try:
                columns = self._read(piece.columns, len(piece.lines))
                self._check_together(columns)
            except WrongValue:
                pass  # some row is bad; below, each is looked at
            else:
                self.rows += len(piece.lines)
                return Batch(piece.lines, columns)
        rows, lines = self._whole_rows(piece.as_rows(), piece.lines)
        self.rows += len(rows)
        rows, lines = self._good_rows(rows, lines)
        cells: Sequence[Sequence[str]] = list(zip(*rows, strict=True)) or [()] * self._width
        return Batch(lines, self._read(cells, len(rows)))

    def _read(self, cells: Sequence[Sequence[str]], count: int) -> list[list[Any]]:
        """What the cells of each column say. Raises: WrongValue where one of them is bad."""
        return [
            [None] * count if place is None else memory.column(cells[place])
            for place, memory in zip(self._places, self._memories, strict=True)
        ]

    def _check_together(self, columns: list[list[Any]]) -> None:
        """Raises: WrongValue where the values of some row do not go together."""
        flaw = self.layout.flaw
        if flaw is not None and any(map(flaw, zip(*columns, strict=True))):
            raise WrongValue

    def _whole_rows(
        self, rows: list[list[str]], lines: Sequence[int]
    ) -> tuple[list[list[str]], list[int]]:
        """Leave out empty lines, and report rows with too few cells or with broken characters."""
        kept: list[tuple[list[str], int]] = []
        for row, line in zip(rows, lines, strict=True):
            if not "".join(row).strip():
                continue
            if len(row) != self._width:
                text = f"Wiersz ma {len(row)} pól, a nagłówek {self._width}."
                self._reject(text, line, "", "", row)
            elif tainted := next(filter(is_tainted, row), None):
                self._reject(taint(self.source.encoding), line, "", tainted, row)
            else:
                kept.append((row, line))
        return [row for row, _ in kept], [line for _, line in kept]

    def _good_rows(
        self, rows: list[list[str]], lines: Sequence[int]
    ) -> tuple[list[list[str]], list[int]]:
        """Report each bad cell, and keep the rows that have none."""
        kept: list[tuple[list[str], int]] = []
        for row, line in zip(rows, lines, strict=True):
            if self._is_good(row, line):
                kept.append((row, line))
        return [row for row, _ in kept], [line for _, line in kept]

    def _is_good(self, row: list[str], line: int) -> bool:
        good = True
        values: list[Any] = []
        for column, place, memory in zip(
            self.layout.columns, self._places, self._memories, strict=True
        ):
            if place is None:
                values.append(None)
                continue
            try:
                values.append(memory[row[place]])
            except CauseKnown:
                good = False
            except WrongValue as error:
                good = False
                cell = row[place].strip()
                value = masked(cell) if column.confidential else cell
                self.problems.add(
                    self.source.name, str(error), line=line, column=column.name, value=value
                )
        if good and self.layout.flaw is not None and (flaw := self.layout.flaw(values)):
            self.problems.add(self.source.name, flaw.text, line=line, column=flaw.column)
            good = False
        if not good:
            self._excuse(row)
        return good

    def _reject(self, text: str, line: int, column: str, value: str, row: list[str]) -> None:
        self.problems.add(self.source.name, text, line=line, column=column, value=value)
        self.rows += 1
        self._excuse(row)

    def _excuse(self, row: list[str]) -> None:
        """Rows that refer to this one are not to be reported for it."""
        place = self._places[0]
        if place is not None and place < len(row):
            self.bad_key(" ".join(row[place].split()))
