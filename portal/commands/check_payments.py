"""What `portal check` sees to about online payments: confirmed money stands in the ledger once."""

from portal.store.database import Database

_MOST = 20


def wrong_credits(db: Database) -> list[str]:
    """Where the operator's notices, the money that they confirmed and the ledger disagree."""
    return [
        *_found(db, _NOT_AWAITED, "credit {} has no payment of its own in the ledger"),
        *_found(db, _NOBODYS, "payment {} awaits its booking and is no confirmed money"),
        *_found(db, _REPLACED_BY_NOTHING, "credit {} gave way to a payment that is not there"),
        *_found(db, _TAKEN_IN_AND_LOST, "paid attempt {} is neither booked nor kept aside"),
        *_found(db, _OTHER_SUM, "attempt {} is booked with another sum than was ordered"),
    ]


def _found(db: Database, query: str, words: str) -> list[str]:
    return [words.format("/".join(map(str, row))) for row in db.execute(query).fetchmany(_MOST)]


_NOT_AWAITED = """
    SELECT order_id, remote_id, online_credits.lease_id
    FROM online_credits
    LEFT JOIN payments
        ON payments.source_id = 'iok/' || order_id || '/' || remote_id || '/'
            || online_credits.lease_id
            || CASE refund_id WHEN 0 THEN '' ELSE '/' || refund_id END
        AND payments.awaits_booking = 1
        AND payments.lease_id = online_credits.lease_id
        AND payments.amount = online_credits.amount
        AND payments.online_order_id = online_credits.order_id
    WHERE (payments.payment_id IS NULL) = (replaced_by IS NULL)
"""

_NOBODYS = """
    SELECT payments.source_id
    FROM payments
    WHERE awaits_booking = 1
      AND NOT EXISTS (
          SELECT 1
          FROM online_credits
          WHERE online_credits.order_id = payments.online_order_id
            AND replaced_by IS NULL
            AND payments.source_id = 'iok/' || order_id || '/' || remote_id || '/'
                || online_credits.lease_id
                || CASE refund_id WHEN 0 THEN '' ELSE '/' || refund_id END
      )
"""

_REPLACED_BY_NOTHING = """
    SELECT order_id, remote_id, online_credits.lease_id
    FROM online_credits
    LEFT JOIN payments
        ON payments.source_id = replaced_by
        AND payments.online_order_id = online_credits.order_id
        AND payments.awaits_booking = 0
    WHERE replaced_by IS NOT NULL AND payments.payment_id IS NULL
"""

_TAKEN_IN_AND_LOST = """
    SELECT DISTINCT order_id, remote_id
    FROM payment_notices
    WHERE status = 'SUCCESS'
      AND NOT EXISTS (
          SELECT 1
          FROM online_credits
          WHERE online_credits.order_id = payment_notices.order_id
            AND online_credits.remote_id = payment_notices.remote_id
            AND refund_id = 0
      )
      AND NOT EXISTS (
          SELECT 1
          FROM kept_aside
          WHERE kept_aside.order_id = payment_notices.order_id
            AND kept_aside.remote_id = payment_notices.remote_id
      )
"""

# What the office booked itself was not as ordered, so it is left out.
_OTHER_SUM = """
    SELECT order_id, remote_id
    FROM online_credits
    JOIN payment_orders USING (order_id)
    LEFT JOIN kept_aside USING (order_id, remote_id)
    WHERE refund_id = 0 AND kept_aside.settled_by IS NULL
    GROUP BY order_id, remote_id
    HAVING sum(online_credits.amount) <> payment_orders.amount
"""
