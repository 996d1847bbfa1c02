"""What is late under a lease, since when, and the interest that it bears to date."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from portal.arrears.interest import ONE_DAY, Span, Step, interest_of, rate_on, spans_of
from portal.arrears.rates import Rate
from portal.money import Grosze
from portal.tenancy.ledger import Account, Charge


class Debt(NamedTuple):
    """A charge whose term has passed, what is left of it, and its interest."""

    charge: Charge
    left: Grosze
    spans: list[Span]
    interest: Grosze


class Arrears(NamedTuple):
    """All that is late under a lease on a day."""

    debts: list[Debt]
    amount: Grosze
    interest: Grosze
    since: date | None
    days: int
    has_days_without_rate: bool

    @property
    def total(self) -> Grosze:
        """What was late and its interest, were it paid today."""
        return Grosze(self.amount + self.interest)


def arrears_of(account: Account, rates: Sequence[Rate], today: date) -> Arrears:
    """What is late in a ledger on a day, by documents, the earliest term first."""
    day = today.isoformat()
    late = [item for item in account.unpaid if item.charge.due_on < day]
    debts = []
    for charge, left in late:
        spans = spans_of(steps_of(account, charge, today), rates, today)
        debts.append(Debt(charge, left, spans, interest_of(spans)))
    since = date.fromisoformat(late[0].charge.due_on) + ONE_DAY if late else None
    return Arrears(
        debts=debts,
        amount=account.overdue,
        interest=Grosze(sum(debt.interest for debt in debts)),
        since=since,
        days=(today - since).days + 1 if since else 0,
        has_days_without_rate=since is not None and rate_on(rates, since) is None,
    )


def steps_of(account: Account, charge: Charge, today: date) -> list[Step]:
    """How much of a charge was unpaid at the start of each day since it is late.

    Money covers the earliest term first, as in the ledger, and counts from the day after it was
    paid: that day still bears interest. Interest bears none (art. 482 k.c.).
    """
    if charge.kind == "interest":
        return []
    before = 0
    for other in account.charges:
        if other is charge:
            break
        before += max(0, other.amount)
    moves = [(date.fromisoformat(item.paid_on), item.amount) for item in account.payments]
    moves += [
        (date.fromisoformat(item.issued_on), Grosze(-item.amount))
        for item in account.charges
        if item.amount < 0
    ]
    late_from = date.fromisoformat(max(charge.due_on, charge.issued_on)) + ONE_DAY
    days = sorted({late_from, *(day + ONE_DAY for day, _ in moves if late_from <= day < today)})
    return [
        Step(day, _unpaid(charge, before, sum(money for on, money in moves if on < day)))
        for day in days
        if day <= today
    ]


def _unpaid(charge: Charge, before: int, money: int) -> Grosze:
    return Grosze(min(int(charge.amount), max(0, before + charge.amount - money)))
