"""Files on the disk: kept by what is in them, once, and swept only when nobody needs them."""

import errno
import hashlib
import io
import os

import pytest

from portal.store.files import Files

CONTENT = b"Umowa najmu"
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path / "kept")


def make_old(place):
    os.utime(place, (0, 0))


def everything(files):
    return sorted(
        path for path in files.folder.rglob("*") if path.is_file() and path.name[0] != "."
    )


def test_a_file_is_named_by_what_is_in_it(files):
    kept = files.keep(CONTENT)
    assert kept == (NAME, len(CONTENT))
    with files.open(NAME) as file:
        assert file.read() == CONTENT
    assert everything(files) == [files.folder / NAME[:2] / NAME]


def test_the_same_content_is_kept_once_however_it_comes(files):
    place = files.arriving()
    place.write_bytes(CONTENT)
    for content in (CONTENT, io.BytesIO(CONTENT), place):
        assert files.keep(content).sha256 == NAME
    assert len(everything(files)) == 1
    assert not place.exists()


def test_what_is_no_name_of_a_file_leads_nowhere(files):
    for name in ("../../etc/passwd", NAME.upper(), NAME[:-1], f"{NAME}\n"):
        with pytest.raises(ValueError, match="SHA-256"):
            files.path_of(name)


def test_only_what_is_old_and_unknown_is_swept(files):
    known, orphan, young = (files.keep(words).sha256 for words in (b"a", b"b", b"c"))
    waiting = files.arriving()
    waiting.write_bytes(b"half of it")
    make_old(files.path_of(known))
    make_old(files.path_of(orphan))
    make_old(waiting)

    assert files.sweep(lambda name: name == known) == 2

    assert sorted(files.all_of_them()) == sorted([known, young])
    assert not waiting.exists()


def test_a_file_that_is_kept_again_is_young_again(files):
    make_old(files.path_of(files.keep(CONTENT).sha256))
    files.keep(CONTENT)
    assert files.sweep(lambda name: False) == 0


def test_a_full_disk_leaves_nothing_behind(files, monkeypatch):
    files.keep(b"first")
    before = everything(files)

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(CONTENT)
    assert everything(files) == before
