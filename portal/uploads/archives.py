"""Documents that are archives inside (DOCX, ODT): bombs, macros and locks are refused."""

import zipfile
from pathlib import Path

from portal.uploads.kinds import DOCX, ODT, Kind, Refused

MOST_PARTS = 2000
# A document of 10 MB is rarely more than three times as large when it is unpacked.
LARGEST_UNPACKED = 64 * 1024 * 1024
PIECE = 256 * 1024
_ODT = b"application/vnd.oasis.opendocument.text"
_LOCKED = 0x1


def document_in(place: Path) -> Kind:
    """What an archive is.

    Raises: Refused, for anything but a text of Word or OpenDocument too.
    """
    try:
        with zipfile.ZipFile(place) as archive:
            return _document_in(archive)
    except Refused:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Refused("broken") from error
    except EOFError as error:
        raise Refused("broken") from error


def _document_in(archive: zipfile.ZipFile) -> Kind:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise Refused("bomb")
    if any(part.flag_bits & _LOCKED for part in parts):
        raise Refused("locked")
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        kind = DOCX
    elif "mimetype" in names and "content.xml" in names:
        kind = ODT
    else:
        raise Refused("unknown")
    if any(_holds_macros(name) for name in names):
        raise Refused("macros")
    _unpack(archive, parts)
    if kind is ODT:
        if archive.read("mimetype")[:100].strip() != _ODT:
            raise Refused("unknown")
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise Refused("locked")
    return kind


def _holds_macros(name: str) -> bool:
    lower = name.lower()
    return lower.endswith("vbaproject.bin") or lower.startswith(("basic/", "scripts/"))


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack everything to nowhere, counting: what an archive says of itself is not believed."""
    unpacked = 0
    for part in parts:
        content = b""
        with archive.open(part) as file:
            while piece := file.read(PIECE):
                unpacked += len(piece)
                if unpacked > LARGEST_UNPACKED:
                    raise Refused("bomb")
                if part.filename.endswith(".rels"):
                    content += piece
        if b"attachedTemplate" in content and b"External" in content:
            # A template that is fetched from elsewhere brings its macros along.
            raise Refused("macros")
