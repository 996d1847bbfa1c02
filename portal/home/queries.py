"""What the start page shows."""

from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy import ledger
from portal.tenancy.leases import Lease
from portal.tenancy.ledger import Account
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


def recent_account(db: Database, lease_id: int, today: date) -> Account:
    """The account of a lease, with the entries that the start page shows one by one."""
    account = ledger.account_of(db, lease_id, today, since=f"{_periods(today)[0]}-01")
    if account.carried is not None and len(account.payments) < LATEST:
        return ledger.account_of(db, lease_id, today)
    return account


def months_of(account: Account, today: date) -> list[Month]:
    """The last twelve months, the present one last.

    Gives:  charges by the month of their term, payments by the month they were paid in.
    """
    periods = _periods(today)
    charged = dict.fromkeys(periods, 0)
    paid = dict.fromkeys(periods, 0)
    for charge in account.charges:
        if (period := charge.due_on[:7]) in charged:
            charged[period] += charge.amount
    for payment in account.payments:
        if (period := payment.paid_on[:7]) in paid:
            paid[period] += payment.amount
    return [*map(_month, zip(periods, charged.values(), paid.values(), strict=True))]


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
