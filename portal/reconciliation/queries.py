"""What a reconciliation reads: the operator's money, the imports, the bank, the leases."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.reconciliation.comparing import Confirmed, Imported, Kept
from portal.reconciliation.matching import BankEntry, Paid, Transfer
from portal.store.database import Database
from portal.tenancy.leases import NUMBERED


class LeaseLine(NamedTuple):
    """A lease as it is named."""

    lease_id: int
    contract_number: str
    address: str


def confirmed(db: Database, first: date, last: date) -> list[Confirmed]:
    """All the money of the orders of which anything was paid or booked within some days."""
    rows = db.execute(
        """
        SELECT order_id, remote_id, lease_id, amount, paid_on, replaced_by IS NOT NULL
        FROM online_credits
        WHERE order_id IN (
            SELECT order_id FROM online_credits WHERE paid_on BETWEEN :first AND :last
            UNION
            SELECT online_order_id
            FROM payments
            WHERE online_order_id IS NOT NULL AND awaits_booking = 0
              AND booked_on BETWEEN :first AND :last
        )
        ORDER BY credit_id
        """,
        _days(first, last),
    )
    return [
        Confirmed(order_id, remote_id, lease_id, amount, date.fromisoformat(day), bool(replaced))
        for order_id, remote_id, lease_id, amount, day, replaced in rows
    ]


def imported(db: Database, first: date, last: date) -> list[Imported]:
    """The housing system's payments that say to be online: of those orders, and of those days."""
    rows = db.execute(
        """
        SELECT source_id, lease_id, amount, paid_on, booked_on, coalesce(online_order_id, '')
        FROM payments
        WHERE awaits_booking = 0
          AND (
              online_order_id IN (
                  SELECT order_id FROM online_credits WHERE paid_on BETWEEN :first AND :last
                  UNION
                  SELECT online_order_id
                  FROM payments
                  WHERE online_order_id IS NOT NULL AND awaits_booking = 0
                    AND booked_on BETWEEN :first AND :last
              )
              OR (
                  method = 'online' AND online_order_id IS NULL
                  AND booked_on BETWEEN :first AND :last
              )
          )
        ORDER BY booked_on, source_id
        """,
        _days(first, last),
    )
    return [
        Imported(key, lease_id, amount, date.fromisoformat(paid), date.fromisoformat(booked), order)
        for key, lease_id, amount, paid, booked, order in rows
    ]


def kept(db: Database, first: date, last: date) -> list[Kept]:
    """Money that was kept aside within some days, still waits and is in no balance."""
    rows = db.execute(
        """
        SELECT order_id, remote_id, amount, kept_at
        FROM kept_aside
        WHERE settled_at IS NULL AND booked = 0 AND kept_at >= :since AND kept_at < :until
        ORDER BY kept_at
        """,
        {
            "since": clock.as_text(clock.end_of(first - timedelta(days=1))),
            "until": clock.as_text(clock.end_of(last)),
        },
    )
    return [
        Kept(order_id, remote_id, amount, clock.from_text(at).astimezone(clock.WARSAW).date())
        for order_id, remote_id, amount, at in rows
    ]


def paid(db: Database, first: date, last: date) -> list[Paid]:
    """The attempts that the operator was paid within some days, in a balance or not."""
    rows = db.execute(
        """
        SELECT order_id, remote_id, sum(amount), paid_on, (
            SELECT CASE count(*) WHEN 1 THEN min(lease_id) END
            FROM payment_order_shares
            WHERE payment_order_shares.order_id = online_credits.order_id
        )
        FROM online_credits
        WHERE refund_id = 0 AND paid_on BETWEEN :first AND :last
        GROUP BY order_id, remote_id
        UNION ALL
        SELECT kept_aside.order_id, kept_aside.remote_id, kept_aside.amount,
            substr(paid_at, 1, 4) || '-' || substr(paid_at, 5, 2) || '-' || substr(paid_at, 7, 2),
            (
                SELECT CASE count(*) WHEN 1 THEN min(payment_order_shares.lease_id) END
                FROM payment_order_shares
                WHERE payment_order_shares.order_id = kept_aside.order_id
            )
        FROM kept_aside
        JOIN payment_notices USING (notice_id)
        WHERE booked = 0 AND reason <> 'wrong-currency'
          AND substr(paid_at, 1, 8)
              BETWEEN replace(:first, '-', '') AND replace(:last, '-', '')
        """,
        _days(first, last),
    )
    return [
        Paid(order_id, remote_id, amount, date.fromisoformat(day), lease_id)
        for order_id, remote_id, amount, day, lease_id in rows
    ]


def entries(db: Database, first: date, last: date) -> list[BankEntry]:
    """The entries of all statements within some days."""
    rows = db.execute(
        """
        SELECT entry_id, booked_on, amount, reference, position, name, title, details
        FROM bank_entries
        WHERE booked_on BETWEEN :first AND :last
        ORDER BY booked_on, entry_id
        """,
        _days(first, last),
    )
    return [entry_of(row) for row in rows]


def transfers(db: Database, first: date, last: date) -> list[Transfer]:
    """What the housing system booked within some days of what did not come by the operator."""
    rows = db.execute(
        """
        SELECT payment_id, lease_id, amount, booked_on
        FROM payments
        WHERE method <> 'online' AND online_order_id IS NULL AND awaits_booking = 0
          AND booked_on BETWEEN :first AND :last
        ORDER BY booked_on, payment_id
        """,
        _days(first, last),
    )
    return [
        Transfer(payment_id, lease_id, amount, date.fromisoformat(day))
        for payment_id, lease_id, amount, day in rows
    ]


def accounts(db: Database) -> dict[str, int]:
    """The leases by their account numbers."""
    return dict(db.execute("SELECT bank_account, lease_id FROM leases").fetchall())


def covered(db: Database, first: date, last: date) -> set[date]:
    """The days of which there are statements."""
    rows = db.execute(
        "SELECT first_on, last_on FROM bank_statements WHERE last_on >= ? AND first_on <= ?",
        (first.isoformat(), last.isoformat()),
    )
    days: set[date] = set()
    for begin, end in rows:
        begun, ended = date.fromisoformat(begin), date.fromisoformat(end)
        for number in range(max(begun, first).toordinal(), min(ended, last).toordinal() + 1):
            days.add(date.fromordinal(number))
    return days


def leases_by_id(db: Database, lease_ids: Iterable[int | None]) -> dict[int, LeaseLine]:
    """Leases as they are named."""
    rows = db.execute(
        """
        SELECT lease_id, contract_number, kind, street, building, flat
        FROM json_each(?) AS wanted
        JOIN leases ON lease_id = wanted.value
        JOIN premises USING (premises_id)
        """,
        (json.dumps([each for each in set(lease_ids) if each]),),
    )
    found = {}
    for lease_id, number, kind, street, building, flat in rows:
        inside = f" {NUMBERED[kind]}\u00a0{flat}" if flat else ""
        found[lease_id] = LeaseLine(lease_id, number, f"{street}\u00a0{building}{inside}")
    return found


def tenants_of(db: Database, lease_ids: Iterable[int | None]) -> list[int]:
    """Everybody who holds one of these leases."""
    rows = db.execute(
        """
        SELECT DISTINCT tenant_id
        FROM lease_tenants
        WHERE lease_id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps([each for each in set(lease_ids) if each]),),
    )
    return [tenant_id for (tenant_id,) in rows]


def known_orders(db: Database, order_ids: Iterable[str]) -> set[str]:
    """Those of the orders that were started here."""
    rows = db.execute(
        "SELECT order_id FROM payment_orders WHERE order_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(set(order_ids))),),
    )
    return {order_id for (order_id,) in rows}


def _days(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}


def entry_of(row: tuple[int, str, int, str, int, str, str, str]) -> BankEntry:
    """An entry as a row has it."""
    entry_id, booked_on, amount, reference, position, *words = row
    return BankEntry(
        entry_id, date.fromisoformat(booked_on), Grosze(amount), reference, position, *words
    )
