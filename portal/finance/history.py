"""The history of an account: charges and payments in one list, with the balance after each."""

from functools import partial
from operator import itemgetter
from typing import Literal, NamedTuple

from portal import language
from portal.tenancy.charge_titles import title_of
from portal.tenancy.ledger import Account, Charge, Payment

Kind = Literal["", "oplaty", "wplaty"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("", "Wszystko"),
    ("oplaty", "Opłaty"),
    ("wplaty", "Wpłaty"),
)

TITLES_OF_PAYMENTS = {
    method: f"Wpłata – {words.lower()}" for method, words in language.PAYMENT_METHODS.items()
}


REFUND = "Zwrot wpłaty"
AWAITS = ", oczekuje na zaksięgowanie"


class Entry(NamedTuple):
    """A line of the history. Of `charged` and `paid`, one is None; both are signed as shown."""

    day: str
    title: str
    path: str
    row_id: int
    charged: int | None
    paid: int | None
    balance: int
    due_on: str | None


_entry = partial(tuple.__new__, Entry)  # as Entry._make, without a call of Python for each


def entries_of(account: Account, *, year: int | None = None, kind: Kind = "") -> list[Entry]:
    """Charges and payments by the day they were entered, the newest first.

    Takes:   the account, whole or since the first day of the year; the year and the kind to
             show, without them everything. The balance after an entry counts what is not shown.
    """
    moves: list[tuple[str, int, Charge | Payment]] = [
        (charge.issued_on, 0, charge) for charge in account.charges
    ]
    moves += [(payment.booked_on, 1, payment) for payment in account.payments]
    moves.sort(key=itemgetter(0, 1))
    open_ids = {item.charge.charge_id for item in account.unpaid}
    start = "" if year is None else f"{year:04d}"
    balance = account.carried or 0
    entries: list[Entry] = []
    for day, _, move in moves:
        shown = day.startswith(start)
        if isinstance(move, Charge):
            balance -= move.amount
            if shown and kind != "wplaty":
                entries.append(_charge_entry(day, move, balance, move.charge_id in open_ids))
        else:
            balance += move.amount
            if shown and kind != "oplaty":
                entries.append(_payment_entry(day, move, balance))
    entries.reverse()
    return entries


def _charge_entry(day: str, charge: Charge, balance: int, is_open: bool) -> Entry:
    title, amount = title_of(charge.kind, charge.period), charge.amount
    charged, paid = (-amount, None) if amount > 0 else (None, -amount)
    due_on = charge.due_on if is_open else None
    row_id = charge.charge_id
    return _entry((day, title, "naliczenia", row_id, charged, paid, balance, due_on))


def _payment_entry(day: str, payment: Payment, balance: int) -> Entry:
    title, row_id = TITLES_OF_PAYMENTS[payment.method], payment.payment_id
    if payment.amount < 0:
        title = REFUND
    if payment.awaits_booking:
        title = f"{title}{AWAITS}"
    return _entry((day, title, "wplaty", row_id, None, payment.amount, balance, None))
