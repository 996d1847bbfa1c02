"""Refunds that are with the operator are watched until they are done, or turn out to have failed.

The operator does them within half an hour and says nothing when one fails, so it is asked.
"""

from datetime import timedelta

from portal import clock
from portal.online_payments import refunding
from portal.online_payments.operator import Operator, Write
from portal.online_payments.refund_queries import Refund
from portal.online_payments.refunds import Decided
from portal.store.database import Database

FIRST_AFTER, AGAIN_AFTER = timedelta(minutes=10), timedelta(minutes=30)
WATCHED_FOR = timedelta(days=2)

_COLUMNS = ", ".join(f"refunds.{name}" for name in Refund._fields)


def due(db: Database) -> list[Refund]:
    """Refunds whose state is to be asked: taken, or sent without an answer that came back."""
    now = clock.now()
    rows = db.execute(
        f"""
        SELECT {_COLUMNS}
        FROM refunds
        WHERE
            (state = 'accepted' OR (state = 'approved' AND sent_at IS NOT NULL))
            AND max(changed_at, coalesce(sent_at, '')) BETWEEN :watched_since AND :first
            AND NOT EXISTS (
                SELECT 1
                FROM operator_messages
                WHERE order_id = refunds.order_id AND kind = 'refund-state' AND at > :again
            )
        ORDER BY refund_id
        """,  # noqa: S608 - our own columns
        {
            "watched_since": clock.as_text(now - WATCHED_FOR),
            "first": clock.as_text(now - FIRST_AFTER),
            "again": clock.as_text(now - AGAIN_AFTER),
        },
    )
    return [Refund._make(row) for row in rows]


def follow_due(operator: Operator, write: Write, db: Database) -> int:
    """Ask about each that is due; gives how many have come to an end."""
    ended = 0
    for refund in due(db):
        try:
            outcome = refunding.follow(operator, write, refund)
        except Decided:
            continue  # Somebody else was quicker.
        ended += outcome in ("done", "failed", "declined")
    return ended
