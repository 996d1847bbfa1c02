"""An amount in monthly parts: whole grosze that add up, and days that are there in each month."""

import calendar
from datetime import date
from typing import NamedTuple

from portal.money import Grosze


class Instalment(NamedTuple):
    """A part of an amount and the day by which it is to be paid."""

    due_on: date
    amount: Grosze


def instalments_of(amount: Grosze, number: int, first: date) -> list[Instalment]:
    """An amount in equal parts, one a month; odd grosze go to the first of them.

    Takes:   1,000.00 zł in 3 from 31 January.
    Gives:   333.34 on 31 January, 333.33 on 28 February, 333.33 on 31 March.
    """
    part, odd = divmod(amount, number)
    return [
        Instalment(_months_after(first, place), Grosze(part + (place < odd)))
        for place in range(number)
    ]


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
