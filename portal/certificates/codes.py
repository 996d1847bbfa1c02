"""Codes by which anyone checks a certificate, read from paper and typed: CDJK-MPRT-2345.

Twelve characters of the alphabet of first passwords, none of which looks like another: 50 bits.
"""

import re
import secrets

from portal.tenancy.first_passwords import ALPHABET as SMALL

ALPHABET = SMALL.upper()
LENGTH = 12
GROUP = 4

_SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015.]+")


def draw() -> str:
    """A new code as it is kept: "CDJKMPRT2345"."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_printed(code: str) -> str:
    """The code in groups: "CDJK-MPRT-2345"."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_kept(typed: str) -> str:
    """What somebody typed, as codes are kept; "" for anything that is no code."""
    bare = _BETWEEN.sub("", typed).upper()
    return bare if _SHAPE.fullmatch(bare) else ""
