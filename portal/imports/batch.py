"""Rows on their way from a file into the database, some thousand at a time, column by column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from portal.imports.cells import Decimal, Reader, Text, Value, WrongValue
from portal.imports.layouts import Column

MEMORY_OF_A_COLUMN = 20_000


# Where more than one of so many cells is new, a column is read in one go, if it can be.
REPEATING = 8


class Memory(dict[str, Value]):
    """What the cells of one column were read as; most cells of a file repeat."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.read: Reader = column.read
        self.required = column.required
        self._in_one_go = column.read if isinstance(column.read, Decimal | Text) else None
        self._read_anew = 0
        self._repeats = True

    def column(self, cells: Sequence[str]) -> list[Any]:
        """What the cells of a column say. Raises: WrongValue where one of them is bad."""
        if cells and cells[0] == cells[-1] and cells.count(cells[0]) == len(cells):
            return [self[cells[0]]] * len(cells)
        if self._in_one_go is not None and cells and not self._repeats:
            alike = self._in_one_go.many(cells)
            if alike is not None:
                return list(alike)
        before = self._read_anew
        values = list(map(self.__getitem__, cells))
        self._repeats = (self._read_anew - before) * REPEATING <= len(cells)
        return values

    def __missing__(self, words: str) -> Value:
        bare = words.strip()
        if bare:
            value = self.read(bare)
        elif self.required:
            raise WrongValue("Brakuje wartości.")
        else:
            value = None
        if len(self) >= MEMORY_OF_A_COLUMN:
            self.clear()
        self._read_anew += 1
        self[words] = value
        return value


@dataclass(frozen=True)
class Batch:
    """Good rows, column by column in the order of the layout."""

    lines: Sequence[int]
    columns: list[list[Any]]

    def parted(self, place: int) -> tuple[Self, Self]:
        """The rows before a place, and those from there on."""
        kind = type(self)
        return (
            kind(self.lines[:place], [column[:place] for column in self.columns]),
            kind(self.lines[place:], [column[place:] for column in self.columns]),
        )

    def followed_by(self, other: Self) -> Self:
        """These rows and then the other's."""
        columns = zip(self.columns, other.columns, strict=True)
        return type(self)([*self.lines, *other.lines], [one + two for one, two in columns])

    def without(self, indexes: set[int]) -> Self:
        """The batch with some rows left out."""
        if not indexes:
            return self
        kept = [index for index in range(len(self.lines)) if index not in indexes]
        return type(self)(
            [self.lines[index] for index in kept],
            [[column[index] for index in kept] for column in self.columns],
        )
