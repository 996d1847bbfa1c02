"""What a tenant can pay now: a document, all that is due, all leases together, or any amount."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from portal.money import Grosze
from portal.online_payments.orders import Purpose
from portal.store.database import Database
from portal.tenancy import ledger
from portal.tenancy.leases import Lease
from portal.tenancy.ledger import Account, Charge

Kind = Literal["dokument", "calosc", "umowy", "inna"]

PURPOSES: dict[Kind, Purpose] = {
    "dokument": "document",
    "calosc": "all",
    "umowy": "all",
    "inna": "other",
}


class Offer(NamedTuple):
    """What is due under the lease that is looked at, and under the others of the tenant.

    `shown` is the newest regular charge and `left` what of it is not covered; `others` are the
    leases beside it that last or are owed for; `shares` is what is due by lease, for every lease
    of which something is.
    """

    lease: Lease
    others: list[Lease]
    account: Account
    shown: Charge | None
    left: Grosze
    shares: dict[int, Grosze]

    @property
    def owed(self) -> list[tuple[Lease, Grosze]]:
        """The leases for which something is due, and how much."""
        leases = [self.lease, *self.others]
        return [
            (each, self.shares[each.lease_id]) for each in leases if each.lease_id in self.shares
        ]

    def kinds(self) -> list[tuple[Kind, Grosze]]:
        """The ways to choose, each with its amount, the likeliest first; any amount is no way of
        these."""
        due = self.account.due
        ways: list[tuple[Kind, Grosze]] = []
        if due:
            ways.append(("calosc", due))
        if 0 < self.left < due:
            ways.append(("dokument", self.left))
        together = Grosze(sum(self.shares.values()))
        if len(self.shares) > 1:
            ways.append(("umowy", together))
        return ways

    def shares_for(self, kind: Kind) -> Mapping[int, Grosze]:
        """What one of the ways to choose pays, by lease."""
        if kind == "umowy":
            return self.shares
        return {self.lease.lease_id: dict(self.kinds())[kind]}


def offer_for(db: Database, leases: list[Lease], lease: Lease, today: date) -> Offer:
    """What can be paid for a lease, and for the tenant's others beside it."""
    accounts = {each.lease_id: ledger.account_of(db, each.lease_id, today) for each in leases}
    account = accounts[lease.lease_id]
    regular = [charge for charge in account.charges if charge.kind == "regular"]
    shown = regular[-1] if regular else None
    left = next((item.left for item in account.unpaid if item.charge == shown), Grosze(0))
    shares = {lease_id: each.due for lease_id, each in accounts.items() if each.due}
    others = [
        each
        for each in leases
        if each != lease and (each.lease_id in shares or not each.has_ended(today))
    ]
    return Offer(lease, others, account, shown, left, shares)


def document_of(db: Database, offer: Offer, kind: Kind) -> str | None:
    """The number of the document that a choice pays; None where it pays no single one."""
    if kind != "dokument" or offer.shown is None:
        return None
    (number,) = db.execute(
        "SELECT document_number FROM charges WHERE charge_id = ?", (offer.shown.charge_id,)
    ).fetchone()
    return str(number)
