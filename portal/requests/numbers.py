"""Numbers of requests, which people read out on the telephone: W-2026-7KQ4MX."""

import re
import secrets

# No vowels, so that no word comes out; nothing that looks like something else.
ALPHABET = "CDFGHJKMPQRTVWXY34679"
LENGTH = 6

_SHAPE = re.compile(rf"W-[0-9]{{4}}-[{ALPHABET}]{{{LENGTH}}}")


def draw(year: int) -> str:
    """A number that tells nothing of how many there are; some 86 million in a year."""
    return f"W-{year}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def is_number(text: str) -> bool:
    """Whether a text has the shape of a number."""
    return _SHAPE.fullmatch(text) is not None
