"""Estates for measuring: any number of leases, written straight into the tables.

Rows are booked month after month, so the rows of one lease lie scattered over the file as they do
in life. Every flat has its own size, so no two tenants share their amounts. Importing files
would give the same rows; it would only take longer, and its speed is another figure.
"""

import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import sqlite_utils

from portal.bench.installation import DAY
from portal.store.database import Database, connect, writing
from portal.store.migrations import migrations
from portal.tenancy import accounts, bookings, register
from portal.web import sessions

MONTHS = 24
SESSION_HOURS = 12

_ARREARS_PERCENT = 7
_FLATS_OF_A_BUILDING = 20
_METHODS = ("transfer", "transfer", "transfer", "online", "online", "cash")
_MEDIA = (("cold_water", "m³"), ("hot_water", "m³"), ("heat", "GJ"))
_READING_DAYS = ("2025-06-30", "2025-12-31", "2026-06-30")

Tell = Callable[[str], None]
Row = tuple[Any, ...]


class Flat(NamedTuple):
    """What the charges of a lease follow from: an area in dm², people, the day they pay on."""

    area: int
    persons: int
    method: str
    pays_on: int
    months_unpaid: int


class Session(NamedTuple):
    """Somebody who is signed in."""

    token: str
    tenant_id: int


def estate(folder: Path, leases: int, tell: Tell) -> Path:
    """The database of so many leases × 24 months; made where the folder does not hold it yet."""
    database = folder / f"estate-{leases}x{MONTHS}.db"
    if not _is_usable(database):
        unfinished = folder / f".{database.name}.unfinished"
        unfinished.unlink(missing_ok=True)
        _make(unfinished, leases, tell)
        unfinished.replace(database)
    return database


def _is_usable(database: Path) -> bool:
    if not database.exists():
        return False
    try:
        db = connect(database)
        try:
            return not migrations.pending(sqlite_utils.Database(db))
        finally:
            db.close()
    except sqlite3.DatabaseError:
        return False


def _make(database: Path, leases: int, tell: Tell) -> None:
    chance = random.Random(leases)  # noqa: S311 - the same estate each time, no secret
    flats = [_flat(chance) for _ in range(leases)]
    db = connect(database)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        migrations.apply(sqlite_utils.Database(db))
        with writing(db):
            _enter_register(db, flats)
            for place, period in enumerate(_periods()):
                tell(f"booking {period} for {leases} leases")
                _book_month(db, flats, place, period)
        db.execute("PRAGMA optimize")
        db.execute("PRAGMA journal_mode = WAL")
    finally:
        db.close()


def _flat(chance: random.Random) -> Flat:
    unpaid = chance.randint(1, 6) if chance.randrange(100) < _ARREARS_PERCENT else 0
    return Flat(
        area=chance.randint(28_00, 88_00),
        persons=chance.randint(1, 5),
        method=chance.choice(_METHODS),
        pays_on=chance.randint(2, 9),
        months_unpaid=unpaid,
    )


def _periods() -> list[str]:
    """The months that are charged; the last one is not due yet."""
    last = DAY.year * 12 + DAY.month
    return [f"{m // 12}-{m % 12 + 1:02d}" for m in range(last - MONTHS + 1, last + 1)]


def _enter_register(db: Database, flats: list[Flat]) -> None:
    """Leases are numbered from 1, and so are their premises and tenants."""
    register.put_tenants(db, _tenants(flats))
    register.put_premises(db, _premises(flats))
    register.put_leases(db, _leases(flats))
    register.put_lease_tenants(db, ((number, number, "main") for number, _ in _numbered(flats)))
    register.put_meters(db, _meters(flats))
    register.put_readings(
        db,
        (
            (meter, day, (meter * 7_919 + place * 12_000) % 900_000)
            for meter in range(1, len(flats) * len(_MEDIA) + 1)
            for place, day in enumerate(_READING_DAYS)
        ),
    )


def _numbered(flats: list[Flat]) -> Iterable[tuple[int, Flat]]:
    return enumerate(flats, 1)


def _address(number: int) -> tuple[str, str, str, str, str]:
    building, flat = divmod(number - 1, _FLATS_OF_A_BUILDING)
    return (
        f"ul. Pomiarowa {building // 90 + 1}",
        str(building % 90 + 1),
        str(flat + 1),
        "54-001",
        "Wrocław",
    )


def _tenants(flats: list[Flat]) -> Iterator[Row]:
    for number, _ in _numbered(flats):
        name = (f"Imię{number % 199}", f"Nazwisko{number % 997}", None)
        yield (f"B{number}", "person", *name, None, None, *_address(number))


def _premises(flats: list[Flat]) -> Iterator[Row]:
    for number, flat in _numbered(flats):
        facts = (flat.area, flat.area - 2_50, 1 + flat.area // 20_00, number % 5, number % 10 > 0)
        yield (f"BL{number}", "flat", *_address(number), *facts)


def _leases(flats: list[Flat]) -> Iterator[Row]:
    for number, flat in _numbered(flats):
        started_on = f"{2000 + number % 24}-{number % 12 + 1:02d}-01"
        account = f"{number:026d}"
        yield (
            f"BU{number}", f"{number}/{started_on[:4]}", number, started_on, None, flat.persons,
            account, flat.area * 120,
        )  # fmt: skip


def _meters(flats: list[Flat]) -> Iterator[Row]:
    for number, _ in _numbered(flats):
        for place, (medium, unit) in enumerate(_MEDIA):
            source = f"BL{number}-{place}"
            yield (source, number, medium, f"{number:06d}{place}", unit, None, "2028-12-31")


def _book_month(db: Database, flats: list[Flat], place: int, period: str) -> None:
    """A charge for every lease, its components, and, but for the last month, what was paid."""
    first = place * len(flats) + 1
    issued_on = f"{_periods()[place - 1] if place else '2024-12'}-20"
    lines = [_lines(flat, period) for flat in flats]
    bookings.add_charges(
        db,
        (
            (charge, f"BN/{period}/{charge - first + 1}", charge - first + 1, "regular", period,
             issued_on, f"{period}-10", sum(line[-1] for line in parts))
            for charge, parts in enumerate(lines, first)
        ),
    )  # fmt: skip
    bookings.add_components(
        db,
        ((charge, *line) for charge, parts in enumerate(lines, first) for line in parts),
    )
    bookings.put_payments(
        db,
        (
            (f"BW/{period}/{number}", number, f"{period}-{flat.pays_on:02d}",
             f"{period}-{flat.pays_on + 1:02d}", sum(line[-1] for line in parts), flat.method,
             f"Czynsz {period}", None)
            for (number, flat), parts in zip(_numbered(flats), lines, strict=True)
            if place < MONTHS - 1 - flat.months_unpaid
        ),
    )  # fmt: skip


def _lines(flat: Flat, period: str) -> tuple[Row, ...]:
    """The components: position, name, quantity, unit, price, amount."""
    rise = 2 if period >= "2026" else 0
    priced = (
        ("Czynsz", flat.area * 10, "m²", 1600 + 25 * rise),
        ("Ogrzewanie, zaliczka", flat.area * 10 - 2_500, "m²", 410 + 10 * rise),
        ("Podgrzanie wody, zaliczka", flat.persons * 2_000, "m³", 3050 + 50 * rise),
        ("Woda i ścieki, zaliczka", flat.persons * 3_000, "m³", 1312 + 37 * rise),
        ("Odpady segregowane", flat.persons * 1_000, "osoba", 3500),
    )
    return tuple(
        (place, name, quantity, unit, price * 100, (quantity * price + 500) // 1000)
        for place, (name, quantity, unit, price) in enumerate(priced, 1)
    )


def open_sessions(database: Path, leases: int, number: int) -> list[Session]:
    """Sign in tenants from all over the estate, each with an account of their own."""
    chance = random.Random(number)  # noqa: S311 - the same tenants each time, no secret
    chosen = sorted(chance.sample(range(1, leases + 1), min(number, leases)))
    db = connect(database)
    try:
        with writing(db):
            return [Session(_session(db, tenant_id), tenant_id) for tenant_id in chosen]
    finally:
        db.close()


def _session(db: Database, tenant_id: int) -> str:
    account = accounts.account_of_login(db, f"B{tenant_id}")
    account_id = (
        account.account_id
        if account
        else accounts.create_tenant_account(db, f"B{tenant_id}", tenant_id, None, "own")
    )
    return sessions.open_session(db, account_id, "pomiar", hours=SESSION_HOURS)
