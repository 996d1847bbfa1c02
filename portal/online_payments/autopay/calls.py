"""What we ask the operator to do (cancel, pay back, charge a BLIK code), and what it answers.

Each gives the fields to send in the order of their hash, and reads the answer to them.
"""

import secrets
from typing import Any, Literal, NamedTuple

from portal.online_payments.autopay.answer import (
    check_signature,
    read_json,
    read_xml,
    text_of,
)
from portal.online_payments.autopay.faults import BadAnswer, Declined
from portal.online_payments.autopay.signing import signature
from portal.settings import Autopay

CANCEL_PATH = "/webapi/transactionCancel"
REFUND_PATH = "/settlementapi/transactionRefund"
REFUND_STATE_PATH = "/settlementapi/outDetails/v2"
HEADER = "pay-bm"
BEGINNING_HEADER = "pay-bm-continue-transaction-url"

Fields = dict[str, str]


class Cancelled(NamedTuple):
    """What became of a wish to cancel; the reason is the operator's word."""

    confirmed: bool
    reason: str


class Beginning(NamedTuple):
    """What became of a start in the background. Taken does not mean charged."""

    taken: bool
    reason: str
    remote_id: str
    status: str
    go_on_at: str
    """Where the payer has to go; empty where there is nothing for them to do there."""


RefundProgress = Literal["under-way", "done", "failed"]


class RefundState(NamedTuple):
    """How far a refund has come; the word is the operator's."""

    progress: RefundProgress
    word: str
    remote_out_id: str


def new_message_id() -> str:
    """An identity for a message of ours: the same message, sent again, is done once."""
    return secrets.token_hex(16)


def signed(fields: Fields, autopay: Autopay) -> Fields:
    """The fields with their hash."""
    return {**fields, "Hash": signature(fields.values(), autopay.keys[0], autopay.algorithm)}


def cancel_question(order_id: str, message_id: str, autopay: Autopay) -> Fields:
    """Cancel all of an order that is not paid."""
    fields = {"ServiceID": autopay.service_id, "MessageID": message_id, "OrderID": order_id}
    return signed(fields, autopay)


def read_cancelled(content: bytes, message_id: str, autopay: Autopay) -> Cancelled:
    """Raises: BadAnswer, Declined."""
    root = read_xml(content, "transaction")
    names = ("serviceID", "messageID", "confirmation", "reason")
    values = [text_of(root, name) for name in names]
    confirmation, reason = values[2:]
    if confirmation not in ("CONFIRMED", "NOTCONFIRMED"):
        raise BadAnswer("no confirmation")
    given = text_of(root, "hash")
    if confirmation == "CONFIRMED" or given:
        check_signature(values, given, autopay)
    if confirmation == "CONFIRMED" and values[:2] != [autopay.service_id, message_id]:
        raise BadAnswer("about something else")
    return Cancelled(confirmation == "CONFIRMED", reason[:100])


def refund_question(remote_id: str, amount: str, message_id: str, autopay: Autopay) -> Fields:
    """Pay back. Takes: amount as the operator writes it, "12.34"."""
    fields = {
        "ServiceID": autopay.service_id,
        "MessageID": message_id,
        "RemoteID": remote_id,
        "Amount": amount,
        "Currency": "PLN",
    }
    return signed(fields, autopay)


def read_refund(content: bytes, message_id: str, autopay: Autopay) -> None:
    """The operator has taken it; done it will be later, or not.

    Raises: BadAnswer, Declined.
    """
    root = read_xml(content, "transactionRefund")
    values = [text_of(root, name) for name in ("serviceID", "messageID")]
    check_signature(values, text_of(root, "hash"), autopay)
    if values != [autopay.service_id, message_id]:
        raise BadAnswer("about something else")


def refund_state_question(message_id: str, autopay: Autopay) -> dict[str, Any]:
    """What became of a refund; a JSON document."""
    values = (autopay.service_id, message_id, "TRANSACTION_REFUND")
    return {
        "serviceId": int(autopay.service_id),
        "messageId": message_id,
        "method": values[2],
        "hash": signature(values, autopay.keys[0], autopay.algorithm),
    }


def read_refund_state(content: bytes, message_id: str, autopay: Autopay) -> RefundState:
    """Raises: BadAnswer, Declined."""
    found = read_json(content)
    if found.get("errorStatus"):
        raise Declined(str(found["errorStatus"]), str(found.get("errorMessages") or ""))
    names = ("serviceId", "messageId", "status", "remoteOutId")
    values = ["" if found.get(name) is None else str(found[name]) for name in names]
    check_signature(values, str(found.get("hash") or ""), autopay)
    if values[:2] != [autopay.service_id, message_id]:
        raise BadAnswer("about something else")
    word = values[2]
    progress: RefundProgress = "under-way"
    if word == "DONE":
        progress = "done"
    elif word.startswith("CANCELED"):
        progress = "failed"
    return RefundState(progress, word[:64], values[3][:20])


def read_beginning(content: bytes, order_id: str, autopay: Autopay) -> Beginning:
    """The answer to a start in the background: a link to go on by, or what became of a charge.

    Raises: BadAnswer, Declined.
    """
    root = read_xml(content, "transaction")
    given = text_of(root, "hash")
    if root.find("redirecturl") is not None:
        values = [text_of(root, name) for name in ("status", "redirecturl", "orderID", "remoteID")]
        check_signature(values, given, autopay)
        status, address, about, remote_id = values
        if about != order_id or not address.startswith(f"{autopay.url}/"):
            raise BadAnswer("about something else")
        return Beginning(True, "", remote_id, status, address)
    return _read_charge(root, given, order_id, autopay)


def _read_charge(root: Any, given: str, order_id: str, autopay: Autopay) -> Beginning:
    names = ("orderID", "remoteID", "confirmation", "reason")
    about, remote_id, confirmation, reason = (text_of(root, name) for name in names)
    aliases = [
        (leaf.text or "").strip() for leaf in root.iterfind("blikAMList//*") if not len(leaf)
    ]
    status = text_of(root, "paymentStatus")
    if confirmation not in ("CONFIRMED", "NOTCONFIRMED"):
        raise BadAnswer("no confirmation")
    if confirmation == "CONFIRMED" or given:
        values = [about, remote_id, confirmation, reason, *aliases, status]
        check_signature(values, given, autopay)
    if about != order_id and (about or confirmation == "CONFIRMED"):
        raise BadAnswer("about something else")
    return Beginning(confirmation == "CONFIRMED", reason[:64], remote_id, status, "")
