"""A message of an order as it was sent or received. It is opened by a form, for each look at it
stands in the audit log; the page itself opens only for a look that was noted a short while ago.
"""

import base64
import binascii
import json
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.responses import Response

from portal import clock
from portal.online_payments import orders, trail
from portal.online_payments.desk import queries, words
from portal.online_payments.desk.order_desk import DESK
from portal.store.database import writing
from portal.store.events import Event, record
from portal.tenancy.absent import NotThere
from portal.web.rights import HANDLE_PAYMENTS
from portal.web.routing import Screen
from portal.web.visit import Visit

MESSAGE, NOTICE = "wiadomosc", "powiadomienie"
LONGEST_NAME = 60


class Opened(NamedTuple):
    """A message to read: what it is, when, whither, and its text."""

    what: str
    at: str
    direction: str
    body: str


def note_look(visit: Visit) -> Response:
    """Note the look, then show the message."""
    order_id = visit.parameters["order"]
    _message(visit, order_id)
    order = orders.find_order(visit.db, order_id)
    with writing(visit.db):
        record(
            visit.db,
            Event.PAYMENT_MESSAGE_OPENED,
            account_id=visit.person.account_id,
            tenant_id=order.tenant_id if order else None,
            order=order_id,
            message=_mark(visit),
        )
    return visit.go_to(visit.path)


def message(visit: Visit) -> Response:
    """The message, for somebody whose look was noted."""
    order_id = visit.parameters["order"]
    found = _message(visit, order_id)
    order = orders.find_order(visit.db, order_id)
    visit.shows("payment", [order.tenant_id if order else None])
    opened = queries.has_opened(visit.db, visit.person.account_id, order_id, _mark(visit))
    text = readable(found.body)
    return visit.page(
        "online_payments/desk/message.html",
        order_id=order_id,
        back=f"{DESK}/{order_id}" if order else f"{DESK}/do-wyjasnienia",
        what=found.what,
        at=clock.from_text(found.at),
        direction=found.direction,
        opened=opened,
        fields=fields_of(text) if opened else [],
        body=found.body if opened else "",
        text=text if opened and text != found.body else "",
    )


def readable(body: str) -> str:
    """The text of a message: a notification comes packed in base64."""
    packed = "".join(body.split()).replace(" ", "+")
    try:
        return base64.b64decode(packed, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return body


def fields_of(text: str) -> list[tuple[str, str]]:
    """Names and values, in the order of the message; none where it is of another kind."""
    if text.lstrip().startswith("<"):
        return _leaves(text)
    if text.lstrip().startswith("{"):
        return _members(text)
    return parse_qsl(text, keep_blank_values=True)


def _leaves(text: str) -> list[tuple[str, str]]:
    from lxml import etree

    if "<!" in text:
        return []
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return []
    return [
        (str(node.tag)[:LONGEST_NAME], (node.text or "").strip())
        for node in root.iter(etree.Element)
        if not len(node)
    ]


def _members(text: str) -> list[tuple[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [(str(name)[:LONGEST_NAME], str(value)) for name, value in found.items()]


def _kind(visit: Visit) -> str:
    return visit.path.rpartition("/")[0].rpartition("/")[2]


def _mark(visit: Visit) -> str:
    return f"{_kind(visit)} {visit.row_id('id')}"


def _message(visit: Visit, order_id: str) -> Opened:
    """Raises: NotThere."""
    number = visit.row_id("id")
    if _kind(visit) == MESSAGE:
        for each in trail.trail_of(visit.db, order_id):
            if each.message_id == number:
                what = words.message_in_words(each.kind)
                return Opened(what, each.at, each.direction, each.body)
    else:
        for notice in queries.notices_of(visit.db, order_id):
            if notice.notice_id == number:
                what = f"Powiadomienie: {words.ATTEMPTS[notice.status][1]}"
                return Opened(what, notice.received_at, "in", notice.message)
    raise NotThere


handling = HANDLE_PAYMENTS.who

screens = [
    Screen(f"{DESK}/{{order}}/{MESSAGE}/{{id}}", message, who=handling),
    Screen(f"{DESK}/{{order}}/{MESSAGE}/{{id}}", note_look, who=handling, method="POST"),
    Screen(f"{DESK}/{{order}}/{NOTICE}/{{id}}", message, who=handling),
    Screen(f"{DESK}/{{order}}/{NOTICE}/{{id}}", note_look, who=handling, method="POST"),
]
