"""A notification (ITN) as XML, right or wrong as planned, and what was answered to it."""

import base64
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from portal.demo.autopay.amounts import as_amount, compact
from portal.demo.autopay.orders import Attempt, Order
from portal.demo.autopay.service import Service

MOST_OF_AN_ANSWER = 20_000
PAYER = (
    ("fName", "Józef"), ("lName", "Żółć"), ("streetName", "Długa"), ("streetHouseNo", "6"),
    ("streetStaircaseNo", ""), ("streetPremiseNo", "3"), ("postalCode", "80-180"),
    ("city", "Gdańsk"), ("nrb", "61109010140000071219812874"),
    ("senderData", "JÓZEF ŻÓŁĆ DŁUGA 6/3 80-180 GDAŃSK"),
)  # fmt: skip
DTD = "<!DOCTYPE transactionList [<!ENTITY kto 'autopay'>]>"
BOMB = (
    "<!DOCTYPE transactionList [<!ENTITY a0 'bum'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How to notify: everything that can be done wrongly. Without changes it is done rightly."""

    service_id: str = ""
    order_id: str = ""
    currency: str = ""
    more: int = 0
    """Grosze above what was paid."""
    commission: int = 0
    """Grosze above what was asked for, with startAmount as it was asked."""
    hashed: str = "right"
    """right, forged, upper, none."""
    doctype: str = ""
    two: bool = False
    customer: bool = False
    raw: str = ""
    copies: int = 1
    together: bool = False
    reversed: bool = False
    seconds: float = 0
    lost: bool = False
    is_right: bool = True


class Judged(NamedTuple):
    """What an answer to a notification is worth."""

    words: str
    good: bool


def form_of(xml: str, plan: Plan) -> dict[str, str]:
    """The body of the POST."""
    return {"transactions": plan.raw or base64.b64encode(xml.encode()).decode()}


def compose(
    order: Order, attempt: Attempt, service: Service, plan: Plan, *, pending: bool = False
) -> str:
    """The XML of a notification about the present state of an attempt, or about its beginning."""
    fields = _fields(order, attempt, service, plan, pending=pending)
    customer = PAYER if plan.customer else ()
    last = [("startAmount", as_amount(order.start.amount))] if plan.commission else []
    service_id = plan.service_id or service.service_id
    values = [service_id, *(value for _, value in (*fields, *customer, *last))]
    node = _elements(fields)
    if customer:
        node += f"<customerData>{_elements(customer)}</customerData>"
    node = f"<transaction>{node}{_elements(last)}</transaction>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{plan.doctype}<transactionList>'
        f"<serviceID>{service_id}</serviceID>"
        f"<transactions>{node * (2 if plan.two else 1)}</transactions>"
        f"<hash>{_hash(values, service, plan)}</hash></transactionList>"
    )


def _fields(
    order: Order, attempt: Attempt, service: Service, plan: Plan, *, pending: bool
) -> list[tuple[str, str]]:
    at = attempt.begun_at if pending else attempt.at
    return [
        ("orderID", plan.order_id or order.start.order_id),
        ("remoteID", attempt.remote_id),
        ("amount", as_amount(attempt.amount + plan.more + plan.commission)),
        ("currency", plan.currency or service.currency),
        ("gatewayID", str(attempt.gateway_id)),
        ("paymentDate", compact(at)),
        ("paymentStatus", "PENDING" if pending else attempt.status),
        ("paymentStatusDetails", "" if pending else attempt.details),
    ]


def _elements(fields: "list[tuple[str, str]] | tuple[tuple[str, str], ...]") -> str:
    """Empty elements stand there; the hash leaves them out."""
    return "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields)


def _hash(values: list[str], service: Service, plan: Plan) -> str:
    right = service.hash_of(values)
    kinds = {"upper": right.upper(), "none": "", "forged": right[::-1]}
    return kinds.get(plan.hashed, right)


def judge(status: int, body: bytes, order_id: str, service: Service) -> Judged:
    """Whether the portal answered as it must, and what it said."""
    if status != 200:
        return Judged(f"odpowiedź HTTP {status} zamiast 200", good=False)
    if not body.startswith((b"<?xml", b"<confirmationList")):
        return Judged("przed XML coś stoi albo to nie XML", good=False)
    try:
        root = etree.fromstring(
            body[:MOST_OF_AN_ANSWER], etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError as error:
        return Judged(f"XML nie do odczytania: {error}", good=False)
    said = [root.findtext(path) or "" for path in (
        "serviceID", "transactionsConfirmations/transactionConfirmed/orderID",
        "transactionsConfirmations/transactionConfirmed/confirmation", "hash",
    )]  # fmt: skip
    return _judge_values(root.tag, said, order_id, service)


def _judge_values(tag: str, said: list[str], order_id: str, service: Service) -> Judged:
    *values, given = said
    if tag != "confirmationList":
        return Judged(f"korzeń {tag} zamiast confirmationList", good=False)
    if not service.is_signed(values, given):
        return Judged("skrót w odpowiedzi się nie zgadza", good=False)
    if values[:2] != [service.service_id, order_id]:
        return Judged("odpowiedź dotyczy czego innego", good=False)
    if values[2] == "NOTCONFIRMED":
        return Judged("NOTCONFIRMED: portal nie potwierdza", good=False)
    if values[2] != "CONFIRMED":
        return Judged(f"nieznane potwierdzenie {values[2]}", good=False)
    return Judged("CONFIRMED: portal potwierdził", good=True)
