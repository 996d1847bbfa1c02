"""What each file of the housing system holds: its columns, how they are read, where they go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from portal.imports.cells import (
    Decimal,
    Reader,
    Text,
    Value,
    bank_account,
    but_not,
    choice,
    day,
    month,
    nip,
    one_of,
    pesel,
    whole,
)
from portal.imports.known import KnownKeys
from portal.tenancy import bookings, register

WITHDRAWN = "withdrawn.csv"

# In the order in which they are read: what others refer to comes first.
FILE_NAMES = (
    "tenants.csv",
    "premises.csv",
    "leases.csv",
    "lease_tenants.csv",
    "meters.csv",
    "readings.csv",
    "charges.csv",
    "payments.csv",
    WITHDRAWN,
)
REGISTER_NAMES = FILE_NAMES[:-1]

LONGEST_KEY = 64
LONGEST_NAME = 200
LONGEST_TITLE = 500


@dataclass(frozen=True)
class Column:
    """One column: its name in the header, how a cell of it is read, whether it may be empty."""

    name: str
    read: Reader
    required: bool = True
    confidential: bool = False


class Flaw(NamedTuple):
    """What is wrong with a row whose cells are right, each for itself: the column, and why."""

    column: str
    text: str


@dataclass(frozen=True)
class Layout:
    """One file. Its columns stand in the order in which the database takes them.

    `keys` says how many of the first columns make the natural key (charges: of the header's);
    `flaw` looks at the values of a row together, in the order of the columns.
    """

    file: str
    columns: tuple[Column, ...]
    keys: int = 1
    put: Callable[..., int] | None = None
    flaw: Callable[[Sequence[Value]], Flaw | None] | None = None


class Layouts:
    """The layouts of one import: references are looked up in its database."""

    def __init__(self, known: KnownKeys, pesel_key: Callable[[str], bytes]) -> None:
        self.known = known
        self.pesel_key = pesel_key

    def of(self, file: str) -> Layout:
        """The layout of one of FILE_NAMES."""
        layout: Layout = getattr(self, f"_{file.removesuffix('.csv')}")()
        return layout

    def _tenants(self) -> Layout:
        columns = (
            _key("tenant_id"),
            Column("kind", choice("person", "company")),
            _name("first_name"),
            _name("last_name"),
            _name("company_name"),
            Column("pesel", pesel(self.pesel_key), required=False, confidential=True),
            Column("nip", nip, required=False),
            _name("street"),
            _name("building"),
            _name("flat"),
            _name("postcode"),
            _name("city"),
        )
        return Layout("tenants.csv", columns, put=register.put_tenants, flaw=_nameless)

    def _premises(self) -> Layout:
        columns = (
            _key("premises_id"),
            Column("kind", choice("flat", "commercial", "garage", "storage")),
            _name("street", required=True),
            _name("building", required=True),
            _name("flat"),
            _name("postcode", required=True),
            _name("city", required=True),
            Column("usable_area_m2", Decimal(2)),
            Column("heated_area_m2", Decimal(2), required=False),
            Column("rooms", whole(0, 999), required=False),
            Column("floor", whole(-9, 199), required=False),
            Column("waste_sorted", one_of({"yes": 1, "no": 0}), required=False),
        )
        return Layout("premises.csv", columns, put=register.put_premises)

    def _leases(self) -> Layout:
        columns = (
            _key("lease_id"),
            _name("contract_number", required=True),
            self._reference("premises_id", "premises.csv"),
            Column("start_date", day),
            Column("end_date", day, required=False),
            Column("persons", whole(0, 999), required=False),
            Column("bank_account", bank_account),
            Column("deposit", Decimal(2), required=False),
        )
        return Layout("leases.csv", columns, put=register.put_leases)

    def _lease_tenants(self) -> Layout:
        columns = (
            self._reference("lease_id", "leases.csv"),
            self._reference("tenant_id", "tenants.csv"),
            Column("role", choice("main", "co-tenant")),
        )
        return Layout("lease_tenants.csv", columns, keys=2, put=register.put_lease_tenants)

    def _meters(self) -> Layout:
        media = choice("cold_water", "hot_water", "heat", "electricity", "gas")
        columns = (
            _key("meter_id"),
            self._reference("premises_id", "premises.csv"),
            Column("medium", media),
            _name("serial_number", required=True),
            _name("unit", required=True),
            Column("installed_on", day, required=False),
            Column("valid_until", day, required=False),
        )
        return Layout("meters.csv", columns, put=register.put_meters)

    def _readings(self) -> Layout:
        columns = (
            self._reference("meter_id", "meters.csv"),
            Column("read_on", day),
            Column("value", Decimal(3)),
        )
        return Layout("readings.csv", columns, keys=2, put=register.put_readings)

    def _charges(self) -> Layout:
        columns = (
            _key("document_number"),
            self._reference("lease_id", "leases.csv"),
            Column("kind", choice("regular", "settlement", "correction", "interest")),
            Column("period", month, required=False),
            Column("issued_on", day),
            Column("due_on", day),
            Column("position", whole(0, 99_999)),
            _name("component", required=True),
            Column("quantity", Decimal(3, below_zero=True), required=False),
            _name("unit"),
            Column("unit_price", Decimal(4, below_zero=True), required=False),
            Column("amount", Decimal(2, below_zero=True)),
        )
        return Layout("charges.csv", columns)

    def _payments(self) -> Layout:
        columns = (
            Column("payment_id", but_not(bookings.OWN_PREFIX, Text(LONGEST_KEY))),
            self._reference("lease_id", "leases.csv"),
            Column("paid_on", day),
            Column("booked_on", day),
            Column("amount", Decimal(2, below_zero=True)),
            Column("method", choice("transfer", "online", "cash", "other")),
            Column("title", Text(LONGEST_TITLE), required=False),
            Column("online_order_id", Text(LONGEST_KEY), required=False),
        )
        return Layout("payments.csv", columns, put=bookings.put_payments)

    def _withdrawn(self) -> Layout:
        columns = (
            Column("file", choice(*REGISTER_NAMES)),
            Column("key", Text(2 * LONGEST_KEY + 1)),
        )
        return Layout(WITHDRAWN, columns, keys=2)

    def _reference(self, name: str, file: str) -> Column:
        return Column(name, self.known.reader(file))


def _nameless(tenant: Sequence[Value]) -> Flaw | None:
    """Whoever holds a lease has a name to be addressed by."""
    _, kind, _, last_name, company_name, *_ = tenant
    if kind == "person" and last_name is None:
        return Flaw("last_name", "Osoba musi mieć nazwisko.")
    if kind == "company" and company_name is None:
        return Flaw("company_name", "Firma musi mieć nazwę.")
    return None


def _key(name: str) -> Column:
    return Column(name, Text(LONGEST_KEY))


def _name(name: str, *, required: bool = False) -> Column:
    return Column(name, Text(LONGEST_NAME), required=required)
