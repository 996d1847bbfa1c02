"""`portal ask-operator`."""

import os
import sqlite3

import click

from portal.commands.databases import opened_database
from portal.commands.exits import CannotRun
from portal.settings import Settings


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Ask the operator of payments about orders and refunds, once; exit 1 where it did not answer.

    `portal serve` does it all the time. What the operator answers is booked as its notices are.
    """
    from portal.online_payments.inquirer import Inquirer

    settings = Settings.from_environment(os.environ)
    if settings.autopay is None:
        raise CannotRun("PORTAL_AUTOPAY_URL is not set")
    try:
        with opened_database(settings.database) as db:
            inquirer = Inquirer(settings)
            done = inquirer.ask_due(db)
            refunds = inquirer.follow_refunds(db)
            channels = inquirer.refresh_channels(db)
    except sqlite3.DatabaseError as error:
        raise CannotRun(f"{settings.database} cannot be used: {error}") from error
    click.echo(
        f"orders asked about: {done.asked}  news: {done.news}  without an answer: {done.faults}"
        f"  given up: {done.given_up}  refunds ended: {refunds}  channels: {channels}"
    )
    ctx.exit(1 if done.faults else 0)
