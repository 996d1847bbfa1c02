"""Rates of statutory interest for delay, each from a day on. The only writer of interest_rates.

A rate is hundredths of a percent a year: 925 is 9,25%. `checked_on` is the day on which somebody
last saw that it holds: the portal does not ask the bank, and says how old its knowledge is.

Source: art. 481 § 2 k.c., the reference rate of Narodowy Bank Polski and 5.5 percentage points.
"""

from datetime import date
from typing import NamedTuple

from portal import clock
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy.absent import NotThere


class Rate(NamedTuple):
    """A rate and the first day on which it holds."""

    valid_from: date
    hundredths: int
    checked_on: date


def rates_of(db: Database) -> list[Rate]:
    """Every rate, from the oldest."""
    rows = db.execute(
        "SELECT valid_from, hundredths, checked_on FROM interest_rates ORDER BY valid_from"
    ).fetchall()
    return [
        Rate(date.fromisoformat(valid_from), hundredths, date.fromisoformat(checked_on))
        for valid_from, hundredths, checked_on in rows
    ]


def put(db: Database, valid_from: date, hundredths: int, *, by: int) -> None:
    """Add a rate, or correct the one that begins on that day."""
    with writing(db):
        former = db.execute(
            "SELECT hundredths FROM interest_rates WHERE valid_from = ?", (valid_from.isoformat(),)
        ).fetchone()
        db.execute(
            """
            INSERT INTO interest_rates (valid_from, hundredths, checked_on)
            VALUES (:valid_from, :hundredths, :today)
            ON CONFLICT (valid_from) DO UPDATE
            SET hundredths = excluded.hundredths, checked_on = excluded.checked_on
            """,
            {
                "valid_from": valid_from.isoformat(),
                "hundredths": hundredths,
                "today": clock.today().isoformat(),
            },
        )
        _tell(db, Event.INTEREST_RATE_SET, valid_from, hundredths, by, former)


def remove(db: Database, valid_from: date, *, by: int) -> None:
    """Take a rate out; the one before it holds on.

    Raises: NotThere.
    """
    with writing(db):
        row = db.execute(
            "DELETE FROM interest_rates WHERE valid_from = ? RETURNING hundredths",
            (valid_from.isoformat(),),
        ).fetchone()
        if row is None:
            raise NotThere
        _tell(db, Event.INTEREST_RATE_REMOVED, valid_from, row[0], by)


def confirm(db: Database, valid_from: date, *, by: int) -> None:
    """Somebody has seen today that a rate holds.

    Raises: NotThere.
    """
    with writing(db):
        row = db.execute(
            "UPDATE interest_rates SET checked_on = ? WHERE valid_from = ? RETURNING hundredths",
            (clock.today().isoformat(), valid_from.isoformat()),
        ).fetchone()
        if row is None:
            raise NotThere
        _tell(db, Event.INTEREST_RATE_CHECKED, valid_from, row[0], by)


def _tell(
    db: Database,
    event: Event,
    valid_from: date,
    hundredths: int,
    by: int,
    former: tuple[int] | None = None,
) -> None:
    record(
        db,
        event,
        account_id=by,
        valid_from=valid_from.isoformat(),
        hundredths=hundredths,
        former=former[0] if former else None,
    )
