"""`portal backup`."""

import os
import sqlite3
from pathlib import Path

import click

from portal.commands.exits import CannotRun
from portal.settings import Settings
from portal.store.database import connect

PAGES_A_STEP = 4096


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Write a consistent copy of the database to FILE while the portal serves.

    The copy is checked before it takes the place of an earlier FILE. Restore it by stopping the
    portal, putting FILE in the place of the database and running `portal check`.
    """
    settings = Settings.from_environment(os.environ)
    if not settings.database.is_file():
        raise CannotRun(f"{settings.database} is not there")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        _copy(settings.database, unfinished)
        unfinished.replace(file)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise CannotRun(f"{file} could not be written: {error}") from error
    click.echo(f"{file}: {file.stat().st_size:,} bytes, checked.")


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
