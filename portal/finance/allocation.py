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
    """What one payment covered, and what of it is left for charges to come."""
    came_in = [(item.booked_on, item.payment_id, item.amount) for item in account.payments]
    came_in += [
        (item.issued_on, 0, Grosze(-item.amount)) for item in account.charges if item.amount < 0
    ]
    debts = [charge for charge in account.charges if charge.amount > 0]
    owed = [charge.amount for charge in debts]
    shares: list[Share] = []
    place = 0
    for _, source, money in sorted(came_in):
        amount = int(money)
        while amount > 0 and place < len(debts):
            part = Grosze(min(amount, owed[place]))
            if source == payment_id:
                shares.append(Share(debts[place], part))
            amount -= part
            owed[place] = Grosze(owed[place] - part)
            if not owed[place]:
                place += 1
        if source == payment_id:
            return shares, Grosze(max(0, amount))
    return shares, Grosze(0)
