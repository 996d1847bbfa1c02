"""Refunds as they stand."""

from typing import Literal, NamedTuple

from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy.absent import NotThere

State = Literal[
    "asked", "refused", "withdrawn", "approved", "declined", "accepted", "done", "failed"
]
# How many of those that are over a page lists.
MOST_LISTED = 60


class Refund(NamedTuple):
    """A refund as it stands; instants are text."""

    refund_id: int
    order_id: str
    remote_id: str
    amount: Grosze
    reason: str
    state: State
    asked_at: str
    asked_by: int
    decided_at: str | None
    decided_by: int | None
    answer: str
    message_id: str | None
    sent_at: str | None
    fault: str
    changed_at: str


_COLUMNS = ", ".join(Refund._fields)


def refund_by_id(db: Database, refund_id: int) -> Refund:
    """Raises: NotThere."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM refunds WHERE refund_id = ?",  # noqa: S608 - our own columns
        (refund_id,),
    ).fetchone()
    if row is None:
        raise NotThere
    return Refund._make(row)


def refunds_of(db: Database, order_id: str) -> list[Refund]:
    """The refunds of an order, the newest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM refunds WHERE order_id = ? ORDER BY refund_id DESC",  # noqa: S608
        (order_id,),
    )
    return [Refund._make(row) for row in rows]


def shares_of(db: Database, refund_id: int) -> dict[int, Grosze]:
    """What a refund takes from each lease; nothing where the money was never in the ledger."""
    rows = db.execute(
        "SELECT lease_id, amount FROM refund_shares WHERE refund_id = ? ORDER BY lease_id",
        (refund_id,),
    )
    return {lease_id: Grosze(amount) for lease_id, amount in rows}


def waiting(db: Database) -> list[Refund]:
    """Refunds that somebody has to do something about: a second person, or who asks the operator
    once more; the oldest first."""
    rows = db.execute(
        f"""
        SELECT {_COLUMNS}
        FROM refunds
        WHERE state IN ('asked', 'approved')
        ORDER BY asked_at, refund_id
        """,  # noqa: S608 - our own columns
    )
    return [Refund._make(row) for row in rows]


def over(db: Database) -> list[Refund]:
    """Refunds that were decided about, the last first."""
    rows = db.execute(
        f"""
        SELECT {_COLUMNS}
        FROM refunds
        WHERE state NOT IN ('asked', 'approved')
        ORDER BY refund_id DESC
        LIMIT {MOST_LISTED}
        """,  # noqa: S608 - our own columns
    )
    return [Refund._make(row) for row in rows]


def is_under_way(db: Database, order_id: str, remote_id: str) -> bool:
    """Whether a refund of an attempt is asked for, or with the operator."""
    row = db.execute(
        """
        SELECT 1
        FROM refunds
        WHERE order_id = ? AND remote_id = ? AND state IN ('asked', 'approved')
        """,
        (order_id, remote_id),
    ).fetchone()
    return row is not None
