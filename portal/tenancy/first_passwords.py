"""First passwords: drawn for a letter, typed from paper.

Sixteen characters, each one of eighteen: 66 bits. None of them looks like another (there is no 0
or o, no 1, i or l, no z beside 2, no s beside 5, no b beside 8, no g or q beside 9, no n beside m)
and none is a vowel, so that no word comes out by chance. There are no capitals, which are work on
a telephone.
"""

import re
import secrets
from datetime import date, timedelta

ALPHABET = "cdjkmprtwx23456789"
LENGTH = 16
GROUP = 4
# Staff get theirs by hand and begin soon; the passwords of letters have days of their own.
DAYS_FOR_STAFF = 14

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")
_SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def draw() -> str:
    """A new password as it is kept: "cdjkmprt23456789"."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_printed(password: str) -> str:
    """The password in groups, as the letter shows it: "cdjk mprt 2345 6789"."""
    return " ".join(password[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def last_day_for_staff(given_on: date) -> date:
    """The last day on which a first password that was given to staff lets in."""
    return given_on + timedelta(days=DAYS_FOR_STAFF)


def as_drawn(typed: str) -> str:
    """What somebody typed from a letter, as it was drawn: without spaces and hyphens, in small
    letters. Anything that is no such password stays as it is."""
    bare = _SEPARATORS.sub("", typed).lower()
    return bare if _SHAPE.fullmatch(bare) else typed
