"""The rows of a CSV file as cells, each with the line that it begins on."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TextIO

from portal.imports.faults import in_polish

# More rows at a time are slower: their cells no longer fit the processor's cache.
ROWS_AT_A_TIME = 600


@dataclass(frozen=True)
class Fault:
    """A row that is not CSV; nothing behind it can be read."""

    line: int
    text: str


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

    def some(self) -> tuple[list[list[str]], Sequence[int], Fault | None]:
        """The next rows and their lines; none at the end. A blank line is a row of one cell."""
        lines = list(islice(self.opened, ROWS_AT_A_TIME))
        text = "".join(lines)
        if '"' in text:
            return self._quoted(lines)
        first = self.line + 1
        self.line += len(lines)
        bare = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
        if len(bare) != len(lines):
            # Some lines end otherwise, or there are none.
            bare = [line.rstrip("\r\n") for line in lines]
        delimiter = self.delimiter
        return [line.split(delimiter) for line in bare], range(first, self.line + 1), None

    def _quoted(self, lines: list[str]) -> tuple[list[list[str]], Sequence[int], Fault | None]:
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
        return rows, numbers, fault
