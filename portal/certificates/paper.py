"""A certificate on paper: the same whenever it is set in type."""

import json
from pathlib import Path

from portal import language
from portal.certificates.queries import Certificate
from portal.typesetting import code_picture, set_in_type

_TEMPLATE = Path(__file__).with_name("certificate.typ")


def as_pdf(certificate: Certificate) -> bytes:
    """The certificate as a tagged PDF (PDF/UA-1)."""
    day, facts = certificate.issued_on, certificate.facts
    data = {
        **facts,
        "day": [day.year, day.month, day.day],
        "issued_on": language.day(day),
        "valid_until": language.day(certificate.valid_until),
        "code": certificate.printed_code,
        "picture": code_picture(f"{facts['address']}/{certificate.code}"),
    }
    return set_in_type(_TEMPLATE, json.dumps(data, ensure_ascii=False))


def file_name(certificate: Certificate) -> str:
    """A name that tells the kind and the day and nothing about the person."""
    return f"zaswiadczenie-{certificate.kind.address}-{certificate.issued_on}.pdf"
