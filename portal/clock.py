"""The one clock. Nothing else in the portal asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")

_pinned_day: date | None = None


def now() -> datetime:
    """The present instant, aware, in UTC, to the second."""
    instant = datetime.now(UTC).replace(microsecond=0)
    if _pinned_day is None:
        return instant
    local = instant.astimezone(WARSAW)
    return datetime.combine(_pinned_day, local.time(), WARSAW).astimezone(UTC)


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
def standing_at(day: date) -> Iterator[None]:
    """Do something as on another day, and take the calendar back to where it was."""
    before = _pinned_day
    pin(day)
    try:
        yield
    finally:
        pin(before)


def end_of(day: date) -> datetime:
    """The instant at which a day ends in Poland."""
    return datetime.combine(day + timedelta(days=1), time(), WARSAW)


def last_day_of(end: datetime) -> date:
    """The last day of what ends at an instant: the day that ends then, or the one it falls on."""
    return (end.astimezone(WARSAW) - timedelta(seconds=1)).date()


def as_text(instant: datetime) -> str:
    """An instant as the database keeps it: 2026-11-21T09:12:40Z, so that text sorts as time."""
    return f"{instant.astimezone(UTC).isoformat()[:19]}Z"


def from_text(text: str) -> datetime:
    """The instant that as_text() wrote."""
    return datetime.fromisoformat(text)
