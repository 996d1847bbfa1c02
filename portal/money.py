"""Money is whole grosze. It is read and written here and never passes through a float."""

import re
from functools import lru_cache
from typing import NewType

Grosze = NewType("Grosze", int)

NO_BREAK = "\u00a0"
MINUS = "\u2212"

_TYPED = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{2}))?")


class NotAnAmount(ValueError):
    """The words are not an amount of money."""


def read_amount(words: str) -> Grosze:
    """Read an amount as people in Poland type it.

    Takes:   "1234,56", "1 234,56 zł", "50"; spaces and "zł" are dropped.
    Gives:   grosze, never negative: 123456, 123456, 5000.
    Raises:  NotAnAmount for anything else, "12,5" and "-3" included.
    """
    bare = "".join(words.split()).removesuffix("zł")
    match = _TYPED.fullmatch(bare)
    if match is None:
        raise NotAnAmount(words)
    zloty, grosze = match.groups(default="00")
    return Grosze(int(zloty) * 100 + int(grosze))


@lru_cache(maxsize=8192)
def in_zloty(amount: int) -> str:
    """An amount without its currency: 128437 gives "1 284,37", its space a no-break one."""
    sign = MINUS if amount < 0 else ""
    zloty, grosze = divmod(abs(amount), 100)
    return f"{sign}{zloty:,},{grosze:02d}".replace(",", NO_BREAK, (len(str(zloty)) - 1) // 3)


def with_currency(amount: int) -> str:
    """128437 gives "1 284,37 zł", every space in it a no-break one."""
    return f"{in_zloty(amount)}{NO_BREAK}zł"


def signed(amount: int) -> str:
    """As with_currency(), with "+" before what is above zero and a true minus below it."""
    return f"+{in_zloty(amount)}{NO_BREAK}zł" if amount > 0 else f"{in_zloty(amount)}{NO_BREAK}zł"
