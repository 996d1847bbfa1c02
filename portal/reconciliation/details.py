"""The details of an entry in MT940 (:86:), which Polish banks mark in ways of their own.

A subfield is a mark and two digits: `?20`, `~20`, `<20` or `^20`, each bank with one of the four.
The library parts only the first of them.
"""

import re
from typing import NamedTuple

from portal.reconciliation.entries import LONGEST_TEXT, clean

MARKS = "?~<^"
# A subfield holds so much; what fills it goes on in the next without a space.
FULL = 27
# Only these numbers are subfields: "<50 zł" in a title is none.
_NUMBERS = "(?:00|10|2[0-9]|3[0-9]|6[0-9])"
_FIRST = re.compile(rf"\s*[0-9A-Z]{{0,4}}\s*([{re.escape(MARKS)}])(?={_NUMBERS})", re.ASCII)


class Details(NamedTuple):
    """Who is on the other side, and the title; `text` has every part in a line of its own."""

    name: str
    account: str
    title: str
    text: str


def read_details(given: str) -> Details:
    """The details as a bank wrote them; what has no marks is all title."""
    parts = parts_of(given)
    if not parts:
        words = clean(given)
        return Details("", "", words, words)
    # With a name where it belongs, 27 to 29 are the end of a long title; else they are the name.
    has_name = bool({32, 33} & parts.keys())
    title = _joined(parts, range(20, 30 if has_name else 27))
    name = _joined(parts, (32, 33) if has_name else (27, 28, 29))
    account = re.sub(r"[\s/-]", "", parts.get(38) or parts.get(31) or "")
    lines = [clean(text) for number, text in parts.items() if number not in range(20, 27)]
    text = "\n".join(filter(None, [title, *lines]))[:LONGEST_TEXT]
    return Details(name, account.removeprefix("PL")[:34], title, text)


def parts_of(given: str) -> dict[int, str]:
    """The subfields by their numbers; none where the bank uses no marks."""
    first = _FIRST.match(given)
    if first is None:
        return {}
    # Lines are broken wherever they are full.
    whole = given.replace("\r", "").replace("\n", "")
    marked = re.split(rf"{re.escape(first[1])}({_NUMBERS})", whole)
    parts: dict[int, str] = {}
    for number, text in zip(marked[1::2], marked[2::2], strict=True):
        parts[int(number)] = parts.get(int(number), "") + text
    return parts


def _joined(parts: dict[int, str], numbers: range | tuple[int, ...]) -> str:
    words = ""
    for number in numbers:
        part = parts.get(number, "")
        words += part if len(part) >= FULL else f"{part} "
    return clean(words)
