"""A letter of the office on paper, for those who get no e-mail: a page or more for each."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from portal import language
from portal.settings import Organisation
from portal.typesetting import set_in_type

_TEMPLATE = Path(__file__).with_suffix(".typ")
SECONDS = 300


def as_pdf(
    organisation: Organisation,
    subject: str,
    body: str,
    to: Sequence[Sequence[str]],
    *,
    day: date,
    site: str,
) -> bytes:
    """A tagged PDF (PDF/UA-1) with the address where the window of a DL envelope is.

    Takes:   to: the lines of each address; day: when it was written; site: the portal's host.
    """
    data = {
        "title": subject,
        "organisation": organisation.name,
        "organisation_street": organisation.street,
        "organisation_city": organisation.city,
        "contact": f"telefon {organisation.telephone}, e-mail {organisation.email}",
        "site": site,
        "day": [day.year, day.month, day.day],
        "written_on": language.day(day),
        "paragraphs": [part.strip() for part in body.split("\n\n") if part.strip()],
        "letters": [list(lines) for lines in to],
    }
    return set_in_type(_TEMPLATE, json.dumps(data, ensure_ascii=False), seconds=SECONDS)


def address_lines(
    name: str, street: str, building: str, flat: str | None, postcode: str, city: str
) -> list[str]:
    """An address as it stands on an envelope."""
    inside = f" m. {flat}" if flat else ""
    return [name, f"{street} {building}{inside}", f"{postcode} {city}"]
