"""Any number of further leases, in the same files: for trials of size and speed.

A lease is one of some hundred households whose charges are worked out once; the rest is plain
text put together, lease after lease, so a hundred thousand leases need no more memory than one.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from portal.demo import estate_calendar as calendar
from portal.demo.estate_documents import monthly_charge
from portal.demo.estate_files import AS_OF, CITY, READING_DAYS, line_text
from portal.demo.estate_folder import Folder, decimal, money
from portal.demo.estate_model import Lease, Premises
from portal.demo.estate_names import FIRST_NAMES, LAST_NAMES, STREETS
from portal.demo.estate_numbers import bank_account, pesel

PERIODS = tuple(calendar.months("2025-01", "2026-12"))  # the last one is charged, not yet paid
SEED = 2026
REPORT_EVERY = 200

_FLATS_OF_A_BUILDING = 20
_PAYER = 9_000_000_000_000_000
# Two coprime lengths, so that no PESEL comes twice.
_BIRTHDAYS, _SERIALS = 20_011, 9_973
_FIRST_BIRTHDAY = date(1945, 1, 1)
_ARREARS_PERCENT = 7
_METHODS = ("transfer", "transfer", "transfer", "online", "online", "cash")


@dataclass(frozen=True)
class _Household:
    """A kind of flat and family: the charge of each month as text, and its amount in grosze."""

    usable_area: int
    persons: int
    waste_sorted: bool

    @property
    def heated_area(self) -> int:
        return self.usable_area - 2_50


def write_generated(
    path: Path,
    leases: int,
    *,
    seed: int = SEED,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Write a folder with so many leases, their tenants, meters, charges and payments.

    The same number and seed give the same files. `progress` is told how many leases were
    written since it was last told.
    """
    chance = random.Random(seed)  # noqa: S311 - the same estate each time, no secret
    with Folder(path, as_of=AS_OF) as folder:
        for number in range(1, leases + 1):
            household = _Household(
                usable_area=chance.randrange(28_00, 88_00, 1_50),
                persons=chance.randint(1, 5),
                waste_sorted=chance.random() < 0.9,
            )
            _write_register(folder, number, household, chance)
            _write_meters(folder, number, household, chance)
            _write_charges(folder, number, household)
            _write_payments(folder, number, household, chance)
            if number % REPORT_EVERY == 0:
                progress(REPORT_EVERY)
        progress(leases % REPORT_EVERY)


def _write_register(
    folder: Folder, number: int, household: _Household, chance: random.Random
) -> None:
    address = _address(number)
    born = _FIRST_BIRTHDAY + timedelta(days=number % _BIRTHDAYS)
    name = f"{chance.choice(FIRST_NAMES)};{chance.choice(LAST_NAMES)}"
    started_on = date(2000, 1, 1) + timedelta(days=chance.randrange(9_000))
    folder.write(
        "tenants.csv",
        f"G{number};person;{name};;{pesel(born, number % _SERIALS)};;{address}\n",
        rows=1,
    )
    folder.write(
        "premises.csv",
        f"GL{number};flat;{address};{decimal(household.usable_area, 2, shortest=2)};"
        f"{decimal(household.heated_area, 2, shortest=2)};{1 + household.usable_area // 20_00};"
        f"{number % 5};{'yes' if household.waste_sorted else 'no'}\n",
        rows=1,
    )
    folder.write(
        "leases.csv",
        f"GU{number};{number}/{started_on.year};GL{number};{started_on};;{household.persons};"
        f"{bank_account(_PAYER + number)};{money(household.usable_area * 120)}\n",
        rows=1,
    )
    folder.write("lease_tenants.csv", f"GU{number};G{number};main\n", rows=1)


def _address(number: int) -> str:
    building, flat = divmod(number - 1, _FLATS_OF_A_BUILDING)
    row, street = divmod(building, len(STREETS))
    return f"ul. {STREETS[street]};{row + 1};{flat + 1};54-{street:03d};{CITY}"


def _write_meters(
    folder: Folder, number: int, household: _Household, chance: random.Random
) -> None:
    """Three meters with half-yearly readings."""
    water = household.persons * chance.randint(8_000, 14_000)
    heat = household.heated_area * chance.randint(1_00, 1_60) // 1_00
    meters, readings = [], []
    for place, (medium, letters, unit, used) in enumerate(
        (
            ("cold_water", "ZW", "m³", water),
            ("hot_water", "CW", "m³", water * 2 // 3),
            ("heat", "CO", "GJ", heat),
        ),
        1,
    ):
        meter_id, valid_until = f"GL{number}-{place}", f"{chance.randint(2026, 2030)}-12-31"
        meters.append(
            f"{meter_id};GL{number};{medium};{letters} {number:06d};{unit};;{valid_until}\n"
        )
        value = chance.randrange(100_000)
        for day in READING_DAYS:
            readings.append(f"{meter_id};{day};{decimal(value, 3, shortest=1)}\n")
            value += used
    folder.write("meters.csv", "".join(meters), rows=len(meters))
    folder.write("readings.csv", "".join(readings), rows=len(readings))


def _write_charges(folder: Folder, number: int, household: _Household) -> None:
    parts, rows = [], 0
    for period, dates, lines, _ in _charges_of(household):
        head = f"NC/{period}/GU{number};GU{number};regular;{dates}"
        parts.append(head + f"\n{head}".join(lines) + "\n")
        rows += len(lines)
    folder.write("charges.csv", "".join(parts), rows=rows)


@cache
def _charges_of(household: _Household) -> list[tuple[str, str, tuple[str, ...], int]]:
    """Per month: the period, the dates as they stand in the file, the lines, the amount."""
    premises = Premises(
        premises_id="",
        kind="flat",
        street="",
        building="",
        flat="",
        postcode="",
        usable_area=household.usable_area,
        heated_area=household.heated_area,
        waste_sorted=household.waste_sorted,
    )
    lease = Lease(
        lease_id="",
        contract_number="",
        premises_id="",
        main="",
        started_on="",
        payer=0,
        persons=household.persons,
        water=(2_000 * household.persons, 3_000 * household.persons),
    )
    documents = [monthly_charge(lease, premises, period) for period in PERIODS]
    return [
        (
            document.period,
            f"{document.period};{document.issued_on};{document.due_on};",
            tuple(line_text(place, line) for place, line in enumerate(document.lines, 1)),
            document.amount,
        )
        for document in documents
    ]


def _write_payments(
    folder: Folder, number: int, household: _Household, chance: random.Random
) -> None:
    """A payment a month; a few households have stopped paying some months ago."""
    method = chance.choice(_METHODS)
    paid = len(PERIODS) - 1
    if chance.randrange(100) < _ARREARS_PERCENT:
        paid -= chance.randint(1, 6)
    rows = []
    for period, _, _, amount in _charges_of(household)[:paid]:
        paid_on, booked_on = _days_of_payment(period, chance.randint(2, 9))
        order = f"G{number}-{period}" if method == "online" else ""
        rows.append(
            f"W/{period}/GU{number};GU{number};{paid_on};{booked_on};{money(amount)};{method};"
            f"Czynsz {period[5:]}/{period[:4]};{order}\n"
        )
    folder.write("payments.csv", "".join(rows), rows=len(rows))


@cache
def _days_of_payment(period: str, day: int) -> tuple[str, str]:
    """When a payment was made and booked, as texts."""
    paid_on = calendar.working_day(calendar.day_of(period, day))
    return paid_on.isoformat(), calendar.next_working_day(paid_on).isoformat()
