"""`portal staff`."""

import re

import pytest
from click.testing import CliRunner

from portal.cli import cli
from portal.tenancy.passwords import is_right


@pytest.fixture
def run(database, settings, monkeypatch):
    organisation = settings.organisation
    for name, value in {
        "DATABASE": str(database),
        "SECRET_KEY": settings.secret_key,
        "BASE_URL": settings.base_url,
        "ORGANISATION_NAME": organisation.name,
        "ORGANISATION_SHORT_NAME": organisation.short_name,
        "ORGANISATION_STREET": organisation.street,
        "ORGANISATION_CITY": organisation.city,
        "ORGANISATION_TELEPHONE": organisation.telephone,
        "ORGANISATION_EMAIL": organisation.email,
    }.items():
        monkeypatch.setenv(f"PORTAL_{name}", value)
    return lambda *arguments: CliRunner().invoke(cli, ["staff", *arguments])


def test_the_first_administrator_is_added_with_a_password_for_once(run, db):
    result = run("add", "alicja", "--name", "Alicja Admin", "--role", "administrator")
    assert result.exit_code == 0, result.output
    first = re.search(r"only now: (.*)", result.output)[1].replace(" ", "")
    hashed, state = db.execute(
        "SELECT password_hash, password_state FROM accounts WHERE login = 'alicja'"
    ).fetchone()
    assert state == "first"
    assert is_right(first, hashed)
    assert "alicja" in run("list").output


def test_what_cannot_be_is_said_in_one_line(run):
    assert run("add", "Alicja!", "--name", "A", "--role", "clerk").exit_code == 2
    run("add", "alicja", "--name", "A", "--role", "clerk")
    result = run("add", "alicja", "--name", "A", "--role", "clerk")
    assert result.exit_code == 2
    assert "is taken" in result.stderr
    assert "Traceback" not in result.output


def test_nobody_is_told_so(run):
    assert "portal staff add" in run("list").output


def test_a_first_password_says_until_when_it_lets_in(run):
    result = run("add", "alicja", "--name", "Alicja Admin", "--role", "administrator")
    assert "It lets in until 05.12.2026, to choose another." in result.output


def test_a_new_first_password_takes_the_place_of_the_one_before(run, db):
    first = run("add", "alicja", "--name", "Alicja Admin", "--role", "administrator").output
    result = run("renew", "alicja")
    assert result.exit_code == 0, result.output
    kept = db.execute("SELECT password_hash FROM accounts WHERE login = 'alicja'").fetchone()[0]
    words = [
        re.search(r"only now: (.*)", out)[1].replace(" ", "") for out in (first, result.output)
    ]
    assert [is_right(each, kept) for each in words] == [False, True]


def test_nobody_who_is_not_there_gets_a_password(run):
    result = run("renew", "nikt")
    assert result.exit_code == 2
    assert "no member of staff has the login nikt" in result.stderr
