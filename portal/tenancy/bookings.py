"""The bookings of the ledger: charges and payments. The only file that writes these tables.

Amounts are whole grosze. A charge is a document of one or more components and its amount is
always their sum. All of this belongs inside one `writing(db)`.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from portal.store.bulk import write_rows
from portal.store.database import Database

Rows = Iterable[tuple[Any, ...]]

# How the portal names payments of its own; the housing system's must not begin so.
OWN_PREFIX = "iok/"


class Booked(NamedTuple):
    """A charge document as it stands in the ledger."""

    charge_id: int
    header: tuple[str, int, str, str | None, str, str]
    """document_number, lease_id, kind, period, issued_on, due_on"""


def charges_by_number(db: Database, numbers: Iterable[str]) -> dict[str, Booked]:
    """The charge documents that bear these numbers; numbers that none bears are left out."""
    rows = db.execute(
        """
        SELECT charge_id, document_number, lease_id, kind, period, issued_on, due_on
        FROM json_each(?) AS wanted
        CROSS JOIN charges ON charges.document_number = wanted.value
        """,
        (json.dumps(list(numbers)),),
    )
    return {row[1]: Booked(row[0], row[1:]) for row in rows}


def components_of(db: Database, charge_ids: Iterable[int]) -> set[tuple[Any, ...]]:
    """The components of these charges, in the columns that put_components() takes."""
    return set(
        db.execute(
            """
            SELECT charge_id, position, component, quantity_milli, unit, unit_price_e4, amount
            FROM json_each(?) AS wanted
            CROSS JOIN charge_components ON charge_id = wanted.value
            """,
            (json.dumps(list(charge_ids)),),
        )
    )


def next_charge_id(db: Database) -> int:
    """The first free charge_id; it stays free as long as the caller holds the write lock."""
    (last,) = db.execute("SELECT coalesce(max(charge_id), 0) FROM charges").fetchone()
    return int(last) + 1


ADD_CHARGES = """
    INSERT INTO charges (charge_id, document_number, lease_id, kind, period,
                         issued_on, due_on, amount)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_COMPONENTS = """
    INSERT INTO charge_components (charge_id, position, component, quantity_milli, unit,
                                   unit_price_e4, amount)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def add_charges(db: Database, rows: Rows) -> None:
    """Takes: charge_id, document_number, lease_id, kind, period, issued_on, due_on, amount."""
    write_rows(db, ADD_CHARGES, rows)


def change_charges(db: Database, rows: Rows) -> None:
    """Takes: lease_id, kind, period, issued_on, due_on, charge_id; the amount stays."""
    db.executemany(
        """
        UPDATE charges
        SET lease_id = ?, kind = ?, period = ?, issued_on = ?, due_on = ?
        WHERE charge_id = ?
        """,
        rows,
    )


def add_components(db: Database, rows: Rows) -> None:
    """Components of charges that were just added with the right amount.

    Takes:   charge_id, position, component, quantity_milli, unit, unit_price_e4, amount.
    """
    write_rows(db, ADD_COMPONENTS, rows)


def put_components(db: Database, rows: list[tuple[Any, ...]]) -> None:
    """New and changed components of charges that stand already; their amounts follow.

    Takes:   as add_components().
    """
    write_rows(
        db,
        f"""
        {ADD_COMPONENTS}
        ON CONFLICT (charge_id, position) DO UPDATE SET
            (component, quantity_milli, unit, unit_price_e4, amount)
          = (excluded.component, excluded.quantity_milli, excluded.unit,
             excluded.unit_price_e4, excluded.amount)
        WHERE (component, quantity_milli, unit, unit_price_e4, amount)
           IS NOT (excluded.component, excluded.quantity_milli, excluded.unit,
                   excluded.unit_price_e4, excluded.amount)
        """,
        rows,
    )
    _sum_again(db, {row[0] for row in rows})


def _sum_again(db: Database, charge_ids: Iterable[int]) -> None:
    db.executemany(
        """
        UPDATE charges
        SET amount = (
            SELECT coalesce(sum(charge_components.amount), 0)
            FROM charge_components
            WHERE charge_components.charge_id = charges.charge_id
        )
        WHERE charge_id = ?
        """,
        ((charge_id,) for charge_id in charge_ids),
    )


def withdraw_charge(db: Database, charge_id: int) -> int:
    """Take a whole document out. Gives: how many components went with it."""
    components = db.execute(
        "DELETE FROM charge_components WHERE charge_id = ?", (charge_id,)
    ).rowcount
    db.execute("DELETE FROM charges WHERE charge_id = ?", (charge_id,))
    return components


def withdraw_component(db: Database, charge_id: int, position: int) -> None:
    """Take one component out; the amount follows, and a document left empty goes too."""
    db.execute(
        "DELETE FROM charge_components WHERE charge_id = ? AND position = ?", (charge_id, position)
    )
    _sum_again(db, [charge_id])
    db.execute(
        """
        DELETE FROM charges
        WHERE charge_id = :charge_id
          AND NOT EXISTS (SELECT 1 FROM charge_components WHERE charge_id = :charge_id)
        """,
        {"charge_id": charge_id},
    )


def put_payments(db: Database, rows: Rows) -> int:
    """Payments as the housing system books them; one that did not change is not touched.

    An online_order_id is kept as it came; the confirmed online payment that it names gives way to
    it by online_credits.settle(), in the same transaction.

    Takes:   source_id, lease_id, paid_on, booked_on, amount, method, title, online_order_id.
    Gives:   how many of them were new or changed.
    """
    return write_rows(
        db,
        """
        INSERT INTO payments (source_id, lease_id, paid_on, booked_on, amount, method, title,
                              online_order_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source_id) DO UPDATE SET
            (lease_id, paid_on, booked_on, amount, method, title, online_order_id)
          = (excluded.lease_id, excluded.paid_on, excluded.booked_on, excluded.amount,
             excluded.method, excluded.title, excluded.online_order_id)
        WHERE (lease_id, paid_on, booked_on, amount, method, title, online_order_id)
           IS NOT (excluded.lease_id, excluded.paid_on, excluded.booked_on, excluded.amount,
                   excluded.method, excluded.title, excluded.online_order_id)
        """,
        rows,
    )


def withdraw_payment(db: Database, payment_id: int) -> None:
    """Take a payment out."""
    db.execute("DELETE FROM payments WHERE payment_id = ?", (payment_id,))


def put_awaiting(db: Database, rows: Rows) -> None:
    """Online payments that the housing system has not booked yet; one that is there stays.

    Takes:   source_id, lease_id, paid_on, booked_on, amount, online_order_id.
    """
    db.executemany(
        """
        INSERT INTO payments (source_id, lease_id, paid_on, booked_on, amount, method,
                              online_order_id, awaits_booking)
        VALUES (?, ?, ?, ?, ?, 'online', ?, 1)
        ON CONFLICT (source_id) DO NOTHING
        """,
        rows,
    )


def withdraw_awaiting(db: Database, source_ids: Iterable[str]) -> None:
    """Online payments that the housing system has booked itself, or that were taken back."""
    db.executemany(
        "DELETE FROM payments WHERE source_id = ? AND awaits_booking = 1",
        ((source_id,) for source_id in source_ids),
    )
