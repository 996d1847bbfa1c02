"""The charge documents of the invented estate: monthly charges, settlements, corrections, interest.

Quantities are thousandths of their unit, prices and amounts grosze.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.demo import estate_calendar as calendar
from portal.demo import estate_tariffs as tariffs
from portal.demo.estate_model import (
    Correction,
    Extra,
    InterestNote,
    Lease,
    Line,
    Premises,
    Settlement,
)
from portal.demo.estate_tariffs import Component

_COMPONENTS = {
    "flat": tariffs.FLAT,
    "commercial": tariffs.SHOP,
    "garage": (tariffs.GARAGE,),
    "storage": (tariffs.STORAGE,),
}
_DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Document:
    """A charge document and its lines."""

    number: str
    kind: str
    period: str
    issued_on: date
    due_on: date
    lines: tuple[Line, ...]

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)


def times(quantity: int, unit_price: int) -> int:
    """Grosze for a quantity in thousandths at a price in grosze, half a grosz rounded up."""
    return (quantity * unit_price + 500) // 1000


def monthly_charge(lease: Lease, premises: Premises, period: str) -> Document:
    """The charge of one month, issued about the 20th of the month before."""
    lines = [_priced(part, lease, premises, period) for part in components_of(premises)]
    if premises.kind in tariffs.KINDS_WITH_VAT:
        lines.append(_vat(lines))
    return Document(
        number=f"NC/{period.replace('-', '/')}/{lease.lease_id}",
        kind="regular",
        period=period,
        issued_on=calendar.issue_day(period),
        due_on=calendar.due_day(period),
        lines=tuple(lines),
    )


def components_of(premises: Premises) -> tuple[Component, ...]:
    """What the monthly charge of such premises consists of."""
    if premises.kind != "flat":
        return _COMPONENTS[premises.kind]
    waste = tariffs.WASTE_SORTED if premises.waste_sorted else tariffs.WASTE_UNSORTED
    return (*tariffs.FLAT, waste, tariffs.INTERCOM)


def extra_document(
    lease: Lease, premises: Premises, extra: Extra, monthly: Iterable[Document]
) -> Document:
    """A document that a story asks for."""
    if isinstance(extra, Settlement):
        return _settlement(lease, premises, extra)
    if isinstance(extra, InterestNote):
        return _interest_note(lease, extra, {each.period: each for each in monthly})
    return _correction(lease, extra)


def interest(debt: int, first: date, last: date) -> int:
    """Statutory interest on a debt from one day to another, both counted.

    Each day bears the rate of its date over 365 days; the sum is rounded half up to a grosz.
    """
    hundredths = sum(
        _rate_on(first + timedelta(days=days)) for days in range((last - first).days + 1)
    )
    return (2 * debt * hundredths + _DAYS_OF_A_YEAR * 10_000) // (2 * _DAYS_OF_A_YEAR * 10_000)


def _priced(part: Component, lease: Lease, premises: Premises, period: str) -> Line:
    quantity = {
        "usable_area": premises.usable_area * 10,
        "heated_area": (premises.heated_area or 0) * 10,
        "hot_water": lease.water[0],
        "cold_water": lease.water[1],
        "persons": (lease.persons or 0) * 1000,
        "item": 1000,
    }[part.basis]
    price = part.price_in(period)
    return Line(part.name, times(quantity, price), quantity, part.unit, price)


def _vat(lines: Iterable[Line]) -> Line:
    return Line(
        tariffs.VAT_NAME, times(sum(each.amount for each in lines), tariffs.VAT_PERCENT * 10)
    )


def _settlement(lease: Lease, premises: Premises, settlement: Settlement) -> Document:
    """What heating really cost in a year, less the advances paid for it."""
    year = settlement.year
    heated = (premises.heated_area or 0) * 10
    used = next(meter.yearly for meter in premises.meters if meter.medium == "heat")
    per_unit, fixed = tariffs.HEAT_PER_GIGAJOULE[year], tariffs.HEAT_FIXED_PER_M2[year]
    advances = sum(
        times(heated, tariffs.HEATING.price_in(period))
        for period in calendar.months(f"{year - 1}-07", f"{year}-06")
    )
    lines = [
        Line("Ogrzewanie według ciepłomierza", times(used, per_unit), used, "GJ", per_unit),
        Line("Koszt stały ogrzewania", times(heated, fixed), heated, "m²", fixed),
        Line(f"Zaliczki na ogrzewanie 07.{year - 1}–06.{year}", -advances),
    ]
    if premises.kind in tariffs.KINDS_WITH_VAT:
        lines.append(_vat(lines))
    amount = sum(line.amount for line in lines)
    # Money to give back counts from the day of the document.
    due_on = settlement.due_on if amount > 0 else settlement.issued_on
    return Document(
        number=f"RO/{year}/{lease.lease_id}",
        kind="settlement",
        period="",
        issued_on=date.fromisoformat(settlement.issued_on),
        due_on=date.fromisoformat(due_on),
        lines=tuple(lines),
    )


def _interest_note(lease: Lease, note: InterestNote, monthly: dict[str, Document]) -> Document:
    lines = []
    for period, paid_on in note.paid_late.items():
        charge = monthly[period]
        first, last = charge.due_on + timedelta(days=1), date.fromisoformat(paid_on)
        year, month = period.split("-")
        lines.append(
            Line(
                f"Odsetki od opłaty za {month}/{year} ({first:%d.%m}–{last:%d.%m.%Y})",
                interest(charge.amount, first, last),
                ((last - first).days + 1) * 1000,
                "dzień",
            )
        )
    return Document(
        number=f"NO/{note.issued_on[:7].replace('-', '/')}/{lease.lease_id}",
        kind="interest",
        period="",
        issued_on=date.fromisoformat(note.issued_on),
        due_on=date.fromisoformat(note.due_on),
        lines=tuple(lines),
    )


def _correction(lease: Lease, correction: Correction) -> Document:
    return Document(
        number=f"KOR/{correction.period.replace('-', '/')}/{lease.lease_id}",
        kind="correction",
        period=correction.period,
        issued_on=date.fromisoformat(correction.issued_on),
        due_on=date.fromisoformat(correction.due_on),
        lines=correction.lines,
    )


def _rate_on(day: date) -> int:
    return [rate for since, rate in tariffs.INTEREST_RATES if since <= day.isoformat()][-1]
