"""Meters of premises and what they showed last."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from portal.store.database import Database

MEDIA = {
    "cold_water": "Zimna woda",
    "hot_water": "Ciepła woda",
    "heat": "Ogrzewanie",
    "electricity": "Prąd",
    "gas": "Gaz",
}
MONTHS_OF_NOTICE = 3


class Meter(NamedTuple):
    """A meter and its latest reading; `value_milli` is in thousandths of its unit."""

    meter_id: int
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


def meters_of(db: Database, premises_id: int, until: date) -> list[Meter]:
    """The meters of the premises, each with its latest reading.

    Takes:  until: today, or the last day of a lease that ended: what a meter showed after that
            day belongs to whoever lives there now.
    """
    rows = db.execute(
        """
        SELECT meters.meter_id, medium, serial_number, unit, valid_until, read_on, value_milli
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


def in_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day: 30 November and three months, 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
