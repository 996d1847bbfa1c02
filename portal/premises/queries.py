"""What is known of a lease, its premises, its people and its meters."""

from datetime import date
from typing import NamedTuple

from portal.money import Grosze
from portal.store.database import Database

ROLES = {"main": "Najemca", "co-tenant": "Współnajemca"}


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
