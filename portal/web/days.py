"""Days as people or browsers write them."""

import re
from datetime import date

_SHAPES = (
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})"), (3, 2, 1)),
)
FIRST_YEAR, LAST_YEAR = 1900, 2199


def read_day(words: str) -> date:
    """A day: 21.11.2026 or 2026-11-21.

    Raises: ValueError.
    """
    for shape, (year, month, day) in _SHAPES:
        match = shape.fullmatch(words.strip())
        if match and FIRST_YEAR <= int(match[year]) <= LAST_YEAR:
            return date(int(match[year]), int(match[month]), int(match[day]))
    raise ValueError(words)
