"""The agreed instalments on paper."""

import json
from pathlib import Path

from portal import language, money
from portal.arrears.queries import Proposal
from portal.settings import Organisation
from portal.store.database import Database
from portal.tenancy.leases import Lease, holders_of
from portal.tenancy.transfer import grouped, title_of
from portal.typesetting import set_in_type

_TEMPLATE = Path(__file__).with_name("plan.typ")


def in_words(
    db: Database, asked: Proposal, lease: Lease, organisation: Organisation
) -> dict[str, object]:
    """Everything that the paper says."""
    day = asked.changed_at.date()
    return {
        "title": f"Plan spłaty w ratach, umowa {lease.contract_number}",
        "organisation": organisation.name,
        "organisation_address": f"{organisation.street}, {organisation.city}",
        "day": [day.year, day.month, day.day],
        "facts": [
            ["Najemca", language.listed(holders_of(db, lease.lease_id) or ["–"])],
            ["Lokal", f"{lease.address}, {lease.postcode} {lease.city}"],
            ["Umowa", lease.contract_number],
            ["Zgoda biura", language.instant(asked.changed_at)],
            ["Kwota rozłożona na raty", money.with_currency(asked.agreed_amount)],
        ],
        "rows": [
            [str(number), language.day(part.due_on), money.with_currency(part.amount)]
            for number, part in enumerate(asked.agreed, 1)
        ],
        "total": money.with_currency(asked.agreed_amount),
        "note": asked.answer or "",
        "paying": [
            ["Numer konta", grouped(lease.bank_account)],
            ["Odbiorca", organisation.name],
            ["Tytuł przelewu", title_of(lease.contract_number)],
        ],
        "help": (
            "Raty nie zastępują bieżących opłat. Jeśli nie możesz zapłacić raty w terminie,"
            f" zadzwoń: {organisation.telephone}."
        ),
    }


def as_pdf(data: dict[str, object]) -> bytes:
    """The paper as a tagged PDF (PDF/UA-1)."""
    return set_in_type(_TEMPLATE, json.dumps(data, ensure_ascii=False))


def file_name(asked: Proposal) -> str:
    """A name that tells the day and nothing about the person."""
    return f"raty-{asked.changed_at.date()}.pdf"
