"""The confirmation of an online payment on paper."""

import json
from pathlib import Path
from typing import NamedTuple

from portal import clock, language, money
from portal.online_payments.order_queries import Progress
from portal.settings import Organisation
from portal.typesetting import set_in_type

_TEMPLATE = Path(__file__).with_suffix(".typ")


class Receipt(NamedTuple):
    """What a confirmation says; shares are contract number, address and grosze."""

    organisation: Organisation
    payer: str
    progress: Progress
    shares: list[tuple[str, str, int]]
    channel: str


def as_pdf(receipt: Receipt) -> bytes:
    """A tagged PDF (PDF/UA-1)."""
    return set_in_type(_TEMPLATE, json.dumps(_in_words(receipt), ensure_ascii=False))


def _in_words(receipt: Receipt) -> dict[str, object]:
    progress, organisation = receipt.progress, receipt.organisation
    paid = [attempt for attempt in progress.attempts if attempt.status == "SUCCESS"]
    today = clock.today()
    return {
        "title": f"Potwierdzenie płatności {progress.order.order_id}",
        "organisation": organisation.name,
        "organisation_address": f"{organisation.street}, {organisation.city}",
        "organisation_contact": f"telefon {organisation.telephone}, e-mail {organisation.email}",
        "day": [today.year, today.month, today.day],
        "made_on": language.day(today),
        "payer": receipt.payer,
        "order": progress.order.order_id,
        "channel": receipt.channel or "Autopay",
        "attempts": [
            [attempt.remote_id, _moment(attempt.paid_at), money.with_currency(attempt.amount)]
            for attempt in paid
        ],
        "shares": [
            [number, address, money.with_currency(amount)]
            for number, address, amount in receipt.shares
        ],
        "total": money.with_currency(progress.paid),
        "refunded": money.with_currency(progress.refunded) if progress.refunded else "",
    }


def _moment(paid_at: str) -> str:
    """21.11.2026, godz. 10.15, from the operator's own 20261121101500."""
    return (
        f"{paid_at[6:8]}.{paid_at[4:6]}.{paid_at[:4]}, godz. {int(paid_at[8:10])}.{paid_at[10:12]}"
    )
