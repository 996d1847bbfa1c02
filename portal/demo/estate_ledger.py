"""What each lease of the invented estate is charged and pays. Amounts are grosze."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.demo import estate_calendar as calendar
from portal.demo.estate_documents import Document, extra_document, monthly_charge
from portal.demo.estate_model import Lease, Payday, Premises

FIRST_PERIOD, LAST_PERIOD = "2024-12", "2026-12"
LAST_PAID_PERIOD = "2026-11"  # December is not due yet; only a story pays it

_ORDER_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Payment:
    """Money that came in: paid one day, booked that day or the next working day."""

    payment_id: str
    paid_on: date
    booked_on: date
    amount: int
    method: str
    title: str
    online_order_id: str = ""


def documents_of(lease: Lease, premises: Premises) -> list[Document]:
    """Every charge document of a lease, in the order of issue."""
    monthly = [monthly_charge(lease, premises, period) for period in charged_periods(lease)]
    extras = [extra_document(lease, premises, extra, monthly) for extra in lease.extras]
    return sorted([*monthly, *extras], key=lambda each: (each.issued_on, each.number))


def charged_periods(lease: Lease) -> list[str]:
    """The months for which the books hold a charge: none for a lease that begins with December."""
    if lease.started_on[:7] >= LAST_PERIOD:
        return []
    last = min(lease.ended_on[:7] or LAST_PERIOD, LAST_PERIOD)
    return list(calendar.months(max(lease.started_on[:7], FIRST_PERIOD), last))


def payments_of(lease: Lease, documents: list[Document]) -> list[Payment]:
    """The payments of a lease, each of what is owed that day or of what its story says."""
    payments: list[Payment] = []
    for payday, period in _paydays(lease):
        day = date.fromisoformat(payday.on)
        charged = sum(each.amount for each in documents if each.issued_on <= day)
        owed = charged - sum(payment.amount for payment in payments)
        amount = owed if payday.amount is None else payday.amount
        if amount > 0:
            payments.append(_payment(lease, payday, period, amount, len(payments) + 1))
    return payments


def _paydays(lease: Lease) -> Iterator[tuple[Payday, str]]:
    """The days on which a lease pays, with the month that each is for, in order."""
    chance = random.Random(lease.lease_id)  # noqa: S311 - the same story each time, no secret
    usual = {}
    for period in charged_periods(lease):
        day = calendar.working_day(calendar.day_of(period, chance.randint(2, 8)))
        if period <= LAST_PAID_PERIOD:
            usual[period] = (Payday(day.isoformat(), lease.method),)
    for period, paydays in sorted({**usual, **lease.paydays}.items()):
        for payday in paydays:
            yield payday, period


def _payment(lease: Lease, payday: Payday, period: str, amount: int, number: int) -> Payment:
    day = date.fromisoformat(payday.on)
    year, month = period.split("-")
    online = payday.method == "online"
    return Payment(
        payment_id=f"W/{lease.lease_id}/{number:03d}",
        paid_on=day,
        booked_on=calendar.next_working_day(day) if online else calendar.working_day(day),
        amount=amount,
        method=payday.method,
        title=f"{payday.title or f'Czynsz {month}/{year}'} umowa {lease.contract_number}",
        online_order_id=payday.online_order_id or _order_id(lease, number) if online else "",
    )


def _order_id(lease: Lease, number: int) -> str:
    """An order number in the manner of the portal's own: XXXX-XXXX-0012."""
    chance = random.Random(f"{lease.lease_id}/{number}")  # noqa: S311 - as above
    letters = "".join(chance.choices(_ORDER_ALPHABET, k=8))
    return f"{letters[:4]}-{letters[4:]}-{number:04d}"
