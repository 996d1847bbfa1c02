"""`portal deliver-mail`."""

import os
import sqlite3

import click

from portal.commands.exits import CannotRun
from portal.settings import Settings


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Send the letters that are due, once; exit 1 where one could not be sent."""
    from portal.app import postman
    from portal.store.database import connect

    settings = Settings.from_environment(os.environ)
    if not settings.smtp_url:
        raise CannotRun("PORTAL_SMTP_URL is not set")
    if not settings.database.is_file():
        raise CannotRun(f"{settings.database} is not there; run `portal migrate` first")
    try:
        done = postman(settings).deliver_due(connect(settings.database))
    except sqlite3.DatabaseError as error:
        raise CannotRun(f"{settings.database} cannot be used: {error}") from error
    click.echo(f"sent: {done.sent}  put off: {done.put_off}  given up: {done.given_up}")
    if done.server_fault:
        click.echo(f"The mail server: {done.server_fault}. The other letters wait.")
    ctx.exit(1 if done.put_off or done.given_up else 0)
