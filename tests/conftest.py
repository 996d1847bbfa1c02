"""What every test may use: settings, a database with the portal's shape, and a browser."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils

from portal import clock
from portal.app import create_app
from portal.demo.mail_catcher import MailCatcher
from portal.settings import Organisation, Settings
from portal.store.database import Database, connect
from portal.store.migrations import migrations
from tests.mailbox import Mailbox
from tests.pages import Browser

TODAY = date(2026, 11, 21)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How often the tests of crashes kill the portal; `make crash` asks for 20."""
    parser.addoption("--crash-rounds", type=int, default=1, help="storms that kill the portal")


@pytest.fixture(autouse=True)
def today() -> Iterator[date]:
    """The calendar stands still: Saturday 21 November 2026."""
    clock.pin(TODAY)
    yield TODAY
    clock.pin(None)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is up to date and empty, made once; each test gets a copy."""
    path = tmp_path_factory.mktemp("shape") / "portal.db"
    db = sqlite_utils.Database(connect(path))
    migrations.apply(db)
    db.conn.execute("PRAGMA journal_mode = DELETE")
    db.close()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    """The path of this test's own database."""
    return Path(shutil.copy(empty_database, tmp_path / "portal.db"))


@pytest.fixture
def db(database: Path) -> Iterator[Database]:
    """A connection on which a test prepares and looks up what it needs."""
    connection = connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    yield connection
    connection.close()


@pytest.fixture
def settings(database: Path) -> Settings:
    """An installation of an invented company."""
    return Settings(
        database=database,
        secret_key="a secret of thirty-two characters",
        base_url="http://127.0.0.1:8000",
        organisation=Organisation(
            name="Nasze Domy Sp. z o.o.",
            short_name="Nasze Domy",
            street="ul. Kwiatowa 2",
            city="00-001 Miasto",
            telephone="22 000 00 00",
            email="biuro@nasze-domy.example",
            nip="1234563218",
            office_hours="poniedziałek–piątek 8.00–15.00",
        ),
    )


@pytest.fixture
def browser(settings: Settings, db: Database) -> Iterator[Browser]:
    """A visitor who follows the rules of every page they open."""
    visitor = Browser(create_app(settings), db, settings)
    yield visitor
    visitor.close()


@pytest.fixture
def mailbox(settings: Settings, db: Database) -> Iterator[Mailbox]:
    """Where the portal's letters arrive."""
    with MailCatcher() as catcher:
        yield Mailbox(settings, db, catcher)
