"""What the start page shows."""

import sqlite3
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy.leases import Lease
from portal.tenancy.online_orders import underway

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
    underway: bool
    """Whether money may still come from an order to pay online."""


def months_of(db: Database, lease_id: int, today: date) -> list[Month]:
    """The last twelve months, the present one last.

    Gives:  charges by the month of their term, payments by the month they were paid in.
    """
    periods = _periods(today)
    charged = dict.fromkeys(periods, 0)
    paid = dict.fromkeys(periods, 0)
    for day, was_charged, was_paid in _entries(db, lease_id, today, periods[0]):
        if (period := day[:7]) in charged:
            charged[period] += was_charged
            paid[period] += was_paid
    return [*map(_month, zip(periods, charged.values(), paid.values(), strict=True))]


def _entries(db: Database, lease_id: int, today: date, first: str) -> sqlite3.Cursor:
    """Terms of charges and days of payments since the first day of a month, with the amounts."""
    return db.execute(
        """
        SELECT due_on, amount, 0
        FROM charges
        WHERE lease_id = :lease_id AND issued_on <= :today AND due_on >= :first
        UNION ALL
        SELECT paid_on, 0, amount
        FROM payments
        WHERE lease_id = :lease_id AND booked_on <= :today AND paid_on >= :first
        """,
        {"lease_id": lease_id, "today": clock.day_as_text(today), "first": first},
    )


@lru_cache(maxsize=4)
def _periods(today: date) -> tuple[str, ...]:
    first = today.year * 12 + today.month - MONTHS_SHOWN
    months = range(first, first + MONTHS_SHOWN)
    return tuple(f"{month // 12}-{month % 12 + 1:02d}" for month in months)


def home_of(db: Database, lease: Lease) -> Home:
    """The few facts about the premises and what is paid for them online."""
    meters, waste_sorted, has_order = db.execute(
        """
        SELECT
            (SELECT count(*) FROM meters WHERE meters.premises_id = premises.premises_id),
            waste_sorted,
            EXISTS (
                SELECT 1
                FROM payment_order_shares
                JOIN payment_orders USING (order_id)
                WHERE lease_id = :lease_id AND ends_at > :now
            )
        FROM premises
        WHERE premises_id = :premises_id
        """,
        {
            "premises_id": lease.premises_id,
            "lease_id": lease.lease_id,
            "now": clock.as_text(clock.now()),
        },
    ).fetchone()
    # Most have none; who has one is asked about closely.
    is_underway = bool(has_order) and bool(underway(db, lease.lease_id))
    return Home(meters, None if waste_sorted is None else bool(waste_sorted), is_underway)
