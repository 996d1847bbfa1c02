"""Orders as the desk lists them: by state within some days, or by what was searched for.

The state is read from the operator's notices, as in order_queries.py: here in SQL, to count and to
page through many.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.online_payments.order_queries import State
from portal.store.database import Database
from portal.tenancy import search
from portal.tenancy.order_states import STATE, now

SHOWN = 50
MOST_FOUND = 100


class Line(NamedTuple):
    """An order in a list; `refunded` above zero, `kept` where money of it waits for the office."""

    order_id: str
    tenant_id: int
    tenant: str
    contracts: str
    amount: Grosze
    started_at: str
    state: State
    refunded: Grosze
    kept: int


class Days(NamedTuple):
    """From a day to a day, both included."""

    first: date
    last: date

    def as_text(self) -> tuple[str, str]:
        """The instants between which it lies."""
        return (
            clock.as_text(clock.end_of(self.first - timedelta(days=1))),
            clock.as_text(clock.end_of(self.last)),
        )


_LINES = f"""
    SELECT
        order_id, tenant_id, coalesce(company_name, first_name || ' ' || last_name, '–'),
        (
            SELECT group_concat(contract_number, ', ')
            FROM payment_order_shares AS share
            JOIN leases USING (lease_id)
            WHERE share.order_id = payment_orders.order_id
        ),
        amount, started_at, {STATE} AS state,
        (
            SELECT coalesce(-sum(credit.amount), 0)
            FROM online_credits AS credit
            WHERE credit.order_id = payment_orders.order_id AND refund_id > 0
        ),
        EXISTS (
            SELECT 1 FROM kept_aside
            WHERE kept_aside.order_id = payment_orders.order_id AND settled_at IS NULL
        )
    FROM payment_orders
    JOIN tenants USING (tenant_id)
"""  # noqa: S608 - our own words


def counts(db: Database, days: Days) -> dict[State, int]:
    """How many orders of some days are in each state."""
    since, until = days.as_text()
    rows = db.execute(
        f"""
        SELECT {STATE} AS state, count(*)
        FROM payment_orders
        WHERE started_at >= :since AND started_at < :until
        GROUP BY state
        """,  # noqa: S608 - our own words
        {**now(), "since": since, "until": until},
    )
    return dict(rows.fetchall())


def page(db: Database, days: Days, state: str, before: str) -> tuple[list[Line], bool]:
    """The orders of some days, the newest first; and whether there are older ones.

    Takes:   state: "" for any; before: the start of the last order of the page before, or "".
    """
    since, until = days.as_text()
    rows = db.execute(
        f"""
        {_LINES}
        WHERE started_at >= :since AND started_at < :until
          AND (:before = '' OR started_at || order_id < :before)
          AND (:state = '' OR {STATE} = :state)
        ORDER BY started_at DESC, order_id DESC
        LIMIT {SHOWN + 1}
        """,
        {**now(), "since": since, "until": until, "state": state, "before": before},
    ).fetchall()
    return [Line._make(row) for row in rows[:SHOWN]], len(rows) > SHOWN


def found(db: Database, asked: str) -> list[Line]:
    """Orders by their number or the operator's, else by a tenant or a lease; the newest first."""
    order_ids = _by_number(db, asked)
    if not order_ids and not search.is_too_short(asked):
        order_ids = _of_tenants(db, [each.tenant_id for each in search.find(db, asked).tenants])
    rows = db.execute(
        f"""
        {_LINES}
        WHERE order_id IN (SELECT value FROM json_each(:order_ids))
        ORDER BY started_at DESC, order_id DESC
        LIMIT {MOST_FOUND}
        """,  # noqa: S608 - our own words
        {**now(), "order_ids": json.dumps(order_ids)},
    ).fetchall()
    return [Line._make(row) for row in rows]


def _by_number(db: Database, asked: str) -> list[str]:
    rows = db.execute(
        """
        SELECT order_id FROM payment_orders WHERE order_id = :asked OR order_id = upper(:asked)
        UNION
        SELECT order_id FROM payment_notices WHERE remote_id = :asked
        """,
        {"asked": asked},
    )
    return [order_id for (order_id,) in rows]


def _of_tenants(db: Database, tenant_ids: Iterable[int]) -> list[str]:
    rows = db.execute(
        """
        SELECT order_id
        FROM payment_orders
        WHERE tenant_id IN (SELECT value FROM json_each(?))
        ORDER BY started_at DESC
        LIMIT ?
        """,
        (json.dumps(list(tenant_ids)), MOST_FOUND),
    )
    return [order_id for (order_id,) in rows]
