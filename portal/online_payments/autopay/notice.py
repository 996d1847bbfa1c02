"""The operator's notification (ITN): read with nothing trusted in it, and how it is answered.

Source: Autopay's documentation of the instant transaction notification: base64 of XML in the
parameter `transactions`, a hash over the leaves in the order of the document.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from portal.online_payments.autopay.answer import read_xml
from portal.online_payments.autopay.faults import BadAnswer, Declined
from portal.online_payments.autopay.signing import PipeInValue, is_signed, signature
from portal.online_payments.payment_notice import (
    STATUSES,
    NotANotice,
    PaymentNotice,
    Status,
    amount_of,
    fingerprint_of,
    paid_at_of,
)
from portal.settings import Autopay

LARGEST = 48 * 1024
ORDER_ID = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)
REMOTE_ID = re.compile(r"[A-Za-z0-9]{1,20}", re.ASCII)
CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
GATEWAY_ID = re.compile(r"[0-9]{1,5}", re.ASCII)
LONGEST_DETAILS = 64

# The fields that are read, each of which must be there no more than once.
_READ = {
    "orderID", "remoteID", "amount", "currency", "gatewayID", "paymentDate", "paymentStatus",
    "paymentStatusDetails", "startAmount",
}  # fmt: skip


class NotFromAutopay(Exception):
    """A message that the operator did not sign, or would not send. It leaves no trace but a log
    line, whose words are these: they hold nothing of the message."""


def read_notice(transactions: str, autopay: Autopay) -> PaymentNotice:
    """One notification.

    Takes:   the parameter `transactions` as it came.
    Raises:  NotFromAutopay.
    """
    root = _root(transactions)
    service_id = _only(root, "serviceID")
    attempts = root.findall("transactions/transaction")
    if len(attempts) != 1:
        raise NotFromAutopay("not one transaction")
    leaves = list(_leaves(attempts[0]))
    values = [service_id, *(text for _, text in leaves)]
    try:
        if not is_signed(values, _only(root, "hash"), autopay):
            raise NotFromAutopay("not signed")
    except PipeInValue as error:
        raise NotFromAutopay("a bar in a value") from error
    if service_id != autopay.service_id:
        raise NotFromAutopay("another service")
    return _notice(leaves, values, transactions)


def confirmation(order_id: str, *, confirmed: bool, autopay: Autopay) -> bytes:
    """The signed answer to a notification about an order of ours.

    Raises: ValueError for what cannot be the name of an order: it would sign anything.
    """
    if not ORDER_ID.fullmatch(order_id):
        raise ValueError("not an order")
    word = "CONFIRMED" if confirmed else "NOTCONFIRMED"
    values = (autopay.service_id, order_id, word)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<confirmationList><serviceID>{autopay.service_id}</serviceID>"
        f"<transactionsConfirmations><transactionConfirmed><orderID>{order_id}</orderID>"
        f"<confirmation>{word}</confirmation></transactionConfirmed></transactionsConfirmations>"
        f"<hash>{signature(values, autopay.keys[0], autopay.algorithm)}</hash></confirmationList>"
    ).encode()


def _root(transactions: str) -> Any:
    # A plus that came unescaped through a form is a space by now; lines may be broken.
    packed = transactions.strip().replace("\r", "").replace("\n", "").replace(" ", "+")
    if not packed or len(packed) > LARGEST:
        raise NotFromAutopay("no message, or too large a one")
    try:
        content = base64.b64decode(packed, validate=True)
        content.decode("utf-8")
        root = read_xml(content, "transactionList")
    except (binascii.Error, UnicodeError) as error:
        raise NotFromAutopay("not base64 of UTF-8") from error
    except (BadAnswer, Declined) as error:
        raise NotFromAutopay("not a list of transactions in XML") from error
    return root


def _only(node: Any, name: str) -> str:
    found = node.findall(name)
    if len(found) != 1 or len(found[0]):
        raise NotFromAutopay(f"not one {name}")
    return (found[0].text or "").strip()


def _leaves(node: Any) -> Iterator[tuple[str, str]]:
    """Names and texts in the order of the document; those without text are not hashed."""
    for child in node:
        if not isinstance(child.tag, str):
            continue  # a comment
        if len(child):
            yield from _leaves(child)
        elif child.tag == "params":
            yield child.tag, (child.get("value") or "").strip()
        else:
            yield child.tag, (child.text or "").strip()


def _notice(leaves: list[tuple[str, str]], values: list[str], message: str) -> PaymentNotice:
    read = [(name, text) for name, text in leaves if name in _READ]
    fields = dict(read)
    if len(fields) != len(read):
        raise NotFromAutopay("a field that is there twice")
    return notice_of(fields, values, message)


def notice_of(fields: dict[str, str], values: list[str], message: str) -> PaymentNotice:
    """A notice from fields that are signed already; also used for answers about a status.

    Raises: NotFromAutopay where a field is not as documented.
    """
    try:
        return PaymentNotice(
            service_id=values[0],
            order_id=_like(ORDER_ID, fields, "orderID"),
            remote_id=_like(REMOTE_ID, fields, "remoteID"),
            amount=amount_of(fields.get("amount", "")),
            currency=_like(CURRENCY, fields, "currency"),
            gateway_id=int(_like(GATEWAY_ID, fields, "gatewayID"))
            if fields.get("gatewayID")
            else None,
            paid_at=paid_at_of(fields.get("paymentDate", "")),
            status=_status(fields.get("paymentStatus", "")),
            # An open list, and information alone: no word on it turns money away.
            details=fields.get("paymentStatusDetails", "")[:LONGEST_DETAILS],
            start_amount=amount_of(fields["startAmount"]) if fields.get("startAmount") else None,
            message=message,
            fingerprint=fingerprint_of(values),
        )
    except NotANotice as error:
        raise NotFromAutopay(f"{error} is not as documented") from error


def _like(pattern: re.Pattern[str], fields: dict[str, str], name: str) -> str:
    text = fields.get(name, "")
    if not pattern.fullmatch(text):
        raise NotANotice(name)
    return text


def _status(text: str) -> Status:
    if text not in STATUSES:
        raise NotANotice("paymentStatus")
    return text
