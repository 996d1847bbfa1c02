"""Refunds: taken at once, done later, and sometimes not done after all."""

from datetime import timedelta
from typing import Any

from starlette.responses import Response

from portal import clock
from portal.demo.autopay import answers
from portal.demo.autopay.channels import BLIK
from portal.demo.autopay.orders import Attempt, Order, Orders, Refund
from portal.demo.autopay.service import Service

DAYS, DAYS_OF_BLIK = 365, 183


def refund(
    found: tuple[Order, Attempt] | None,
    message_id: str,
    amount: int | None,
    currency: str,
    service: Service,
    fault: str,
    under_way: timedelta,
) -> Response:
    """Take an order to pay back, once for each MessageID.

    Takes:   amount: grosze; 0 for all that is left, None for what is no amount.
             under_way: how long it takes until it is done, or is not.
    """
    if found is None:
        return answers.error("TRANSACTION_NOT_FOUND", "Transaction not found", 200)
    _, attempt = found
    taken = answers.signed(
        "transactionRefund",
        [("serviceID", service.service_id), ("messageID", message_id)],
        service,
    )
    if any(each.message_id == message_id for each in attempt.refunds):
        return taken
    refused = _refusal(attempt, amount, currency or service.currency, service, fault)
    if refused:
        return answers.error(refused[0], refused[1], 200)
    left = attempt.amount - attempt.refunded
    attempt.refunds.append(
        Refund(message_id, amount or left, clock.now() + under_way, failed=fault == "fails")
    )
    return taken


def _refusal(
    attempt: Attempt, amount: int | None, currency: str, service: Service, fault: str
) -> tuple[str, str] | None:
    """Why a refund is not taken, as the operator calls it; None where nothing speaks against it."""
    days = DAYS_OF_BLIK if attempt.gateway_id == BLIK else DAYS
    left = attempt.amount - attempt.refunded
    if attempt.status != "SUCCESS":
        return "TRANSACTION_NOT_IN_REFUNDABLE_STATUS", "Transaction is not in refundable status"
    if clock.now() - attempt.begun_at > timedelta(days=days):
        return "TRANSACTION_TOO_OLD_TO_REFUND", "Transaction too old to refund"
    if amount is None or currency != service.currency:
        return "VALIDATION_FAILED", "Wrong amount or currency"
    if left <= 0 or amount > left:
        return "BALANCE_ERROR", f"Refunds above the payment! {left} grosze are left"
    if fault == "refused":
        return "BALANCE_ERROR", "Wrong services balance! Should be 100 but is 40"
    return None


def refund_state(orders: Orders, message_id: str, service: Service) -> dict[str, Any]:
    """What outDetails/v2 says of a refund."""
    for order in orders.newest():
        for attempt in order.attempts:
            for each in attempt.refunds:
                if each.message_id == message_id:
                    return _state(each, service)
    return {
        "serviceId": int(service.service_id), "balancePointId": None, "messageId": message_id,
        "status": None, "remoteOutId": None, "hash": None,
        "errorStatus": "TRANSACTION_NOT_FOUND", "errorStatusCode": -10,
        "errorMessages": "Transaction not found",
    }  # fmt: skip


def _state(found: Refund, service: Service) -> dict[str, Any]:
    if clock.now() < found.done_at:
        status, remote_id = "PROCESSING", ""
    elif found.failed:
        status, remote_id = "CANCELED_NO_FUNDS_ON_BALANCE", ""
    else:
        status, remote_id = "DONE", f"ZWTR_{found.message_id[:12]}"
    values = (service.service_id, found.message_id, status, remote_id)
    return {
        "serviceId": int(service.service_id), "balancePointId": None,
        "messageId": found.message_id, "status": status, "remoteOutId": remote_id or None,
        "hash": service.hash_of(values),
        "errorStatus": None, "errorStatusCode": None, "errorMessages": None,
    }  # fmt: skip
