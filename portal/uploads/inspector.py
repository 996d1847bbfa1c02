"""Looks into one file that somebody sent, in a process of its own with little memory and time.

Run as a program: `python -I -m portal.uploads.inspector FILE CLEANED`. It says on standard output
what the file is, as JSON, or why it is refused; a picture is written anew to CLEANED. A hostile
file can at worst end this process.
"""

import json
import sys
from pathlib import Path

from portal.uploads.kinds import DOC, PDF, PICTURES, Kind, Refused

MEMORY = 1536 * 1024 * 1024
SECONDS_OF_WORK = 20
LARGEST_OUTPUT = 128 * 1024 * 1024
HEAD = 4096

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def inspect(place: Path, cleaned: Path) -> Kind:
    """What a file is; a picture is written anew.

    Raises: Refused.
    """
    with place.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Refused("empty")
    kinds = _named_by_magic(place)
    if head.startswith(_OLE):
        return _word(place)
    if head.startswith(b"PK"):
        from portal.uploads.archives import document_in

        return document_in(place)
    if b"%PDF-" in head[:1024]:
        return _pdf(place)
    if kinds & {kind.media_type for kind in PICTURES}:
        from portal.uploads.pictures import redraw

        return redraw(place, cleaned)
    raise Refused("unknown")


def _named_by_magic(place: Path) -> set[str]:
    """The types that the first bytes speak for, whatever the file is called."""
    import puremagic

    try:
        found = puremagic.magic_file(str(place))
    except (puremagic.PureError, ValueError):
        return set()
    return {match.mime_type for match in found if match.byte_match}


def _pdf(place: Path) -> Kind:
    """A PDF has an end, too; one that was cut off is of no use to anybody."""
    content = place.read_bytes()
    if b"%%EOF" not in content[-4096:]:
        raise Refused("broken")
    return PDF


def _word(place: Path) -> Kind:
    """A document of the old Word; what else comes in the same wrapping is refused."""
    content = place.read_bytes()
    if _wide("EncryptedPackage") in content:
        raise Refused("locked")
    if _wide("WordDocument") not in content:
        raise Refused("unknown")
    if _wide("_VBA_PROJECT") in content or _wide("Macros") in content:
        raise Refused("macros")
    return DOC


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _limit() -> None:
    """As little as the largest good file needs; what the system does not limit, it does not."""
    import resource

    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS_OF_WORK),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (limit, limit))
        except (OSError, ValueError):
            continue


def _main() -> None:
    _limit()
    try:
        kind = inspect(Path(sys.argv[1]), Path(sys.argv[2]))
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    else:
        answer = kind._asdict()
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
