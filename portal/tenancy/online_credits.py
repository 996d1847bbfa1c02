"""Money that the operator of payments confirmed, and its place in the ledger. The only writer of
online_credits.

A credit is one paid attempt's share of one lease; a refund is a credit below zero. What the
housing system has not booked yet stands in the ledger as a payment that awaits its booking. Once
an import brings a payment that names the order, that payment is this money, and the awaiting one
goes; where the import's payment is withdrawn, it comes back. Both follow from the two tables
alone, so settling twice, or in any order, gives the same.

Functions that write do so inside the caller's transaction.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy import bookings


class Attempt(NamedTuple):
    """A paid attempt: the order, the operator's name of the attempt, its day and channel."""

    order_id: str
    remote_id: str
    paid_on: str
    channel: int | None = None


class Credit(NamedTuple):
    """Confirmed money for one lease; below zero where it was given back."""

    credit_id: int
    order_id: str
    remote_id: str
    lease_id: int
    refund_id: int
    amount: Grosze
    paid_on: str
    booked_at: str
    channel: int | None
    replaced_by: str | None

    @property
    def source_id(self) -> str:
        """Its name among the payments."""
        refund = f"/{self.refund_id}" if self.refund_id else ""
        return f"{bookings.OWN_PREFIX}{self.order_id}/{self.remote_id}/{self.lease_id}{refund}"


class Imported(NamedTuple):
    """A payment of the housing system that names an order."""

    source_id: str
    lease_id: int
    amount: int


_COLUMNS = ", ".join(Credit._fields)


def add(
    db: Database, attempt: Attempt, shares: Mapping[int, Grosze], *, refund_id: int = 0
) -> bool:
    """Credit an attempt, or its refund, to leases; gives whether that is news.

    An attempt is credited once, whatever it is shared among.

    Takes:   shares: grosze above zero by lease, of a refund too.
    """
    if not refund_id and is_credited(db, attempt.order_id, attempt.remote_id):
        return False
    sign = -1 if refund_id else 1
    now = clock.as_text(clock.now())
    added = db.executemany(
        """
        INSERT INTO online_credits
            (order_id, remote_id, lease_id, refund_id, amount, paid_on, booked_at, channel)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (order_id, remote_id, lease_id, refund_id) DO NOTHING
        """,
        [
            (
                attempt.order_id,
                attempt.remote_id,
                lease_id,
                refund_id,
                sign * amount,
                attempt.paid_on,
                now,
                attempt.channel,
            )
            for lease_id, amount in shares.items()
        ],
    ).rowcount
    if added:
        settle(db, [attempt.order_id])
    return added > 0


def is_credited(db: Database, order_id: str, remote_id: str) -> bool:
    """Whether the money of an attempt was credited to anybody."""
    row = db.execute(
        """
        SELECT 1
        FROM online_credits
        WHERE order_id = ? AND remote_id = ? AND refund_id = 0
        LIMIT 1
        """,
        (order_id, remote_id),
    ).fetchone()
    return row is not None


def is_paid(db: Database, order_id: str) -> bool:
    """Whether any attempt to pay an order was credited."""
    row = db.execute(
        "SELECT 1 FROM online_credits WHERE order_id = ? AND refund_id = 0 LIMIT 1", (order_id,)
    ).fetchone()
    return row is not None


def take_back(db: Database, refund_id: int) -> None:
    """A refund that failed after all: the money is the tenant's again."""
    gone = _of_refund(db, refund_id)
    db.execute("DELETE FROM online_credits WHERE refund_id = ? AND refund_id > 0", (refund_id,))
    bookings.withdraw_awaiting(db, [credit.source_id for credit in gone])
    settle(db, {credit.order_id for credit in gone})


def credits_of(db: Database, order_id: str) -> list[Credit]:
    """The credits of an order, in the order in which they came."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM online_credits WHERE order_id = ? ORDER BY credit_id",  # noqa: S608 - our own columns
        (order_id,),
    )
    return [Credit._make(row) for row in rows]


def settle(db: Database, order_ids: Iterable[str]) -> None:
    """See that each order stands in the ledger once: by the import's payment, else by our own."""
    for order_id in order_ids:
        _settle(db, credits_of(db, order_id), _imported(db, order_id))


def unsettled_orders(db: Database) -> list[str]:
    """The orders whose money the last import may have brought, changed or withdrawn."""
    rows = db.execute(
        """
        SELECT DISTINCT order_id
        FROM online_credits
        JOIN payments ON payments.online_order_id = online_credits.order_id
        WHERE replaced_by IS NULL AND awaits_booking = 0
        UNION
        SELECT order_id
        FROM online_credits
        LEFT JOIN payments ON payments.source_id = online_credits.replaced_by
        WHERE replaced_by IS NOT NULL
          AND (payments.source_id IS NULL OR online_order_id IS NOT online_credits.order_id
               OR payments.amount IS NOT online_credits.amount
               OR payments.lease_id IS NOT online_credits.lease_id)
        """
    )
    return [order_id for (order_id,) in rows]


def _settle(db: Database, credits: list[Credit], imported: list[Imported]) -> None:
    replaced = pair(credits, imported) if imported else {}
    changed = [
        (replaced.get(credit.credit_id), credit.credit_id)
        for credit in credits
        if replaced.get(credit.credit_id) != credit.replaced_by
    ]
    if changed:
        db.executemany("UPDATE online_credits SET replaced_by = ? WHERE credit_id = ?", changed)
    waiting = [credit for credit in credits if credit.credit_id not in replaced]
    bookings.put_awaiting(db, [_awaiting(credit) for credit in waiting])
    if replaced:
        bookings.withdraw_awaiting(
            db, [credit.source_id for credit in credits if credit.credit_id in replaced]
        )


def _awaiting(credit: Credit) -> tuple[str, int, str, str, int, str]:
    booked_on = clock.from_text(credit.booked_at).astimezone(clock.WARSAW).date().isoformat()
    return (
        credit.source_id,
        credit.lease_id,
        credit.paid_on,
        booked_on,
        credit.amount,
        credit.order_id,
    )


def pair(credits: list[Credit], imported: list[Imported]) -> dict[int, str]:
    """Which credit is which of the housing system's payments of the same order.

    Money that came in is paired with such, and refunds with refunds. One that agrees in lease and
    amount comes first, then one that agrees in the lease, then in the amount. What is left of a
    payment that is larger than its credit stands for others, each as a whole.

    Gives:   source_id by credit_id.
    """
    pairs: dict[int, str] = {}
    left = {each.source_id: each.amount for each in imported}
    free = dict.fromkeys(left)
    for agree in (_in_both, _in_lease, _in_amount):
        for credit in credits:
            if credit.credit_id in pairs:
                continue
            for each in imported:
                if each.source_id in free and agree(credit, each):
                    pairs[credit.credit_id] = each.source_id
                    left[each.source_id] -= credit.amount
                    del free[each.source_id]
                    break
    # A payment for one of these leases that no credit is left for is money of another attempt, of
    # which the operator has yet to tell; it hides nobody's share.
    leases = {credit.lease_id for credit in credits}
    for each in imported:
        if each.source_id in free and each.lease_id in leases:
            del left[each.source_id]
    _share_out(credits, pairs, left)
    return pairs


def _share_out(credits: list[Credit], pairs: dict[int, str], left: dict[str, int]) -> None:
    """Let what is left of payments stand for credits that have none, each as a whole."""
    for credit in credits:
        if credit.credit_id in pairs:
            continue
        for source_id, rest in left.items():
            if rest * credit.amount > 0 and abs(rest) >= abs(credit.amount):
                pairs[credit.credit_id] = source_id
                left[source_id] -= credit.amount
                break


def _in_both(credit: Credit, payment: Imported) -> bool:
    return payment.lease_id == credit.lease_id and payment.amount == credit.amount


def _in_lease(credit: Credit, payment: Imported) -> bool:
    return payment.lease_id == credit.lease_id and payment.amount * credit.amount > 0


def _in_amount(credit: Credit, payment: Imported) -> bool:
    return payment.amount == credit.amount


def _imported(db: Database, order_id: str) -> list[Imported]:
    rows = db.execute(
        """
        SELECT source_id, lease_id, amount
        FROM payments
        WHERE online_order_id = ? AND awaits_booking = 0
        ORDER BY booked_on, source_id
        """,
        (order_id,),
    )
    return [Imported._make(row) for row in rows]


def _of_refund(db: Database, refund_id: int) -> list[Credit]:
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM online_credits WHERE refund_id = ? AND refund_id > 0",  # noqa: S608 - our own columns
        (refund_id,),
    )
    return [Credit._make(row) for row in rows]
