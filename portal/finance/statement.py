"""A statement (zestawienie): what was charged and paid in a period, with the balance after each."""

import json
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from portal import money
from portal.finance import history
from portal.finance.history import Entry
from portal.finance.statement_queries import Marks
from portal.language import short_day
from portal.money import Grosze
from portal.tenancy.ledger import Account
from portal.typesetting import set_in_type

_TEMPLATE = Path(__file__).with_suffix(".typ")

AWAITS_NOTE = (
    "Wpłatę z dopiskiem „oczekuje na zaksięgowanie” potwierdził operator płatności i saldo już ją"
    " uwzględnia. Księgowość zapisze ją zwykle w ciągu dwóch dni roboczych."
)


class Statement(NamedTuple):
    """A period of a ledger.

    opening - charged - interest + credited + paid = closing; `charged` and `interest` are what
    was owed, `credited` is what charge documents gave back.
    """

    first: date
    last: date
    opening: Grosze
    charged: Grosze
    interest: Grosze
    credited: Grosze
    paid: Grosze
    closing: Grosze
    entries: list[Entry]

    @property
    def awaits_booking(self) -> bool:
        """Whether some of it is confirmed and not booked yet."""
        return any(entry.title.endswith(history.AWAITS) for entry in self.entries)


class Heading(NamedTuple):
    """Whose statement it is and how fresh it is, in words."""

    organisation: str
    organisation_address: str
    holders: str
    address: str
    contract_number: str
    as_of: str


def statement_of(account: Account, first: date, last: date) -> Statement:
    """The entries of a period, the oldest first. A charge counts from the day it was issued, a
    payment from the day it was booked."""
    begin, end = first.isoformat(), last.isoformat()
    so_far = list(takewhile(lambda entry: entry.day <= end, reversed(history.entries_of(account))))
    before = [entry for entry in so_far if entry.day < begin]
    charges = [charge for charge in account.charges if begin <= charge.issued_on <= end]
    owed = [charge for charge in charges if charge.amount > 0]
    interest = sum(charge.amount for charge in owed if charge.kind == "interest")
    return Statement(
        first=first,
        last=last,
        opening=Grosze(before[-1].balance if before else 0),
        charged=Grosze(sum(charge.amount for charge in owed) - interest),
        interest=Grosze(interest),
        credited=Grosze(-sum(charge.amount for charge in charges if charge.amount < 0)),
        paid=Grosze(
            sum(item.amount for item in account.payments if begin <= item.booked_on <= end)
        ),
        closing=Grosze(so_far[-1].balance if so_far else 0),
        entries=so_far[len(before) :],
    )


def balance_in_words(balance: int) -> str:
    """What a balance means: nadpłata, do zapłaty, rozliczone."""
    if balance == 0:
        return "rozliczone"
    return "nadpłata" if balance > 0 else "do zapłaty"


def as_pdf(statement: Statement, heading: Heading, marks: Marks) -> bytes:
    """The statement as a tagged PDF (PDF/UA-1)."""
    data = json.dumps(_in_words(statement, heading, marks), ensure_ascii=False)
    return set_in_type(_TEMPLATE, data)


def file_name(statement: Statement) -> str:
    """A name that tells the period and nothing about the person."""
    return f"zestawienie-{statement.first}-{statement.last}.pdf"


def _in_words(statement: Statement, heading: Heading, marks: Marks) -> dict[str, object]:
    period = f"od {short_day(statement.first)} do {short_day(statement.last)}"
    return {
        **heading._asdict(),
        "title": f"Zestawienie opłat i wpłat {period}",
        "day": [statement.last.year, statement.last.month, statement.last.day],
        "first": short_day(statement.first),
        "last": short_day(statement.last),
        "opening": _explained(statement.opening),
        "charged": money.signed(-statement.charged),
        "interest": money.signed(-statement.interest),
        "credited": money.signed(statement.credited),
        "paid": money.signed(statement.paid),
        "closing": _explained(statement.closing),
        "note": AWAITS_NOTE if statement.awaits_booking else "",
        "rows": [
            [
                short_day(date.fromisoformat(entry.day)),
                entry.title,
                _mark(entry, marks),
                "" if entry.charged is None else money.signed(entry.charged),
                "" if entry.paid is None else money.signed(entry.paid),
                money.signed(entry.balance),
            ]
            for entry in statement.entries
        ],
    }


def _mark(entry: Entry, marks: Marks) -> str:
    mark = marks.get((entry.path, entry.row_id), "")
    return f"nr {mark}" if entry.path == "naliczenia" and mark else mark


def _explained(balance: int) -> str:
    return f"{money.signed(balance)} ({balance_in_words(balance)})"
