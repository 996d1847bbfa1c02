"""How messages between the portal and Autopay are signed: a hash over values and a shared key."""

import hashlib
import hmac
from collections.abc import Iterable

from portal.settings import Autopay

SEPARATOR = "|"


class PipeInValue(ValueError):
    """A value holds the separator, so that one text would stand for several messages."""


def signature(values: Iterable[str], key: str, algorithm: str) -> str:
    """The hash of a message: its values, those that are not empty, then the key, parted by bars.

    Gives:   lower-case hex. "0" is not empty.
    Raises:  PipeInValue.
    """
    kept = [value for value in values if value != ""]
    if any(SEPARATOR in value for value in kept):
        raise PipeInValue
    text = SEPARATOR.join([*kept, key])
    return hashlib.new(algorithm, text.encode()).hexdigest()


def is_signed(values: Iterable[str], given: str, autopay: Autopay) -> bool:
    """Whether a hash was made with one of our keys; takes the same time whichever it was.

    Raises:  PipeInValue.
    """
    kept = tuple(values)
    said = given.encode("utf-8", errors="replace")
    right = [signature(kept, key, autopay.algorithm).encode() for key in autopay.keys]
    return True in [hmac.compare_digest(each, said) for each in right]
