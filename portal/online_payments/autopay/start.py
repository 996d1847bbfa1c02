"""The form that sends a payer to the operator.

Source: Autopay's documentation of the start of a transaction: fields by their numbers, hashed in
that order, empty ones left out.
"""

import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.online_payments.autopay.signing import signature
from portal.online_payments.payment_notice import in_operator_words
from portal.settings import Autopay

LEAST = Grosze(1)
MOST = Grosze(10_000_000)
LONGEST_DESCRIPTION = 79
LONGEST_TITLE = 95
LONGEST_RECEIVER = 35
LONGEST_EMAIL = 255

_NOT_IN_DESCRIPTION = re.compile(r"[^A-Za-z0-9.:,\- ]")
_POLISH_LETTERS = "ĘęÓóĄąŚśŁłŻżŹźĆćŃń"
_NOT_IN_TITLE = re.compile(rf"[^A-Za-z0-9{_POLISH_LETTERS}.,\- ]")


class Start(NamedTuple):
    """What the operator is told of an order."""

    order_id: str
    amount: Grosze
    description: str
    email: str
    title: str
    receiver: str
    account: str
    ends_at: datetime
    return_url: str
    gateway_id: int = 0
    payer_ip: str = ""
    """The payer's address, where our server starts the payment for them."""
    code: str = ""
    """A BLIK code; only where our server starts the payment."""


def start_fields(start: Start, autopay: Autopay) -> list[tuple[str, str]]:
    """The fields of the form, in the order of the hash, which is the last of them.

    Raises: PipeInValue where a value that must stay as it is (an e-mail) has a bar.
    """
    fields = [
        ("ServiceID", autopay.service_id),
        ("OrderID", start.order_id),
        ("Amount", in_operator_words(start.amount)),
        ("Description", plain(start.description)[:LONGEST_DESCRIPTION].strip()),
        ("GatewayID", str(start.gateway_id)),
        ("Currency", "PLN"),
        ("CustomerEmail", start.email if len(start.email) <= LONGEST_EMAIL else ""),
        ("Language", "PL"),
        ("CustomerNRB", start.account),
        ("CustomerIP", start.payer_ip),
        ("Title", _cut(_NOT_IN_TITLE.sub("-", start.title), LONGEST_TITLE)),
        ("ReceiverName", _cut(_NOT_IN_TITLE.sub(" ", start.receiver), LONGEST_RECEIVER)),
        ("ValidityTime", start.ends_at.astimezone(clock.WARSAW).strftime("%Y-%m-%d %H:%M:%S")),
        ("AuthorizationCode", start.code),
        ("ReturnURL", start.return_url),
    ]
    kept = [(name, value) for name, value in fields if value]
    values = [value for _, value in kept]
    return [*kept, ("Hash", signature(values, autopay.keys[0], autopay.algorithm))]


def plain(words: str) -> str:
    """Words as a description may have them: no Polish letters, no slash, few signs."""
    bare = unicodedata.normalize("NFKD", words.translate(_POLISH))
    ascii_only = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_NOT_IN_DESCRIPTION.sub("-", ascii_only).split())


_POLISH = str.maketrans({"ł": "l", "Ł": "L", "–": "-", "—": "-"})


def _cut(words: str, longest: int) -> str:
    return " ".join(words.split())[:longest].strip()
