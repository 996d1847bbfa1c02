"""Interest for delay, in whole grosze: for each day the amount unpaid at its start, at its rate.

A year has 365 days, leap years too. Nothing is rounded until the end, and then once, half up.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from portal.arrears.rates import Rate
from portal.money import Grosze

DAYS_OF_A_YEAR = 365
WHOLE = 10_000  # hundredths of a percent in a whole
ONE_DAY = timedelta(days=1)


class Step(NamedTuple):
    """From a day on so much is owed."""

    since: date
    amount: Grosze


class Span(NamedTuple):
    """Days, both within, on which neither the amount nor the rate changes."""

    first: date
    last: date
    amount: Grosze
    hundredths: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def spans_of(steps: Sequence[Step], rates: Sequence[Rate], last: date) -> list[Span]:
    """The days until `last`, cut where the amount or the rate changes.

    Takes:   steps and rates, each from the oldest. Days before the first rate, and days on which
             nothing is owed, are left out.
    """
    if not steps or last < steps[0].since:
        return []
    cuts = {step.since for step in steps} | {rate.valid_from for rate in rates}
    begins = sorted(day for day in cuts if steps[0].since <= day <= last)
    ends = [day - ONE_DAY for day in begins[1:]] + [last]
    spans = []
    for first, end in zip(begins, ends, strict=True):
        rate = rate_on(rates, first)
        amount = steps[bisect_right(steps, first, key=lambda step: step.since) - 1].amount
        if rate is not None and amount > 0:
            spans.append(Span(first, end, amount, rate.hundredths))
    return spans


def interest_of(spans: Sequence[Span]) -> Grosze:
    """The interest of some spans together, rounded half up to a grosz."""
    owed = sum(span.amount * span.hundredths * span.days for span in spans)
    year = DAYS_OF_A_YEAR * WHOLE
    return Grosze((2 * owed + year) // (2 * year))


def rate_on(rates: Sequence[Rate], day: date) -> Rate | None:
    """The rate that holds on a day; None where none is known."""
    place = bisect_right(rates, day, key=lambda rate: rate.valid_from)
    return rates[place - 1] if place else None
