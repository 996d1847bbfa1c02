"""The operator is asked about one order now, or told to let nobody pay it any more."""

from typing import Literal

from portal.online_payments import orders
from portal.online_payments.autopay.faults import OperatorFault
from portal.online_payments.notices import accept_notice
from portal.online_payments.operator import Operator, Write
from portal.online_payments.orders import Order
from portal.store.database import Database, writing
from portal.store.events import Event, record

# What the operator says of an order with which nobody has come to it.
NOT_KNOWN = "TRANSACTION_NOT_FOUND"


def ask_now(operator: Operator, write: Write, order: Order, *, by: int) -> Literal["news", "same"]:
    """Ask how an order stands, and take in what is answered.

    Raises: OperatorFault.
    """
    write(lambda db: _note(db, order, by))
    found = operator.ask_status(order.order_id)
    return (
        "news"
        if write(lambda db: sum(accept_notice(db, each).is_news for each in found))
        else "same"
    )


def cancel(operator: Operator, write: Write, order: Order, *, by: int) -> bool:
    """Let an order be paid no more; gives whether the operator agrees, who may know better."""
    try:
        answer = operator.cancel(order.order_id)
    except OperatorFault as fault:
        agrees = fault.kind == NOT_KNOWN
    else:
        agrees = answer.confirmed or answer.reason == NOT_KNOWN
    if agrees:
        write(lambda db: _cancel(db, order, by))
    return agrees


def _note(db: Database, order: Order, by: int) -> None:
    with writing(db):
        record(
            db,
            Event.PAYMENT_ASKED_ABOUT,
            account_id=by,
            tenant_id=order.tenant_id,
            order=order.order_id,
        )


def _cancel(db: Database, order: Order, by: int) -> None:
    with writing(db):
        orders.cancel(db, order, by)
