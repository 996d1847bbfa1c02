"""The operator's confirmed payments beside the housing system's imports: one for one, by order."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.money import Grosze
from portal.reconciliation.differences import Difference
from portal.tenancy.terms import due_on

# Within so many working days the housing system books, as tenants are told too.
WORKING_DAYS = 2


class Confirmed(NamedTuple):
    """Money that the operator confirmed, or gave back (below zero), for one lease."""

    order_id: str
    remote_id: str
    lease_id: int
    amount: Grosze
    paid_on: date
    is_replaced: bool


class Imported(NamedTuple):
    """A payment of the housing system that says to be online."""

    source_id: str
    lease_id: int
    amount: Grosze
    paid_on: date
    booked_on: date
    order_id: str


class Kept(NamedTuple):
    """Money that waits for the finance office, in no balance."""

    order_id: str
    remote_id: str
    amount: Grosze
    kept_on: date


def compare(
    confirmed: Iterable[Confirmed],
    imported: Iterable[Imported],
    kept: Iterable[Kept],
    today: date,
) -> list[Difference]:
    """Every difference, in the order of the days.

    Takes:   of each order either all or nothing, whatever days are looked at.
    """
    by_order: dict[str, tuple[list[Confirmed], list[Imported]]] = {}
    for each in confirmed:
        by_order.setdefault(each.order_id, ([], []))[0].append(each)
    found = []
    for payment in imported:
        if payment.order_id:
            by_order.setdefault(payment.order_id, ([], []))[1].append(payment)
        else:
            found.append(_unconfirmed(payment))
    for credits, payments in by_order.values():
        found += _of_order(credits, payments, today)
    found += [
        Difference(
            "kept-aside", each.kept_on, each.amount, order_id=each.order_id,
            about=f"próba {each.remote_id}",
        )
        for each in kept
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.day, each.order_id))


def _of_order(
    confirmed: list[Confirmed], imported: list[Imported], today: date
) -> list[Difference]:
    if not confirmed:
        return [_unconfirmed(payment) for payment in imported]
    booked = sum(payment.amount for payment in imported)
    if booked == sum(each.amount for each in confirmed if each.is_replaced):
        return [_missing(each, today) for each in confirmed if not each.is_replaced]
    return [
        Difference(
            "other-amount",
            confirmed[0].paid_on,
            Grosze(sum(each.amount for each in confirmed)),
            Grosze(booked),
            confirmed[0].order_id,
            confirmed[0].lease_id,
            about=", ".join(payment.source_id for payment in imported),
        )
    ]


def _missing(each: Confirmed, today: date) -> Difference:
    late = due_on(each.paid_on, WORKING_DAYS) < today
    return Difference(
        "not-imported" if late else "awaits-import",
        each.paid_on,
        each.amount,
        order_id=each.order_id,
        lease_id=each.lease_id,
        about=f"próba {each.remote_id}",
    )


def _unconfirmed(payment: Imported) -> Difference:
    return Difference(
        "never-confirmed",
        payment.booked_on,
        payment.amount,
        order_id=payment.order_id,
        lease_id=payment.lease_id,
        about=f"wpłata {payment.source_id}"
        + ("" if payment.order_id else ", bez numeru płatności"),
    )
