"""The rows of a CSV file as cells, each with the line that it begins on."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

from portal.imports.faults import in_polish

# About a thousand lines. More at a time are slower: their cells would not fit the processor's
# cache.
CHARACTERS_AT_A_TIME = 100_000


@dataclass(frozen=True)
class Fault:
    """A row that is not CSV; nothing behind it can be read."""

    line: int
    text: str


@dataclass(frozen=True)
class Piece:
    """Some lines of a file: as columns where every line has the same number of cells, else as rows.

    A blank line is a row of one cell.
    """

    lines: Sequence[int]
    """The line of the file that each begins on."""
    rows: list[list[str]]
    columns: list[list[str]] | None
    fault: Fault | None = None

    def as_rows(self) -> list[list[str]]:
        """The same cells row by row."""
        if self.columns is None:
            return self.rows
        return [list(row) for row in zip(*self.columns, strict=True)]


@dataclass
class Rows:
    """Rows behind the lines that were read from `opened` already."""

    opened: TextIO
    line: int = 0
    """The line of the file that was read last."""
    delimiter: str = ";"

    def header(self) -> list[str] | Fault:
        """The cells of the first line that is not blank; none where there is no such line.

        The delimiter of the file is the one that this line has.
        """
        first = self.opened.readline()
        self.line += 1
        while first and not first.strip():
            first = self.opened.readline()
            self.line += 1
        self.delimiter = ";" if ";" in first else ","
        try:
            return next(csv.reader([first], delimiter=self.delimiter, strict=True), [])
        except csv.Error as error:
            return Fault(self.line, in_polish(error))

    def some(self, width: int) -> Piece:
        """The next lines of the file, an empty piece at the end.

        Takes:   how many cells a line has when it is as the header says.
        """
        text = self.opened.read(CHARACTERS_AT_A_TIME)
        text += self.opened.readline()
        if '"' in text:
            return self._quoted(list(io.StringIO(text, newline="")))
        bare = text.replace("\r\n", "\n")
        columns = None if "\r" in bare else _columns(bare, self.delimiter, width)
        rows: list[list[str]] = []
        if columns is None:
            lines = io.StringIO(text, newline="")
            rows = [line.rstrip("\r\n").split(self.delimiter) for line in lines]
        first = self.line + 1
        self.line += len(rows) if columns is None else len(columns[0])
        return Piece(range(first, self.line + 1), rows, columns)

    def _quoted(self, lines: list[str]) -> Piece:
        """Rows with quotes in them, of which the last may go on behind the lines."""
        reader = csv.reader(chain(lines, self.opened), delimiter=self.delimiter, strict=True)
        rows: list[list[str]] = []
        numbers: list[int] = []
        fault = None
        while reader.line_num < len(lines):
            number = self.line + reader.line_num + 1
            try:
                rows.append(next(reader))
            except csv.Error as error:
                fault = Fault(number, in_polish(error))
                break
            numbers.append(number)
        self.line += reader.line_num
        return Piece(numbers, rows, None, fault)


def _columns(text: str, delimiter: str, width: int) -> list[list[str]] | None:
    """The cells of lines without quotes, column by column, all cut apart in one go.

    Every line end becomes a cell of its own. Where each of them stands `width` cells behind the
    one before, every line has `width` cells.

    Gives:   None where some line has more or fewer.
    """
    if not text.endswith("\n"):
        text += "\n"
    cells = text.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    count = text.count("\n")
    stride = width + 1
    if len(cells) != count * stride + 1 or cells[width::stride].count("\n") != count:
        return None
    cells.pop()
    return [cells[place::stride] for place in range(width)]
