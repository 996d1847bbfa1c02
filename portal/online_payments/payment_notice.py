"""A notice of the operator about one attempt to pay an order, in our words."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

from portal.money import Grosze

Status = Literal["PENDING", "SUCCESS", "FAILURE"]
STATUSES: tuple[Status, ...] = ("PENDING", "SUCCESS", "FAILURE")

_AMOUNT = re.compile(r"([0-9]{1,14})(?:\.([0-9]{1,2}))?", re.ASCII)
_PAID_AT = re.compile(r"[0-9]{14}", re.ASCII)


class NotANotice(ValueError):
    """A value is not of the kind that the operator's documents promise."""


class PaymentNotice(NamedTuple):
    """What the operator says about an attempt.

    `paid_at` is YYYYMMDDhhmmss in Polish time, as received; `fingerprint` is the same for a
    repeat; `source` tells whether the operator sent it by itself or answered a question.
    """

    service_id: str
    order_id: str
    remote_id: str
    amount: Grosze
    currency: str
    gateway_id: int | None
    paid_at: str
    status: Status
    details: str
    start_amount: Grosze | None
    message: str
    fingerprint: bytes
    source: Literal["notice", "status"] = "notice"

    @property
    def paid_on(self) -> date:
        """The day of the attempt, in Poland."""
        return datetime.strptime(self.paid_at[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day

    @property
    def ordered(self) -> Grosze:
        """The amount that was ordered: without the fee, where the payer bears it."""
        return self.amount if self.start_amount is None else self.start_amount


def fingerprint_of(values: Iterable[str]) -> bytes:
    """The identity of a message: that of the values that its hash covers."""
    return hashlib.sha256("|".join(filter(None, values)).encode()).digest()


def amount_of(text: str) -> Grosze:
    """Grosze from the operator's "12.34"; "12.3" and "12" have been seen too.

    Raises: NotANotice for a comma, a sign, three decimals, an exponent, more than 14 digits.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise NotANotice("amount")
    return Grosze(int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")))


def in_operator_words(amount: Grosze) -> str:
    """12.34 for 1234 grosze."""
    return f"{amount // 100}.{amount % 100:02d}"


def paid_at_of(text: str) -> str:
    """Raises: NotANotice for what is no date and time."""
    if not _PAID_AT.fullmatch(text):
        raise NotANotice("paymentDate")
    try:
        datetime.strptime(text, "%Y%m%d%H%M%S")  # noqa: DTZ007 - only whether it is one
    except ValueError as error:
        raise NotANotice("paymentDate") from error
    return text
