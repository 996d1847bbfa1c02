"""What the desk of online payments shows beside orders: people, leases, what waits, who looked."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from portal import clock
from portal.money import Grosze
from portal.online_payments.kept_aside import Kept
from portal.store.database import Database
from portal.store.events import Event
from portal.tenancy.absent import NotThere
from portal.tenancy.leases import NUMBERED

# How long a look that was noted lets its member of staff see a message.
LOOK_LASTS = timedelta(minutes=15)
SETTLED_SHOWN = 60


class LeaseLine(NamedTuple):
    """A lease as a desk names it."""

    lease_id: int
    contract_number: str
    address: str


class Share(NamedTuple):
    """What an attempt brought for a lease, and whether the housing system has booked it."""

    remote_id: str
    lease_id: int
    amount: Grosze
    refund_id: int
    is_booked: bool


class Notice(NamedTuple):
    """A notification of the operator, as it came."""

    notice_id: int
    order_id: str
    received_at: str
    status: str
    details: str
    message: str


def tenant_name(db: Database, tenant_id: int) -> str:
    """The name of a tenant."""
    (name,) = db.execute(
        """
        SELECT coalesce(company_name, first_name || ' ' || last_name, '–')
        FROM tenants
        WHERE tenant_id = ?
        """,
        (tenant_id,),
    ).fetchone()
    return str(name)


def staff_names(db: Database, account_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of members of staff, by their accounts."""
    rows = db.execute(
        """
        SELECT account_id, coalesce(staff.name, login)
        FROM json_each(?) AS wanted
        JOIN accounts ON account_id = wanted.value
        LEFT JOIN staff USING (staff_id)
        """,
        (json.dumps([each for each in set(account_ids) if each]),),
    )
    return dict(rows.fetchall())


def leases_by_id(db: Database, lease_ids: Iterable[int | None]) -> dict[int, LeaseLine]:
    """Leases as the desk names them."""
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


def tenants_of_leases(db: Database, lease_ids: Iterable[int]) -> list[int]:
    """Everybody who holds one of these leases."""
    rows = db.execute(
        """
        SELECT DISTINCT tenant_id
        FROM lease_tenants
        WHERE lease_id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(lease_ids)),),
    )
    return [tenant_id for (tenant_id,) in rows]


def shares(db: Database, order_id: str) -> list[Share]:
    """The money of an order in the ledger, what was given back of it included."""
    rows = db.execute(
        """
        SELECT remote_id, lease_id, amount, refund_id, replaced_by IS NOT NULL
        FROM online_credits
        WHERE order_id = ?
        ORDER BY credit_id
        """,
        (order_id,),
    )
    return [Share._make(row) for row in rows]


_KEPT = ", ".join(Kept._fields)


def kept_waiting(db: Database) -> list[Kept]:
    """What waits to be clarified, the longest waiting first."""
    rows = db.execute(
        f"SELECT {_KEPT} FROM kept_aside WHERE settled_at IS NULL ORDER BY kept_at, kept_id"  # noqa: S608 - our own columns
    )
    return [Kept._make(row) for row in rows]


def kept_settled(db: Database) -> list[Kept]:
    """What was clarified last, by somebody or by itself."""
    rows = db.execute(
        f"""
        SELECT {_KEPT}
        FROM kept_aside
        WHERE settled_at IS NOT NULL
        ORDER BY settled_at DESC, kept_id DESC
        LIMIT {SETTLED_SHOWN}
        """,  # noqa: S608 - our own columns
    )
    return [Kept._make(row) for row in rows]


def notices_of(db: Database, order_id: str) -> list[Notice]:
    """The operator's own notifications of an order, the oldest first."""
    rows = db.execute(
        """
        SELECT notice_id, order_id, received_at, status, details, message
        FROM payment_notices
        WHERE order_id = ? AND source = 'notice'
        ORDER BY notice_id
        """,
        (order_id,),
    )
    return [Notice._make(row) for row in rows]


def currency_of(db: Database, notice_id: int) -> str:
    """In what the operator was paid.

    Raises: NotThere.
    """
    row = db.execute(
        "SELECT currency FROM payment_notices WHERE notice_id = ?", (notice_id,)
    ).fetchone()
    if row is None:
        raise NotThere
    return str(row[0])


def has_opened(db: Database, account_id: int, order_id: str, message: str) -> bool:
    """Whether a look of this member of staff at this message was noted a short while ago."""
    row = db.execute(
        """
        SELECT 1
        FROM events
        WHERE account_id = :account_id
          AND at > :since
          AND event = :event
          AND details = :details
        LIMIT 1
        """,
        {
            "account_id": account_id,
            "since": clock.as_text(clock.now() - LOOK_LASTS),
            "event": str(Event.PAYMENT_MESSAGE_OPENED),
            "details": json.dumps(
                {"message": message, "order": order_id}, ensure_ascii=False, sort_keys=True
            ),
        },
    ).fetchone()
    return row is not None
