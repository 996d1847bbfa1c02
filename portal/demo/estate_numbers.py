"""Invented numbers with true check digits: PESEL, NIP, bank account."""

from datetime import date

# No bank has the settlement number 9999 0000; its last digit is the right check digit.
BANK_THAT_DOES_NOT_EXIST = "99990000"

_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)


def pesel(born_on: date, serial: int) -> str:
    """The number of a person; the last digit of the serial (0-9999) is even for women."""
    month = born_on.month + (20 if born_on.year >= 2000 else 0)
    digits = f"{born_on.year % 100:02d}{month:02d}{born_on.day:02d}{serial:04d}"
    return f"{digits}{-_weighed(digits, _PESEL_WEIGHTS) % 10}"


def nip(first_nine: str) -> str:
    """The tax number that begins with nine given digits.

    Raises: ValueError where no number can begin so, one in eleven.
    """
    check = _weighed(first_nine, _NIP_WEIGHTS) % 11
    if check == 10:
        raise ValueError(f"no NIP begins with {first_nine}")
    return f"{first_nine}{check}"


def bank_account(payer: int) -> str:
    """The 26 digits (NRB) of the account on which one lease pays, at the bank that is not."""
    account = f"{BANK_THAT_DOES_NOT_EXIST}{payer:016d}"
    return f"{98 - int(account + '252100') % 97:02d}{account}"


def _weighed(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
