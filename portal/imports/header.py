"""The first line of a CSV file: which column stands where."""

from dataclasses import dataclass

from portal.imports.faults import is_tainted, taint
from portal.imports.layouts import Layout
from portal.imports.problems import Problems, shown
from portal.imports.rows import Fault, Rows
from portal.imports.source import Source


@dataclass(frozen=True)
class Header:
    """A header that fits its layout."""

    places: list[int | None]
    """Where each column of the layout stands in a row; None where the file has no such column."""
    width: int


def read_header(rows: Rows, source: Source, layout: Layout, problems: Problems) -> Header | None:
    """Read the header; what does not fit goes to the problems, and nothing comes back."""
    cells = rows.header()
    if isinstance(cells, Fault):
        problems.add(source.name, cells.text, line=cells.line)
        return None
    if not cells:
        problems.add(source.name, "Plik jest pusty: brakuje nawet wiersza nagłówka.")
        return None
    if any(map(is_tainted, cells)):
        problems.add(source.name, taint(source.encoding), line=rows.line)
        return None
    names = [name.strip().lower() for name in cells]
    if not _fits(names, layout, problems, rows.line):
        return None
    places = [names.index(each.name) if each.name in names else None for each in layout.columns]
    return Header(places, len(names))


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
