"""Writes the files of the invented estate: `python -m portal.demo.estate_files` remakes data/demo/.

The same code always writes the same files; a test compares them with those in the repository.
"""

from datetime import date
from pathlib import Path

import click

from portal.demo import estate_neighbours, estate_stories
from portal.demo.estate_documents import Document
from portal.demo.estate_folder import Folder, decimal, money
from portal.demo.estate_ledger import Payment, documents_of, payments_of
from portal.demo.estate_model import Lease, Line, Meter, Premises, Tenant
from portal.demo.estate_numbers import bank_account
from portal.demo.estate_people import TENANTS
from portal.demo.estate_premises import PREMISES

# The register as it stood at six in the morning, Polish time, of the day the demonstration shows.
AS_OF = "2026-11-21T05:00:00Z"
DEMO_FOLDER = Path(__file__).parents[2] / "data" / "demo"
CITY = "Wrocław"

LEASES = (*estate_stories.LEASES, *estate_neighbours.LEASES)

READING_DAYS = ("2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31", "2026-06-30")
# Which part of a year's heat is used from January to June; of water it is a half.
_SPRING_PERCENT = {"heat": 58}


def write_demo(path: Path) -> None:
    """Write the invented estate into a folder, over what is there."""
    premises = {each.premises_id: each for each in PREMISES}
    homes = {tenant_id: lease for lease in reversed(LEASES) for tenant_id in _tenants_of(lease)}
    with Folder(path, as_of=AS_OF) as folder:
        for tenant in TENANTS:
            _write_tenant(folder, tenant, premises[homes[tenant.tenant_id].premises_id])
        for each in PREMISES:
            _write_premises(folder, each)
        for lease in LEASES:
            _write_lease(folder, lease)
            documents = documents_of(lease, premises[lease.premises_id])
            for document in documents:
                _write_document(folder, lease, document)
            for payment in payments_of(lease, documents):
                _write_payment(folder, lease, payment)


def readings_of(meter: Meter) -> list[tuple[str, int]]:
    """The half-yearly readings of a meter, newest last, in thousandths of its unit."""
    spring = meter.yearly * _SPRING_PERCENT.get(meter.medium, 50) // 100
    value, readings = meter.newest, []
    for day in reversed(READING_DAYS):
        readings.append((day, value))
        value -= spring if day.endswith("06-30") else meter.yearly - spring
    return readings[::-1]


def _tenants_of(lease: Lease) -> tuple[str, ...]:
    return (lease.main, *lease.co_tenants)


def _write_tenant(folder: Folder, tenant: Tenant, home: Premises) -> None:
    if tenant.street:
        address = (tenant.street, tenant.building, tenant.flat, tenant.postcode, tenant.city)
    else:
        address = (home.street, home.building, home.flat, home.postcode, CITY)
    folder.add(
        "tenants.csv",
        (
            tenant.tenant_id,
            tenant.kind,
            tenant.first_name,
            tenant.last_name,
            tenant.company_name,
            tenant.pesel,
            tenant.nip,
            *address,
        ),
    )


def _write_premises(folder: Folder, premises: Premises) -> None:
    folder.add(
        "premises.csv",
        (
            premises.premises_id,
            premises.kind,
            premises.street,
            premises.building,
            premises.flat,
            premises.postcode,
            CITY,
            decimal(premises.usable_area, 2, shortest=2),
            decimal(premises.heated_area, 2, shortest=2) if premises.heated_area else None,
            premises.rooms,
            premises.floor,
            {True: "yes", False: "no", None: None}[premises.waste_sorted],
        ),
    )
    for number, meter in enumerate(premises.meters, 1):
        _write_meter(folder, premises, meter, f"{premises.premises_id}-{number}")


def _write_meter(folder: Folder, premises: Premises, meter: Meter, meter_id: str) -> None:
    years = meter.newest // meter.yearly + 1
    folder.add(
        "meters.csv",
        (
            meter_id,
            premises.premises_id,
            meter.medium,
            meter.serial_number,
            meter.unit,
            date(2026 - years, 5, 15),
            meter.valid_until,
        ),
    )
    for day, value in readings_of(meter):
        folder.add("readings.csv", (meter_id, day, decimal(value, 3, shortest=1)))


def _write_lease(folder: Folder, lease: Lease) -> None:
    folder.add(
        "leases.csv",
        (
            lease.lease_id,
            lease.contract_number,
            lease.premises_id,
            lease.started_on,
            lease.ended_on,
            lease.persons,
            bank_account(lease.payer),
            None if lease.deposit is None else money(lease.deposit),
        ),
    )
    for tenant_id in _tenants_of(lease):
        role = "main" if tenant_id == lease.main else "co-tenant"
        folder.add("lease_tenants.csv", (lease.lease_id, tenant_id, role))


def _write_document(folder: Folder, lease: Lease, document: Document) -> None:
    head = ";".join(
        (
            document.number,
            lease.lease_id,
            document.kind,
            document.period,
            document.issued_on.isoformat(),
            document.due_on.isoformat(),
        )
    )
    for position, line in enumerate(document.lines, 1):
        folder.write("charges.csv", f"{head};{line_text(position, line)}\n", rows=1)


def line_text(position: int, line: Line) -> str:
    """The part of a row of charges.csv that tells of one line of the document."""
    quantity = "" if line.quantity is None else decimal(line.quantity, 3)
    unit_price = "" if line.unit_price is None else money(line.unit_price)
    amount = money(line.amount)
    return f"{position};{line.component};{quantity};{line.unit};{unit_price};{amount}"


def _write_payment(folder: Folder, lease: Lease, payment: Payment) -> None:
    folder.add(
        "payments.csv",
        (
            payment.payment_id,
            lease.lease_id,
            payment.paid_on,
            payment.booked_on,
            money(payment.amount),
            payment.method,
            payment.title,
            payment.online_order_id,
        ),
    )


if __name__ == "__main__":
    write_demo(DEMO_FOLDER)
    click.echo(f"Wrote the invented estate to {DEMO_FOLDER}.")
