"""What the simulator knows of earlier runs: it is read from the portal's own database.

So an order of yesterday can be paid, cancelled, asked about and paid back in today's run.
"""

from datetime import datetime

from portal import clock
from portal.clock import WARSAW
from portal.demo.autopay.amounts import as_amount
from portal.demo.autopay.orders import Attempt, Order, Refund
from portal.demo.autopay.service import Numbers
from portal.demo.autopay.start import Start
from portal.store.database import Database

KEY_LENGTH = 20


def remembered_orders(db: Database, numbers: Numbers) -> list[Order]:
    """Every order of the portal with the attempts that it was told of."""
    rows = db.execute(
        """
        SELECT order_id, amount, email, gateway_id, started_at, ends_at, cancelled_at
        FROM payment_orders
        ORDER BY started_at
        """
    ).fetchall()
    return [
        Order(
            key=numbers.draw(KEY_LENGTH),
            start=_start(order_id, amount, email, gateway_id or 0, clock.from_text(ends_at)),
            begun_at=clock.from_text(started_at),
            attempts=_attempts(db, order_id),
            cancelled=cancelled_at is not None,
            is_remembered=True,
        )
        for order_id, amount, email, gateway_id, started_at, ends_at, cancelled_at in rows
    ]


def _start(order_id: str, amount: int, email: str, gateway_id: int, ends_at: datetime) -> Start:
    fields = {"OrderID": order_id, "Amount": as_amount(amount), "CustomerEmail": email}
    return Start(fields, order_id, amount, gateway_id, ends_at, "")


def _attempts(db: Database, order_id: str) -> list[Attempt]:
    """The attempts by the last word about each; a payment outlasts every other word."""
    rows = db.execute(
        """
        SELECT remote_id, gateway_id, amount, status, details, paid_at
        FROM payment_notices
        WHERE order_id = ?
        ORDER BY notice_id
        """,
        (order_id,),
    )
    found: dict[str, Attempt] = {}
    for remote_id, gateway_id, amount, status, details, paid_at in rows:
        at = datetime.strptime(paid_at, "%Y%m%d%H%M%S").replace(tzinfo=WARSAW)
        attempt = found.setdefault(remote_id, Attempt(remote_id, gateway_id or 0, amount, at))
        if attempt.status != "SUCCESS":
            attempt.status, attempt.details, attempt.decided_at = status, details, at
    for remote_id, message_id, amount, state, changed_at in _refunds(db, order_id):
        if remote_id in found:
            refund = Refund(message_id, amount, clock.from_text(changed_at), state == "failed")
            found[remote_id].refunds.append(refund)
    return list(found.values())


def _refunds(db: Database, order_id: str) -> list[tuple[str, str, int, str, str]]:
    """What the operator was asked to give back, and took."""
    return db.execute(
        """
        SELECT remote_id, message_id, amount, state, changed_at
        FROM refunds
        WHERE order_id = ? AND state IN ('accepted', 'done', 'failed')
        ORDER BY refund_id
        """,
        (order_id,),
    ).fetchall()
