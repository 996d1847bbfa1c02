"""Orders to pay online of which money may still come, as every screen of money shows them.

What the orders are and how they get on is the room's own (online_payments); this is the one
question that screens of other rooms ask. It agrees with online_payments/order_queries.py.
"""

from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.store.database import Database


class Underway(NamedTuple):
    """An order for a lease: its share of the lease and when it was started."""

    order_id: str
    tenant_id: int
    amount: Grosze
    started_at: str


def underway(db: Database, lease_id: int) -> list[Underway]:
    """The orders for a lease that are neither paid, refused, cancelled nor over."""
    rows = db.execute(
        """
        SELECT order_id, tenant_id, share.amount, started_at
        FROM payment_order_shares AS share
        JOIN payment_orders USING (order_id)
        WHERE share.lease_id = :lease_id
          AND ends_at > :now
          AND cancelled_at IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM online_credits WHERE online_credits.order_id = share.order_id
          )
          AND (
              NOT EXISTS (
                  SELECT 1 FROM payment_notices WHERE payment_notices.order_id = share.order_id
              )
              OR EXISTS (
                  SELECT 1
                  FROM payment_notices AS said
                  WHERE said.order_id = share.order_id
                    AND said.status <> 'FAILURE'
                    AND NOT EXISTS (
                        SELECT 1
                        FROM kept_aside
                        WHERE kept_aside.order_id = said.order_id
                          AND kept_aside.remote_id = said.remote_id
                          AND outcome IS NOT NULL
                    )
                    AND NOT EXISTS (
                        SELECT 1
                        FROM kept_aside
                        WHERE kept_aside.order_id = said.order_id
                          AND kept_aside.remote_id = said.remote_id
                          AND kept_aside.settled_at IS NOT NULL
                    )
                    AND NOT EXISTS (
                        SELECT 1
                        FROM payment_notices AS later
                        WHERE later.order_id = said.order_id
                          AND later.remote_id = said.remote_id
                          AND later.status = 'FAILURE'
                          AND said.status = 'PENDING'
                    )
              )
          )
        ORDER BY started_at DESC
        """,
        {"lease_id": lease_id, "now": clock.as_text(clock.now())},
    )
    return [Underway._make(row) for row in rows]
