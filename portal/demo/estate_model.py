"""The shapes of the invented estate: who, where, under which lease, and how they pay.

Areas are hundredths of a square metre; readings and quantities are thousandths of their unit;
money is grosze; days are YYYY-MM-DD and months YYYY-MM, as in the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """A person or a company. The address is where letters go; empty means the premises."""

    tenant_id: str
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    pesel: str = ""
    nip: str = ""
    street: str = ""
    building: str = ""
    flat: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def kind(self) -> str:
        return "company" if self.company_name else "person"


@dataclass(frozen=True)
class Meter:
    """A meter with its newest reading and what it counts in a year."""

    medium: str
    serial_number: str
    valid_until: str
    newest: int
    yearly: int

    @property
    def unit(self) -> str:
        return "GJ" if self.medium == "heat" else "m³"


@dataclass(frozen=True, kw_only=True)
class Premises:
    """A flat, a shop, a garage or a storage room."""

    premises_id: str
    kind: str
    street: str
    building: str
    flat: str
    postcode: str
    usable_area: int
    heated_area: int | None = None
    rooms: int | None = None
    floor: int | None = None
    waste_sorted: bool | None = None
    meters: tuple[Meter, ...] = ()


@dataclass(frozen=True)
class Payday:
    """A payment that a story tells of.

    `amount` None pays all that is owed that day; an empty title is that of the monthly charge.
    """

    on: str
    method: str = "transfer"
    amount: int | None = None
    title: str = ""
    online_order_id: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a charge document."""

    component: str
    amount: int
    quantity: int | None = None
    unit: str = ""
    unit_price: int | None = None


@dataclass(frozen=True)
class Settlement:
    """A settlement of heating for the year that ended on 30 June of `year`."""

    year: int
    issued_on: str
    due_on: str


@dataclass(frozen=True)
class Correction:
    """A document that mends an earlier charge."""

    period: str
    issued_on: str
    due_on: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class InterestNote:
    """Interest on monthly charges that were paid late: the month, and the day it was paid."""

    issued_on: str
    due_on: str
    paid_late: Mapping[str, str]


Extra = Settlement | Correction | InterestNote


@dataclass(frozen=True, kw_only=True)
class Lease:
    """A lease with its story: what is charged beside the monthly rent, and how it is paid.

    `paydays` replaces the payment of a month; an empty tuple means that nobody paid.
    `water` is the monthly advance for hot and cold water, thousandths of a cubic metre.
    """

    lease_id: str
    contract_number: str
    premises_id: str
    main: str
    co_tenants: tuple[str, ...] = ()
    started_on: str
    ended_on: str = ""
    persons: int | None = None
    payer: int
    deposit: int | None = None
    water: tuple[int, int] = (0, 0)
    method: str = "transfer"
    extras: tuple[Extra, ...] = ()
    paydays: Mapping[str, tuple[Payday, ...]] = field(default_factory=dict)
