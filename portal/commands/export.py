"""`portal export`."""

import csv
import os
import sqlite3
import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from portal.commands.databases import opened_database
from portal.commands.exits import CannotRun
from portal.settings import Settings


@click.group()
def command() -> None:
    """Write what other systems take over from the portal."""


@command.command("online-payments")
@click.option(
    "--since",
    required=True,
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="From the payments that the portal booked on this day (YYYY-MM-DD), in Poland.",
)
@click.option(
    "--out",
    metavar="FILE.csv",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to a file; without this, to standard output.",
)
def online_payments(since: datetime, out: Path | None) -> None:
    """Write confirmed online payments as CSV for the housing system.

    One row for each lease that an attempt paid for; a refund is a row below zero. The same day may
    be exported again: order_id, remote_id and lease_id name a row for good.
    """
    from portal.online_payments.exporting import COLUMNS, payments_since
    from portal.store.database import snapshot

    settings = Settings.from_environment(os.environ)
    try:
        with (
            opened_database(settings.database) as db,
            snapshot(db),
            nullcontext(sys.stdout)
            if out is None
            else out.open("w", encoding="utf-8", newline="") as opened,
        ):
            writer = csv.writer(opened, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(payments_since(db, since.date()))
    except sqlite3.DatabaseError as error:
        raise CannotRun(f"{settings.database} cannot be read: {error}") from error
    except OSError as error:
        raise CannotRun(f"the file cannot be written: {error.strerror}") from error
