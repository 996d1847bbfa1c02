"""Notices of the operator are taken in: stored as they came, and their money booked, at once.

A notice is one transaction: what it says, the money in the ledger, the line in the audit log and
the letter. Only what is committed may be confirmed to the operator.
"""

from typing import NamedTuple

from portal import clock
from portal.mail import notices as mail_notices
from portal.money import Grosze
from portal.online_payments import kept_aside, orders
from portal.online_payments.orders import Order
from portal.online_payments.payment_notice import PaymentNotice
from portal.store import revisions
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import online_credits
from portal.tenancy.online_credits import Attempt


class Verdict(NamedTuple):
    """What the operator is told: whether the order is ours, and whether the notice agrees with it.

    `is_news`: nothing like it had come before.
    """

    ours: bool
    agrees: bool
    is_news: bool


def accept_notice(db: Database, notice: PaymentNotice) -> Verdict:
    """Take in a notice that the operator signed; a repeat changes nothing."""
    with writing(db):
        order = orders.find_order(db, notice.order_id)
        notice_id = _store(db, notice)
        if notice_id is not None:
            _apply(db, notice, notice_id, order)
            revisions.bump_portal(db)
        return Verdict(
            ours=order is not None,
            agrees=order is not None and _agrees(db, notice, order),
            is_news=notice_id is not None,
        )


def _agrees(db: Database, notice: PaymentNotice, order: Order) -> bool:
    """Whether it says what was ordered; money that the office booked all the same does, too."""
    if _misfit(notice, order) is None:
        return True
    kept = kept_aside.kept_of(db, notice.order_id, notice.remote_id)
    return kept is not None and kept.booked


def _misfit(notice: PaymentNotice, order: Order) -> kept_aside.Reason | None:
    if notice.currency != order.currency:
        return "wrong-currency"
    return None if notice.ordered == order.amount else "wrong-amount"


def _store(db: Database, notice: PaymentNotice) -> int | None:
    """Gives: its number; None where it is here already."""
    stored = db.execute(
        """
        INSERT INTO payment_notices (
            fingerprint, service_id, order_id, remote_id, status, details, amount, start_amount,
            currency, gateway_id, paid_at, received_at, source, message
        )
        VALUES (
            :fingerprint, :service_id, :order_id, :remote_id, :status, :details, :amount,
            :start_amount, :currency, :gateway_id, :paid_at, :received_at, :source, :message
        )
        ON CONFLICT (fingerprint) DO NOTHING
        RETURNING notice_id
        """,
        {**notice._asdict(), "received_at": clock.as_text(clock.now())},
    ).fetchone()
    return None if stored is None else int(stored[0])


def _apply(db: Database, notice: PaymentNotice, notice_id: int, order: Order | None) -> None:
    if notice.status == "SUCCESS":
        misfit = "unknown-order" if order is None else _misfit(notice, order)
        if order is None or misfit is not None:
            kept_aside.keep(db, notice, notice_id, misfit or "unknown-order", booked=False)
        else:
            _book(db, notice, notice_id, order)
    elif notice.status == "FAILURE" and order is not None:
        _note_refusal(db, notice, order)


def _book(db: Database, notice: PaymentNotice, notice_id: int, order: Order) -> None:
    """Credit a paid attempt to the leases of its order, once."""
    was_paid = bool(online_credits.credits_of(db, order.order_id))
    attempt = Attempt(
        order.order_id, notice.remote_id, notice.paid_on.isoformat(), notice.gateway_id
    )
    if not online_credits.add(db, attempt, orders.shares_of(db, order.order_id)):
        return
    orders.stop_asking(db, order.order_id)
    if was_paid:
        kept_aside.keep(db, notice, notice_id, "paid-twice", booked=True)
    elif order.cancelled_at is not None or order.has_ended(clock.now()):
        kept_aside.keep(db, notice, notice_id, "paid-late", booked=True)
    record(
        db,
        Event.PAYMENT_CONFIRMED,
        tenant_id=order.tenant_id,
        order=order.order_id,
        amount=Grosze(order.amount),
    )
    _tell(db, order, "paid_twice" if was_paid else "paid")


def _note_refusal(db: Database, notice: PaymentNotice, order: Order) -> None:
    """Tell of an attempt that failed, where nothing of the order was paid and it is the first
    word of its failing."""
    said_before = db.execute(
        """
        SELECT count(*)
        FROM payment_notices
        WHERE order_id = ? AND (status = 'SUCCESS' OR (status = 'FAILURE' AND remote_id = ?))
        """,
        (order.order_id, notice.remote_id),
    ).fetchone()[0]
    if said_before > 1:
        return
    record(
        db,
        Event.PAYMENT_REFUSED,
        tenant_id=order.tenant_id,
        order=order.order_id,
        details=notice.details,
    )
    if order.cancelled_at is None:
        _tell(db, order, "refused")


def _tell(db: Database, order: Order, kind: str) -> None:
    mail_notices.put(
        db,
        f"online_payments/mail_{kind}.txt",
        order.account_id,
        {"order_id": order.order_id},
    )
