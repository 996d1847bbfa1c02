"""Polish dates, counts and small words for people to read."""

from collections.abc import Iterable
from datetime import date, datetime

from portal.clock import WARSAW
from portal.money import NO_BREAK

MONTHS = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec",
    "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
)  # fmt: skip
MONTHS_OF_A_DAY = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip
MONTHS_SHORT = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")
WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")
UNTIL_WEEKDAYS = (
    "poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli",
)  # fmt: skip

PAYMENT_METHODS = {
    "transfer": "Przelew",
    "online": "Płatność online",
    "cash": "Gotówka",
    "other": "Inna wpłata",
}


def day(value: date) -> str:
    """10 grudnia 2026; no line breaks between the day and its month."""
    return f"{value.day}{NO_BREAK}{MONTHS_OF_A_DAY[value.month - 1]} {value.year}"


def day_and_month(value: date) -> str:
    """10 grudnia."""
    return f"{value.day}{NO_BREAK}{MONTHS_OF_A_DAY[value.month - 1]}"


def until_weekday(value: date) -> str:
    """The weekday as it stands after "do": czwartku."""
    return UNTIL_WEEKDAYS[value.weekday()]


def short_day(value: date) -> str:
    """10.12.2026, for tables."""
    return f"{value.day:02d}.{value.month:02d}.{value.year}"


def month(period: str) -> str:
    """A period of the ledger: "2026-12" gives "grudzień 2026"."""
    return f"{MONTHS[int(period[5:7]) - 1]}{NO_BREAK}{period[:4]}"


def instant(value: datetime) -> str:
    """21 listopada 2026, godz. 6.00, on the Polish clock."""
    return f"{day(value.astimezone(WARSAW).date())}, godz.{NO_BREAK}{hour(value)}"


def hour(value: datetime) -> str:
    """9.05, on the Polish clock."""
    local = value.astimezone(WARSAW)
    return f"{local.hour}.{local.minute:02d}"


def short_instant(value: datetime) -> str:
    """21.11.2026, 6.00, on the Polish clock, for tables."""
    local = value.astimezone(WARSAW)
    return f"{short_day(local.date())},{NO_BREAK}{local.hour}.{local.minute:02d}"


def file_size(number: int) -> str:
    """How large a file is: 512 B, 412 KB, 1,8 MB."""
    if number < 1000:
        return f"{number}{NO_BREAK}B"
    if number < 1_000_000:
        return f"{number // 1000}{NO_BREAK}KB"
    return f"{decimal(number // 100_000, 1)}{NO_BREAK}MB"


def count(number: int, one: str, few: str, many: str) -> str:
    """A number with its noun in the right form: 1 opłata, 2 opłaty, 5 opłat, 22 opłaty."""
    return f"{number}{NO_BREAK}{plural(number, one, few, many)}"


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with a number."""
    if number == 1:
        return one
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return few
    return many


def listed(words: Iterable[str]) -> str:
    """a, b i c."""
    *others, last = words
    return f"{', '.join(others)} i{NO_BREAK}{last}" if others else last


def decimal(value: int, places: int, *, shortest: int = 0) -> str:
    """A whole number of small units as a decimal with a comma.

    Takes:   52400 with places=3 (thousandths), shortest=2 (digits never dropped).
    Gives:   "52,40"; with shortest=0 "52,4".
    """
    whole, rest = divmod(abs(value), 10**places)
    digits = f"{rest:0{places}d}" if places else ""
    while len(digits) > shortest and digits.endswith("0"):
        digits = digits[:-1]
    sign = "\u2212" if value < 0 else ""
    grouped = f"{whole:,}".replace(",", NO_BREAK)
    return f"{sign}{grouped},{digits}" if digits else f"{sign}{grouped}"
