"""`portal staff`."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import click
import sqlite_utils

from portal import clock, language
from portal.commands.exits import CannotRun
from portal.settings import Settings
from portal.store.database import Database, connect
from portal.store.migrations import migrations
from portal.web.rights import ROLES

_LOGIN = re.compile(r"[a-z][a-z0-9.\-]{2,39}")


@click.group()
def command() -> None:
    """Members of staff: who may enter the office."""


@command.command()
@click.argument("login")
@click.option("--name", required=True, help="First name and surname.")
@click.option(
    "--role", type=click.Choice(list(ROLES)), required=True, help="What they may do in the office."
)
def add(login: str, name: str, role: str) -> None:
    """Give somebody access to the office, and print a first password that works once.

    The first password must be replaced at the first sign-in, within 14 days; it cannot be shown
    again.
    """
    from portal.office.staff_actions import NewMember
    from portal.office.staff_actions import add as add_member
    from portal.office.staff_forms import role_of
    from portal.tenancy import first_passwords, passwords
    from portal.tenancy.accounts import LoginTaken

    if not _LOGIN.fullmatch(login):
        raise CannotRun(
            "the login must be 3 to 40 small letters a-z, digits, dots and hyphens,"
            " and begin with a letter"
        )
    if not name.strip():
        raise CannotRun("the name is empty")
    first = first_passwords.draw()
    hashed = passwords.hash_password(first)
    with _database() as db:
        try:
            new = NewMember(login=login, name=name.strip(), role=role_of(role))
            add_member(db, new, hashed, by=None)
        except LoginTaken as error:
            raise CannotRun(f"the login {login} is taken; choose another") from error
    click.echo(f"Added {login} ({role}).")
    _tell_first_password(first)


@command.command()
@click.argument("login")
def renew(login: str) -> None:
    """Give a member of staff a new first password, for one that ended or was forgotten.

    Their sessions end. Where nobody can sign in to do it at /biuro/pracownicy, this is the way in.
    """
    from portal.office.staff_actions import renew_password
    from portal.office.staff_queries import member_called
    from portal.tenancy import first_passwords, passwords
    from portal.tenancy.absent import NotThere

    first = first_passwords.draw()
    hashed = passwords.hash_password(first)
    with _database() as db:
        try:
            renew_password(db, member_called(db, login), hashed, by=None)
        except NotThere as error:
            raise CannotRun(f"no member of staff has the login {login}") from error
    click.echo(f"{login} has a new first password.")
    _tell_first_password(first)


@command.command("list")
def list_() -> None:
    """Name everybody who works in the office."""
    from portal.office.staff_queries import everybody

    with _database() as db:
        members = everybody(db)
    if not members:
        click.echo("Nobody yet. Add the first administrator with `portal staff add`.")
    for member in members:
        access = "access" if member.has_access else "no access"
        factor = "second factor" if member.has_factor else "no second factor"
        click.echo(f"{member.login:<20} {member.role:<14} {access}, {factor}, {member.name}")


def _tell_first_password(first: str) -> None:
    from portal.tenancy.first_passwords import as_printed, last_day_for_staff

    click.echo(f"First password, shown only now: {as_printed(first)}")
    until = language.short_day(last_day_for_staff(clock.today()))
    click.echo(f"It lets in until {until}, to choose another.")


@contextmanager
def _database() -> Iterator[Database]:
    """The database, with the shape that this version needs."""
    path = Settings.from_environment(os.environ).database
    if not path.is_file():
        raise CannotRun(f"there is no database at {path}; run portal migrate first")
    try:
        db = connect(path)
        try:
            if migrations.pending(sqlite_utils.Database(db)):
                raise CannotRun("the database needs migrating; run portal migrate first")
            yield db
        finally:
            db.close()
    except sqlite3.Error as error:
        raise CannotRun(f"{path} cannot be used: {error}") from error
