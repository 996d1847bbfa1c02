"""The period of a statement, as people type it or choose it."""

import re
from datetime import date
from typing import NamedTuple

from starlette.datastructures import FormData
from wtforms import StringField, ValidationError

from portal.language import short_day
from portal.web.forms import PortalForm, one_line

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_POLISH = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\.?")
EARLIEST = date(1900, 1, 1)


class Period(NamedTuple):
    """Two days, both within."""

    first: date
    last: date


class Preset(NamedTuple):
    """A period that is one click away."""

    words: str
    period: Period


class PeriodForm(PortalForm):
    """The first and the last day."""

    od = StringField("Od dnia", filters=[one_line])
    do = StringField("Do dnia", filters=[one_line])

    def __init__(self, data: FormData, today: date) -> None:
        super().__init__(data)
        self.today = today

    def validate_od(self, field: StringField) -> None:
        """A day that was."""
        if not field.data:
            raise ValidationError("Wpisz pierwszy dzień zestawienia, na przykład 01.01.2026.")
        _past_day(field.data, self.today)

    def validate_do(self, field: StringField) -> None:
        """A day that was, not before the first."""
        if not field.data:
            raise ValidationError("Wpisz ostatni dzień zestawienia, na przykład 31.01.2026.")
        last = _past_day(field.data, self.today)
        first = read_day(self.od.data or "")
        if first and last < first:
            raise ValidationError(
                f"Ostatni dzień jest przed pierwszym. Wybierz {short_day(first)} albo późniejszy."
            )

    @property
    def period(self) -> Period:
        """The period of a form that is right."""
        first, last = read_day(self.od.data or ""), read_day(self.do.data or "")
        if first is None or last is None:
            raise AssertionError("validate() has asked")
        return Period(first, last)

    @property
    def od_type(self) -> str:
        """A date field shows only dates; other words stay visible in a text field."""
        return _type_of(self.od.data)

    @property
    def do_type(self) -> str:
        """As od_type."""
        return _type_of(self.do.data)


def read_day(words: str) -> date | None:
    """The day that someone typed: 2026-01-31, 31.01.2026, 31.1.2026; None for anything else."""
    if match := _ISO.fullmatch(words):
        year, month, day = match.groups()
    elif match := _POLISH.fullmatch(words):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def this_year(today: date) -> Period:
    """From New Year to today."""
    return Period(date(today.year, 1, 1), today)


def presets_of(today: date, started_on: date) -> list[Preset]:
    """The periods that people ask for most."""
    last_year = today.year - 1
    return [
        Preset("Ten rok", this_year(today)),
        Preset("Poprzedni rok", Period(date(last_year, 1, 1), date(last_year, 12, 31))),
        Preset("Ostatnie 12 miesięcy", Period(_twelve_months_before(today), today)),
        Preset("Od początku umowy", Period(min(started_on, today), today)),
    ]


def _twelve_months_before(today: date) -> date:
    """The day after this one a year ago: 22 November 2025 for 21 November 2026."""
    if (today.month, today.day) in ((2, 28), (2, 29)):
        return date(today.year - 1, 3, 1)
    return date.fromordinal(date(today.year - 1, today.month, today.day).toordinal() + 1)


def _past_day(words: str, today: date) -> date:
    day = read_day(words)
    if day is None and (_ISO.fullmatch(words) or _POLISH.fullmatch(words)):
        raise ValidationError("Nie ma takiego dnia w kalendarzu. Sprawdź dzień i miesiąc.")
    if day is None:
        raise ValidationError("Wpisz dzień, miesiąc i rok, na przykład 31.01.2026.")
    if day > today:
        raise ValidationError(f"Wybierz dzisiaj ({short_day(today)}) albo wcześniejszy dzień.")
    if day < EARLIEST:
        raise ValidationError("Wybierz dzień od 1 stycznia 1900 roku.")
    return day


def _type_of(words: str | None) -> str:
    return "date" if not words or _is_iso_day(words) else "text"


def _is_iso_day(words: str) -> bool:
    day = read_day(words)
    return day is not None and day.isoformat() == words
