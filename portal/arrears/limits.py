"""Within what limits tenants may ask for instalments. The only writer of instalment_limits."""

from datetime import date, timedelta
from typing import NamedTuple

from portal.money import Grosze
from portal.store.database import Database, writing
from portal.store.events import Event, record

FEWEST = 2


class Limits(NamedTuple):
    """At most so many parts, none smaller than that, the first within so many days."""

    most: int
    smallest: Grosze
    days_to_first: int

    def most_for(self, amount: Grosze) -> int:
        """Into how many parts an amount may be divided; 0 where it is too small for any."""
        number = min(self.most, amount // self.smallest)
        return number if number >= FEWEST else 0

    def latest_first(self, today: date) -> date:
        """The last day for the first part."""
        return today + timedelta(days=self.days_to_first)


def limits_of(db: Database) -> Limits:
    """The limits that the office has set."""
    return Limits._make(
        db.execute("SELECT most, smallest, days_to_first FROM instalment_limits").fetchone()
    )


def put(db: Database, limits: Limits, *, by: int) -> None:
    """Set the limits for those who ask from now on."""
    with writing(db):
        db.execute(
            "UPDATE instalment_limits"
            " SET most = :most, smallest = :smallest, days_to_first = :days_to_first",
            limits._asdict(),
        )
        record(db, Event.INSTALMENT_LIMITS_SET, account_id=by, **limits._asdict())
