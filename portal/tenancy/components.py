"""The lines of charges."""

from typing import NamedTuple

from portal.money import Grosze
from portal.store.database import Database


class Component(NamedTuple):
    """A line of a charge: quantity in thousandths, price in ten-thousandths of a złoty."""

    component: str
    quantity_milli: int | None
    unit: str | None
    unit_price_e4: int | None
    amount: Grosze


def components_of(db: Database, charge_id: int) -> list[Component]:
    """The lines of a charge, in their order."""
    rows = db.execute(
        """
        SELECT component, quantity_milli, unit, unit_price_e4, amount
        FROM charge_components
        WHERE charge_id = ?
        ORDER BY position
        """,
        (charge_id,),
    ).fetchall()
    return [Component._make(row) for row in rows]
