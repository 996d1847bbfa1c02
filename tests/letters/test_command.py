"""`portal letters credentials`: what it makes, what it refuses, and how it bears a crash."""

import os
import stat

import pytest
from click.testing import CliRunner

from portal.cli import cli
from portal.store.database import connect
from portal.tenancy import accounts
from portal.tenancy.first_passwords import as_drawn
from portal.tenancy.passwords import is_right
from tests.factories import a_lease, a_person, an_account, some_premises
from tests.letters.papers import papers_of


class Crash(BaseException):
    """The power went."""


@pytest.fixture
def run(settings, monkeypatch):
    """Run the command over this test's database; gives the result."""
    company = settings.organisation
    for name, value in {
        "PORTAL_DATABASE": str(settings.database),
        "PORTAL_SECRET_KEY": settings.secret_key,
        "PORTAL_BASE_URL": settings.base_url,
        "PORTAL_ORGANISATION_NAME": company.name,
        "PORTAL_ORGANISATION_SHORT_NAME": company.short_name,
        "PORTAL_ORGANISATION_STREET": company.street,
        "PORTAL_ORGANISATION_CITY": company.city,
        "PORTAL_ORGANISATION_TELEPHONE": company.telephone,
        "PORTAL_ORGANISATION_EMAIL": company.email,
    }.items():
        monkeypatch.setenv(name, value)

    def result(*words: object):
        return CliRunner().invoke(cli, ["letters", "credentials", *map(str, words)])

    return result


@pytest.fixture
def anna(db) -> int:
    tenant = a_person(db)
    a_lease(db, tenant, source_id="U-1")
    return tenant


@pytest.fixture
def out(tmp_path):
    return tmp_path / "letters.pdf"


def works(db, paper) -> bool:
    account = accounts.account_of_login(db, paper.login)
    return is_right(as_drawn(paper.password), account.password_hash)


def test_fifty_letters_in_the_order_of_their_addresses(run, db, out):
    for number in range(50, 0, -1):
        premises = some_premises(db, building="3", flat=str(number))
        a_lease(db, a_person(db, f"Anna Nowak{number}"), premises=premises)
    result = run("--all-new", "--out", out)
    assert result.exit_code == 0
    assert "batch 1, 50 letters. The passwords work until 21.12.2026." in result.output
    papers = papers_of(out.read_bytes())
    for number, paper in enumerate(papers, 1):
        assert f"Anna Nowak{number} ul. Jarzębinowa 3 m. {number} 53-120" in paper.text
    assert len({paper.password for paper in papers}) == 50
    assert works(db, papers[0])
    assert works(db, papers[49])


def test_the_file_is_its_owners_alone_and_comes_alone(run, db, anna, out, tmp_path):
    os.umask(0o022)
    run("--all-new", "--out", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    names = {path.name for path in tmp_path.iterdir() if not path.name.startswith("portal.db")}
    assert names == {"letters.pdf"}


def test_a_file_that_is_there_is_never_written_over(run, db, anna, out):
    out.write_text("mine")
    result = run("--all-new", "--out", out)
    assert result.exit_code == 2
    assert "is there already" in result.output
    assert out.read_text() == "mine"
    assert db.execute("SELECT count(*) FROM credential_letters").fetchone() == (0,)


def test_a_dry_run_changes_nothing(run, db, anna, out):
    result = run("--all-new", "--out", out, "--dry-run")
    assert result.exit_code == 0
    assert "Would make 1 letters." in result.output
    assert not out.exists()
    assert db.execute("SELECT count(*) FROM accounts").fetchone() == (0,)


def test_leases_are_named_by_the_keys_of_the_housing_system(run, db, out):
    tenants = a_person(db), a_person(db, "Jan Kowal")
    a_lease(db, *tenants, source_id="U-7")
    an_account(db, tenants[1], "10001")
    assert run("--lease", "U-7", "--out", out).exit_code == 0
    papers = papers_of(out.read_bytes())
    assert len(papers) == 2
    assert "10001" in {paper.login for paper in papers}


def test_an_unknown_lease_is_named_and_nothing_is_made(run, db, anna, out):
    result = run("--lease", "U-1", "--lease", "U-9", "--out", out)
    assert result.exit_code == 1
    assert "There is no lease U-9" in result.output
    assert not out.exists()
    assert db.execute("SELECT count(*) FROM credential_letters").fetchone() == (0,)


@pytest.mark.parametrize(
    "words", ["ul. Jarzębinowa 14", "jarzębinowa  14", "Jarzębinowa 14, wrocław"]
)
def test_a_building_is_named_as_people_name_it(run, db, anna, out, words):
    assert run("--building", words, "--out", out).exit_code == 0
    assert len(papers_of(out.read_bytes())) == 1


def test_a_building_in_two_cities_must_be_told_apart(run, db, anna, out):
    a_lease(db, a_person(db), premises=some_premises(db, city="Oława"))
    result = run("--building", "Jarzębinowa 14", "--out", out)
    assert result.exit_code == 1
    assert "Oława" in result.output
    assert run("--building", "Jarzębinowa 14, Oława", "--out", out).exit_code == 0


def test_a_batch_of_the_office_is_printed(run, db, anna, out, browser, clerk, order):
    order(anna)
    assert "Batch 1 waits" in run("--all-new", "--out", out).output
    assert run("--batch", 1, "--out", out).exit_code == 0
    assert works(db, papers_of(out.read_bytes())[0])


@pytest.mark.parametrize("words", [[], ["--all-new", "--lease", "U-1"]])
def test_one_must_say_for_whom(run, out, words):
    assert run(*words, "--out", out).exit_code == 2


def test_a_crash_before_the_commit_changes_nothing(run, db, anna, out, monkeypatch):
    def fail(_):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(Crash):
            run("--all-new", "--out", out)
    (left,) = out.parent.glob(".letters.pdf*")
    assert not out.exists()
    assert not works_at_all(db, left)
    result = run("--batch", 1, "--out", out)
    assert result.exit_code == 0
    assert not left.exists()
    assert works(db, papers_of(out.read_bytes())[0])


def works_at_all(db, path) -> bool:
    return any(works(db, paper) for paper in papers_of(path.read_bytes()))


def test_after_a_crash_behind_the_commit_the_file_is_finished(run, db, anna, out, monkeypatch):
    def fail(*_):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", fail)
        with pytest.raises(Crash):
            run("--all-new", "--out", out)
    (left,) = out.parent.glob(".letters.pdf*")
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    assert works_at_all(db, left)
    result = run("--all-new", "--out", out)
    assert result.exit_code == 0
    assert "finished what an interrupted run had begun" in result.output
    assert not left.exists()
    assert works(db, papers_of(out.read_bytes())[0])


def test_a_file_without_second_names_is_finished_all_the_same(run, db, anna, out, monkeypatch):
    def fail(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", fail)
    assert run("--all-new", "--out", out).exit_code == 0
    assert works(db, papers_of(out.read_bytes())[0])


def test_a_database_that_is_not_there_is_said_in_a_line(run, settings, out, monkeypatch):
    monkeypatch.setenv("PORTAL_DATABASE", str(settings.database) + ".no")
    result = run("--all-new", "--out", out)
    assert result.exit_code == 2
    assert "run portal migrate first" in result.output
    connect(settings.database).close()
