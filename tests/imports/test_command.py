"""`portal import` as the caretaker calls it."""

import csv
import sqlite3

import pytest
from click.testing import CliRunner

from portal.cli import cli
from portal.imports.problems import Problem
from portal.imports.report import write_report


@pytest.fixture
def run(housing, tmp_path):
    """Calls the command with settings of the tests."""
    environment = {
        "PORTAL_DATABASE": str(tmp_path / "portal.db"),
        "PORTAL_SECRET_KEY": "a secret key of the tests, long enough",
        "PORTAL_BASE_URL": "https://portal.example",
        "PORTAL_ORGANISATION_NAME": "Towarzystwo",
        "PORTAL_ORGANISATION_SHORT_NAME": "TBS",
        "PORTAL_ORGANISATION_STREET": "Prosta 1",
        "PORTAL_ORGANISATION_CITY": "50-001 Wrocław",
        "PORTAL_ORGANISATION_TELEPHONE": "71 000 00 00",
        "PORTAL_ORGANISATION_EMAIL": "biuro@portal.example",
    }

    def call(*arguments, **changed):
        words = ["import", *map(str, arguments)]
        return CliRunner().invoke(cli, words, env=environment | changed, catch_exceptions=False)

    return call


def test_an_import_tells_what_each_file_brought(run, housing):
    answer = run(housing.path)
    assert answer.exit_code == 0
    assert "tenants.csv: wierszy 2 (nowe 2)." in answer.output
    assert "Zapisano. Zmieniło się wierszy 13." in answer.output
    assert "taki sam jak ostatnio" in run(housing.path).output


def test_a_dry_run_says_so(run, housing):
    answer = run(housing.path, "--dry-run")
    assert answer.exit_code == 0
    assert "Nic nie zapisano" in answer.output
    assert housing.one("SELECT count(*) FROM tenants") == 0


def test_problems_stand_on_the_screen_and_in_the_report(run, housing, tmp_path):
    housing.add("payments.csv", "W2;U1;2026-01-09;2026-01-10;=1+1;cash;;")
    answer = run(housing.path, "--report", tmp_path / "report.csv")
    assert answer.exit_code == 1
    assert "payments.csv, wiersz 3, kolumna amount: To nie jest liczba" in answer.output
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as opened:
        header, row = csv.reader(opened, delimiter=";")
    assert header == ["plik", "wiersz", "kolumna", "problem", "wartość"]
    assert row[:3] == ["payments.csv", "3", "amount"]
    assert row[4] == "'=1+1"


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@a", "\t=1"])
def test_no_cell_of_the_report_is_a_formula(tmp_path, value):
    with (tmp_path / "report.csv").open("w", newline="") as opened:
        write_report(opened, [Problem("a.csv", 1, "b", "c", value)])
    assert f";'{value}" in (tmp_path / "report.csv").read_text()


@pytest.mark.parametrize("place", ["nowhere", "empty folder", "a file"])
def test_a_wrong_folder_is_said_in_one_line(run, tmp_path, place):
    folder = tmp_path / place
    if place == "empty folder":
        folder.mkdir()
    elif place == "a file":
        folder.write_text("x")
    answer = run(folder)
    assert answer.exit_code == 2
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("portal: ")


@pytest.mark.parametrize("state", ["missing", "empty", "not a database", "a folder", "locked"])
def test_a_wrong_database_is_said_in_one_line(run, housing, tmp_path, state, monkeypatch):
    path = tmp_path / "other.db"
    other = None
    if state == "empty":
        sqlite3.connect(path).close()
        path.touch()
    elif state == "not a database":
        path.write_bytes(b"x" * 5000)
    elif state == "a folder":
        path.mkdir()
    elif state == "locked":
        path = tmp_path / "portal.db"
        monkeypatch.setattr("portal.store.database.BUSY_SECONDS", 0.05)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    answer = run(housing.path, PORTAL_DATABASE=str(path))
    if other is not None:
        other.close()
    assert answer.exit_code == 2
    assert answer.stderr.count("\n") == 1


def test_a_report_that_cannot_be_written_stops_the_import(run, housing, tmp_path):
    answer = run(housing.path, "--report", tmp_path / "nowhere" / "report.csv")
    assert answer.exit_code == 2
    assert housing.one("SELECT count(*) FROM tenants") == 0


def test_a_full_disk_is_said_in_one_line(run, housing, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("portal.tenancy.register.put_leases", full)
    answer = run(housing.path)
    assert answer.exit_code == 2
    assert "disk is full" in answer.stderr
    assert housing.one("SELECT count(*) FROM tenants") == 0
