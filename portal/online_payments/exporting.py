"""Confirmed online payments as the housing system takes them: one row for each lease's share."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from portal import clock
from portal.store.database import Database

COLUMNS = (
    "order_id", "remote_id", "lease_id", "amount", "paid_at", "booked_at", "channel", "refund_of",
)  # fmt: skip


class Row(NamedTuple):
    """Money that came in, or that was given back: then `amount` is below zero and `refund_of` is
    the attempt that it was given back of.

    `order_id`, `remote_id` and `lease_id` name a row for good: a refund has a `remote_id` of its
    own. Instants are in Polish time, with their distance from UTC.
    """

    order_id: str
    remote_id: str
    lease_id: str
    amount: str
    paid_at: str
    booked_at: str
    channel: str
    refund_of: str


def payments_since(db: Database, day: date) -> Iterator[Row]:
    """What was booked in the portal on a day or later, the oldest first.

    What the housing system has booked since is there, too: it knows it by its order.
    """
    began = clock.as_text(datetime.combine(day, datetime.min.time(), clock.WARSAW))
    rows = db.execute(
        """
        SELECT
            order_id, remote_id, leases.source_id, refund_id, online_credits.amount, paid_on,
            (
                SELECT paid_at
                FROM payment_notices
                WHERE payment_notices.order_id = online_credits.order_id
                  AND payment_notices.remote_id = online_credits.remote_id
                  AND status = 'SUCCESS'
                ORDER BY notice_id
                LIMIT 1
            ),
            booked_at, channel
        FROM online_credits
        JOIN leases USING (lease_id)
        WHERE booked_at >= ?
        ORDER BY booked_at, credit_id
        """,
        (began,),
    )
    for row in rows:
        yield _row(*row)


def _row(
    order_id: str,
    remote_id: str,
    lease: str,
    refund_id: int,
    amount: int,
    paid_on: str,
    paid_at: str | None,
    booked_at: str,
    channel: int | None,
) -> Row:
    booked = clock.from_text(booked_at).astimezone(clock.WARSAW).isoformat()
    if refund_id:
        paid, name, of = booked, f"{remote_id}-{refund_id}", remote_id
    else:
        paid, name, of = _instant(paid_at) if paid_at else paid_on, remote_id, ""
    return Row(
        order_id=order_id,
        remote_id=name,
        lease_id=lease,
        amount=f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}",
        paid_at=paid,
        booked_at=booked,
        channel="" if channel is None else str(channel),
        refund_of=of,
    )


def _instant(paid_at: str) -> str:
    """The operator's YYYYMMDDhhmmss, which is the time of clocks in Poland."""
    local = datetime.strptime(paid_at, "%Y%m%d%H%M%S").replace(tzinfo=clock.WARSAW)
    return local.isoformat()
