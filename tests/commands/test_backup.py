"""A backup holds the letters with their files, and a restored one is whole."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import cli
from portal.store.database import writing
from portal.store.files import Files
from portal.tenancy import files
from tests.correspondence.test_crash import environment

CONTENT = b"%PDF-1.7 umowa %%EOF"


@pytest.fixture
def kept(database: Path, db) -> str:
    """A file that a row names; gives its name."""
    folder = Files(database.with_name("portal-files"))
    found = folder.keep(CONTENT)
    with writing(db):
        files.note(db, found, "application/pdf", "unscanned")
    folder.keep(b"left by a crash")
    return found.sha256


def run(database: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, words, env=environment(database))


def test_a_backup_brings_the_files_that_are_named(database, db, kept, tmp_path):
    copy = tmp_path / "copies" / "monday.db"
    copy.parent.mkdir()
    done = run(database, "backup", str(copy))
    assert done.exit_code == 0, done.output
    assert "1 files more" in done.output
    assert list(Files(copy.with_name("monday-files")).all_of_them()) == [kept]
    assert "0 files more" in run(database, "backup", str(copy)).output

    restored = tmp_path / "new" / "portal.db"
    restored.parent.mkdir()
    shutil.copy(copy, restored)
    shutil.copytree(copy.with_name("monday-files"), restored.with_name("portal-files"))
    checked = run(restored, "check", "--read-files")
    assert checked.exit_code == 0, checked.output
    assert "Files: in order" in checked.output


def test_a_file_that_is_gone_or_changed_is_found(database, db, kept):
    place = Files(database.with_name("portal-files")).path_of(kept)
    place.write_bytes(CONTENT[::-1])
    assert "Files: in order" in run(database, "check").output
    found = run(database, "check", "--read-files")
    assert found.exit_code == 1
    assert f"{kept} is not what it is called" in found.output
    place.unlink()
    assert f"{kept} is missing" in run(database, "check").output


def test_a_file_that_is_gone_spoils_no_backup_and_is_told(database, db, kept, tmp_path):
    folder = Files(database.with_name("portal-files"))
    with writing(db):
        files.note(db, folder.keep(b"another"), "application/pdf", "unscanned")
    folder.path_of(kept).unlink()
    copy = tmp_path / "monday.db"
    done = run(database, "backup", str(copy))
    assert done.exit_code == 1
    assert f"{kept} is missing" in done.output
    assert "1 files more" in done.output
    assert copy.exists()
