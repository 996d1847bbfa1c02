"""Files on the disk, named by what is in them (SHA-256), outside of everything that is served.

A file is written beside its place, flushed, and moved there before any row names it, so that a row
never names what a crash has taken. What no row names is swept when it is a day old.
"""

import contextlib
import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple
from uuid import uuid4

from portal import clock

ORPHANED_AFTER_SECONDS = 24 * 3600
PIECE = 256 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


class Kept(NamedTuple):
    """A file that lies in its place."""

    sha256: str
    size: int


class Files:
    """The files of one installation, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.arrivals = folder / "arriving"

    def arriving(self) -> Path:
        """A place for a file that is still coming; whoever asked for it moves or removes it."""
        self.arrivals.mkdir(parents=True, exist_ok=True)
        return self.arrivals / uuid4().hex

    def keep(self, content: Path | bytes | BinaryIO) -> Kept:
        """Keep a file for good; a path is moved. The same content is kept once.

        Raises: OSError where the disk is full or fails; nothing is left behind then.
        """
        arrived = content if isinstance(content, Path) else self._written(content)
        try:
            kept = _flushed(arrived)
            place = self.path_of(kept.sha256)
            with self._locked(fcntl.LOCK_SH):
                if place.exists():
                    os.utime(place)
                else:
                    _make_folder(place.parent)
                    arrived.replace(place)
                    _flush_folder(place.parent)
        finally:
            arrived.unlink(missing_ok=True)
        return kept

    def path_of(self, sha256: str) -> Path:
        """Where a file lies.

        Raises: ValueError for what is no SHA-256.
        """
        if _NAME.fullmatch(sha256) is None:
            raise ValueError("no SHA-256")
        return self.folder / sha256[:2] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """A file to read.

        Raises: FileNotFoundError.
        """
        return self.path_of(sha256).open("rb")

    def all_of_them(self) -> Iterator[str]:
        """The names of everything that is kept."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(filter(_NAME.fullmatch, (place.name for place in folder.iterdir())))

    def sweep(self, is_known: Callable[[str], bool]) -> int:
        """Remove what is a day old and unknown, and what never arrived; gives how many files.

        The lock and the time keep a file that is just being kept again: keep() makes it young.
        """
        removed = 0
        for name in self.all_of_them():
            if is_known(name):
                continue
            with self._locked(fcntl.LOCK_EX):
                removed += _remove_old(self.path_of(name))
        for place in self.arrivals.glob("*"):
            removed += _remove_old(place)
        return removed

    def _written(self, content: bytes | BinaryIO) -> Path:
        place = self.arriving()
        try:
            with place.open("xb") as file:
                if isinstance(content, bytes):
                    file.write(content)
                else:
                    while piece := content.read(PIECE):
                        file.write(piece)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        return place

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, how)
            yield
        finally:
            os.close(lock)


def _flushed(place: Path) -> Kept:
    """What is in a file, once it is on the disk."""
    digest, size = hashlib.sha256(), 0
    with place.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
        os.fsync(file.fileno())
    return Kept(digest.hexdigest(), size)


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_old(place: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        if place.stat().st_mtime < clock.seconds_of_other_devices() - ORPHANED_AFTER_SECONDS:
            place.unlink()
            return 1
    return 0
