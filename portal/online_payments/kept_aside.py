"""Money that somebody has to look at: it fits no order, or it fits and still is no daily thing.

Nothing of it is ever dropped. Functions that write do so inside the caller's transaction.
"""

from typing import Literal, NamedTuple

from portal import clock
from portal.money import Grosze
from portal.online_payments.office_address import KEPT, tell_office
from portal.online_payments.payment_notice import PaymentNotice
from portal.store import revisions
from portal.store.database import Database
from portal.store.events import Event, record
from portal.tenancy import online_credits
from portal.tenancy.online_credits import Attempt

Reason = Literal["unknown-order", "wrong-amount", "wrong-currency", "paid-twice", "paid-late"]
Outcome = Literal["booked", "returned", "dismissed", "seen"]


class AlreadySettled(Exception):
    """Somebody settled it before."""


class Kept(NamedTuple):
    """Money that was kept aside, and what was decided about it."""

    kept_id: int
    notice_id: int
    order_id: str
    remote_id: str
    reason: Reason
    amount: Grosze
    booked: bool
    kept_at: str
    settled_at: str | None
    settled_by: int | None
    outcome: Outcome | None
    lease_id: int | None
    note: str

    def is_booked_by_office(self, amount: Grosze) -> bool:
        """Whether somebody of the office put this very amount into the ledger."""
        return self.outcome == "booked" and self.settled_by is not None and self.amount == amount


_COLUMNS = ", ".join(Kept._fields)


def keep(
    db: Database, notice: PaymentNotice, notice_id: int, reason: Reason, *, booked: bool
) -> bool:
    """Keep an attempt for the finance office, once; gives whether it was not kept before."""
    is_new = db.execute(
        """
        INSERT INTO kept_aside (notice_id, order_id, remote_id, reason, amount, booked, kept_at)
        VALUES (:notice_id, :order_id, :remote_id, :reason, :amount, :booked, :now)
        ON CONFLICT (order_id, remote_id) DO NOTHING
        """,
        {
            "notice_id": notice_id,
            "order_id": notice.order_id,
            "remote_id": notice.remote_id,
            "reason": reason,
            "amount": notice.amount,
            "booked": int(booked),
            "now": clock.as_text(clock.now()),
        },
    ).rowcount
    if is_new:
        record(db, Event.PAYMENT_KEPT_ASIDE, order=notice.order_id, reason=reason)
        tell_office(db, KEPT)
    return bool(is_new)


def kept_of(db: Database, order_id: str, remote_id: str) -> Kept | None:
    """What was kept of an attempt."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM kept_aside WHERE order_id = ? AND remote_id = ?",  # noqa: S608 - our own columns
        (order_id, remote_id),
    ).fetchone()
    return _kept(row) if row else None


def kept_by_id(db: Database, kept_id: int) -> Kept | None:
    """One of what was kept."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM kept_aside WHERE kept_id = ?",  # noqa: S608 - our own columns
        (kept_id,),
    ).fetchone()
    return _kept(row) if row else None


def settle(
    db: Database,
    kept: Kept,
    outcome: Outcome,
    *,
    account_id: int,
    note: str,
    lease_id: int | None = None,
) -> None:
    """Note what was decided; "booked" puts the money into the ledger of a lease.

    Raises: AlreadySettled, also where the attempt is in the ledger by now; ValueError for a
    booking without a lease or of what is booked.
    """
    if outcome == "booked" and (lease_id is None or kept.booked):
        raise ValueError("what is booked needs a lease, once")
    changed = db.execute(
        """
        UPDATE kept_aside
        SET settled_at = :now, settled_by = :account_id, outcome = :outcome,
            lease_id = :lease_id, note = :note, booked = max(booked, :outcome = 'booked')
        WHERE kept_id = :kept_id AND settled_at IS NULL
        """,
        {
            "now": clock.as_text(clock.now()),
            "account_id": account_id,
            "outcome": outcome,
            "lease_id": lease_id,
            "note": note,
            "kept_id": kept.kept_id,
        },
    ).rowcount
    if not changed:
        raise AlreadySettled
    if outcome == "booked" and lease_id is not None:
        _book(db, kept, lease_id)
    record(
        db,
        Event.PAYMENT_SETTLED,
        account_id=account_id,
        order=kept.order_id,
        outcome=outcome,
    )
    revisions.bump_portal(db)


def release(db: Database, kept: Kept) -> None:
    """It fits after all and was booked by itself: nobody has to look at it."""
    db.execute(
        """
        UPDATE kept_aside
        SET settled_at = :now, outcome = 'booked', booked = 1
        WHERE kept_id = :kept_id AND settled_at IS NULL
        """,
        {"now": clock.as_text(clock.now()), "kept_id": kept.kept_id},
    )


def reopen(db: Database, kept: Kept) -> None:
    """What was decided did not happen: it waits again, for as long as it has."""
    db.execute(
        """
        UPDATE kept_aside
        SET settled_at = NULL, settled_by = NULL, outcome = NULL
        WHERE kept_id = ?
        """,
        (kept.kept_id,),
    )
    record(db, Event.PAYMENT_KEPT_ASIDE, order=kept.order_id, reason=kept.reason)
    tell_office(db, KEPT)


def _book(db: Database, kept: Kept, lease_id: int) -> None:
    paid_at, gateway_id = db.execute(
        "SELECT paid_at, gateway_id FROM payment_notices WHERE notice_id = ?", (kept.notice_id,)
    ).fetchone()
    paid_on = f"{paid_at[:4]}-{paid_at[4:6]}-{paid_at[6:8]}"
    attempt = Attempt(kept.order_id, kept.remote_id, paid_on, gateway_id)
    if not online_credits.add(db, attempt, {lease_id: kept.amount}):
        raise AlreadySettled


def _kept(row: tuple[object, ...]) -> Kept:
    kept = Kept._make(row)
    return kept._replace(booked=bool(kept.booked))
