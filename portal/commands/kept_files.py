"""What `portal backup` and `portal check` do with the files that people have sent."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from portal.store.database import Database
from portal.store.files import PIECE, Files


def copy_files(db: Database, source: Files, target: Files) -> tuple[int, list[str]]:
    """Copy what the database names and the target lacks.

    Gives:   how many files that were, and which could not be copied, because they are gone or not
             what they are called: the others are worth keeping all the same.
    Raises:  OSError where the target cannot be written.
    """
    copied, faults = 0, []
    named = [sha256 for sha256, _ in _named(db)]
    with click.progressbar(named, label="Copying files") as bar:
        for sha256 in bar:
            place = target.path_of(sha256)
            if place.exists():
                continue
            fault = _copy(source.path_of(sha256), target, sha256)
            if fault:
                faults.append(fault)
            else:
                copied += 1
    return copied, faults


def missing_files(db: Database, files: Files, *, read: bool) -> list[str]:
    """What is wrong with the files that the database names.

    Takes:   read: read each to its end, to see that it is what it is called.
    """
    faults = []
    for sha256, size in _named(db):
        place = files.path_of(sha256)
        if not place.is_file():
            faults.append(f"{sha256} is missing")
        elif place.stat().st_size != size:
            faults.append(f"{sha256} has {place.stat().st_size} bytes in place of {size}")
        elif read and _sum_of(place) != sha256:
            faults.append(f"{sha256} is not what it is called")
    return faults


def _named(db: Database) -> Iterator[tuple[str, int]]:
    yield from db.execute("SELECT sha256, size FROM files ORDER BY sha256")


def _copy(place: Path, target: Files, sha256: str) -> str:
    """Copy one file; gives what is wrong with it, or nothing."""
    if not place.is_file():
        return f"{sha256} is missing"
    arriving = target.arriving()
    shutil.copyfile(place, arriving)
    if _sum_of(arriving) != sha256:
        arriving.unlink()
        return f"{sha256} is not what it is called"
    target.keep(arriving)
    return ""


def _sum_of(place: Path) -> str:
    digest = hashlib.sha256()
    with place.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
