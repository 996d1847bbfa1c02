"""Months, half-years and Polish working days."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_FIXED_HOLIDAYS = (
    (1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26),
)  # fmt: skip
_CHRISTMAS_EVE_SINCE = 2025
_EASTER = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28)}
_AFTER_EASTER = (0, 1, 49, 60)  # Easter Sunday and Monday, Pentecost, Corpus Christi


def working_day(day: date) -> date:
    """The day itself, or the first one after it that is no Saturday, Sunday or public holiday."""
    while day.weekday() >= 5 or day in holidays(day.year):
        day += timedelta(days=1)
    return day


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    return working_day(day + timedelta(days=1))


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of Poland in a year of the estate's books, 2024 to 2027."""
    fixed = {date(year, month, day) for month, day in _FIXED_HOLIDAYS}
    if year >= _CHRISTMAS_EVE_SINCE:
        fixed.add(date(year, 12, 24))
    easter = date(year, *_EASTER[year])
    return frozenset(fixed | {easter + timedelta(days=days) for days in _AFTER_EASTER})


def months(first: str, last: str) -> Iterator[str]:
    """Every month from one to another, both included: "2025-12", "2026-01", …"""
    year, month = int(first[:4]), int(first[5:])
    while (period := f"{year}-{month:02d}") <= last:
        yield period
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def day_of(period: str, day: int) -> date:
    """A day of a month: ("2026-12", 10) gives 10 December 2026."""
    return date(int(period[:4]), int(period[5:]), day)


@cache
def issue_day(period: str) -> date:
    """When the charge of a month is issued: about the 20th of the month before."""
    return working_day(day_of(previous(period), 20))


@cache
def due_day(period: str) -> date:
    """When the charge of a month is due: the 10th, or the next working day."""
    return working_day(day_of(period, 10))


def previous(period: str) -> str:
    """The month before a month."""
    return (day_of(period, 1) - timedelta(days=1)).isoformat()[:7]
