"""`portal demo`."""

import socket
import sqlite3
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from portal import clock
from portal.commands.exits import CannotRun
from portal.settings import Settings

DEFAULT_DATABASE = Path(__file__).parents[2] / "data" / "demo.db"
DEFAULT_DAY = "2026-11-21"
HOST = "127.0.0.1"
ACCOUNTS_FOR_TESTING = 1000


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="The port to serve on; 0 takes any that is free.",
)
@click.option(
    "--db",
    "database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=DEFAULT_DATABASE,
    metavar="FILE",
    help="The database; it is made where it is missing. Without this: data/demo.db.",
)
@click.option(
    "--leases", type=click.IntRange(min=0), default=0, help="Add so many generated leases."
)
@click.option("--fresh", is_flag=True, help="Make the database anew; what was done in it is lost.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=DEFAULT_DAY,
    metavar="DATE",
    help=f"The day that the portal takes for today, {DEFAULT_DAY} without this.",
)
@click.option(
    "--login-gov",
    type=click.Choice(["after-password", "direct"]),
    default="after-password",
    show_default=True,
    help="Whether login.gov.pl must first be linked, signed in by password.",
)
@click.option("--testing", is_flag=True, help="Let automated browsers sign in without waiting.")
def command(
    port: int,
    database: Path,
    leases: int,
    fresh: bool,
    today: datetime,
    login_gov: str,
    testing: bool,
) -> None:
    """Run the portal with invented tenants, on this computer only."""
    from portal.demo.autopay.serving import simulated_autopay
    from portal.demo.national_node.serving import simulated_node
    from portal.demo.payments import SERVICE_ID

    clock.pin(today.date())
    with _socket(port) as listening:
        secret_key = _prepare(database.absolute(), leases, fresh=fresh, testing=testing)
        base_url = f"http://{HOST}:{listening.getsockname()[1]}"
        settings = _settings(database.absolute(), secret_key, base_url, throttled=not testing)
        with (
            simulated_node(base_url, after_password=login_gov == "after-password") as node,
            simulated_autopay(base_url, service_id=SERVICE_ID, database=settings.database) as (
                autopay,
                _,
            ),
        ):
            _serve(replace(settings, national_node=node, autopay=autopay), listening)


def _socket(port: int) -> socket.socket:
    """The socket to serve on, taken before any work is done."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        reason = error.strerror or "unknown reason"
        raise CannotRun(
            f"port {port} cannot be used ({reason}); choose another with --port"
        ) from error
    return listening


def _prepare(database: Path, leases: int, *, fresh: bool, testing: bool) -> str:
    """See that the database is there and up to date; gives its secret key."""
    from portal.demo import estate_database as demo

    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        secret_key = demo.secret_key_beside(database)
        if fresh:
            demo.remove(database)
        if database.exists():
            for step in demo.migrate(database):
                click.echo(f"applied {step}")
        else:
            demo.make(database, secret_key)
            click.echo(f"Made {database}.")
        if leases:
            _add_leases(database, leases, secret_key)
            if testing:
                demo.create_accounts_without_passwords(database, ACCOUNTS_FOR_TESTING)
    except (demo.NotADemonstration, demo.FilesRefused) as error:
        raise CannotRun(str(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise CannotRun(f"{database} cannot be prepared: {error}") from error
    return secret_key


def _add_leases(database: Path, leases: int, secret_key: str) -> None:
    from portal.demo import estate_database as demo

    if leases <= demo.generated_leases(database):
        return
    with ExitStack() as stack:
        with click.progressbar(length=leases, label="Writing leases") as bar:
            folder = stack.enter_context(demo.written_leases(database, leases, bar.update))
        size = sum(file.stat().st_size for file in folder.glob("*.csv"))
        with click.progressbar(length=size, label="Importing leases") as bar:
            demo.import_leases(database, folder, secret_key, bar.update)


def _settings(database: Path, secret_key: str, base_url: str, *, throttled: bool) -> Settings:
    from portal.demo.organisation import TBS_WROCLAW

    return Settings(
        database=database,
        secret_key=secret_key,
        base_url=base_url,
        organisation=TBS_WROCLAW,
        payment_fee_text="Operator nie pobiera od Ciebie opłaty.",
        throttled=throttled,
        demonstration=True,
    )


def _introduce(settings: Settings, day: date) -> None:
    """Say where the portal is and who may come in."""
    from portal.demo.accounts import STAFF, TENANTS

    click.echo(f"\nThe tenants' portal, a demonstration:  {settings.base_url}")
    click.echo(
        f"It takes {day:%A} {day.day} {day:%B %Y} for today. Everything in it is invented.\n"
    )
    lines = [("login", "password", "who", "shows")]
    lines += [(each.login, each.password, each.who, each.shows) for each in (*TENANTS, *STAFF)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo(f"  {'  '.join(padded).rstrip()}")
    click.echo(f"\nThe e-mails that it sends:  {settings.base_url}/demo/poczta")
    if settings.national_node is not None:
        click.echo(f"\nlogin.gov.pl is simulated at {settings.national_node.url}.")
    if settings.autopay is not None:
        click.echo(f"Autopay, the operator of payments, is simulated at {settings.autopay.url}.")
    click.echo("\nStop it with Ctrl+C.")


def _serve(settings: Settings, listening: socket.socket) -> None:
    import uvicorn

    from portal.app import create_app
    from portal.demo import mail_pages
    from portal.demo.mail_catcher import MailCatcher

    with MailCatcher() as catcher:
        app = create_app(replace(settings, smtp_url=catcher.url), mail_pages.screens(catcher))
        config = uvicorn.Config(app, server_header=False, access_log=False, log_level="warning")
        _introduce(settings, clock.today())
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
