"""`portal migrate`."""

import os
import sqlite3

import click
import sqlite_utils

from portal.commands.exits import CannotRun
from portal.settings import Settings
from portal.store.database import connect
from portal.store.migrations import migrations
from portal.tenancy import case_type_seed


@click.command()
@click.option("--dry-run", is_flag=True, help="Name the steps; change nothing.")
def command(dry_run: bool) -> None:
    """Bring the database to the shape that this version needs. Safe to run again."""
    settings = Settings.from_environment(os.environ)
    try:
        db = sqlite_utils.Database(connect(settings.database))
    except sqlite3.OperationalError as error:
        raise CannotRun(f"{settings.database} cannot be opened: {error}") from error
    steps = [step.name for step in migrations.pending(db)]
    if not dry_run:
        migrations.apply(db)
    for name in steps:
        click.echo(f"{'would apply' if dry_run else 'applied'} {name}")
    planted = 0 if dry_run else case_type_seed.plant(db.conn)
    if planted:
        click.echo(f"made the {planted} case types that a portal begins with")
    if not steps and not planted:
        click.echo("The database is up to date.")
