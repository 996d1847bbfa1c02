"""A letter of the office on paper, for those who get no e-mail: a page or more for each."""

import json
from collections.abc import Sequence
from pathlib import Path

from portal import clock, language
from portal.bulletins.queries import Delivery
from portal.settings import Organisation
from portal.typesetting import set_in_type

_TEMPLATE = Path(__file__).with_suffix(".typ")
SECONDS = 300


def as_pdf(
    organisation: Organisation, subject: str, body: str, to: Sequence[Delivery], site: str
) -> bytes:
    """A tagged PDF (PDF/UA-1) with the address where the window of a DL envelope is."""
    today = clock.today()
    paragraphs = [part.strip() for part in body.split("\n\n") if part.strip()]
    data = {
        "title": subject,
        "organisation": organisation.name,
        "organisation_street": organisation.street,
        "organisation_city": organisation.city,
        "contact": f"telefon {organisation.telephone}, e-mail {organisation.email}",
        "site": site,
        "day": [today.year, today.month, today.day],
        "written_on": language.day(today),
        "paragraphs": paragraphs,
        "letters": [_address(each) for each in to],
    }
    return set_in_type(_TEMPLATE, json.dumps(data, ensure_ascii=False), seconds=SECONDS)


def _address(delivery: Delivery) -> list[str]:
    inside = f" m. {delivery.flat}" if delivery.flat else ""
    return [
        delivery.name,
        f"{delivery.street} {delivery.building}{inside}",
        f"{delivery.postcode} {delivery.city}",
    ]
