"""What an import says to people: on the screen, and in a CSV file for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from portal.imports.outcome import FileResult, ImportResult
from portal.imports.problems import Problem
from portal.language import count, instant

COLUMNS = ("plik", "wiersz", "kolumna", "problem", "wartość")

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_report(opened: TextIO, problems: Iterable[Problem]) -> None:
    """Write the problems as CSV, a header first. No cell of it runs in a spreadsheet."""
    writer = csv.writer(opened, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for problem in problems:
        line = "" if problem.line is None else str(problem.line)
        cells = (problem.file, line, problem.column, problem.text, problem.value)
        writer.writerow([_defused(cell) for cell in cells])


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell


def told(result: ImportResult) -> Iterator[str]:
    """The whole report, line by line."""
    yield from (f"Uwaga. {notice}" for notice in result.notices)
    if result.outcome == "refused":
        yield from _problems_told(result)
        return
    yield from (_file_told(file, dry_run=result.dry_run) for file in result.files)
    yield _ending(result)


def _problems_told(result: ImportResult) -> Iterator[str]:
    yield from map(_problem_told, result.problems)
    left = result.problem_count - len(result.problems)
    if left:
        yield f"Kolejnych problemów, których tu nie wymieniono: {left}."
    problems = count(result.problem_count, "problem", "problemy", "problemów")
    yield f"Nic się nie zmieniło: import znalazł {problems}."


def _problem_told(problem: Problem) -> str:
    where = problem.file
    if problem.line is not None:
        where += f", wiersz {problem.line}"
    if problem.column:
        where += f", kolumna {problem.column}"
    value = f" Jest: {problem.value}" if problem.value else ""
    return f"{where}: {problem.text}{value}"


def _file_told(file: FileResult, *, dry_run: bool) -> str:
    if file.skipped:
        return f"{file.name}: taki sam jak ostatnio, wierszy {file.rows}."
    parts = (
        ("nowe", file.new),
        ("zmienione", file.changed),
        ("wycofane", file.withdrawn),
        ("bez zmian", file.unchanged),
    )
    counts = ", ".join(f"{name} {number}" for name, number in parts if number)
    return f"{file.name}: wierszy {file.rows}{f' ({counts})' if counts else ''}."


def _ending(result: ImportResult) -> str:
    if result.outcome == "unchanged":
        ending = "Nic się nie zmieniło: wszystko jest już w bazie."
    elif result.dry_run:
        ending = f"Próba: zmieniłoby się wierszy {result.touched}. Nic nie zapisano."
    else:
        ending = f"Zapisano. Zmieniło się wierszy {result.touched}."
    return f"{ending} Stan na: {instant(result.as_of)}."
