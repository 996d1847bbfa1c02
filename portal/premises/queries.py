"""What is known of a lease, its premises, its people and its meters."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from portal.money import Grosze
from portal.store.database import Database

MEDIA = {
    "cold_water": "Zimna woda",
    "hot_water": "Ciepła woda",
    "heat": "Ogrzewanie",
    "electricity": "Prąd",
    "gas": "Gaz",
}
ROLES = {"main": "Najemca", "co-tenant": "Współnajemca"}
MONTHS_OF_NOTICE = 3


class Details(NamedTuple):
    """What the page tells beyond the lease itself."""

    deposit: Grosze | None
    heated_area_dm2: int | None
    rooms: int | None
    floor: int | None
    waste_sorted: bool | None

    @property
    def floor_in_words(self) -> str:
        """parter, 1. piętro, piwnica; nothing where the floor is not known."""
        if self.floor is None:
            return ""
        if self.floor == 0:
            return "parter"
        return f"{self.floor}.\u00a0piętro" if self.floor > 0 else "piwnica"


class Party(NamedTuple):
    """A person or a company that the lease is made with."""

    role: str
    name: str

    @property
    def role_in_words(self) -> str:
        """Najemca or Współnajemca."""
        return ROLES[self.role]


class Meter(NamedTuple):
    """A meter and its latest reading; `value_milli` is in thousandths of its unit."""

    medium: str
    serial_number: str
    unit: str
    valid_until: str | None
    read_on: str | None
    value_milli: int | None

    @property
    def medium_in_words(self) -> str:
        """Zimna woda, Ogrzewanie and so on."""
        return MEDIA[self.medium]

    def has_expired(self, today: date) -> bool:
        """Whether the validity is over; its last day still counts."""
        return self.valid_until is not None and self.valid_until < today.isoformat()

    def ends_soon(self, today: date) -> bool:
        """Whether the validity ends within three months."""
        if self.valid_until is None or self.has_expired(today):
            return False
        return self.valid_until <= in_months(today, MONTHS_OF_NOTICE).isoformat()


class Monthly(NamedTuple):
    """The newest regular charge, and its line for waste where it has one."""

    charge_id: int
    period: str | None
    amount: Grosze
    waste: str | None
    waste_amount: Grosze | None


def details_of(db: Database, lease_id: int) -> Details:
    """The deposit of a lease and the facts about its premises."""
    row = db.execute(
        """
        SELECT deposit, heated_area_dm2, rooms, floor, waste_sorted
        FROM leases
        JOIN premises USING (premises_id)
        WHERE lease_id = :lease_id
        """,
        {"lease_id": lease_id},
    ).fetchone()
    details = Details._make(row)
    waste_sorted = details.waste_sorted
    return details._replace(waste_sorted=None if waste_sorted is None else bool(waste_sorted))


def parties_of(db: Database, lease_id: int) -> list[Party]:
    """Everyone who holds the lease, the main tenant first."""
    rows = db.execute(
        """
        SELECT role, coalesce(company_name, first_name || ' ' || last_name, last_name, first_name)
        FROM lease_tenants
        JOIN tenants USING (tenant_id)
        WHERE lease_id = :lease_id
        ORDER BY role = 'main' DESC, last_name, first_name, tenant_id
        """,
        {"lease_id": lease_id},
    ).fetchall()
    return [Party(role, name or "–") for role, name in rows]


def meters_of(db: Database, premises_id: int, until: date) -> list[Meter]:
    """The meters of the premises, each with its latest reading.

    Takes:  until: today, or the last day of a lease that ended: what a meter showed after that
            day belongs to whoever lives there now.
    """
    rows = db.execute(
        """
        SELECT medium, serial_number, unit, valid_until, read_on, value_milli
        FROM meters
        LEFT JOIN readings
            ON readings.meter_id = meters.meter_id
            AND read_on = (
                SELECT max(read_on)
                FROM readings AS latest
                WHERE latest.meter_id = meters.meter_id AND latest.read_on <= :until
            )
        WHERE premises_id = :premises_id AND coalesce(installed_on <= :until, 1)
        ORDER BY
            CASE medium
                WHEN 'cold_water' THEN 0 WHEN 'hot_water' THEN 1 WHEN 'heat' THEN 2 ELSE 3
            END,
            medium, serial_number
        """,
        {"premises_id": premises_id, "until": until.isoformat()},
    ).fetchall()
    return [Meter._make(row) for row in rows]


def monthly_of(db: Database, lease_id: int, today: date) -> Monthly | None:
    """The newest regular charge of a lease, or None where there is none yet."""
    row = db.execute(
        """
        SELECT charge_id, period, newest.amount, component, charge_components.amount
        FROM (
            SELECT charge_id, period, amount
            FROM charges
            WHERE lease_id = :lease_id AND kind = 'regular' AND issued_on <= :today
            ORDER BY due_on DESC
            LIMIT 1
        ) AS newest
        LEFT JOIN charge_components USING (charge_id)
        ORDER BY component NOT LIKE 'odpady%', position
        LIMIT 1
        """,
        {"lease_id": lease_id, "today": today.isoformat()},
    ).fetchone()
    if row is None:
        return None
    monthly = Monthly._make(row)
    if monthly.waste is None or not monthly.waste.lower().startswith("odpady"):
        return monthly._replace(waste=None, waste_amount=None)
    return monthly


def in_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day: 30 November and three months, 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
