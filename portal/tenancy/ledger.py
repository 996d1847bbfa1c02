"""The ledger of a lease: what was charged, what was paid, and what follows from both.

Definitions (day t; a charge counts from the day it is issued, a payment from the day it is booked):

    balance      = payments - charges; above zero an overpayment, below zero money owed
    due          = what is owed, max(0, -balance)
    overdue      = what is left of charges whose term was before t, when money and credits, those
                   whose term is yet to come too, cover the earliest term first; the day of the
                   term itself is not late. So it is never more than what is due.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from portal import clock
from portal.money import Grosze
from portal.store.database import Database

# Places in the tuples below; sums over whole ledgers go by place, which is twice as quick.
DUE_ON: Final = 1
AMOUNT: Final = 3


class Charge(NamedTuple):
    """A charge document: what a tenant is to pay, or for a negative amount gets back."""

    charge_id: int
    due_on: str
    issued_on: str
    amount: Grosze
    kind: str
    period: str | None


class Payment(NamedTuple):
    """Money that came in, or for a negative amount went back.

    `awaits_booking`: the operator confirmed it, the housing system has yet to book it.
    """

    payment_id: int
    booked_on: str
    paid_on: str
    amount: Grosze
    method: str
    awaits_booking: int


# What Charge._make and Payment._make do, without a call of Python for each row.
_charge = partial(tuple.__new__, Charge)
_payment = partial(tuple.__new__, Payment)


# What the questions below ask about: the lease, the day, and the day since when.
Scope = dict[str, str | int]


class Unpaid(NamedTuple):
    """A charge that payments do not cover, and how much of it is left."""

    charge: Charge
    left: Grosze


class Account(NamedTuple):
    """The ledger of a lease as it stands on one day.

    `carried` is the balance of the entries that were too old to be asked for; None where the lists
    hold everything.
    """

    charges: list[Charge]
    payments: list[Payment]
    balance: Grosze
    overdue: Grosze
    unpaid: list[Unpaid]
    carried: Grosze | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever charged or paid."""
        return self.carried is None and not self.charges and not self.payments

    @property
    def due(self) -> Grosze:
        """What is to be paid in all, late or not."""
        return Grosze(max(0, -self.balance))

    @property
    def first_unpaid(self) -> Charge | None:
        """The unpaid charge with the earliest term."""
        return self.unpaid[0].charge if self.unpaid else None

    @property
    def unpaid_interest(self) -> Grosze:
        """The part of what is due that is interest."""
        return Grosze(sum(item.left for item in self.unpaid if item.charge.kind == "interest"))

    def next_term(self, today: date) -> date | None:
        """The nearest term that has not passed, of a charge that is not covered."""
        day = clock.day_as_text(today)
        terms = [item.charge.due_on for item in self.unpaid if item.charge.due_on >= day]
        return date.fromisoformat(min(terms)) if terms else None


# A day since when nothing is entered: for those who want to know how an account stands, and of no
# entry but the unpaid charges.
NO_ENTRIES: Final = "9999-12-31"


def account_of(db: Database, lease_id: int, today: date, since: str = "") -> Account:
    """The ledger of a lease on a day; both lists from the oldest. Future entries are left out.

    Takes:   since: the day from which single entries are wanted, or NO_ENTRIES. Of what was
             entered, due and paid before it the sum alone is read, so that a page costs no more
             when a lease is old.
    """
    day = clock.day_as_text(today)
    scope: Scope = {"lease_id": lease_id, "day": day, "since": since}
    carried = _carried(db, scope) if since else None
    charges = _charges(db, scope) if since != NO_ENTRIES else []
    payments = _payments(db, scope) if since != NO_ENTRIES else []
    paid = sum([payment[AMOUNT] for payment in payments])
    charged = sum([charge[AMOUNT] for charge in charges])
    balance = Grosze((carried or 0) + paid - charged)
    unpaid: list[Unpaid] = []
    if balance < 0:
        newest_first = _newest_first(db, scope) if since else reversed(charges)
        unpaid = _unpaid(newest_first, Grosze(-balance))
    overdue = Grosze(sum([item.left for item in unpaid if item.charge.due_on < day]))
    return Account(charges, payments, balance, overdue, unpaid, carried)


def _charges(db: Database, scope: Scope) -> list[Charge]:
    rows = db.execute(
        """
        SELECT charge_id, due_on, issued_on, amount, kind, period
        FROM charges
        WHERE lease_id = :lease_id
          AND issued_on <= :day
          AND (issued_on >= :since OR due_on >= :since)
        ORDER BY due_on, issued_on, amount
        """,
        scope,
    )
    return [*map(_charge, rows)]


def _payments(db: Database, scope: Scope) -> list[Payment]:
    rows = db.execute(
        """
        SELECT payment_id, booked_on, paid_on, amount, method, awaits_booking
        FROM payments
        WHERE lease_id = :lease_id
          AND booked_on <= :day
          AND (booked_on >= :since OR paid_on >= :since)
        ORDER BY booked_on, paid_on
        """,
        scope,
    )
    return [*map(_payment, rows)]


def _newest_first(db: Database, scope: Scope) -> Iterator[Charge]:
    """All charges, from the last term on; read no further than one goes on asking."""
    rows = db.execute(
        """
        SELECT charge_id, due_on, issued_on, amount, kind, period
        FROM charges
        WHERE lease_id = :lease_id AND issued_on <= :day
        ORDER BY due_on DESC, issued_on DESC, amount DESC
        """,
        scope,
    )
    return map(_charge, rows)


def _carried(db: Database, scope: Scope) -> Grosze | None:
    """The balance of all that the two lists leave out; None where they leave out nothing."""
    paid, charged = db.execute(
        """
        SELECT
            (
                SELECT sum(amount)
                FROM payments
                WHERE lease_id = :lease_id
                  AND booked_on <= :day
                  AND booked_on < :since AND paid_on < :since
            ),
            (
                SELECT sum(amount)
                FROM charges
                WHERE lease_id = :lease_id
                  AND issued_on <= :day
                  AND issued_on < :since AND due_on < :since
            )
        """,
        scope,
    ).fetchone()
    if paid is None and charged is None:
        return None
    return Grosze((paid or 0) - (charged or 0))


def _unpaid(newest_first: Iterable[Charge], owed: Grosze) -> list[Unpaid]:
    """The charges that are left when money covers the earliest term first, from the earliest."""
    unpaid: list[Unpaid] = []
    for charge in newest_first:
        if charge.amount > 0:
            left = min(charge.amount, owed)
            unpaid.append(Unpaid(charge, Grosze(left)))
            owed = Grosze(owed - left)
        if not owed:
            break
    unpaid.reverse()
    return unpaid


def latest_payments(db: Database, lease_id: int, today: date, number: int) -> list[Payment]:
    """The last payments until a day, the newest first."""
    rows = db.execute(
        """
        SELECT payment_id, booked_on, paid_on, amount, method, awaits_booking
        FROM payments
        WHERE lease_id = :lease_id AND booked_on <= :day
        ORDER BY booked_on DESC, paid_on DESC
        LIMIT :number
        """,
        {"lease_id": lease_id, "day": clock.day_as_text(today), "number": number},
    )
    return [*map(_payment, rows)]


def as_of(db: Database) -> str | None:
    """The instant of the housing system's data that tenants see ("stan na"), or None."""
    row = db.execute(
        """
        SELECT as_of
        FROM import_batches
        WHERE outcome <> 'refused'
        ORDER BY batch_id DESC
        LIMIT 1
        """
    ).fetchone()
    return row[0] if row else None
