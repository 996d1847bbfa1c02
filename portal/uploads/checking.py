"""A file that somebody sent is checked by its content, and made harmless or refused."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Literal, NamedTuple

from portal.settings import Uploads
from portal.uploads.kinds import IN_WORDS
from portal.uploads.names import clean_name
from portal.uploads.scanner import scan

SECONDS = 40
Safety = Literal["unscanned", "waiting", "clean", "infected"]
# Unpacked pictures are large; so many are looked into at once by one process.
AT_ONCE = threading.BoundedSemaphore(2)

REASONS = {
    "empty": "Plik „{name}” jest pusty. Wybierz go jeszcze raz.",
    "too-large": "Plik „{name}” jest za duży. Jeden plik może mieć najwyżej {limit} MB.",
    "unknown": "Plik „{name}” ma format, którego nie możemy przyjąć. Dołącz: " + IN_WORDS + ".",
    "broken": "Plik „{name}” jest uszkodzony. Zapisz go jeszcze raz albo zrób zdjęcie.",
    "locked": "Plik „{name}” jest zabezpieczony hasłem. Zapisz go bez hasła.",
    "macros": "Plik „{name}” zawiera makra. Zapisz go bez makr albo jako PDF.",
    "pixels": "Zdjęcie „{name}” jest za duże. Zapisz je w mniejszym rozmiarze, do 64 megapikseli.",
    "bomb": "Plik „{name}” po rozpakowaniu jest za duży. Zapisz go jako PDF.",
    "infected": "W pliku „{name}” jest wirus. Tego pliku nie przyjmiemy.",
}


class Unfit(Exception):
    """The file is not taken; the message says to the sender what to do."""


class Checked(NamedTuple):
    """A file that may be kept. `place` is the caller's to move or remove."""

    place: Path
    name: str
    media_type: str
    size: int
    safety: Safety


def refusal(reason: str, given_name: str, uploads: Uploads) -> str:
    """What the sender of a file is told."""
    return REASONS[reason].format(name=shown_name(given_name), limit=uploads.file_megabytes)


def shown_name(given_name: str) -> str:
    """A name in a sentence, with the ending that it came with."""
    stem = clean_name(given_name, "x").removesuffix(".x")
    ending = given_name.rpartition(".")[2]
    return f"{stem}.{ending}" if 1 <= len(ending) <= 5 and ending.isalnum() else stem


def check(place: Path, given_name: str, uploads: Uploads) -> Checked:
    """See what a file is, by its content.

    Takes:   place: the file as it came; it is removed where a cleaned one takes its place.
    Raises:  Unfit; the file is removed then.
    """
    cleaned = place.with_name(f"{place.name}.clean")
    try:
        answer = _inspected(place, cleaned)
        reason = answer.get("refused")
        kept = cleaned if cleaned.exists() else place
        safety: Safety = "unscanned"
        if not reason and uploads.scanner:
            safety = scan(kept, uploads.scanner)
            reason = "infected" if safety == "infected" else None
        if reason:
            raise Unfit(refusal(reason, given_name, uploads))
        if kept is cleaned:
            place.unlink()
    except BaseException:
        place.unlink(missing_ok=True)
        cleaned.unlink(missing_ok=True)
        raise
    name = clean_name(given_name, answer["ending"])
    return Checked(kept, name, answer["media_type"], kept.stat().st_size, safety)


def _inspected(place: Path, cleaned: Path) -> dict[str, str]:
    """What the inspector says; one that dies or takes too long has met something bad."""
    words = [sys.executable, "-I", "-m", "portal.uploads.inspector", str(place), str(cleaned)]
    with AT_ONCE:
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                words, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return {"refused": "broken"}
    try:
        answer: dict[str, str] = json.loads(done.stdout)
    except ValueError:
        return {"refused": "broken"}
    return answer
