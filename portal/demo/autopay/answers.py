"""What the simulator answers to calls, as XML: signed where the operator signs, errors in words."""

from xml.sax.saxutils import escape

from starlette.responses import Response

from portal.demo.autopay.amounts import as_amount, compact
from portal.demo.autopay.orders import Order
from portal.demo.autopay.service import Service

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Names of errors with the operator's numbers.
NUMBERS = {
    "INVALID_FORMAT": 2, "INVALID_HASH": 7, "VALIDATION_FAILED": 49,
    "TRANSACTION_NOT_IN_REFUNDABLE_STATUS": 54, "MESSAGE_ID_NOT_UNIQUE": 76,
    "TRANSACTION_NOT_FOUND": -10, "SERVICE_NOT_FOUND": -3, "TRANSACTION_TOO_OLD_TO_REFUND": 156,
    "BALANCE_ERROR": 55, "OTHER_ERROR": 200,
}  # fmt: skip


def xml(content: str, status: int = 200) -> Response:
    """An answer in XML."""
    return Response(f"{HEAD}{content}", status, media_type="text/xml; charset=utf-8")


def error(name: str, description: str, status: int = 400) -> Response:
    """An error; its description is what a person reads."""
    return xml(
        f"<error><statusCode>{NUMBERS.get(name, 200)}</statusCode><name>{name}</name>"
        f"<description>{escape(description)}</description></error>",
        status,
    )


def signed(
    root: str, fields: list[tuple[str, str]], service: Service, *, forged: bool = False
) -> Response:
    """Elements in the order of their hash, and the hash."""
    hashed = service.hash_of(value for _, value in fields)
    return xml(f"<{root}>{_elements(fields)}<hash>{_bent(hashed, forged=forged)}</hash></{root}>")


def status_of(
    order: Order | None, order_id: str, service: Service, *, forged: bool = False
) -> Response:
    """Every attempt of an order; none where it was never chosen how to pay."""
    nodes, values = "", [service.service_id]
    for attempt in order.attempts if order else []:
        fields = [
            ("orderID", order_id),
            ("remoteID", attempt.remote_id),
            ("amount", as_amount(attempt.amount)),
            ("currency", service.currency),
            ("gatewayID", str(attempt.gateway_id)),
            ("paymentDate", compact(attempt.at)),
            ("paymentStatus", attempt.status),
            ("paymentStatusDetails", attempt.details),
        ]
        nodes += f"<transaction>{_elements(fields)}</transaction>"
        values += [value for _, value in fields]
    hashed = _bent(service.hash_of(values), forged=forged)
    return xml(
        f"<transactionList><serviceID>{service.service_id}</serviceID>"
        f"<transactions>{nodes}</transactions><hash>{hashed}</hash></transactionList>"
    )


def too_many(order_id: str, service: Service) -> Response:
    """An order with more than fifty attempts."""
    return xml(
        "<transaction><reason>LIMIT_REQUESTED_TRANSACTIONS_WITH_THE_SAME_ORDER_ID_AND_SERVICE_ID"
        "_EXCEEDED</reason><description>Transaction limit 50 with the same order id"
        f" {order_id} and service id {service.service_id} exceeded.</description></transaction>",
        403,
    )


def _elements(fields: list[tuple[str, str]]) -> str:
    return "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields if value)


def _bent(hashed: str, *, forged: bool) -> str:
    return hashed[::-1] if forged else hashed
