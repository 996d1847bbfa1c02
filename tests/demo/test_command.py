"""`portal demo`: what it makes, keeps and refuses."""

import socket
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal import clock
from portal.cli import cli
from portal.commands import demo as command
from portal.demo import estate_database as demo
from portal.demo.accounts import STAFF, TENANTS
from portal.settings import Settings
from portal.store.database import connect, writing
from portal.tenancy import accounts, passwords

DECEMBER = "2026-12"


@pytest.fixture(autouse=True)
def _calendar() -> Iterator[None]:
    yield
    clock.pin(None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    demo.make(path, demo.secret_key_beside(path))
    return path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings with which the command would have served."""
    settings: list[Settings] = []
    monkeypatch.setattr(command, "_serve", lambda asked, listening: settings.append(asked))
    return settings


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["demo", "--port", "0", *map(str, words)])


def test_the_database_can_be_read_by_its_owner_alone(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.with_suffix(".key").stat().st_mode) == 0o600


def test_every_account_opens_with_demo_and_its_login(made: Path) -> None:
    db = connect(made, read_only=True)
    for each in (*TENANTS, *STAFF):
        account = accounts.account_of_login(db, each.login)
        assert account is not None
        assert passwords.is_right(f"demo-{each.login}", account.password_hash)
        assert account.password_state == ("first" if each.login == "10006" else "own")
        assert account.role == each.role
    db.close()


def test_logins_belong_to_the_people_whom_they_were_promised_to(made: Path) -> None:
    db = connect(made, read_only=True)
    names = dict(
        db.execute(
            """
            SELECT login, coalesce(company_name, first_name || ' ' || last_name)
            FROM accounts JOIN tenants USING (tenant_id)
            """
        ).fetchall()
    )
    db.close()
    assert names["10001"] == "Anna Nowak"
    assert names["10003"] == "Oksana Kovalenko"
    assert names["10005"].startswith("Zakład Krawiecki „Igła”")
    assert names["10007"] == "Stanisław Lis"


def test_the_importer_took_every_row(made: Path) -> None:
    db = connect(made, read_only=True)
    (charged,) = db.execute(
        """
        SELECT sum(charges.amount) FROM charges JOIN leases USING (lease_id)
        WHERE source_id = '1001' AND period = ?
        """,
        [DECEMBER],
    ).fetchone()
    assert charged == 140348
    assert db.execute("SELECT count(*) FROM leases").fetchone() == (15,)
    assert db.execute("SELECT outcome, problems FROM import_batches").fetchall() == [("applied", 0)]
    assert db.execute("SELECT count(*) FROM announcements").fetchone() == (3,)
    db.close()


def test_the_first_start_makes_the_database_and_the_second_keeps_it(
    tmp_path: Path, served: list[Settings]
) -> None:
    path = tmp_path / "new" / "demo.db"
    assert "Made" in run("--db", path).output
    with connect(path) as db:
        db.execute("UPDATE portal_revision SET number = 77")
    db.close()
    assert run("--db", path).exit_code == 0
    with connect(path, read_only=True) as db:
        assert db.execute("SELECT number FROM portal_revision").fetchone() == (77,)
    db.close()
    first, second = served
    assert first.secret_key == second.secret_key
    assert first.demonstration
    assert first.throttled
    assert first.base_url.startswith("http://127.0.0.1:")


def test_fresh_makes_it_anew_and_testing_lifts_the_throttle(
    tmp_path: Path, made: Path, served: list[Settings]
) -> None:
    path = tmp_path / "demo.db"
    path.write_bytes(made.read_bytes())
    with connect(path) as db, writing(db):
        db.execute("DELETE FROM announcements")
    db.close()
    result = run("--db", path, "--fresh", "--testing", "--today", "2026-12-11")
    assert result.exit_code == 0, result.output
    assert clock.today().isoformat() == "2026-12-11"
    assert served[0].throttled is False
    db = connect(path, read_only=True)
    assert db.execute("SELECT count(*) FROM announcements").fetchone() == (3,)
    db.close()


def test_generated_leases_are_added_once(
    tmp_path: Path, made: Path, served: list[Settings]
) -> None:
    path = tmp_path / "demo.db"
    path.write_bytes(made.read_bytes())
    for words in (["--leases", "4", "--testing"], ["--leases", "3"], ["--leases", "4"]):
        result = run("--db", path, *words)
        assert result.exit_code == 0, result.output
    assert demo.generated_leases(path) == 4
    db = connect(path, read_only=True)
    assert db.execute("SELECT count(*) FROM leases").fetchone() == (19,)
    account = accounts.account_of_login(db, "G4")
    db.close()
    assert account is not None
    assert (account.password_hash, account.password_state) == (None, "none")
    assert [file.name for file in tmp_path.glob(".leases-*")] == []


def test_a_port_in_use_is_one_line_and_exit_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(
            cli, ["demo", "--port", port, "--db", str(tmp_path / "demo.db")]
        )
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert f"port {port}" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
def test_a_file_that_is_no_database_stays_as_it_is(tmp_path: Path, fresh: list[str]) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Szanowni Państwo, " * 100)
    result = run("--db", path, *fresh)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert path.read_text().startswith("Szanowni")


@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
def test_a_database_of_another_kind_stays_as_it_is(tmp_path: Path, fresh: list[str]) -> None:
    path = tmp_path / "portal.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE tenants (name TEXT)")
    db.close()
    result = run("--db", path, *fresh)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "was not made by portal demo" in result.stderr
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("tenants",)]
    db.close()


def test_an_unfinished_database_is_never_left_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(db: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "create_accounts", interrupted)
    path = tmp_path / "demo.db"
    with pytest.raises(KeyboardInterrupt):
        demo.make(path, "k" * 32)
    assert list(tmp_path.iterdir()) == []
