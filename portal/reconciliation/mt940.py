"""Statements in MT940, read by the library mt-940; the details of entries are parted by our own.

The library is given text, never a name of a file: what it takes for one, it opens.
"""

import logging
import re
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from portal.money import Grosze
from portal.reconciliation.details import read_details
from portal.reconciliation.entries import MOST_ENTRIES, Entry, Statement, Unreadable, clean

WRONG = "Tego pliku nie da się odczytać jako MT940. Pobierz wyciąg z banku jeszcze raz."
# The library drops the spaces at the end of a line, between two words of a title as well.
HELD = "\u2060"
_ENVELOPE = re.compile(r"^(?:-\}|\{[1-5]:).*$", re.MULTILINE)
_BLOCK = re.compile(r"^(?=:20:)", re.MULTILINE)
_CLOSING = re.compile(r"^:62[FM]?:", re.MULTILINE)
_DETAILS = re.compile(r"^:86:(?:(?!^:[0-9]{2}).)*", re.MULTILINE | re.DOTALL)
MOST_TAGS = 100_000
OPENINGS = ("final_opening_balance", "opening_balance", "intermediate_opening_balance")
CLOSINGS = ("final_closing_balance", "closing_balance", "intermediate_closing_balance")


class Page(NamedTuple):
    """A page of a statement: a long one comes in several, with balances in between."""

    statement: Statement
    goes_on: bool
    is_more: bool


def is_mt940(text: str) -> bool:
    """Whether a text has what every MT940 has."""
    return bool(_BLOCK.search(text)) and ":60" in text


def read_mt940(text: str) -> list[Statement]:
    """Every statement in a file.

    Raises: Unreadable.
    """
    text = _ENVELOPE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace(" \n", f" {HELD}\n")
    if text.count("\n:61:") > MOST_ENTRIES or text.count("\n:") > MOST_TAGS:
        raise Unreadable(f"Za duży wyciąg: więcej niż {MOST_ENTRIES} operacji. Podziel go na dni.")
    statements: list[Statement] = []
    goes_on = False
    for block in _BLOCK.split(text):
        if not block.startswith(":20:"):
            continue
        page = _page(block)
        if goes_on and page.is_more and page.statement.account == statements[-1].account:
            statements[-1] = _joined(statements[-1], page.statement)
        else:
            statements.append(page.statement)
        goes_on = page.goes_on
    if not statements:
        raise Unreadable(WRONG)
    return statements


def _page(block: str) -> Page:
    import mt940

    # It logs what it cannot read: names and accounts of payers.
    logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)
    processors = {
        "post_transaction_details": [],
        "post_statement": [mt940.processors.date_cleanup_post_processor, _with_kind],
    }
    try:
        found = mt940.models.Transactions(processors, options=mt940.Options.all())
        found.parse(_without_last_words(block))
        return _page_of(found)
    except Unreadable:
        raise
    except Exception as error:  # the library's own are of every kind
        raise Unreadable(WRONG) from error


def _page_of(found: Any) -> Page:
    opening_name, opening = _balance(found.data, OPENINGS)
    closing_name, closing = _balance(found.data, CLOSINGS)
    entries = [_entry(each.data) for each in found if each.data.get("amount") is not None]
    days = [entry.booked_on for entry in entries]
    statement = Statement(
        account=_account(str(found.data.get("account_identification") or "")),
        number=clean(str(found.data.get("statement_number") or "")),
        first_on=min([*days, _day(closing.date)]),
        last_on=max([*days, _day(closing.date)]),
        opening=_grosze(opening.amount),
        closing=_grosze(closing.amount),
        entries=entries,
    )
    return Page(
        statement,
        goes_on=closing_name.startswith("intermediate"),
        is_more=opening_name.startswith("intermediate"),
    )


def _without_last_words(block: str) -> str:
    """The block without what is said after its closing balance, which is of no entry."""
    end = _CLOSING.search(block)
    return block if end is None else block[: end.end()] + _DETAILS.sub("", block[end.end() :])


def _with_kind(transactions: Any, tag: Any, given: Any, result: dict[str, Any]) -> dict[str, Any]:
    """An entry without a kind, which the library would write over with the next."""
    result["id"] = result.get("id") or "NMSC"
    return result


def _balance(data: dict[str, Any], names: tuple[str, ...]) -> tuple[str, Any]:
    for name in names:
        if data.get(name) is not None:
            return name, data[name]
    raise Unreadable("W wyciągu brakuje salda początkowego albo końcowego.")


def _entry(data: dict[str, Any]) -> Entry:
    details = read_details(str(data.get("transaction_details") or "").replace(HELD, ""))
    references = (data.get("bank_reference"), data.get("customer_reference"))
    reference = next((clean(str(each)) for each in references if each and each != "NONREF"), "")
    return Entry(
        booked_on=_day(data.get("entry_date") or data["date"]),
        amount=_grosze(data["amount"]),
        reference=reference,
        name=details.name,
        account=details.account,
        title=details.title,
        details=details.text,
    )


def _day(given: Any) -> date:
    return date(given.year, given.month, given.day)


def _grosze(amount: Any) -> Grosze:
    """Raises: Unreadable for another currency and for parts of a grosz."""
    if amount.currency not in (None, "PLN"):
        raise Unreadable(f"Wyciąg jest w walucie {amount.currency}. Uzgadniamy tylko złote.")
    grosze = Decimal(amount.amount) * 100
    if grosze != int(grosze):
        raise Unreadable(WRONG)
    return Grosze(int(grosze))


def _account(given: str) -> str:
    """Digits where it is an account number in Poland; else as it stands."""
    bare = re.sub(r"[\s-]", "", given).rpartition("/")[2].upper()
    return clean(bare.removeprefix("PL")) if bare.removeprefix("PL").isdigit() else clean(given)


def _joined(before: Statement, after: Statement) -> Statement:
    """Two pages of one statement."""
    return before._replace(
        first_on=min(before.first_on, after.first_on),
        last_on=max(before.last_on, after.last_on),
        closing=after.closing,
        entries=before.entries + after.entries,
    )
