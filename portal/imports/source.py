"""One file of the folder as bytes: what it weighs, its fingerprint, how it opens as text."""

import codecs
import hashlib
import io
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 17
_BOM = codecs.BOM_UTF8


class NotReadable(Exception):
    """The file cannot be read as CSV at all; the message says why in Polish."""


@dataclass(frozen=True)
class Source:
    """A file as it was when the import looked at it."""

    name: str
    path: Path
    encoding: str
    sha256: str
    size: int
    stamp: tuple[int, int, int]
    tainted: bool
    """Some bytes in it are NUL or do not belong to the encoding."""

    def open(self) -> tuple[BinaryIO, io.TextIOWrapper]:
        """Open for reading; bytes outside the encoding come as surrogates.

        Raises:  NotReadable where it is no longer the file that was looked at.
        """
        binary = _opened(self.path)
        if _stamp(binary) != self.stamp:
            binary.close()
            raise NotReadable(CHANGED)
        encoding = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        return binary, io.TextIOWrapper(
            binary, encoding=encoding, errors="surrogateescape", newline=""
        )

    def still_the_same(self, binary: BinaryIO) -> bool:
        """Whether nobody wrote to the file while it was read."""
        return _stamp(binary) == self.stamp


CHANGED = "Plik zmienił się w czasie importu. Uruchom import, gdy plik będzie gotowy."


def look_at(path: Path, encoding: str) -> Source:
    """Read a file once through, in pieces.

    Takes:   encoding "utf-8" or "cp1250".
    Raises:  NotReadable for what is not a file, has lines of megabytes, or cannot be opened.
    """
    try:
        with _opened(path) as binary:
            return _looked_through(binary, path, encoding)
    except OSError as error:
        raise NotReadable(f"Nie można odczytać pliku: {error.strerror}.") from error


def read_small(path: Path, longest: int) -> bytes:
    """The bytes of a file that must be small.

    Raises:  NotReadable where it is not, or is not a file.
    """
    try:
        with _opened(path) as binary:
            content = binary.read(longest + 1)
    except OSError as error:
        raise NotReadable(f"Nie można odczytać pliku: {error.strerror}.") from error
    if len(content) > longest:
        raise NotReadable("Plik jest za duży.")
    return content


def _looked_through(binary: BinaryIO, path: Path, encoding: str) -> Source:
    stamp = _stamp(binary)
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder(encoding)()
    tainted = False
    size = 0
    while chunk := binary.read(CHUNK):
        if size == 0 and encoding != "utf-8" and chunk.startswith(_BOM):
            raise NotReadable("Plik jest w UTF-8, a import miał go czytać jako Windows-1250.")
        digest.update(chunk)
        size += len(chunk)
        if len(chunk) == CHUNK and b"\n" not in chunk and b"\r" not in chunk:
            raise NotReadable(
                "Plik ma wiersz dłuższy niż sto tysięcy znaków. To nie jest plik CSV."
            )
        tainted = tainted or b"\0" in chunk or not _decodes(decoder, chunk)
    tainted = tainted or not _decodes(decoder, b"", final=True)
    return Source(path.name, path, encoding, digest.hexdigest(), size, stamp, tainted)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _opened(path: Path) -> BinaryIO:
    # A pipe with nobody at its other end would keep an ordinary open() waiting.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotReadable("To nie jest plik.")
    return os.fdopen(descriptor, "rb")


def _stamp(binary: BinaryIO) -> tuple[int, int, int]:
    state = os.fstat(binary.fileno())
    return state.st_ino, state.st_size, state.st_mtime_ns
