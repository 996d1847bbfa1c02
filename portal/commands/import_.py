"""`portal import`."""

import io
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from portal.commands.databases import opened_database
from portal.commands.exits import CannotRun
from portal.imports.actions import apply_folder
from portal.imports.folder import names_in, weight
from portal.imports.layouts import FILE_NAMES
from portal.imports.outcome import ImportResult
from portal.imports.report import told, write_report
from portal.settings import Settings

PATIENCE_SECONDS = 2


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything; change nothing.")
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "cp1250"]),
    default="utf-8",
    show_default=True,
    help="How the files are written; cp1250 is Windows-1250.",
)
@click.option(
    "--report",
    "report_file",
    metavar="FILE.csv",
    type=click.Path(path_type=Path),
    help="Write every problem to a CSV file, too.",
)
@click.pass_context
def command(
    context: click.Context, folder: Path, dry_run: bool, encoding: str, report_file: Path | None
) -> None:
    """Bring the CSV files of the housing system in DIR into the portal: all of them, or nothing.

    The same folder may come again: what did not change is left alone. With one bad row nothing
    changes, every bad row is named, and the command ends with exit code 1.
    """
    settings = Settings.from_environment(os.environ)
    _check_folder(folder)
    with (
        _failures_told(),
        opened_database(settings.database) as db,
        _opened_report(report_file) as report,
    ):
        with _Progress(weight(folder)) as progress:
            result = apply_folder(
                db,
                folder,
                secret_key=settings.secret_key,
                encoding=encoding,
                dry_run=dry_run,
                progress=progress.told,
            )
        _say(result)
        if report is not None:
            write_report(report, result.problems)
    context.exit(1 if result.problem_count else 0)


def _check_folder(folder: Path) -> None:
    try:
        if not folder.is_dir():
            raise CannotRun(f"{folder} is not a folder; name the one that holds the CSV files")
        if not names_in(folder):
            raise CannotRun(f"{folder} holds none of the files {', '.join(FILE_NAMES)}")
    except (OSError, ValueError) as error:
        raise CannotRun(f"the folder cannot be read: {error}") from error


@contextmanager
def _failures_told() -> Iterator[None]:
    """Say in one line what the machine could not do; nothing of the import was kept then."""
    try:
        yield
    except sqlite3.Error as error:
        raise CannotRun(f"nothing was imported, the database says: {error}") from error
    except OSError as error:
        raise CannotRun(f"not everything could be read or written: {error}") from error


@contextmanager
def _opened_report(path: Path | None) -> Iterator[TextIO | None]:
    """The file of the report, opened before anything changes, so that it can be written."""
    if path is None:
        yield None
        return
    try:
        # The mark at its head lets a spreadsheet see that it is UTF-8.
        opened = path.open("w", encoding="utf-8-sig", newline="")
    except (OSError, ValueError) as error:
        raise CannotRun(f"the report cannot be written: {error}") from error
    with opened:
        yield opened


def _say(result: ImportResult) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that does not know a letter gets a question mark, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    for line in told(result):
        click.echo(line)


class _Progress:
    """A bar on the terminal, once the import has taken longer than one waits gladly."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.started = time.monotonic()
        self.bar = click.progressbar(length=total, label="Import", file=sys.stderr)
        self.shown = False

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.bar.render_finish()

    def told(self, read: int) -> None:
        """So many bytes were read since the last time."""
        self.done += read
        if self.shown:
            self.bar.update(read)
        elif sys.stderr.isatty() and time.monotonic() - self.started > PATIENCE_SECONDS:
            self.shown = True
            self.bar.render_progress()
            self.bar.update(self.done)
