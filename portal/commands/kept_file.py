"""A file with secrets that comes to its place only once what it holds has become true.

It is written whole under an unfinished name, which nobody else may read, and made durable; then
the caller commits; then it gets its name. A crash before the commit leaves a file whose passwords
open nothing, a crash after it a file that holds what was committed. The unfinished name carries a
mark by which the caller can tell the one from the other later.
"""

import os
from pathlib import Path

ENDING = ".unfinished"


class AlreadyThere(Exception):
    """A file of this name exists; it is never written over."""


def unfinished(out: Path, mark: int) -> Path:
    """The name under which a file is first written."""
    return out.with_name(f".{out.name}.{mark}{ENDING}")


def left_over(out: Path) -> list[tuple[int, Path]]:
    """What interrupted runs left for a file: its mark and its path."""
    prefix = f".{out.name}."
    return [
        (int(mark), path)
        for path in sorted(out.parent.iterdir())
        if path.name.startswith(prefix) and path.name.endswith(ENDING)
        for mark in [path.name[len(prefix) : -len(ENDING)]]
        if mark.isascii() and mark.isdigit()
    ]


def write(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, for its owner alone, and see it onto the disk."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _settle(path.parent)


def finish(path: Path, out: Path) -> None:
    """Give an unfinished file its name.

    Raises: AlreadyThere where something else has taken it; the unfinished file stays then.
    """
    try:
        os.link(path, out)
        path.unlink()
    except FileExistsError as error:
        raise AlreadyThere from error
    except OSError:
        # Some file systems know no second name for a file.
        if out.exists():
            raise AlreadyThere from None
        path.rename(out)
    _settle(out.parent)


def _settle(folder: Path) -> None:
    """See the names in a folder onto the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
