"""The state of orders to pay online in SQL, for lists of many, and in the office's words.

It agrees with online_payments/order_queries.py, which tells more of one order; a test compares.
"""

from datetime import timedelta
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.store.database import Database

# An attempt of which no end is heard is waited for so long after the order's own end.
STILL_WAITING = timedelta(days=1)

# Of a row of payment_orders, with the parameters of now().
STATE = """
    CASE
        WHEN EXISTS (
            SELECT 1 FROM online_credits AS credit
            WHERE credit.order_id = payment_orders.order_id AND refund_id = 0
        ) THEN 'paid'
        WHEN EXISTS (
            SELECT 1 FROM payment_notices AS notice
            WHERE notice.order_id = payment_orders.order_id AND status = 'SUCCESS'
              AND NOT EXISTS (
                  SELECT 1 FROM kept_aside AS kept
                  WHERE kept.order_id = notice.order_id AND kept.remote_id = notice.remote_id
                    AND kept.outcome IS NOT NULL
              )
        ) THEN 'pending'
        WHEN ends_at >= :past_waiting AND EXISTS (
            SELECT 1 FROM payment_notices AS notice
            WHERE notice.order_id = payment_orders.order_id AND status = 'PENDING'
              AND NOT EXISTS (
                  SELECT 1 FROM payment_notices AS later
                  WHERE later.order_id = notice.order_id
                    AND later.remote_id = notice.remote_id
                    AND later.status <> 'PENDING'
              )
        ) THEN 'pending'
        WHEN cancelled_at IS NOT NULL THEN 'cancelled'
        WHEN EXISTS (
            SELECT 1 FROM payment_notices AS notice
            WHERE notice.order_id = payment_orders.order_id AND status <> 'PENDING'
        ) THEN 'refused'
        WHEN ends_at <= :now THEN 'expired'
        ELSE 'started'
    END
"""

STATES = {
    "started": ("info", "zaczęta"),
    "pending": ("warn", "czeka na bank"),
    "paid": ("ok", "zapłacona"),
    "refused": ("bad", "nieudana"),
    "cancelled": ("info", "anulowana"),
    "expired": ("info", "czas minął"),
}


class LastOrder(NamedTuple):
    """An order of a tenant."""

    order_id: str
    amount: Grosze
    started_at: str
    state: str


def now() -> dict[str, str]:
    """The parameters of STATE."""
    instant = clock.now()
    return {"now": clock.as_text(instant), "past_waiting": clock.as_text(instant - STILL_WAITING)}


def last_orders(db: Database, tenant_id: int, most: int) -> list[LastOrder]:
    """The last orders of a tenant, the newest first."""
    rows = db.execute(
        f"""
        SELECT order_id, amount, started_at, {STATE}
        FROM payment_orders
        WHERE tenant_id = :tenant_id
        ORDER BY started_at DESC
        LIMIT :most
        """,  # noqa: S608 - our own words
        {**now(), "tenant_id": tenant_id, "most": most},
    )
    return [LastOrder._make(row) for row in rows]
