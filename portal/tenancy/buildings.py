"""Buildings: premises of one street and number, as far as they are let."""

import re
from datetime import date
from typing import NamedTuple

from portal.store.database import Database


class Building(NamedTuple):
    """A building with running leases; any premises in it may stand for it."""

    premises_id: int
    street: str
    number: str
    city: str
    tenants: int

    @property
    def address(self) -> str:
        """ul. Jarzębinowa 14."""
        return f"{self.street}\u00a0{self.number}"


def buildings(db: Database, today: date) -> list[Building]:
    """The buildings with running leases, by city, street and number."""
    rows = db.execute(
        """
        SELECT min(premises_id), street, building, city, count(DISTINCT tenant_id)
        FROM leases
        JOIN premises USING (premises_id)
        JOIN lease_tenants USING (lease_id)
        WHERE ended_on IS NULL OR ended_on >= :today
        GROUP BY city, street, building
        """,
        {"today": today.isoformat()},
    )
    found = [Building._make(row) for row in rows]
    return sorted(found, key=lambda each: (each.city, each.street, in_order(each.number)))


def building_of(db: Database, premises_id: int, today: date) -> Building | None:
    """The building that some premises stand for; None where nothing in it is let."""
    found = (each for each in buildings(db, today) if each.premises_id == premises_id)
    return next(found, None)


def in_order(number: str | None) -> list[tuple[int, str]]:
    """A key that sorts 2, 10, 10a, 14 as people count."""
    return [
        (int(digits) if digits else 0, rest)
        for digits, rest in re.findall(r"([0-9]*)([^0-9]*)", (number or "")[:40])
    ]
