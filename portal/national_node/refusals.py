"""Why somebody was not let in by login.gov.pl, in kinds: each has a page of its own."""

from enum import StrEnum


class Kind(StrEnum):
    """What the visitor is told; the words stand in failures.py."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    TOO_WEAK = "too-weak"
    NOT_LINKED = "not-linked"
    UNKNOWN = "unknown"
    SURNAME = "surname"
    FOREIGN = "foreign"
    SOMEBODY_ELSE = "somebody-else"
    SIGNED_OUT = "signed-out"
    COMPANY = "company"


class Refused(Exception):
    """Nobody is let in.

    `why` names the check for our log: a constant of the code, never words of the message.
    """

    def __init__(self, kind: Kind, why: str) -> None:
        super().__init__(why)
        self.kind = kind
        self.why = why


def untrusted(why: str) -> Refused:
    """The answer is not what login.gov.pl says to us now, or cannot be shown to be."""
    return Refused(Kind.UNTRUSTED, why)
