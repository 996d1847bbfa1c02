"""In which encoding a statement is written: banks do not say, so the Polish letters tell."""

import re

from portal.reconciliation.entries import Unreadable

POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
# Beside letters, what people type in titles without a second thought.
USUAL = "„”’–—…€§°\u00a0"
# The names people know, by Python's own.
ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1250": "Windows-1250",
    "iso8859_2": "ISO-8859-2",
    "cp852": "CP852",
}
_OF_ONE_BYTE = ("cp1250", "iso8859_2", "cp852")
_FOREIGN = re.compile(rb"[\x80-\xff]")
SAMPLE = 100_000
_WORD = re.compile(r"[^\W\d_]+")


def text_of(content: bytes, encoding: str = "") -> str:
    """The text of a file.

    Takes:   encoding: one of ENCODINGS; without it, the one in which most reads like Polish.
    Raises:  Unreadable.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in content:
        raise Unreadable("To nie jest plik tekstowy. Wczytaj wyciąg MT940 albo camt.053.")
    if encoding:
        return _decoded(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_likeliest(content), errors="replace")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Plik nie jest zapisany w kodowaniu {ENCODINGS[encoding]}. Wybierz inne."
        ) from error


def _likeliest(content: bytes) -> str:
    """The encoding in which the first of the foreign letters read most like Polish."""
    first = _FOREIGN.search(content)
    start = max(0, first.start() - 100) if first else 0
    sample = content[start : start + SAMPLE]
    return max(_OF_ONE_BYTE, key=lambda name: _score(sample.decode(name, errors="replace")))


def _score(text: str) -> int:
    """How much of a text reads like Polish."""
    score = 0
    for word in _WORD.findall(text):
        strange = [letter for letter in word if not letter.isascii()]
        score += sum(1 if letter in POLISH else -2 for letter in strange)
        # „ZąB” and „zĄb” were written by nobody.
        if strange and not (word.islower() or word.isupper() or word.istitle()):
            score -= 2 * len(strange)
    signs = (sign for sign in text if not sign.isascii() and not sign.isalpha())
    return score - 2 * sum(sign not in USUAL for sign in signs)
