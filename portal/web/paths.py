"""Addresses that visitors hand us to go on to."""

import re

_OWN = re.compile(r"/(?![/\\])[A-Za-z0-9/_\-?=&.%+]*")
LONGEST = 500


def own_path(asked: str) -> str:
    """The address if it is a path of this portal, else the start page."""
    return asked if len(asked) <= LONGEST and _OWN.fullmatch(asked) else "/"
