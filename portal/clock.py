"""The one clock. Nothing else in the portal asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")

_pinned_day: date | None = None
_pinned_time: time | None = None


def now() -> datetime:
    """The present instant, aware, in UTC, to the second."""
    instant = datetime.now(UTC).replace(microsecond=0)
    return instant if _pinned_day is None else _on(_pinned_day, _pinned_time, instant)


@lru_cache(maxsize=4)
def _on(day: date, at: time | None, instant: datetime) -> datetime:
    """The instant on another day, at a time or when Polish clocks show what they show now."""
    time_of_day = at or instant.astimezone(WARSAW).time()
    return datetime.combine(day, time_of_day, WARSAW).astimezone(UTC)


def today() -> date:
    """The present day on the Polish calendar."""
    if _pinned_day is not None:
        return _pinned_day
    return datetime.now(WARSAW).date()


def seconds_of_other_devices() -> int:
    """The seconds since 1970 as telephones count them, where no demonstration holds a day."""
    return int(datetime.now(UTC).timestamp())


def pin(day: date | None) -> None:
    """Hold the calendar at one day, for demonstrations; the time of day goes on. None lets go."""
    global _pinned_day
    _pinned_day = day


@contextmanager
def standing_at(day: date, at: time | None = None) -> Iterator[None]:
    """Do something as on another day, and take the calendar back to where it was.

    Takes:   at: the time of that day; without it, the time of day goes on.
    """
    global _pinned_time
    before = _pinned_day, _pinned_time
    pin(day)
    _pinned_time = at
    try:
        yield
    finally:
        pin(before[0])
        _pinned_time = before[1]


def end_of(day: date) -> datetime:
    """The instant at which a day ends in Poland."""
    return datetime.combine(day + timedelta(days=1), time(), WARSAW)


def last_day_of(end: datetime) -> date:
    """The last day of what ends at an instant: the day that ends then, or the one it falls on."""
    return (end.astimezone(WARSAW) - timedelta(seconds=1)).date()


@lru_cache(maxsize=64)
def as_text(instant: datetime) -> str:
    """An instant as the database keeps it: 2026-11-21T09:12:40Z, so that text sorts as time."""
    return f"{instant.astimezone(UTC).isoformat()[:19]}Z"


# A day as the database keeps it: 2026-11-21. A page asks for that of today again and again.
day_as_text = lru_cache(maxsize=64)(date.isoformat)


def from_text(text: str) -> datetime:
    """The instant that as_text() wrote."""
    return datetime.fromisoformat(text)
