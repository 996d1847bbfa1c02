"""What keeps a document from being used by everybody: no tags, no headings, too large, a bare name.

These are advice: the document may be published, and the editor shows what is wrong with it.
"""

import re
import zipfile
from pathlib import Path
from typing import Any

LARGEST_FOR_A_PHONE = 1024 * 1024
SHORTEST_NAME = 8

_BARE = re.compile(
    r"(?:druk|plik|dokument|wzór|wzor|skan|scan|form\w*|pdf|doc\w?|nr|[0-9_.\- ])+", re.I
)
_HEADING = re.compile(rb"""<w:pStyle w:val=["'](?:Heading|Nag|Tytu|Title)""")
_OUTLINE = b"<w:outlineLvl"
_ODT_HEADING = re.compile(rb"<text:h[ >]")

NO_TAGS = (
    "PDF nie ma znaczników (tagów). Czytnik ekranu przeczyta go w złej kolejności albo wcale."
    " Zapisz go jeszcze raz jako „PDF dostępny” lub PDF/UA."
)
NO_LANGUAGE = "PDF nie mówi, w jakim jest języku. Ustaw język polski we właściwościach dokumentu."
NO_HEADINGS = (
    "Dokument nie ma nagłówków. Nadaj tytułom styl „Nagłówek”, żeby czytnik ekranu mógł po nich"
    " przechodzić."
)
OLD_WORD = "Plik DOC jest starego rodzaju i nie da się go sprawdzić. Zapisz go jako DOCX albo ODT."
TOO_LARGE = "Plik ma ponad 1 MB. Na telefonie z wolną siecią pobiera się długo. Zmniejsz obrazy."
BARE_NAME = "Nazwa nie mówi, co to za dokument. Napisz na przykład: Wniosek o zgodę na remont."


def advice_on(place: Path, name: str, size: int, media_type: str) -> list[str]:
    """What is to be mended, a sentence or two each; nothing for a good document.

    Takes:   name: as its link will say it.
    """
    found = []
    if len(name.strip()) < SHORTEST_NAME or _BARE.fullmatch(name.strip()):
        found.append(BARE_NAME)
    if size > LARGEST_FOR_A_PHONE:
        found.append(TOO_LARGE)
    if media_type == "application/pdf":
        found += _of_pdf(place)
    elif media_type == "application/msword":
        found.append(OLD_WORD)
    else:
        found += _of_archive(place)
    return found


def _of_pdf(place: Path) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        root: Any = PdfReader(place).trailer["/Root"]
        root = root.get_object()
        marked = bool(root.get("/MarkInfo", {}).get("/Marked", False))
        tagged = marked and "/StructTreeRoot" in root
        speaks = bool(root.get("/Lang"))
    except (PyPdfError, ValueError, KeyError, AttributeError, RecursionError, OSError):
        return [NO_TAGS]
    return [words for words, good in ((NO_TAGS, tagged), (NO_LANGUAGE, speaks)) if not good]


def _of_archive(place: Path) -> list[str]:
    try:
        with zipfile.ZipFile(place) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                text = archive.read("word/document.xml")
                return [] if _HEADING.search(text) or _OUTLINE in text else [NO_HEADINGS]
            if "content.xml" in names:
                text = archive.read("content.xml")
                return [] if _ODT_HEADING.search(text) else [NO_HEADINGS]
    except (zipfile.BadZipFile, OSError, RuntimeError, KeyError):
        return []
    return []
