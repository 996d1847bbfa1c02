"""What the screens of money ask of the database."""

from datetime import date
from typing import NamedTuple

from portal.finance.history import Kind
from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy.absent import NotThere


class ChargeDocument(NamedTuple):
    """A charge with the number of its document."""

    charge_id: int
    document_number: str
    lease_id: int
    kind: str
    period: str | None
    issued_on: str
    due_on: str
    amount: Grosze


class PaymentDocument(NamedTuple):
    """A payment with everything that is known of it."""

    payment_id: int
    lease_id: int
    paid_on: str
    booked_on: str
    amount: Grosze
    method: str
    title: str | None
    online_order_id: str | None
    awaits_booking: int


def charge_of(db: Database, tenant_id: int, charge_id: int) -> ChargeDocument:
    """A charge of one of the tenant's leases.

    Raises: NotThere where there is none, or where it is somebody else's.
    """
    row = db.execute(
        """
        SELECT charge_id, document_number, lease_id, kind, period, issued_on, due_on, amount
        FROM charges
        JOIN lease_tenants USING (lease_id)
        WHERE charge_id = :charge_id AND tenant_id = :tenant_id
        """,
        {"charge_id": charge_id, "tenant_id": tenant_id},
    ).fetchone()
    if row is None:
        raise NotThere
    return ChargeDocument._make(row)


def years_of(db: Database, lease_id: int, today: date, kind: Kind = "") -> list[int]:
    """The years in which something of a kind was entered until a day, the newest first."""
    rows = db.execute(
        """
        SELECT substr(issued_on, 1, 4)
        FROM charges
        WHERE lease_id = :lease_id AND issued_on <= :today AND :kind <> 'wplaty'
        UNION
        SELECT substr(booked_on, 1, 4)
        FROM payments
        WHERE lease_id = :lease_id AND booked_on <= :today AND :kind <> 'oplaty'
        """,
        {"lease_id": lease_id, "today": today.isoformat(), "kind": kind},
    )
    return sorted([int(year) for (year,) in rows], reverse=True)


def month_before(db: Database, charge: ChargeDocument) -> ChargeDocument | None:
    """The regular charge of the lease for the month before, the newest there is."""
    row = db.execute(
        """
        SELECT charge_id, document_number, lease_id, kind, period, issued_on, due_on, amount
        FROM charges
        WHERE lease_id = :lease_id AND kind = 'regular' AND period < :period
        ORDER BY period DESC
        LIMIT 1
        """,
        {"lease_id": charge.lease_id, "period": charge.period},
    ).fetchone()
    return ChargeDocument._make(row) if row else None


def payment_of(db: Database, tenant_id: int, payment_id: int) -> PaymentDocument:
    """A payment to one of the tenant's leases.

    Raises: NotThere where there is none, or where it is somebody else's.
    """
    row = db.execute(
        """
        SELECT
            payment_id, lease_id, paid_on, booked_on, amount, method, title, online_order_id,
            awaits_booking
        FROM payments
        JOIN lease_tenants USING (lease_id)
        WHERE payment_id = :payment_id AND tenant_id = :tenant_id
        """,
        {"payment_id": payment_id, "tenant_id": tenant_id},
    ).fetchone()
    if row is None:
        raise NotThere
    return PaymentDocument._make(row)


def is_own_order(db: Database, tenant_id: int, order_id: str | None) -> bool:
    """Whether a payment came by an order that this tenant started here."""
    row = db.execute(
        "SELECT 1 FROM payment_orders WHERE order_id = ? AND tenant_id = ?", (order_id, tenant_id)
    ).fetchone()
    return row is not None
