"""Which payment went to which charge: money covers the earliest term first.

This is our picture of it for tenants; the law lets a debtor say otherwise, and the books of the
housing system are what counts.
"""

from typing import NamedTuple

from portal.money import Grosze
from portal.tenancy.ledger import Account, Charge


class Share(NamedTuple):
    """A part of a payment and the charge that it covers."""

    charge: Charge
    amount: Grosze


def shares_of(account: Account, payment_id: int) -> tuple[list[Share], Grosze]:
    """What one payment covered, and what of it is left for charges to come.

    Gives:   for money that went back, amounts below zero: what is to be paid again, and what less
             is left.
    """
    came_in = [(item.booked_on, item.payment_id, item.amount) for item in account.payments]
    came_in += [
        (item.issued_on, 0, Grosze(-item.amount)) for item in account.charges if item.amount < 0
    ]
    before = 0
    for _, source, money in sorted(came_in):
        if source == payment_id:
            shares = _covered(account.charges, before, before + money)
            return shares, Grosze(money - sum(share.amount for share in shares))
        before += money
    return [], Grosze(0)


def _covered(charges: list[Charge], before: int, after: int) -> list[Share]:
    """What more of each charge is covered by one sum of money than by another."""
    shares: list[Share] = []
    begin = 0
    for charge in charges:
        if charge.amount > 0:
            end = begin + charge.amount
            part = min(max(after, begin), end) - min(max(before, begin), end)
            if part:
                shares.append(Share(charge, Grosze(part)))
            begin = end
    return shares
