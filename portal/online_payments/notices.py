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
from portal.tenancy import ledger, online_credits
from portal.tenancy.online_credits import Attempt


class Verdict(NamedTuple):
    """What the operator is told: whether the order is ours, and whether the notice agrees with it.

    `is_news`: nothing like it had come before.
    """

    ours: bool
    agrees: bool
    is_news: bool


def accept_notice(db: Database, notice: PaymentNotice) -> Verdict:
    """Take in a notice that the operator signed; a repeat changes nothing.

    A repeat is weighed again all the same: its order may have been missing when it came first.
    """
    with writing(db):
        order = orders.find_order(db, notice.order_id)
        notice_id, is_news = _store(db, notice)
        is_booked = _take_money(db, notice, notice_id, order)
        if is_news and notice.status == "FAILURE" and order is not None:
            _note_refusal(db, notice, order)
        if is_news or is_booked:
            revisions.bump_portal(db)
        kept = kept_aside.kept_of(db, notice.order_id, notice.remote_id)
        is_office_booked = kept is not None and kept.is_booked_by_office(notice.amount)
        return Verdict(
            ours=order is not None or is_office_booked,
            agrees=is_office_booked or (order is not None and _agrees(db, notice, order)),
            is_news=is_news,
        )


def _agrees(db: Database, notice: PaymentNotice, order: Order) -> bool:
    """Whether it says what was ordered, and the money that it tells of is in the ledger."""
    if _misfit(notice, order) is not None:
        return False
    return notice.status != "SUCCESS" or online_credits.is_credited(
        db, notice.order_id, notice.remote_id
    )


def _misfit(notice: PaymentNotice, order: Order) -> kept_aside.Reason | None:
    """What does not fit; with a fee that the payer bears, no less may come than was ordered."""
    if notice.currency != order.currency:
        return "wrong-currency"
    fits = notice.ordered == order.amount and notice.amount >= order.amount
    return None if fits else "wrong-amount"


def _store(db: Database, notice: PaymentNotice) -> tuple[int, bool]:
    """Gives: its number, and whether it was not here before."""
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
    if stored is not None:
        return int(stored[0]), True
    (known,) = db.execute(
        "SELECT notice_id FROM payment_notices WHERE fingerprint = ?", (notice.fingerprint,)
    ).fetchone()
    return int(known), False


def _take_money(db: Database, notice: PaymentNotice, notice_id: int, order: Order | None) -> bool:
    """Book what fits and keep aside what does not; gives whether anything was booked."""
    if notice.status != "SUCCESS":
        return False
    misfit = "unknown-order" if order is None else _misfit(notice, order)
    if order is not None and misfit is None:
        return _book(db, notice, notice_id, order)
    booked = online_credits.is_credited(db, notice.order_id, notice.remote_id)
    is_new = kept_aside.keep(db, notice, notice_id, misfit or "unknown-order", booked=booked)
    if is_new and order is not None and not booked:
        _tell(db, order, "kept_aside")
    return False


def _book(db: Database, notice: PaymentNotice, notice_id: int, order: Order) -> bool:
    """Credit a paid attempt to the leases of its order, once, unless the office has decided."""
    kept = kept_aside.kept_of(db, order.order_id, notice.remote_id)
    if kept is not None and kept.settled_at is not None:
        return False
    was_paid = online_credits.is_paid(db, order.order_id)
    attempt = Attempt(
        order.order_id, notice.remote_id, notice.paid_on.isoformat(), notice.gateway_id
    )
    if not online_credits.add(db, attempt, orders.shares_of(db, order.order_id)):
        return False
    if kept is not None:
        kept_aside.release(db, kept)
    elif was_paid:
        kept_aside.keep(db, notice, notice_id, "paid-twice", booked=True)
    elif _is_late(db, notice, order):
        kept_aside.keep(db, notice, notice_id, "paid-late", booked=True)
    if order.ask_at is not None:
        orders.stop_asking(db, order.order_id)
    record(
        db,
        Event.PAYMENT_CONFIRMED,
        tenant_id=order.tenant_id,
        order=order.order_id,
        amount=Grosze(order.amount),
    )
    _tell(db, order, "paid_twice" if was_paid else "paid")
    return True


def _is_late(db: Database, notice: PaymentNotice, order: Order) -> bool:
    """Whether nobody waited for it any more: its order, or a lease that owes nothing, is over."""
    if order.has_ended(clock.now()):
        return True
    ended = db.execute(
        """
        SELECT lease_id
        FROM payment_order_shares
        JOIN leases USING (lease_id)
        WHERE order_id = ? AND ended_on < ?
        """,
        (order.order_id, notice.paid_on.isoformat()),
    ).fetchall()
    return any(ledger.account_of(db, lease_id, clock.today()).balance > 0 for (lease_id,) in ended)


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
