"""`portal check`."""

import os
import sqlite3
from collections.abc import Callable

import click

from portal.commands.check_payments import wrong_credits
from portal.commands.databases import pending_steps
from portal.commands.exits import CannotRun
from portal.commands.kept_files import missing_files
from portal.settings import Settings
from portal.store.database import Database, connect
from portal.store.files import Files


@click.command()
@click.option("--read-files", is_flag=True, help="Read every kept file to its end, too.")
@click.pass_context
def command(ctx: click.Context, read_files: bool) -> None:
    """Look for faults: damage, broken references, sums of the ledger, kept files that are missing;
    exit 1 where one is found."""
    settings = Settings.from_environment(os.environ)
    if not settings.database.is_file():
        raise CannotRun(f"{settings.database} is not there; run `portal migrate` first")
    try:
        steps = pending_steps(settings.database)
        if steps:
            raise CannotRun("the database needs migrating; run `portal migrate`")
        db = connect(settings.database, read_only=True)
        faults = [fault for name, look in CHECKS.items() for fault in _say(name, look(db))]
        faults += _say("Files", missing_files(db, Files(settings.files), read=read_files))
    except sqlite3.DatabaseError as error:
        raise CannotRun(f"{settings.database} cannot be read: {error}") from error
    click.echo(_lengths(db))
    ctx.exit(1 if faults else 0)


def _say(name: str, faults: list[str]) -> list[str]:
    click.echo(f"{name}: {'in order' if not faults else f'{len(faults)} found'}")
    for fault in faults[:20]:
        click.echo(f"  {fault}")
    return faults


def _damage(db: Database) -> list[str]:
    return [row[0] for row in db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]


def _broken_references(db: Database) -> list[str]:
    rows = db.execute("PRAGMA foreign_key_check").fetchmany(20)
    return [
        f"{table} row {row_id} names a missing row of {parent}" for table, row_id, parent, _ in rows
    ]


def _wrong_sums(db: Database) -> list[str]:
    rows = db.execute(
        """
        SELECT document_number, charges.amount, coalesce(sum(charge_components.amount), 0)
        FROM charges
        LEFT JOIN charge_components USING (charge_id)
        GROUP BY charge_id
        HAVING charges.amount <> coalesce(sum(charge_components.amount), 0)
        LIMIT 20
        """
    ).fetchall()
    return [
        f"charge {number}: {amount} grosze, its lines {lines}" for number, amount, lines in rows
    ]


def _lengths(db: Database) -> str:
    counted = {
        name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - ours
        for name in (
            "leases",
            "charges",
            "payments",
            "accounts",
            "sessions",
            "events",
            "cases",
            "files",
        )
    }
    counted["letters waiting"] = db.execute(
        "SELECT count(*) FROM outbox WHERE next_try_at IS NOT NULL"
    ).fetchone()[0]
    counted["payments to clarify"] = db.execute(
        "SELECT count(*) FROM kept_aside WHERE settled_at IS NULL"
    ).fetchone()[0]
    return "  ".join(f"{name}: {number}" for name, number in counted.items())


CHECKS: dict[str, Callable[[Database], list[str]]] = {
    "Damage": _damage,
    "References": _broken_references,
    "Sums of the ledger": _wrong_sums,
    "Online payments": wrong_credits,
}
