"""Orders to pay online: what a tenant asked for before they left for the operator.

Functions that write do so inside the caller's transaction.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from portal import clock
from portal.money import Grosze
from portal.store import revisions
from portal.store.database import Database
from portal.store.events import Event, record
from portal.tenancy.absent import NotThere

Purpose = Literal["document", "all", "other"]

# How long an order can be paid. Longer than a bank needs, shorter than what is due stays the same.
LIVES = timedelta(days=2)
# When the operator is asked about an order, counted from its start, and from its end: an operator
# that is out of reach at the end, or does not know yet, is asked again for a day.
ASKED_AFTER_START = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
ASKED_AFTER_END = (
    timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24),
)  # fmt: skip
# Longer than a question takes; who has not told by then what came of it, was broken off.
CLAIMED_FOR = timedelta(minutes=5)

# No letter that is taken for another, for a name that people read out on the telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_UNGUESSABLE = 12


class NewOrder(NamedTuple):
    """What a form asked to pay; shares by lease, in grosze above zero."""

    form_key: str
    account_id: int
    tenant_id: int
    service_id: str
    shares: Mapping[int, Grosze]
    purpose: Purpose
    email: str = ""
    document_number: str | None = None
    gateway_id: int | None = None
    order_id: str = ""
    """Its name, where a demonstration gives one; else one that nobody guesses."""


class Order(NamedTuple):
    """An order as it stands; what became of it is in the operator's notices."""

    order_id: str
    account_id: int
    tenant_id: int
    service_id: str
    amount: Grosze
    currency: str
    email: str
    gateway_id: int | None
    purpose: Purpose
    document_number: str | None
    started_at: str
    ends_at: str
    ask_at: str | None
    asked: int
    cancelled_at: str | None

    def has_ended(self, now: datetime) -> bool:
        """Whether it can be paid no more."""
        return self.cancelled_at is not None or self.ends_at <= clock.as_text(now)


_COLUMNS = ", ".join(Order._fields)


def start_order(db: Database, new: NewOrder) -> Order:
    """Write an order down, before its payer leaves; the order of before where the form came twice.

    Raises: NotThere where the form was another account's.
    """
    before = order_by_form(db, new.form_key)
    if before is not None:
        if before.account_id != new.account_id:
            raise NotThere
        return before
    order_id, now = new.order_id or _new_order_id(), clock.now()
    db.execute(
        """
        INSERT INTO payment_orders (
            order_id, form_key, account_id, tenant_id, service_id, amount, email, gateway_id,
            purpose, document_number, started_at, ends_at, ask_at
        )
        VALUES (
            :order_id, :form_key, :account_id, :tenant_id, :service_id, :amount, :email,
            :gateway_id, :purpose, :document_number, :started_at, :ends_at, :ask_at
        )
        """,
        {
            **new._asdict(),
            "order_id": order_id,
            "amount": sum(new.shares.values()),
            "started_at": clock.as_text(now),
            "ends_at": clock.as_text(now + LIVES),
            "ask_at": clock.as_text(now + ASKED_AFTER_START[0]),
        },
    )
    db.executemany(
        "INSERT INTO payment_order_shares (order_id, lease_id, amount) VALUES (?, ?, ?)",
        [(order_id, lease_id, amount) for lease_id, amount in sorted(new.shares.items())],
    )
    record(
        db,
        Event.PAYMENT_STARTED,
        account_id=new.account_id,
        tenant_id=new.tenant_id,
        order=order_id,
    )
    revisions.bump_portal(db)
    return order_by_id(db, order_id)


def order_by_id(db: Database, order_id: str) -> Order:
    """Raises: NotThere."""
    order = find_order(db, order_id)
    if order is None:
        raise NotThere
    return order


def find_order(db: Database, order_id: str) -> Order | None:
    """The order of a name, whoever started it."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM payment_orders WHERE order_id = ?",  # noqa: S608 - our own columns
        (order_id,),
    ).fetchone()
    return Order._make(row) if row else None


def order_of(db: Database, tenant_id: int, order_id: str) -> Order:
    """An order of a tenant.

    Raises: NotThere for anybody else's, too.
    """
    order = order_by_id(db, order_id)
    if order.tenant_id != tenant_id:
        raise NotThere
    return order


def order_by_form(db: Database, form_key: str) -> Order | None:
    """The order that a form made, if it did."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM payment_orders WHERE form_key = ?",  # noqa: S608 - our own columns
        (form_key,),
    ).fetchone()
    return Order._make(row) if row else None


def shares_of(db: Database, order_id: str) -> dict[int, Grosze]:
    """What an order pays, by lease."""
    rows = db.execute(
        "SELECT lease_id, amount FROM payment_order_shares WHERE order_id = ? ORDER BY lease_id",
        (order_id,),
    )
    return {lease_id: Grosze(amount) for lease_id, amount in rows}


def cancel(db: Database, order: Order, account_id: int | None) -> None:
    """Note that an order is not to be paid any more; the operator may know better."""
    db.execute(
        """
        UPDATE payment_orders
        SET cancelled_at = coalesce(cancelled_at, :now), ask_at = NULL
        WHERE order_id = :order_id
        """,
        {"now": clock.as_text(clock.now()), "order_id": order.order_id},
    )
    record(
        db,
        Event.PAYMENT_CANCELLED,
        account_id=account_id,
        tenant_id=order.tenant_id,
        order=order.order_id,
    )
    revisions.bump_portal(db)


def is_any_to_ask(db: Database) -> bool:
    """Whether a question to the operator is due; asked without a lock."""
    row = db.execute(
        "SELECT 1 FROM payment_orders WHERE ask_at <= ? LIMIT 1", (clock.as_text(clock.now()),)
    ).fetchone()
    return row is not None


def claim_to_ask(db: Database) -> Order | None:
    """Take the order whose question has been due longest; nobody else asks it while it is held.

    Who vanishes in the middle lets go of it by himself, after CLAIMED_FOR.
    """
    now = clock.now()
    row = db.execute(
        f"""
        UPDATE payment_orders
        SET asked = asked + 1, ask_at = :held_until
        WHERE order_id = (
            SELECT order_id FROM payment_orders WHERE ask_at <= :now ORDER BY ask_at LIMIT 1
        )
        RETURNING {_COLUMNS}
        """,  # noqa: S608 - our own columns
        {"now": clock.as_text(now), "held_until": clock.as_text(now + CLAIMED_FOR)},
    ).fetchone()
    return Order._make(row) if row else None


def ask_again(db: Database, order: Order) -> datetime | None:
    """Set the next question about an order; gives when, None where this was the last."""
    started, ends = clock.from_text(order.started_at), clock.from_text(order.ends_at)
    times = [
        *(started + after for after in ASKED_AFTER_START),
        *(ends + after for after in ASKED_AFTER_END),
    ]
    now = clock.now()
    following = min((each for each in times if each > now), default=None)
    db.execute(
        "UPDATE payment_orders SET ask_at = ? WHERE order_id = ?",
        (clock.as_text(following) if following else None, order.order_id),
    )
    return following


def stop_asking(db: Database, order_id: str) -> None:
    """All is known of an order."""
    db.execute("UPDATE payment_orders SET ask_at = NULL WHERE order_id = ?", (order_id,))


def _new_order_id() -> str:
    """IOK-261121-… : the day for people, the rest unguessable."""
    rest = "".join(secrets.choice(_LETTERS) for _ in range(_UNGUESSABLE))
    return f"IOK-{clock.today():%y%m%d}-{rest}"
