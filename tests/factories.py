"""A cast and its belongings, in a real database. Each function gives the key of what it made."""

import itertools
from datetime import date, timedelta
from functools import lru_cache

from portal.store.database import Database, writing
from portal.tenancy import accounts, emails
from portal.tenancy.passwords import hash_password

_numbers = itertools.count(1)
PASSWORD = "cztery zwykłe słowa razem"


@lru_cache(maxsize=1)
def hash_of_password() -> str:
    """Hashing is slow on purpose; the tests share one hash."""
    return hash_password(PASSWORD)


def a_person(db: Database, name: str = "Anna Nowak") -> int:
    """A tenant; gives tenant_id."""
    first, _, last = name.partition(" ")
    return _insert(
        db,
        "INSERT INTO tenants (source_id, kind, first_name, last_name) VALUES (?, 'person', ?, ?)",
        (f"T{next(_numbers)}", first, last),
    )


def a_company(db: Database, name: str = "Zakład Krawiecki „Igła”") -> int:
    """A tenant that is a company; gives tenant_id."""
    return _insert(
        db,
        "INSERT INTO tenants (source_id, kind, company_name) VALUES (?, 'company', ?)",
        (f"T{next(_numbers)}", name),
    )


def an_account(
    db: Database, tenant_id: int, login: str | None = None, state: accounts.PasswordState = "own"
) -> int:
    """A login with PASSWORD; gives account_id."""
    with writing(db):
        return accounts.create_tenant_account(
            db, login or f"1{next(_numbers):04d}", tenant_id, hash_of_password(), state
        )


def a_member_of_staff(db: Database, role: accounts.Role = "clerk", name: str = "Ewa Lis") -> int:
    """Someone of the office; gives account_id."""
    with writing(db):
        return accounts.create_staff_account(
            db, f"biuro{next(_numbers)}", name, role, hash_of_password(), "own"
        )


def some_premises(db: Database, kind: str = "flat", **columns: object) -> int:
    """Premises; gives premises_id."""
    values = {
        "source_id": f"P{next(_numbers)}",
        "kind": kind,
        "street": "ul. Jarzębinowa",
        "building": "14",
        "flat": "7",
        "postcode": "53-120",
        "city": "Wrocław",
        "usable_area_dm2": 5240,
        "heated_area_dm2": 4980,
        "rooms": 2,
        "floor": 2,
        "waste_sorted": 1,
        **columns,
    }
    return _insert_row(db, "premises", values)


def a_lease(db: Database, *tenants: int, premises: int | None = None, **columns: object) -> int:
    """A lease held by the first tenant, with the others as co-tenants; gives lease_id."""
    number = next(_numbers)
    values = {
        "source_id": f"U{number}",
        "contract_number": f"{number}/2014",
        "premises_id": premises or some_premises(db),
        "started_on": "2014-03-03",
        "persons": 2,
        "bank_account": "56999900000000417000104582",
        "deposit": 648_000,
        **columns,
    }
    lease_id = _insert_row(db, "leases", values)
    for place, tenant_id in enumerate(tenants):
        role = "co-tenant" if place else "main"
        db.execute("INSERT INTO lease_tenants VALUES (?, ?, ?)", (lease_id, tenant_id, role))
    return lease_id


def a_charge(
    db: Database,
    lease_id: int,
    *,
    due_on: str,
    amount: int = 140_348,
    kind: str = "regular",
    issued_on: str | None = None,
    period: str | None = None,
    components: tuple[tuple[str, int | None, str | None, int | None, int], ...] = (),
) -> int:
    """A charge document; gives charge_id. A component: name, thousandths, unit, price, grosze."""
    values = {
        "document_number": f"N/{next(_numbers)}",
        "lease_id": lease_id,
        "kind": kind,
        "period": period or due_on[:7],
        "issued_on": issued_on or str(date.fromisoformat(due_on) - timedelta(days=20)),
        "due_on": due_on,
        "amount": amount,
    }
    charge_id = _insert_row(db, "charges", values)
    for position, component in enumerate(components or (("Czynsz", None, None, None, amount),), 1):
        db.execute(
            "INSERT INTO charge_components VALUES (?, ?, ?, ?, ?, ?, ?)",
            (charge_id, position, *component),
        )
    return charge_id


def a_payment(
    db: Database, lease_id: int, *, paid_on: str, amount: int = 140_348, **columns: object
) -> int:
    """A payment booked the day it was paid; gives payment_id."""
    values = {
        "source_id": f"W{next(_numbers)}",
        "lease_id": lease_id,
        "paid_on": paid_on,
        "booked_on": paid_on,
        "amount": amount,
        "method": "transfer",
        "title": "Czynsz",
        **columns,
    }
    return _insert_row(db, "payments", values)


def a_meter(db: Database, premises_id: int, medium: str = "cold_water", **columns: object) -> int:
    """A meter; gives meter_id."""
    number = next(_numbers)
    values = {
        "source_id": f"M{number}",
        "premises_id": premises_id,
        "medium": medium,
        "serial_number": f"ZW {number}",
        "unit": "m³",
        **columns,
    }
    return _insert_row(db, "meters", values)


def _insert_row(db: Database, table: str, values: dict[str, object]) -> int:
    names = ", ".join(values)
    places = ", ".join("?" for _ in values)
    return _insert(db, f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(values.values()))


def _insert(db: Database, sql: str, values: tuple[object, ...]) -> int:
    row_id = db.execute(sql, values).lastrowid
    assert row_id
    return row_id


def an_approved_address(
    db: Database, account_id: int, address: str = "anna.nowak@example.pl"
) -> int:
    """An e-mail address that counts; gives email_id."""
    email_id = a_waiting_address(db, account_id, address)
    with writing(db):
        emails.approve(db, email_id, by=account_id)
    return email_id


def a_waiting_address(db: Database, account_id: int, address: str = "nowy@example.pl") -> int:
    """An e-mail address that waits for the office; gives email_id."""
    with writing(db):
        confirmed = emails.confirm(db, emails.ask(db, account_id, address))
    assert confirmed
    return confirmed.email_id
