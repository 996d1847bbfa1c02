"""What of a paid attempt can be given back, and until when."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from portal.money import Grosze
from portal.online_payments import kept_aside
from portal.online_payments.kept_aside import Kept
from portal.store.database import Database

# Within so many months the operator gives back; BLIK for less.
MONTHS, MONTHS_OF_BLIK = 12, 6
# The channels of BLIK: by a code, and the two of payments that repeat.
BLIK_CHANNELS = frozenset({509, 522, 524})


class Refundable(NamedTuple):
    """An attempt that was paid; `left` of it can still be given back, `left_of` each lease.

    `left_of` is empty for money that is not in the ledger: it was kept aside, and can only go back
    whole.
    """

    order_id: str
    remote_id: str
    paid_on: date
    channel: int | None
    amount: Grosze
    left: Grosze
    left_of: dict[int, Grosze]
    until: date

    def is_open(self, today: date) -> bool:
        """Whether the operator still gives back."""
        return today <= self.until

    def allows(self, shares: dict[int, Grosze]) -> bool:
        """Whether so much is left of each lease; without shares, whether it can go back whole."""
        if not self.left_of:
            return not shares and self.left == self.amount
        return (
            bool(shares)
            and sum(shares.values()) <= self.left
            and all(0 < part <= self.left_of.get(lease, 0) for lease, part in shares.items())
        )


def refundable(db: Database, order_id: str, remote_id: str) -> Refundable | None:
    """What can be given back of an attempt; None where it was not paid, or decided about."""
    row = db.execute(
        """
        SELECT substr(paid_at, 1, 8), gateway_id
        FROM payment_notices
        WHERE order_id = ? AND remote_id = ? AND status = 'SUCCESS'
        ORDER BY notice_id
        LIMIT 1
        """,
        (order_id, remote_id),
    ).fetchone()
    if row is None:
        return None
    day, channel = row
    credited = _credited(db, order_id, remote_id)
    kept = kept_aside.kept_of(db, order_id, remote_id)
    if not credited and not _is_held(kept):
        return None
    amount = sum(credited.values()) if credited or kept is None else kept.amount
    paid_on = date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    by_lease = _given_back_by_lease(db, order_id, remote_id)
    return Refundable(
        order_id=order_id,
        remote_id=remote_id,
        paid_on=paid_on,
        channel=channel,
        amount=Grosze(amount),
        left=Grosze(amount - _given_back(db, order_id, remote_id)),
        left_of={
            lease: Grosze(share - by_lease.get(lease, 0)) for lease, share in credited.items()
        },
        until=months_later(paid_on, MONTHS_OF_BLIK if channel in BLIK_CHANNELS else MONTHS),
    )


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _is_held(kept: Kept | None) -> bool:
    """Whether money waits outside of the ledger, in złote, as all that we can send back is."""
    return kept is not None and kept.settled_at is None and kept.reason != "wrong-currency"


def _credited(db: Database, order_id: str, remote_id: str) -> dict[int, int]:
    rows = db.execute(
        """
        SELECT lease_id, amount
        FROM online_credits
        WHERE order_id = ? AND remote_id = ? AND refund_id = 0
        ORDER BY lease_id
        """,
        (order_id, remote_id),
    )
    return dict(rows.fetchall())


def _given_back(db: Database, order_id: str, remote_id: str) -> int:
    """All that was given back, or still may be."""
    (amount,) = db.execute(
        """
        SELECT coalesce(sum(amount), 0)
        FROM refunds
        WHERE order_id = ? AND remote_id = ?
          AND state IN ('asked', 'approved', 'accepted', 'done')
        """,
        (order_id, remote_id),
    ).fetchone()
    return int(amount)


def _given_back_by_lease(db: Database, order_id: str, remote_id: str) -> dict[int, int]:
    rows = db.execute(
        """
        SELECT lease_id, sum(refund_shares.amount)
        FROM refunds
        JOIN refund_shares USING (refund_id)
        WHERE order_id = ? AND remote_id = ?
          AND state IN ('asked', 'approved', 'accepted', 'done')
        GROUP BY lease_id
        """,
        (order_id, remote_id),
    )
    return dict(rows.fetchall())
