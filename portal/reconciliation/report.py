"""The report of some days: the operator, the housing system and the bank side by side.

Everything is worked out anew from what is stored, so it may be asked for again and again; nothing
is booked or noted by it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from portal.money import Grosze
from portal.reconciliation import queries
from portal.reconciliation.comparing import WORKING_DAYS, compare
from portal.reconciliation.differences import KINDS, Difference
from portal.reconciliation.matching import (
    BOOKED_WITHIN,
    SENT_WITHIN,
    Match,
    Matched,
    Paid,
    match,
)
from portal.store.database import Database
from portal.tenancy.terms import due_on


class Sum(NamedTuple):
    """How many, and how much together."""

    number: int
    amount: Grosze


class Report(NamedTuple):
    """What some days brought.

    `differences` are without what only waits; `waits` is that. `days_without` are the days of
    which there is no statement.
    """

    first: date
    last: date
    paid: Sum
    given_back: Sum
    imported: Sum
    from_operator: Sum
    from_tenants: Sum
    differences: list[Difference]
    waits: list[Difference]
    matches: list[Match]
    days_without: int


def report_of(db: Database, first: date, last: date, today: date) -> Report:
    """The report of the days from one to another, both included."""
    confirmed, imported = queries.confirmed(db, first, last), queries.imported(db, first, last)
    found = compare(confirmed, imported, queries.kept(db, first, last), today)
    matched = _matched(db, first, last)
    found += matched.differences
    found += _not_on_statements(db, matched, today)
    inside = [each for each in found if first <= each.day <= last]
    inside.sort(key=lambda each: (KINDS.index(each.kind), each.day, each.order_id))
    matches = [each for each in matched.matches if first <= each.entry.booked_on <= last]
    paid = queries.paid(db, first, last)
    covered = queries.covered(db, first, last)
    return Report(
        first,
        last,
        paid=_sum(each.amount for each in paid),
        given_back=_sum(
            -each.amount for each in confirmed
            if each.amount < 0 and first <= each.paid_on <= last
        ),
        imported=_sum(each.amount for each in imported if first <= each.booked_on <= last),
        from_operator=_sum(
            each.entry.amount for each in matches if each.kind in ("order", "settlement")
        ),
        from_tenants=_sum(each.entry.amount for each in matches if each.kind == "transfer"),
        differences=[each for each in inside if each.kind != "awaits-import"],
        waits=[each for each in inside if each.kind == "awaits-import"],
        matches=matches,
        days_without=(last - first).days + 1 - len(covered),
    )  # fmt: skip


def _matched(db: Database, first: date, last: date) -> Matched:
    """The entries of these days, and of those around them to which their money may belong."""
    begin, end = first - SENT_WITHIN, last + SENT_WITHIN
    entries = queries.entries(db, begin, end)
    return match(
        entries,
        queries.paid(db, begin, end),
        queries.transfers(db, begin - BOOKED_WITHIN, end + BOOKED_WITHIN) if entries else (),
        queries.accounts(db) if entries else {},
    )


def _not_on_statements(db: Database, matched: Matched, today: date) -> list[Difference]:
    """Attempts whose money should be there by now: there are statements of every day on which it
    may have come, and on those the operator's money does come."""
    if not any(each.kind in ("order", "settlement") for each in matched.matches):
        return []
    return [
        Difference(
            "not-on-statement", each.paid_on, each.amount, order_id=each.order_id,
            lease_id=each.lease_id, about=f"próba {each.remote_id}",
        )
        for each in matched.missing
        if _should_be_there(db, each, today)
    ]  # fmt: skip


def _should_be_there(db: Database, paid: Paid, today: date) -> bool:
    begin, end = paid.paid_on + timedelta(days=1), due_on(paid.paid_on, WORKING_DAYS)
    wanted = {
        day
        for day in (date.fromordinal(n) for n in range(begin.toordinal(), end.toordinal() + 1))
        if day.weekday() < 5
    }
    return end <= today and wanted <= queries.covered(db, begin, end)


def _sum(amounts: Iterable[int]) -> Sum:
    found = list(amounts)
    return Sum(len(found), Grosze(sum(found)))
