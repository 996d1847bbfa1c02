"""Refunds: asked by one person, approved by another, done by the operator. The only writer of
refunds and refund_shares.

A refund that the operator has taken is in the ledger at once, as a credit below zero; one that
fails after all is taken out of it again. Each change is one transaction with its event, and asked
for twice it happens once.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple

from portal import clock
from portal.mail import notices as mail_notices
from portal.money import Grosze
from portal.online_payments import kept_aside, orders
from portal.online_payments.office_address import REFUND_WAITS, tell_office
from portal.online_payments.refund_queries import Refund, State, refund_by_id, shares_of
from portal.online_payments.refundable import refundable
from portal.store import revisions
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import online_credits
from portal.tenancy.online_credits import Attempt

LETTER, FAILED_LETTER = (
    "online_payments/mail_refunded.txt",
    "online_payments/mail_refund_failed.txt",
)


class NotRefundable(Exception):
    """Nothing is left of the attempt, or not so much; or the time for it is over."""


class SameAccount(Exception):
    """Who asked for a refund does not approve it."""


class Decided(Exception):
    """The refund is not in the state in which this can be done: somebody was quicker."""


class NewRefund(NamedTuple):
    """What is to be given back of an attempt: grosze by lease; none for money that was never in
    the ledger, which goes back whole."""

    order_id: str
    remote_id: str
    shares: Mapping[int, Grosze]
    reason: str
    asked_by: int


def ask(db: Database, new: NewRefund) -> int:
    """Ask for a refund; gives its number.

    Raises: NotRefundable.
    """
    with writing(db):
        found = refundable(db, new.order_id, new.remote_id)
        if found is None or not found.is_open(clock.today()) or not found.allows(dict(new.shares)):
            raise NotRefundable
        amount = sum(new.shares.values()) or found.left
        (refund_id,) = db.execute(
            """
            INSERT INTO refunds (
                order_id, remote_id, amount, reason, state, asked_at, asked_by, changed_at
            )
            VALUES (
                :order_id, :remote_id, :amount, :reason, 'asked', :now, :asked_by, :now
            )
            RETURNING refund_id
            """,
            {
                "order_id": new.order_id,
                "remote_id": new.remote_id,
                "reason": new.reason,
                "asked_by": new.asked_by,
                "amount": amount,
                "now": clock.as_text(clock.now()),
            },
        ).fetchone()
        _put_shares(db, refund_id, new.shares)
        _note(db, Event.REFUND_ASKED, refund_by_id(db, refund_id), by=new.asked_by)
        tell_office(db, REFUND_WAITS)
        return int(refund_id)


def approve(db: Database, refund: Refund, message_id: str, *, by: int) -> None:
    """The second person agrees: from here on the refund may be with the operator.

    Takes:   message_id: by which the operator knows a repeat.
    Raises:  SameAccount, Decided.
    """
    if by == refund.asked_by:
        raise SameAccount
    with writing(db):
        _move(
            db, refund, ("asked",), "approved", Event.REFUND_APPROVED, by=by, message_id=message_id
        )


def refuse(db: Database, refund: Refund, answer: str, *, by: int) -> None:
    """The second person says no; who asked may take it back themselves.

    Raises: SameAccount, Decided.
    """
    if by == refund.asked_by:
        raise SameAccount
    with writing(db):
        _move(db, refund, ("asked",), "refused", Event.REFUND_REFUSED, by=by, answer=answer)


def withdraw(db: Database, refund: Refund, *, by: int) -> None:
    """Who asked wants it no more.

    Raises: SameAccount where it is somebody else; Decided.
    """
    if by != refund.asked_by:
        raise SameAccount
    with writing(db):
        _move(db, refund, ("asked",), "withdrawn", Event.REFUND_WITHDRAWN, by=by)


def mark_sent(db: Database, refund: Refund) -> None:
    """It goes to the operator now, once more or for the first time.

    Raises: Decided where it is not to be sent.
    """
    with writing(db):
        sent = db.execute(
            "UPDATE refunds SET sent_at = ? WHERE refund_id = ? AND state = 'approved'",
            (clock.as_text(clock.now()), refund.refund_id),
        ).rowcount
        if not sent:
            raise Decided


def note_unclear(db: Database, refund: Refund, fault: str) -> None:
    """It is not known what the operator did; the refund may be sent again."""
    with writing(db):
        db.execute(
            "UPDATE refunds SET fault = ? WHERE refund_id = ? AND state = 'approved'",
            (fault, refund.refund_id),
        )


def note_declined(db: Database, refund: Refund, fault: str) -> None:
    """The operator does not do it: nothing was given back.

    Raises: Decided.
    """
    with writing(db):
        _move(db, refund, ("approved",), "declined", Event.REFUND_DECLINED, fault=fault)


def note_accepted(db: Database, refund: Refund) -> None:
    """The operator has taken it: the money is out of the ledger, and its owner is told.

    Raises: Decided.
    """
    with writing(db):
        _move(db, refund, ("approved",), "accepted", Event.REFUND_ACCEPTED)
        refund = refund_by_id(db, refund.refund_id)
        shares = shares_of(db, refund.refund_id) or _spread(db, refund)
        if shares:
            channel = _channel(db, refund)
            today = clock.today().isoformat()
            attempt = Attempt(refund.order_id, refund.remote_id, today, channel)
            online_credits.add(db, attempt, shares, refund_id=refund.refund_id)
        kept = kept_aside.kept_of(db, refund.order_id, refund.remote_id)
        if kept is not None and kept.settled_at is None and refund.decided_by is not None:
            kept_aside.settle(
                db, kept, "returned", account_id=refund.decided_by, note=refund.reason
            )
        _tell(db, refund, LETTER)


def note_done(db: Database, refund: Refund) -> None:
    """The operator has sent the money back.

    Raises: Decided.
    """
    with writing(db):
        _move(db, refund, ("accepted",), "done", Event.REFUND_DONE)


def note_failed(db: Database, refund: Refund, fault: str, *, by: int | None = None) -> None:
    """It was taken and did not happen: the money is where it was before.

    Raises: Decided.
    """
    with writing(db):
        _move(db, refund, ("accepted", "done"), "failed", Event.REFUND_FAILED, by=by, fault=fault)
        online_credits.take_back(db, refund.refund_id)
        kept = kept_aside.kept_of(db, refund.order_id, refund.remote_id)
        if kept is not None and kept.outcome == "returned":
            kept_aside.reopen(db, kept)
        _tell(db, refund, FAILED_LETTER)


def _move(
    db: Database,
    refund: Refund,
    before: tuple[State, ...],
    state: State,
    event: Event,
    *,
    by: int | None = None,
    **changes: str,
) -> None:
    """Bring a refund into its next state, with the event.

    Raises: Decided where it is in none of the states before.
    """
    decides = state in ("approved", "refused")
    now = clock.as_text(clock.now())
    changed = db.execute(
        """
        UPDATE refunds
        SET state = :state,
            changed_at = :now,
            decided_at = CASE WHEN :decides THEN :now ELSE decided_at END,
            decided_by = CASE WHEN :decides THEN :by ELSE decided_by END,
            message_id = coalesce(:message_id, message_id),
            answer = coalesce(:answer, answer),
            fault = coalesce(:fault, '')
        WHERE refund_id = :refund_id AND state IN (SELECT value FROM json_each(:before))
        """,
        {
            "message_id": None,
            "answer": None,
            "fault": None,
            **changes,
            "before": json.dumps(before),
            "state": state,
            "now": now,
            "decides": decides,
            "by": by,
            "refund_id": refund.refund_id,
        },
    ).rowcount
    if not changed:
        raise Decided
    _note(db, event, refund, by=by)


def _note(db: Database, event: Event, refund: Refund, *, by: int | None) -> None:
    order = orders.find_order(db, refund.order_id)
    record(
        db,
        event,
        account_id=by,
        tenant_id=order.tenant_id if order else None,
        order=refund.order_id,
        amount=refund.amount,
        refund_id=refund.refund_id,
    )
    revisions.bump_portal(db)


def _put_shares(db: Database, refund_id: int, shares: Mapping[int, Grosze]) -> None:
    db.executemany(
        "INSERT INTO refund_shares (refund_id, lease_id, amount) VALUES (?, ?, ?)",
        [(refund_id, lease_id, amount) for lease_id, amount in sorted(shares.items())],
    )


def _spread(db: Database, refund: Refund) -> dict[int, Grosze]:
    """The leases of money that was booked while its refund was on the way; none as a rule."""
    shares: dict[int, Grosze] = {}
    rest = int(refund.amount)
    for credit in online_credits.credits_of(db, refund.order_id):
        if credit.remote_id == refund.remote_id and not credit.refund_id and rest:
            shares[credit.lease_id] = Grosze(min(rest, credit.amount))
            rest -= shares[credit.lease_id]
    _put_shares(db, refund.refund_id, shares)
    return shares


def _channel(db: Database, refund: Refund) -> int | None:
    found = refundable(db, refund.order_id, refund.remote_id)
    return found.channel if found else None


def _tell(db: Database, refund: Refund, template: str) -> None:
    """Write to who paid; money for no order of ours has nobody to write to."""
    order = orders.find_order(db, refund.order_id)
    if order is not None:
        mail_notices.put(db, template, order.account_id, {"order_id": order.order_id})
