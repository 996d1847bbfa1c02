"""What the finance office decides about money that was kept aside. Nothing of it is ever deleted.

Each decision is one transaction with its event.
"""

from portal.mail import notices as mail_notices
from portal.online_payments import kept_aside, orders, refund_queries
from portal.online_payments.kept_aside import Kept
from portal.store.database import Database, writing


class CannotBook(Exception):
    """It is in the ledger already, or not in złote, or a refund of it is under way."""


def book(db: Database, kept: Kept, lease_id: int, note: str, *, by: int) -> None:
    """Put it into the ledger of a lease, and tell who paid, where that is known.

    Raises: CannotBook, AlreadySettled.
    """
    with writing(db):
        if kept.booked or kept.reason == "wrong-currency":
            raise CannotBook
        _see_that_no_refund_is_under_way(db, kept)
        kept_aside.settle(db, kept, "booked", account_id=by, note=note, lease_id=lease_id)
        order = orders.find_order(db, kept.order_id)
        if order is not None:
            mail_notices.put(
                db,
                "online_payments/mail_paid.txt",
                order.account_id,
                {"order_id": order.order_id},
            )


def close(db: Database, kept: Kept, note: str, *, by: int) -> None:
    """Leave it as it is, with the reason: seen, where it is in the ledger; else dismissed.

    Raises: CannotBook where a refund is under way; AlreadySettled.
    """
    with writing(db):
        _see_that_no_refund_is_under_way(db, kept)
        outcome: kept_aside.Outcome = "seen" if kept.booked else "dismissed"
        kept_aside.settle(db, kept, outcome, account_id=by, note=note)


def _see_that_no_refund_is_under_way(db: Database, kept: Kept) -> None:
    if refund_queries.is_under_way(db, kept.order_id, kept.remote_id):
        raise CannotBook
