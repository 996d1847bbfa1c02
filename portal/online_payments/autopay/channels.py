"""The channels that the operator offers: how they are asked for, and how the list is read.

The list is not signed. It chooses nothing but what a payer sees before they leave for the operator.
"""

import re
from typing import Any, NamedTuple

from portal.online_payments.autopay.answer import read_json
from portal.online_payments.autopay.faults import BadAnswer, Declined
from portal.online_payments.autopay.signing import signature
from portal.settings import Autopay

PATH = "/gatewayList/v3"
CURRENCY = "PLN"
BLIK = 509
MOST = 300
LONGEST_NAME = 100

_LIMIT = re.compile(r"([0-9]{1,14})(?:\.([0-9]{1,2})0*)?")


class Channel(NamedTuple):
    """A way to pay at the operator's; its limits in grosze, None where there is none."""

    gateway_id: int
    name: str
    group: str
    least: int | None
    most: int | None
    button: str

    def takes(self, amount: int) -> bool:
        """Whether an amount is within its limits."""
        return (self.least is None or self.least <= amount) and (
            self.most is None or amount <= self.most
        )


def channels_question(message_id: str, autopay: Autopay) -> dict[str, Any]:
    """A JSON document that asks for the list."""
    values = (autopay.service_id, message_id, CURRENCY, "PL")
    return {
        "ServiceID": int(autopay.service_id),
        "MessageID": message_id,
        "Currencies": CURRENCY,
        "Language": "PL",
        "Hash": signature(values, autopay.keys[0], autopay.algorithm),
    }


def read_channels(content: bytes, autopay: Autopay) -> list[Channel]:
    """The channels that a person may pay by now, in the operator's order; never none.

    An entry that cannot be read is left out: one bad bank must not hide the others.

    Raises: BadAnswer, Declined.
    """
    found = read_json(content)
    if found.get("result") not in ("OK", None):
        raise Declined(str(found.get("errorStatus") or ""), str(found.get("description") or ""))
    if str(found.get("serviceID")) != autopay.service_id:
        raise BadAnswer("about something else")
    listed = found.get("gatewayList")
    if not isinstance(listed, list):
        raise BadAnswer("no list")
    read = [_channel(entry) for entry in listed[:MOST] if isinstance(entry, dict)]
    open_now = sorted(((order, each) for order, each in filter(None, read)), key=lambda at: at[0])
    if not open_now:
        raise BadAnswer("an empty list")
    return [channel for _, channel in open_now]


def _channel(entry: dict[str, Any]) -> tuple[int, Channel] | None:
    """A channel with its place in the order; None for one that nobody can pay by now."""
    gateway_id = _whole(entry.get("gatewayID", entry.get("id")))
    name = str(entry.get("name") or "").strip()[:LONGEST_NAME]
    group = str(entry.get("groupType") or "").strip()[:30]
    limits = _limits(entry.get("currencies"))
    if gateway_id is None or not name or limits is None:
        return None
    if entry.get("state") != "OK" or entry.get("availableFor") == "B2B":
        return None
    if entry.get("requiredParams"):
        return None
    button = str(entry.get("buttonTitle") or "").strip()[:LONGEST_NAME]
    order = _whole(entry.get("order"))
    return (order if order is not None else MOST), Channel(gateway_id, name, group, *limits, button)


def _limits(currencies: Any) -> tuple[int | None, int | None] | None:
    """The least and the most in our currency; None where it is not taken."""
    if not isinstance(currencies, list):
        return None
    for each in currencies:
        if isinstance(each, dict) and each.get("currency") == CURRENCY:
            return _grosze(each.get("minAmount")), _grosze(each.get("maxAmount"))
    return None


def _whole(value: Any) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None


def _grosze(value: Any) -> int | None:
    """The grosze of 5000, "5000.0" or "0.01"; None for anything else."""
    match = _LIMIT.fullmatch(str(value))
    if match is None:
        return None
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
