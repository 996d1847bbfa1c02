"""What the start page shows."""

from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy.ledger import Account

MONTHS_SHOWN = 12
LATEST = 3


class Month(NamedTuple):
    """A month of the picture: what fell due in it and what was paid in it."""

    period: str
    charged: Grosze
    paid: Grosze


_month = partial(tuple.__new__, Month)  # as Month._make, without a call of Python for each


class Home(NamedTuple):
    """The premises as the start page names them."""

    meters: int
    waste_sorted: bool | None


def months_of(account: Account, today: date) -> list[Month]:
    """The last twelve months, the present one last.

    Gives:  charges by the month of their term, payments by the month they were paid in.
    """
    periods = _periods(today)
    charged = dict.fromkeys(periods, 0)
    paid = dict.fromkeys(periods, 0)
    for _, due_on, _, amount, _, _ in reversed(account.charges):
        if (period := due_on[:7]) in charged:
            charged[period] += amount
        elif period < periods[0]:
            break  # the charges stand in the order of their terms
    for _, _, paid_on, amount, _ in account.payments:
        if (period := paid_on[:7]) in paid:
            paid[period] += amount
    return [*map(_month, zip(periods, charged.values(), paid.values(), strict=True))]


@lru_cache(maxsize=4)
def _periods(today: date) -> tuple[str, ...]:
    first = today.year * 12 + today.month - MONTHS_SHOWN
    months = range(first, first + MONTHS_SHOWN)
    return tuple(f"{month // 12}-{month % 12 + 1:02d}" for month in months)


def home_of(db: Database, premises_id: int) -> Home:
    """The few facts about the premises."""
    meters, waste_sorted = db.execute(
        """
        SELECT
            (SELECT count(*) FROM meters WHERE meters.premises_id = premises.premises_id),
            waste_sorted
        FROM premises
        WHERE premises_id = ?
        """,
        (premises_id,),
    ).fetchone()
    return Home(meters, None if waste_sorted is None else bool(waste_sorted))
