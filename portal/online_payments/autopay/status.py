"""The question about an order and the answer: every attempt to pay it that the operator knows."""

from typing import Any

from portal.online_payments.autopay.answer import check_signature, read_xml, text_of
from portal.online_payments.autopay.calls import Fields, signed
from portal.online_payments.autopay.faults import BadAnswer, Declined
from portal.online_payments.autopay.notice import NotFromAutopay, notice_of
from portal.online_payments.payment_notice import PaymentNotice
from portal.settings import Autopay

PATH = "/webapi/transactionStatus"
HEADER = "pay-bm"
MOST_ATTEMPTS = 50
FIELDS = (
    "orderID", "remoteID", "amount", "currency", "gatewayID", "paymentDate", "paymentStatus",
    "paymentStatusDetails",
)  # fmt: skip


def status_question(order_id: str, autopay: Autopay) -> Fields:
    """What to send."""
    return signed({"ServiceID": autopay.service_id, "OrderID": order_id}, autopay)


def read_status(content: bytes, order_id: str, autopay: Autopay) -> list[PaymentNotice]:
    """Every attempt, in the operator's order; none where nobody has chosen how to pay.

    Raises: BadAnswer; Declined where the operator knows too many attempts, or has an error.
    """
    root = read_xml_or_limit(content)
    service_id = text_of(root, "serviceID")
    nodes = root.findall("transactions/transaction")
    read = [[text_of(node, name) for name in FIELDS] for node in nodes]
    values = [service_id, *(value for each in read for value in each)]
    check_signature(values, text_of(root, "hash"), autopay)
    if service_id != autopay.service_id or len(read) > MOST_ATTEMPTS:
        raise BadAnswer("about something else")
    message = content.decode("utf-8", errors="replace")
    return [_notice(service_id, order_id, each, message) for each in read]


def read_xml_or_limit(content: bytes) -> Any:
    """Raises: BadAnswer, Declined."""
    if b"LIMIT_REQUESTED_TRANSACTIONS" in content:
        raise Declined("LIMIT_REQUESTED_TRANSACTIONS", "more than 50 attempts")
    return read_xml(content, "transactionList")


def _notice(service_id: str, order_id: str, values: list[str], message: str) -> PaymentNotice:
    """Raises: BadAnswer."""
    named = dict(zip(FIELDS, values, strict=True))
    if named["orderID"] != order_id:
        raise BadAnswer("about another order")
    try:
        notice = notice_of(named, [service_id, *values], message)
    except NotFromAutopay as error:
        raise BadAnswer(str(error)) from error
    return notice._replace(source="status")
