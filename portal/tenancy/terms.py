"""How long things wait and when they are due, in words."""

from datetime import date, timedelta
from typing import NamedTuple

from portal import language


class Term(NamedTuple):
    """A deadline: the kind of its tag, and its words."""

    kind: str
    words: str


def due_on(first: date, working_days: int) -> date:
    """The day after so many working days; Saturdays and Sundays are none."""
    day = first
    while working_days:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


def term(due: date, today: date) -> Term:
    """A deadline as it stands on a day."""
    left = (due - today).days
    if left < 0:
        return Term("bad", f"{language.count(-left, 'dzień', 'dni', 'dni')} po terminie")
    if left == 0:
        return Term("warn", "termin dzisiaj")
    if left == 1:
        return Term("warn", "termin jutro")
    verb = "zostały" if left in (2, 3, 4) else "zostało"
    return Term("info", f"{verb} {left}\u00a0dni")


def waits(since: date, today: date) -> str:
    """How long something has waited."""
    days = (today - since).days
    if days <= 0:
        return "od dzisiaj"
    if days == 1:
        return "od wczoraj"
    return f"od {days}\u00a0dni"
