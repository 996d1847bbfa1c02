"""`portal serve`."""

import os
import sqlite3

import click
from starlette.types import ASGIApp

from portal.commands.exits import CannotRun
from portal.settings import Settings, is_of_this_computer


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
def command(host: str, port: int, workers: int) -> None:
    """Serve the portal, behind a proxy that ends https. Settings come from PORTAL_* variables."""
    import uvicorn

    _check(Settings.from_environment(os.environ))
    uvicorn.run(
        "portal.commands.serve:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        server_header=False,
        access_log=False,
        proxy_headers=False,
        log_level="warning",
    )


def application() -> ASGIApp:
    """The application of one worker process."""
    from portal.app import create_app

    return create_app(Settings.from_environment(os.environ))


def _check(settings: Settings) -> None:
    """See that the database is there and has the shape that this version needs.

    Raises: CannotRun.
    """
    from portal.commands.databases import pending_steps

    _check_national_node(settings)
    _check_autopay(settings)
    if not settings.database.is_file():
        raise CannotRun(f"{settings.database} is not there; run `portal migrate` first")
    try:
        steps = pending_steps(settings.database)
    except sqlite3.DatabaseError as error:
        raise CannotRun(f"{settings.database} cannot be read: {error}") from error
    if steps:
        raise CannotRun("the database needs migrating; run `portal migrate`")


def _check_national_node(settings: Settings) -> None:
    """See that what is set as login.gov.pl is not a simulator, and that its keys can be read.

    Raises: CannotRun, SettingsError.
    """
    from portal.national_node.node import ending_certificates

    node = settings.national_node
    if node is None:
        return
    if is_of_this_computer(node.url):
        raise CannotRun(
            "PORTAL_LOGIN_GOV_URL names this computer: a simulator has no place in production"
        )
    for name, days in ending_certificates(node):
        click.echo(
            f"{name}: a certificate ends in {days} days; put the next one beside it", err=True
        )


def _check_autopay(settings: Settings) -> None:
    """See that payments are not taken with what anybody can sign.

    Raises: CannotRun.
    """
    from portal.online_payments.autopay.earnest import fault_of, is_for_tests

    if settings.autopay is None:
        return
    fault = fault_of(settings.autopay)
    if fault:
        raise CannotRun(fault)
    if is_for_tests(settings.autopay):
        click.echo("PORTAL_AUTOPAY_URL is the operator's trial: no money moves there", err=True)
