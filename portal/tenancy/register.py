"""The register: tenants, premises, leases, meters. The only file that writes these tables.

Rows come and go by the keys of the housing system. Each put_* is an upsert that touches a row
only where something in it changed, and gives how many rows were new or changed; a row that
keeps its key keeps its id. Each withdraw_* raises sqlite3.IntegrityError where other
rows still refer to what is to go. All of them belong inside one `writing(db)`.
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from portal.store.bulk import write_rows
from portal.store.database import Database

Rows = Iterable[tuple[Any, ...]]


def pesel_key(secret_key: str, pesel: str) -> bytes:
    """What is kept in place of a PESEL: it can be matched with another, not read.

    Takes:   settings.secret_key and eleven digits.
    Gives:   32 bytes, HMAC-SHA256 under a key that serves nothing else.
    """
    purpose_key = hmac.digest(secret_key.encode(), b"portal.tenants.pesel_key", hashlib.sha256)
    return hmac.digest(purpose_key, pesel.encode("ascii"), hashlib.sha256)


def put_tenants(db: Database, rows: Rows) -> int:
    """Takes: source_id, kind, first_name, last_name, company_name, pesel_key, nip, street,
    building, flat, postcode, city."""
    return write_rows(
        db,
        """
        INSERT INTO tenants (source_id, kind, first_name, last_name, company_name, pesel_key, nip,
                             street, building, flat, postcode, city)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source_id) DO UPDATE SET
            (kind, first_name, last_name, company_name, pesel_key, nip,
             street, building, flat, postcode, city)
          = (excluded.kind, excluded.first_name, excluded.last_name, excluded.company_name,
             excluded.pesel_key, excluded.nip, excluded.street, excluded.building, excluded.flat,
             excluded.postcode, excluded.city)
        WHERE (kind, first_name, last_name, company_name, pesel_key, nip,
               street, building, flat, postcode, city)
           IS NOT (excluded.kind, excluded.first_name, excluded.last_name, excluded.company_name,
                   excluded.pesel_key, excluded.nip, excluded.street, excluded.building,
                   excluded.flat, excluded.postcode, excluded.city)
        """,
        rows,
    )


def put_premises(db: Database, rows: Rows) -> int:
    """Takes: source_id, kind, street, building, flat, postcode, city, usable_area_dm2,
    heated_area_dm2, rooms, floor, waste_sorted (1, 0 or None)."""
    return write_rows(
        db,
        """
        INSERT INTO premises (source_id, kind, street, building, flat, postcode, city,
                              usable_area_dm2, heated_area_dm2, rooms, floor, waste_sorted)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source_id) DO UPDATE SET
            (kind, street, building, flat, postcode, city,
             usable_area_dm2, heated_area_dm2, rooms, floor, waste_sorted)
          = (excluded.kind, excluded.street, excluded.building, excluded.flat, excluded.postcode,
             excluded.city, excluded.usable_area_dm2, excluded.heated_area_dm2, excluded.rooms,
             excluded.floor, excluded.waste_sorted)
        WHERE (kind, street, building, flat, postcode, city,
               usable_area_dm2, heated_area_dm2, rooms, floor, waste_sorted)
           IS NOT (excluded.kind, excluded.street, excluded.building, excluded.flat,
                   excluded.postcode, excluded.city, excluded.usable_area_dm2,
                   excluded.heated_area_dm2, excluded.rooms, excluded.floor,
                   excluded.waste_sorted)
        """,
        rows,
    )


def put_leases(db: Database, rows: Rows) -> int:
    """Takes: source_id, contract_number, premises_id, started_on, ended_on, persons,
    bank_account, deposit in grosze."""
    return write_rows(
        db,
        """
        INSERT INTO leases (source_id, contract_number, premises_id, started_on, ended_on,
                            persons, bank_account, deposit)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source_id) DO UPDATE SET
            (contract_number, premises_id, started_on, ended_on, persons, bank_account, deposit)
          = (excluded.contract_number, excluded.premises_id, excluded.started_on,
             excluded.ended_on, excluded.persons, excluded.bank_account, excluded.deposit)
        WHERE (contract_number, premises_id, started_on, ended_on, persons, bank_account, deposit)
           IS NOT (excluded.contract_number, excluded.premises_id, excluded.started_on,
                   excluded.ended_on, excluded.persons, excluded.bank_account, excluded.deposit)
        """,
        rows,
    )


def put_lease_tenants(db: Database, rows: Rows) -> int:
    """Takes: lease_id, tenant_id, role."""
    return write_rows(
        db,
        """
        INSERT INTO lease_tenants (lease_id, tenant_id, role)
        VALUES (?, ?, ?)
        ON CONFLICT (lease_id, tenant_id) DO UPDATE SET role = excluded.role
        WHERE role IS NOT excluded.role
        """,
        rows,
    )


def put_meters(db: Database, rows: Rows) -> int:
    """Takes: source_id, premises_id, medium, serial_number, unit, installed_on, valid_until."""
    return write_rows(
        db,
        """
        INSERT INTO meters (source_id, premises_id, medium, serial_number, unit,
                            installed_on, valid_until)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source_id) DO UPDATE SET
            (premises_id, medium, serial_number, unit, installed_on, valid_until)
          = (excluded.premises_id, excluded.medium, excluded.serial_number, excluded.unit,
             excluded.installed_on, excluded.valid_until)
        WHERE (premises_id, medium, serial_number, unit, installed_on, valid_until)
           IS NOT (excluded.premises_id, excluded.medium, excluded.serial_number, excluded.unit,
                   excluded.installed_on, excluded.valid_until)
        """,
        rows,
    )


def put_readings(db: Database, rows: Rows) -> int:
    """Takes: meter_id, read_on, value_milli."""
    return write_rows(
        db,
        """
        INSERT INTO readings (meter_id, read_on, value_milli)
        VALUES (?, ?, ?)
        ON CONFLICT (meter_id, read_on) DO UPDATE SET value_milli = excluded.value_milli
        WHERE value_milli IS NOT excluded.value_milli
        """,
        rows,
    )


def withdraw_tenant(db: Database, tenant_id: int) -> None:
    """Take a tenant out; one with an account or a lease stays and raises."""
    db.execute("DELETE FROM tenants WHERE tenant_id = ?", (tenant_id,))


def withdraw_premises(db: Database, premises_id: int) -> None:
    """Take premises out; those with a lease or a meter stay and raise."""
    db.execute("DELETE FROM premises WHERE premises_id = ?", (premises_id,))


def withdraw_lease(db: Database, lease_id: int) -> None:
    """Take a lease out; one with tenants, charges or payments stays and raises."""
    db.execute("DELETE FROM leases WHERE lease_id = ?", (lease_id,))


def withdraw_lease_tenant(db: Database, lease_id: int, tenant_id: int) -> None:
    """Take one tenant off one lease."""
    db.execute(
        "DELETE FROM lease_tenants WHERE lease_id = ? AND tenant_id = ?", (lease_id, tenant_id)
    )


def withdraw_meter(db: Database, meter_id: int) -> None:
    """Take a meter out; one with readings stays and raises."""
    db.execute("DELETE FROM meters WHERE meter_id = ?", (meter_id,))


def withdraw_reading(db: Database, meter_id: int, read_on: str) -> None:
    """Take out what a meter showed on one day."""
    db.execute("DELETE FROM readings WHERE meter_id = ? AND read_on = ?", (meter_id, read_on))
