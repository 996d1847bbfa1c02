"""A statement of the bank and its entries, in our words."""

from datetime import date
from typing import NamedTuple

from portal.money import Grosze

# More than a bank sends in a day of a large company; a file beyond it is none of a bank.
MOST_ENTRIES = 20_000
LONGEST_TEXT = 2_000


class Unreadable(Exception):
    """A file that is no statement, or one that does not add up; the words are for people."""


class Entry(NamedTuple):
    """Money that came in (above zero) or went out.

    `name`, `account` and `title` are of the other side, as the bank tells them; `details` is all
    that was said, a line for each part.
    """

    booked_on: date
    amount: Grosze
    reference: str
    name: str
    account: str
    title: str
    details: str


class Statement(NamedTuple):
    """What happened on an account of ours between two balances."""

    account: str
    number: str
    first_on: date
    last_on: date
    opening: Grosze
    closing: Grosze
    entries: list[Entry]

    @property
    def missing(self) -> Grosze:
        """What the entries lack, so that the two balances agree; 0 in every whole statement."""
        moved = sum(entry.amount for entry in self.entries)
        return Grosze(self.closing - self.opening - moved)


def clean(text: str) -> str:
    """Text in one line, no longer than is kept."""
    return " ".join(text.split())[:LONGEST_TEXT]
