"""Names of files: kept as words for people, never used as a path."""

import re
import unicodedata

LONGEST = 120
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]+')


def clean_name(given: str, ending: str) -> str:
    """A name as it is shown and saved: its own words, and the ending that its content has.

    Gives:   one line without path, control signs and signs that turn the writing round, at most
             LONGEST characters; "plik" where nothing is left.
    """
    last = re.split(r"[/\\]", given)[-1]
    kept = (c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co"))
    words = " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
    words = _NOT_IN_NAMES.sub("_", words)
    stem, dot, last_ending = words.rpartition(".")
    if not (dot and 1 <= len(last_ending) <= 5 and last_ending.isalnum()):
        stem = words
    stem = stem.strip(". ")[: LONGEST - len(ending) - 1].rstrip(". ")
    return f"{stem or 'plik'}.{ending}"
