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
    credits = sorted(
        [
            *((payment.booked_on, payment.payment_id, payment.amount) for payment in account.payments),
            *((charge.issued_on, 0, -charge.amount) for charge in account.charges if charge.amount < 0),
        ]
    )
    debts = [[charge, charge.amount] for charge in account.charges if charge.amount > 0]
    shares: list[Share] = []
    place = 0
    for _, source, amount in credits:
        while amount > 0 and place < len(debts):
            charge, owed = debts[place]
            part = min(amount, owed)
            if source == payment_id:
                shares.append(Share(charge, Grosze(part)))
            amount -= part
            debts[place][1] -= part
            if debts[place][1] == 0:
                place += 1
        if source == payment_id:
            return shares, Grosze(max(0, amount))
    return shares, Grosze(0)
