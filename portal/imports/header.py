"""The first line of a CSV file: which delimiter it has, and which column stands where."""

import csv
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from portal.imports.faults import in_polish, is_tainted, taint
from portal.imports.layouts import Layout
from portal.imports.problems import Problems, shown
from portal.imports.source import Source

if TYPE_CHECKING:
    from _csv import Reader


@dataclass(frozen=True)
class Header:
    """A header that fits its layout, and the reader that stands behind it."""

    reader: "Reader"
    places: list[int | None]
    """Where each column of the layout stands in a row; None where the file has no such column."""
    width: int
    blank_lines: int
    """How many lines before the header were empty; the reader does not count them."""

    @property
    def line(self) -> int:
        """The line of the file that was read last."""
        return self.reader.line_num + self.blank_lines


def read_header(lines: TextIO, source: Source, layout: Layout, problems: Problems) -> Header | None:
    """Read the header; what does not fit goes to the problems, and nothing comes back."""
    blank_lines = 0
    first = lines.readline()
    while first and not first.strip():
        blank_lines += 1
        first = lines.readline()
    if not first:
        problems.add(source.name, "Plik jest pusty: brakuje nawet wiersza nagłówka.")
        return None
    delimiter = ";" if ";" in first else ","
    reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    line = blank_lines + 1
    try:
        names = [name.strip().lower() for name in next(reader)]
    except csv.Error as error:
        problems.add(source.name, in_polish(error), line=line)
        return None
    if any(map(is_tainted, names)):
        problems.add(source.name, taint(source.encoding), line=line)
        return None
    if not _fits(names, layout, problems, line):
        return None
    places = [names.index(each.name) if each.name in names else None for each in layout.columns]
    return Header(reader, places, len(names), blank_lines)


def _fits(names: list[str], layout: Layout, problems: Problems, line: int) -> bool:
    """Say what is missing, what is there twice, and what is not known."""
    before = problems.count
    known = {column.name for column in layout.columns}
    for name in dict.fromkeys(filter(None, names)):
        if name not in known:
            text = f"{layout.file}: nieznana kolumna „{shown(name)}” została pominięta."
            problems.notice(text)
        elif names.count(name) > 1:
            text = "Ta kolumna występuje w nagłówku więcej niż raz."
            problems.add(layout.file, text, line=line, column=name)
    for column in layout.columns:
        if column.required and column.name not in names:
            text = f"W nagłówku pliku {layout.file} brakuje wymaganej kolumny."
            problems.add(layout.file, text, line=line, column=column.name)
    return problems.count == before
