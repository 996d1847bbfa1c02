"""Logins of tenants: numbers that are never given twice. The only writer of login_numbers.

A login is a running number followed by a check digit: 10004 becomes 100046. The running number
only grows, in random steps, so that a login tells neither how many accounts there are nor what
the next login will be; it goes on growing when an account is gone. The check digit is Damm's, so
that one wrong digit, or two neighbours in the wrong order, make a number that nobody has.
There are only digits, at least six, and never a zero in front.
"""

import secrets

from portal.store.database import Database

LONGEST_STEP = 20

# H. Michael Damm, "Total anti-symmetrische Quasigruppen", 2004.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def next_login(db: Database) -> str:
    """A login that was never given before, inside the caller's transaction."""
    (number,) = db.execute(
        "UPDATE login_numbers SET last = last + :step RETURNING last",
        {"step": 1 + secrets.randbelow(LONGEST_STEP)},
    ).fetchone()
    return with_check_digit(str(number))


def with_check_digit(digits: str) -> str:
    """The digits and their check digit."""
    return f"{digits}{_remainder(digits)}"


def has_right_check_digit(login: str) -> bool:
    """Whether a number ends with the check digit of the others."""
    return login.isascii() and login.isdigit() and _remainder(login) == "0"


def _remainder(digits: str) -> str:
    remainder = "0"
    for digit in digits:
        remainder = _DAMM[int(remainder)][int(digit)]
    return remainder
