"""Leases, found through the people who hold them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from portal import clock
from portal.store.database import Database
from portal.tenancy.absent import NotThere

KINDS = {
    "flat": "Mieszkanie",
    "commercial": "Lokal użytkowy",
    "garage": "Garaż",
    "storage": "Komórka",
}

# How the number inside a building is called.
NUMBERED = {"flat": "m.", "commercial": "lok.", "garage": "nr", "storage": "nr"}


class Lease(NamedTuple):
    """A lease and the premises it is for."""

    lease_id: int
    contract_number: str
    premises_id: int
    kind: str
    street: str
    building: str
    flat: str | None
    postcode: str
    city: str
    usable_area_dm2: int
    started_on: date
    ended_on: date | None
    persons: int | None
    bank_account: str

    @property
    def kind_in_words(self) -> str:
        """Mieszkanie, Lokal użytkowy, Garaż, Komórka."""
        return KINDS[self.kind]

    @property
    def address(self) -> str:
        """ul. Jarzębinowa 14 m. 7, with no line break inside a number."""
        flat = f" {NUMBERED[self.kind]}\u00a0{self.flat}" if self.flat else ""
        return f"{self.street}\u00a0{self.building}{flat}"

    def has_ended(self, on: date) -> bool:
        """Whether the lease is over on a day."""
        return self.ended_on is not None and self.ended_on < on


def leases_of(db: Database, tenant_id: int, on: date) -> list[Lease]:
    """The leases that a tenant holds alone or with others.

    Gives:  those that last before those that ended, flats first, then the oldest.
    """
    rows = db.execute(
        """
        SELECT
            lease_id, contract_number, premises_id, kind, street, building, flat, postcode, city,
            usable_area_dm2, started_on, ended_on, persons, bank_account
        FROM lease_tenants
        JOIN leases USING (lease_id)
        JOIN premises USING (premises_id)
        WHERE tenant_id = :tenant_id
        ORDER BY
            coalesce(ended_on < :on, 0),
            CASE kind WHEN 'flat' THEN 0 WHEN 'commercial' THEN 1 ELSE 2 END,
            started_on, lease_id
        """,
        {"tenant_id": tenant_id, "on": clock.day_as_text(on)},
    ).fetchall()
    return [_lease(row) for row in rows]


def lease_of(leases: Sequence[Lease], lease_id: int) -> Lease:
    """One of a tenant's leases.

    Raises: NotThere for a lease that is not among them.
    """
    for lease in leases:
        if lease.lease_id == lease_id:
            return lease
    raise NotThere


def holders_of(db: Database, lease_id: int) -> list[str]:
    """The names of everyone who holds a lease, the main tenant first."""
    rows = db.execute(
        """
        SELECT coalesce(company_name, first_name || ' ' || last_name, last_name, first_name, '–')
        FROM lease_tenants
        JOIN tenants USING (tenant_id)
        WHERE lease_id = :lease_id
        ORDER BY role = 'main' DESC, last_name, first_name, tenant_id
        """,
        {"lease_id": lease_id},
    ).fetchall()
    return [name for (name,) in rows]


def _lease(row: tuple[object, ...]) -> Lease:
    *before, started_on, ended_on, persons, bank_account = row
    return Lease._make(
        (
            *before,
            date.fromisoformat(str(started_on)),
            date.fromisoformat(str(ended_on)) if ended_on else None,
            persons,
            bank_account,
        )
    )
