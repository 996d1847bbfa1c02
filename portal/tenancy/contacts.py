"""E-mail addresses and telephone numbers as people type them, and as they are kept."""

import re

LONGEST_ADDRESS = 254
LONGEST_LOCAL = 64
POLAND = "48"

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SHAPE = re.compile(
    rf"(?P<local>{_LOCAL})@(?P<domain>(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9]))"
)
_BETWEEN = re.compile(r"[\s().\-/\u2010-\u2015]+")
_NUMBER = re.compile(r"(?P<plus>\+|00)?(?P<digits>[0-9]{9,15})", re.ASCII)


class NotAnAddress(ValueError):
    """The words are no e-mail address."""


class NotANumber(ValueError):
    """The words are no telephone number."""


def read_address(words: str) -> str:
    """An e-mail address as people type it, in the form in which it is kept.

    Gives:   the domain in small letters; what stands before the @ as it was typed.
    Raises:  NotAnAddress.
    """
    words = words.strip()
    found = _SHAPE.fullmatch(words) if len(words) <= LONGEST_ADDRESS else None
    if found is None or len(found["local"]) > LONGEST_LOCAL:
        raise NotAnAddress(words)
    return f"{found['local']}@{found['domain'].lower()}"


def same_address(one: str, other: str) -> bool:
    """Whether two addresses reach the same person; no provider tells large letters from small."""
    return one.strip().lower() == other.strip().lower()


def read_telephone(words: str) -> str:
    """A telephone number as people type it: "600 100 200", "+48 71 000-00-00", "0044 20 …".

    Gives:   +48600100200: the country first, digits alone.
    Raises:  NotANumber for anything else; a number without a country is a Polish one.
    """
    found = _NUMBER.fullmatch(_BETWEEN.sub("", words))
    if found is None:
        raise NotANumber(words)
    digits = found["digits"]
    abroad = bool(found["plus"])
    if not abroad and len(digits) == len(POLAND) + 9 and digits.startswith(POLAND):
        abroad = True
    number = digits if abroad else f"{POLAND}{digits}"
    if number.startswith("0") or (number.startswith(POLAND) and not _is_polish(number)):
        raise NotANumber(words)
    if len(number) > 15:
        raise NotANumber(words)
    return f"+{number}"


def telephone_in_words(number: str) -> str:
    """A number in groups, as it is read out: +48 600 100 200."""
    digits = number.removeprefix("+")
    if digits.startswith(POLAND) and len(digits) == 11:
        groups = [digits[2:5], digits[5:8], digits[8:]]
        return "\u00a0".join((f"+{POLAND}", *groups))
    return f"+{digits}"


def _is_polish(number: str) -> bool:
    """Nine digits after the country, of which the first is no zero."""
    return len(number) == 11 and number[2] != "0"
