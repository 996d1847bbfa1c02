"""How a single cell is read: words in, a value of the database out.

Each reader takes the words of a cell, trimmed and not empty, and raises WrongValue with a plain
Polish sentence for people who keep the files.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from stdnum.pl import nip as nip_number
from stdnum.pl import pesel as pesel_number

from portal.money import MINUS

Value = str | int | bytes | None
Reader = Callable[[str], Value]

FIRST_YEAR = 1900
LAST_YEAR = 2200

_SPACES = str.maketrans("", "", " \u00a0\u202f")
_MARKS = str.maketrans("", "", ",.")
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_POLISH_DAY = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_NUMBER = re.compile(
    r"(-?)([0-9]{1,9}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,2})(?:[.,]([0-9]{1,4}))?"
)


class WrongValue(ValueError):
    """The cell does not hold what its column is for; the message says it in Polish."""


class CauseKnown(WrongValue):
    """The cell is wrong because of something that the report names already."""


class Text:
    """Words of at most so many characters; runs of white space become one space."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, words: str) -> str:
        if len(words) <= self.longest and words.isprintable() and "  " not in words:
            return words
        tidy = " ".join(words.split())
        if len(tidy) > self.longest:
            text = f"Tekst jest za długi: ma {len(tidy)} znaków, może mieć {self.longest}."
            raise WrongValue(text)
        if _UNFIT.search(tidy):
            raise WrongValue("W tekście są znaki, których nie da się zapisać ani pokazać.")
        return tidy

    def many(self, cells: Sequence[str]) -> Sequence[str] | None:
        """A column of words that are all as they should be, looked at in one go.

        Gives:   None for any other, such as one with an empty cell.
        """
        joined = "/".join(cells)
        if not joined.isprintable() or " " in joined or not all(cells):
            return None
        return cells if max(map(len, cells)) <= self.longest else None


def but_not(beginning: str, reader: Reader) -> Reader:
    """What another reader takes, unless it begins as names do that the portal gives itself."""

    def read(words: str) -> Value:
        if words.startswith(beginning):
            raise WrongValue(f"Numer nie może zaczynać się od „{beginning}”.")
        return reader(words)

    return read


def one_of(words_and_values: Mapping[str, Value]) -> Reader:
    """One of the words that the column knows, in small letters."""
    listed = ", ".join(words_and_values)

    def read(words: str) -> Value:
        if words not in words_and_values:
            raise WrongValue(f"Nieznana wartość. Dozwolone: {listed}.")
        return words_and_values[words]

    return read


def choice(*words: str) -> Reader:
    """One of these words, kept as it is."""
    return one_of({word: word for word in words})


class Decimal:
    """Numbers with a comma or a point and at most so many places after it.

    Gives:   whole numbers of the smallest units: with two places "1 234,5" gives 123450.
    """

    def __init__(self, places: int, *, below_zero: bool = False) -> None:
        self.places = places
        self.below_zero = below_zero
        sign = "-?" if below_zero else ""
        self._alike = [
            re.compile(rf"(?:{sign}[0-9]{{1,9}}[.,][0-9]{{{width}}}\n)*+")
            for width in range(1, places + 1)
        ]

    def __call__(self, words: str) -> int:
        match = _NUMBER.fullmatch(words.replace(MINUS, "-"))
        if match is None:
            raise WrongValue("To nie jest liczba, na przykład 1234,56 albo 1 234,56.")
        sign, whole, rest = match.groups(default="")
        if len(rest) > self.places:
            text = f"Po przecinku może być najwyżej {self.places} cyfr, jest {len(rest)}."
            raise WrongValue(text)
        if sign and not self.below_zero:
            raise WrongValue("Ta liczba nie może być ujemna.")
        value = int(whole.translate(_SPACES) + rest.ljust(self.places, "0"))
        return -value if sign else value

    def many(self, cells: Sequence[str]) -> Sequence[int] | None:
        """A column all written alike, with equally many digits after the comma, in one go.

        Gives:   None for any other; each cell of it must be read alone. Amounts seldom repeat,
                 and this takes an eighth of the time.
        """
        first = cells[0]
        width = len(first) - max(first.find(","), first.find(".")) - 1
        if not 1 <= width <= self.places or width == len(first):
            return None
        lines = "\n".join(cells) + "\n"
        if not self._alike[width - 1].fullmatch(lines):
            return None
        values = list(map(int, lines.translate(_MARKS).split()))
        if len(values) != len(cells):
            return None
        scale = 10 ** (self.places - width)
        return values if scale == 1 else [value * scale for value in values]


def whole(least: int, most: int) -> Reader:
    """A whole number between two bounds."""

    def read(words: str) -> int:
        if not _WHOLE.fullmatch(words):
            raise WrongValue("To nie jest liczba całkowita.")
        if not least <= int(words) <= most:
            raise WrongValue(f"Liczba musi być między {least} a {most}.")
        return int(words)

    return read


def day(words: str) -> str:
    """A day as YYYY-MM-DD or DD.MM.YYYY. Gives: YYYY-MM-DD."""
    if match := _ISO_DAY.fullmatch(words):
        year, month, number = match.groups()
    elif match := _POLISH_DAY.fullmatch(words):
        number, month, year = match.groups()
    else:
        raise WrongValue("To nie jest data w postaci RRRR-MM-DD albo DD.MM.RRRR.")
    _check_year(int(year))
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError as error:
        raise WrongValue("Takiego dnia nie ma w kalendarzu.") from error


def month(words: str) -> str:
    """A month as YYYY-MM."""
    match = _MONTH.fullmatch(words)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise WrongValue("To nie jest miesiąc w postaci RRRR-MM.")
    _check_year(int(match[1]))
    return words


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongValue(f"Rok musi być między {FIRST_YEAR} a {LAST_YEAR}.")


def bank_account(words: str) -> str:
    """A Polish account number (NRB). Gives: 26 digits without spaces."""
    digits = words.translate(_SPACES)
    if not re.fullmatch("[0-9]{26}", digits):
        raise WrongValue("Numer rachunku musi mieć 26 cyfr.")
    if int(f"{digits[2:]}2521{digits[:2]}") % 97 != 1:
        raise WrongValue("Cyfry kontrolne numeru rachunku się nie zgadzają.")
    return digits


def nip(words: str) -> str:
    """A tax number. Gives: 10 digits without spaces and hyphens."""
    digits = words.translate(_SPACES).replace("-", "")
    if not re.fullmatch("[0-9]{10}", digits):
        raise WrongValue("NIP musi mieć 10 cyfr.")
    if not nip_number.is_valid(digits):
        raise WrongValue("Cyfra kontrolna numeru NIP się nie zgadza.")
    return digits


def pesel(key_of: Callable[[str], bytes]) -> Reader:
    """A PESEL, of which only the keyed hash that key_of() makes is given on."""

    def read(words: str) -> bytes:
        if not re.fullmatch("[0-9]{11}", words):
            raise WrongValue("PESEL musi mieć 11 cyfr.")
        if not pesel_number.is_valid(words):
            raise WrongValue("Cyfra kontrolna albo data w numerze PESEL się nie zgadza.")
        return key_of(words)

    return read
