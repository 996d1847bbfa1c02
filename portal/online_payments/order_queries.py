"""How far orders have come. It is read from the operator's notices, and so hangs on no order of
their coming: an attempt that was paid stays paid, whatever another attempt says.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from portal import clock
from portal.money import Grosze
from portal.online_payments.orders import Order
from portal.store.database import Database
from portal.tenancy.order_states import STILL_WAITING

MOST_LISTED = 60

State = Literal["started", "pending", "paid", "refused", "cancelled", "expired"]


class Attempt(NamedTuple):
    """One attempt to pay an order, by the last word about it."""

    remote_id: str
    status: str
    details: str
    amount: Grosze
    gateway_id: int | None
    paid_at: str
    received_at: str


class Progress(NamedTuple):
    """An order and how far it has come.

    `paid` counts each paid attempt, so it is twice the amount where the tenant paid twice;
    `refunded` is what was given back, above zero; `kept_aside` tells that money came which did
    not fit and which the office has not settled.
    """

    order: Order
    state: State
    attempts: list[Attempt]
    paid: Grosze
    refunded: Grosze
    kept_aside: bool
    outcome: str
    is_booked: bool

    @property
    def reason(self) -> str:
        """Why the last attempt was refused, in the operator's word; empty where it was not."""
        refused = [attempt for attempt in self.attempts if attempt.status == "FAILURE"]
        return refused[-1].details if refused and self.state == "refused" else ""

    @property
    def is_paid_twice(self) -> bool:
        """Whether more than one attempt was paid, and it was not given back."""
        return self.paid - self.refunded > self.order.amount

    @property
    def is_in_progress(self) -> bool:
        """Whether money may still come that is not here yet."""
        return self.state in ("started", "pending")


_COLUMNS = ", ".join(f"payment_orders.{name}" for name in Order._fields)


def progress_of(db: Database, order: Order) -> Progress:
    """How far one order has come."""
    attempts = _attempts(db, order.order_id)
    paid, refunded, awaiting = db.execute(
        """
        SELECT
            coalesce(sum(CASE WHEN amount > 0 THEN amount END), 0),
            coalesce(-sum(CASE WHEN amount < 0 THEN amount END), 0),
            count(*) - count(replaced_by)
        FROM online_credits
        WHERE order_id = ?
        """,
        (order.order_id,),
    ).fetchone()
    kept = _outcomes(db, order.order_id)
    settled = {remote_id: outcome for remote_id, outcome in kept.items() if outcome}
    return Progress(
        order,
        _state(order, [each for each in attempts if each.remote_id not in settled], settled, paid),
        attempts,
        Grosze(paid),
        Grosze(refunded),
        kept_aside=len(kept) > len(settled),
        outcome=next(reversed(settled.values()), ""),
        is_booked=paid > 0 and not awaiting,
    )


def orders_in_progress(db: Database, lease_ids: Iterable[int]) -> list[Progress]:
    """The orders for some leases of which money may still come, the newest first."""
    now = clock.as_text(clock.now())
    orders = {
        order.order_id: order
        for lease_id in lease_ids
        for order in map(
            Order._make,
            db.execute(
                f"""
                SELECT {_COLUMNS}
                FROM payment_order_shares
                JOIN payment_orders USING (order_id)
                WHERE payment_order_shares.lease_id = ? AND ends_at > ? AND cancelled_at IS NULL
                """,  # noqa: S608 - our own columns
                (lease_id, now),
            ),
        )
    }
    found = [progress_of(db, order) for order in orders.values()]
    return sorted(
        (each for each in found if each.is_in_progress),
        key=lambda each: each.order.started_at,
        reverse=True,
    )


def orders_of_tenant(db: Database, tenant_id: int) -> list[Progress]:
    """The orders of a tenant, the newest first; no more than a page holds."""
    rows = db.execute(
        f"""
        SELECT {_COLUMNS}
        FROM payment_orders
        WHERE tenant_id = ?
        ORDER BY started_at DESC
        LIMIT {MOST_LISTED}
        """,  # noqa: S608 - our own columns
        (tenant_id,),
    ).fetchall()
    return [progress_of(db, Order._make(row)) for row in rows]


def _attempts(db: Database, order_id: str) -> list[Attempt]:
    """The attempts in the order in which they were first heard of."""
    rows = db.execute(
        """
        SELECT remote_id, status, details, amount, gateway_id, paid_at, received_at
        FROM payment_notices
        WHERE order_id = ?
        ORDER BY notice_id
        """,
        (order_id,),
    )
    attempts: dict[str, Attempt] = {}
    for attempt in map(Attempt._make, rows):
        before = attempts.get(attempt.remote_id)
        if before is None or _RANK[attempt.status] >= _RANK[before.status]:
            attempts[attempt.remote_id] = attempt
    return list(attempts.values())


def _outcomes(db: Database, order_id: str) -> dict[str, str]:
    """What the office decided on money of an order that is not in the ledger, by attempt; empty
    where it has not yet."""
    rows = db.execute(
        """
        SELECT remote_id, coalesce(outcome, '')
        FROM kept_aside
        WHERE order_id = ? AND booked = 0
        ORDER BY settled_at
        """,
        (order_id,),
    )
    return dict(rows.fetchall())


# A later word counts, but none takes back that an attempt was paid, and waiting ends once.
_RANK = {"PENDING": 0, "FAILURE": 1, "SUCCESS": 2}


def _state(order: Order, attempts: list[Attempt], settled: Mapping[str, str], paid: int) -> State:
    if paid:
        return "paid"
    statuses = {attempt.status for attempt in attempts}
    if "SUCCESS" in statuses:
        # Paid, but not as ordered: the office looks into it.
        return "pending"
    if "PENDING" in statuses and not _is_past_waiting(order):
        return "pending"
    if order.cancelled_at is not None:
        return "cancelled"
    if "FAILURE" in statuses or settled:
        return "refused"
    return "expired" if order.has_ended(clock.now()) else "started"


def _is_past_waiting(order: Order) -> bool:
    """Whether it ended so long ago that the operator has sent the money back, if there was any."""
    return clock.from_text(order.ends_at) + STILL_WAITING < clock.now()
