"""The database of the demonstration: made from the files by the real importer, kept, remade."""

import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from portal.demo import preferences
from portal.demo.accounts import accounts_for, create_accounts
from portal.demo.arrears import ask_for_instalments
from portal.demo.bank_statements import read_statements
from portal.demo.bulletins import write_to_a_building
from portal.demo.cases import write_letters
from portal.demo.certificates import make_certificates
from portal.demo.emails import give_addresses
from portal.demo.estate_files import DEMO_FOLDER
from portal.demo.estate_generated import write_generated
from portal.demo.letters import order_letters
from portal.demo.lost_factor import lose_a_factor
from portal.demo.national_links import link_with_login_gov
from portal.demo.news import publish_news
from portal.demo.payments import pay_online
from portal.demo.refunds import give_back
from portal.demo.requests import ask_for_credentials
from portal.imports.actions import apply_folder
from portal.settings import SHORTEST_SECRET, files_beside
from portal.store.database import Database, connect
from portal.store.files import Files
from portal.store.migrations import migrations
from portal.tenancy import case_type_seed

# Stands in the head of the file, so that --fresh never destroys a database of another kind.
MADE_BY_DEMO = 0x494F4B44

Progress = Callable[[int], None]


class NotADemonstration(Exception):
    """The file is not a database that `portal demo` made; the message says what it is."""


class FilesRefused(Exception):
    """The importer refused the files of the demonstration; the message names the first reason."""


def secret_key_beside(database: Path) -> str:
    """The secret key of a demonstration, kept beside its database; made where there is none."""
    file = database.with_suffix(".key")
    if file.exists():
        key = file.read_text(encoding="utf-8").strip()
        if len(key) >= SHORTEST_SECRET:
            return key
        file.unlink()
    key = secrets.token_hex(SHORTEST_SECRET)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(f"{key}\n")
    return key


def remove(database: Path) -> None:
    """Remove a database that a demonstration made, if it is there.

    Raises: NotADemonstration for any other file.
    """
    if database.exists():
        _check(database, "It was not made by portal demo, so --fresh leaves it alone")
        shutil.rmtree(files_beside(database), ignore_errors=True)
    _unlink(database)


def make(database: Path, secret_key: str) -> None:
    """Make the database whole or not at all: beside its place first, then moved to it.

    Raises: FilesRefused.
    """
    unfinished = database.with_name(f".{database.name}.unfinished")
    _unlink(unfinished)
    unfinished.touch(mode=0o600)
    try:
        _fill(unfinished, secret_key, Files(files_beside(database)))
        unfinished.replace(database)
    finally:
        _unlink(unfinished)


def _fill(database: Path, secret_key: str, files: Files) -> None:
    db = connect(database)
    try:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA application_id = {MADE_BY_DEMO}")
        migrations.apply(sqlite_utils.Database(db))
        case_type_seed.plant(db)
        _apply(db, DEMO_FOLDER, secret_key)
        create_accounts(db)
        give_addresses(db)
        preferences.choose(db)
        publish_news(db)
        write_to_a_building(db)
        link_with_login_gov(db, secret_key)
        order_letters(db)
        ask_for_credentials(db)
        make_certificates(db)
        ask_for_instalments(db)
        lose_a_factor(db, secret_key)
        pay_online(db)
        give_back(db)
        read_statements(db)
        write_letters(db, files)
    finally:
        db.close()


def migrate(database: Path) -> list[str]:
    """Bring a database of an earlier version to the shape of this one; gives the steps taken.

    Raises: NotADemonstration for any other file.
    """
    _check(database, "It was not made by portal demo; name another file with --db")
    db = connect(database)
    try:
        shape = sqlite_utils.Database(db)
        steps = [step.name for step in migrations.pending(shape)]
        migrations.apply(shape)
        case_type_seed.plant(db)
    finally:
        db.close()
    return steps


def generated_leases(database: Path) -> int:
    """How many generated leases a database holds."""
    db = connect(database, read_only=True)
    try:
        (number,) = db.execute(
            "SELECT count(*) FROM leases WHERE source_id GLOB 'GU[0-9]*'"
        ).fetchone()
    finally:
        db.close()
    return int(number)


@contextmanager
def written_leases(database: Path, leases: int, progress: Progress) -> Iterator[Path]:
    """A folder beside the database with so many generated leases, for as long as it is needed."""
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".leases-") as folder:
        write_generated(Path(folder), leases, progress=progress)
        yield Path(folder)


def import_leases(database: Path, folder: Path, secret_key: str, progress: Progress) -> None:
    """Bring a folder into the database. `progress` is told how many bytes of it were read."""
    db = connect(database)
    try:
        _apply(db, folder, secret_key, progress)
    finally:
        db.close()


def create_accounts_without_passwords(database: Path, limit: int) -> None:
    """Logins for tenants that have none, for trials of the office and of letters."""
    db = connect(database)
    try:
        accounts_for(db, limit)
    finally:
        db.close()


def _apply(
    db: Database, folder: Path, secret_key: str, progress: Progress = lambda read: None
) -> None:
    """Raises: FilesRefused."""
    result = apply_folder(db, folder, secret_key=secret_key, progress=progress)
    if result.outcome == "refused":
        first = result.problems[0]
        place = f"{first.file}, line {first.line}" if first.line else first.file
        raise FilesRefused(f"{folder} cannot be imported ({place}): {first.text}")


def _check(database: Path, otherwise: str) -> None:
    """Raises NotADemonstration with the file's name, saying what speaks against it."""
    try:
        db = connect(database, read_only=True)
        try:
            (mark,) = db.execute("PRAGMA application_id").fetchone()
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise NotADemonstration(f"{database} is not a database: {error}") from error
    if mark != MADE_BY_DEMO:
        raise NotADemonstration(f"{database} stays as it is. {otherwise}")


def _unlink(database: Path) -> None:
    """Remove a database file, and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)
