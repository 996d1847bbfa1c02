"""`portal backup`."""

import os
import sqlite3
from pathlib import Path

import click

from portal.commands.exits import CannotRun
from portal.commands.kept_files import copy_files
from portal.settings import Settings, files_beside
from portal.store.database import connect
from portal.store.files import Files

PAGES_A_STEP = 4096


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def command(ctx: click.Context, file: Path) -> None:
    """Write a consistent copy of the database to FILE while the portal serves, and of the files
    that people have sent to the folder beside it: FILE is portal.db, the folder portal-files.

    The copy is checked before it takes the place of an earlier FILE; of the files only those are
    copied that are not there yet. Ends with 1 where one of them is gone. Restore it by stopping the
    portal, putting FILE and the folder in their places and running `portal check --read-files`.
    """
    settings = Settings.from_environment(os.environ)
    if not settings.database.is_file():
        raise CannotRun(f"{settings.database} is not there")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        _copy(settings.database, unfinished)
        copied, faults = _copy_files(unfinished, settings.files, files_beside(file))
        unfinished.replace(file)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise CannotRun(f"{file} could not be written: {error}") from error
    click.echo(f"{file}: {file.stat().st_size:,} bytes, checked.")
    click.echo(f"{files_beside(file)}: {copied} files more.")
    for fault in faults:
        click.echo(f"  {fault}")
    ctx.exit(1 if faults else 0)


def _copy_files(database: Path, source: Path, target: Path) -> tuple[int, list[str]]:
    """After the database: what the copy names cannot be swept any more."""
    db = connect(database, read_only=True)
    try:
        return copy_files(db, Files(source), Files(target))
    finally:
        db.close()


def _copy(database: Path, copy: Path) -> None:
    source = connect(database, read_only=True)
    target = sqlite3.connect(copy)
    try:
        with click.progressbar(length=100, label="Copying") as bar:
            source.backup(
                target,
                pages=PAGES_A_STEP,
                progress=lambda _, left, total: bar.update(
                    max(0, 100 - 100 * left // max(total, 1) - bar.pos)
                ),
            )
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is damaged")
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()
        source.close()
