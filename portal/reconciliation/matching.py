"""The entries of the bank's statements beside what the operator confirmed and what tenants
transferred themselves.

The operator sends money on in one of two ways: each payment by itself to the account of its lease
(or under its number, where it is for several), or the payments of a day or more in one sum.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from portal.money import Grosze
from portal.reconciliation.differences import Difference

# How the operator calls itself on statements, written together.
OPERATOR = re.compile(r"AUTOPAY|BLUEMEDIA")
# Money is sent on the next working day; with a long weekend between, so many days later.
SENT_WITHIN = timedelta(days=7)
# A transfer may be booked in the housing system some days before or after its statement.
BOOKED_WITHIN = timedelta(days=5)
# Check digits aside, the bank's number and the first digits of the creditor's mask.
MASK = slice(2, 14)
# A number of an order that is shorter may stand in a title by chance.
SHORTEST = 10
_ACCOUNT = re.compile(r"(?<![0-9])(?:PL)?([0-9]{26})(?![0-9])")

Kind = Literal["order", "settlement", "transfer", "twice", "unclear", "other"]


class Paid(NamedTuple):
    """An attempt that the operator confirmed; `lease_id` where it is for one lease alone."""

    order_id: str
    remote_id: str
    amount: Grosze
    paid_on: date
    lease_id: int | None


class BankEntry(NamedTuple):
    """An entry of a statement."""

    entry_id: int
    booked_on: date
    amount: Grosze
    reference: str
    position: int
    name: str
    title: str
    details: str


class Transfer(NamedTuple):
    """A payment that the housing system booked and that did not come by the operator."""

    payment_id: int
    lease_id: int
    amount: Grosze
    booked_on: date


class Match(NamedTuple):
    """What an entry is: the orders whose money it is, or the lease whose tenant transferred it."""

    entry: BankEntry
    kind: Kind
    orders: tuple[str, ...] = ()
    lease_id: int | None = None


class Matched(NamedTuple):
    """Every entry with what it is, what differs, and the attempts that no entry brought."""

    matches: list[Match]
    differences: list[Difference]
    missing: list[Paid]


def match(
    entries: Iterable[BankEntry],
    paid: Iterable[Paid],
    transfers: Iterable[Transfer],
    accounts: Mapping[str, int],
) -> Matched:
    """Match each entry once; nothing is matched to two of them.

    Takes:   accounts: the leases by their account numbers.
    """
    return _Matching(paid, transfers, accounts).of(sorted(entries, key=lambda e: e.booked_on))


class _Known(NamedTuple):
    """What an entry says of itself: the attempts whose number it names, the lease whose account,
    an account that looks like ours and is nobody's, and whether the operator sent it."""

    named: list[Paid]
    lease_id: int | None
    strange: str
    is_operators: bool

    @property
    def is_sum(self) -> bool:
        """Whether it is the operator's for many payments at once."""
        return self.is_operators and not (self.named or self.lease_id or self.strange)


class _Matching:
    def __init__(
        self, paid: Iterable[Paid], transfers: Iterable[Transfer], accounts: Mapping[str, int]
    ) -> None:
        self.left = dict.fromkeys(sorted(paid, key=lambda each: each.paid_on))
        self.by_order: dict[str, list[Paid]] = defaultdict(list)
        self.by_lease: dict[int | None, list[Paid]] = defaultdict(list)
        for each in self.left:
            self.by_order[_bare(each.order_id)].append(each)
            self.by_lease[each.lease_id].append(each)
        self.lengths = {len(order_id) for order_id in self.by_order} - set(range(SHORTEST))
        self.transfers: dict[tuple[int, int], list[Transfer]] = defaultdict(list)
        for transfer in transfers:
            self.transfers[transfer.lease_id, transfer.amount].append(transfer)
        self.accounts = accounts
        self.masks = {account[MASK] for account in accounts}
        self.differences: list[Difference] = []

    def of(self, entries: list[BankEntry]) -> Matched:
        known = [(entry, self._known(entry)) for entry in entries if entry.amount > 0]
        matches = [Match(entry, "other") for entry in entries if entry.amount <= 0]
        # What names its payment comes first, so that a sum takes only what is left.
        matches += [self._one(entry, facts) for entry, facts in known if not facts.is_sum]
        matches += [self._settlement(entry) for entry, facts in known if facts.is_sum]
        matches.sort(key=lambda each: (each.entry.booked_on, each.entry.entry_id))
        return Matched(matches, self.differences, list(self.left))

    def _known(self, entry: BankEntry) -> _Known:
        accounts = _accounts_in(entry)
        ours = [account for account in accounts if account in self.accounts]
        strange = [account for account in accounts if account[MASK] in self.masks]
        return _Known(
            self._named(entry),
            self.accounts[ours[0]] if ours else None,
            strange[0] if strange and not ours else "",
            OPERATOR.search(_bare(entry.name)) is not None,
        )

    def _one(self, entry: BankEntry, known: _Known) -> Match:
        if known.named or (known.lease_id is not None and known.is_operators):
            return self._payment(entry, known)
        if known.strange:
            self._differs("unknown-account", entry, about=known.strange)
            return Match(entry, "unclear")
        if known.lease_id is None:
            return Match(entry, "other")
        return self._transfer(entry, known.lease_id)

    def _payment(self, entry: BankEntry, known: _Known) -> Match:
        """Money of one attempt, known by its number or by its lease and day."""
        candidates = known.named or [
            each for each in self.by_lease[known.lease_id] if _in_time(each, entry)
        ]
        exact = [each for each in candidates if each.amount == entry.amount]
        free = [each for each in exact if each in self.left]
        if free:
            return self._take(entry, free[0])
        if exact:
            self._differs("twice", entry, order_id=exact[0].order_id, lease_id=exact[0].lease_id)
            return Match(entry, "twice", (exact[0].order_id,), exact[0].lease_id)
        others = [each for each in candidates if each in self.left]
        if others:
            self._differs(
                "other-amount-on-statement", entry, other=others[0].amount,
                order_id=others[0].order_id, lease_id=others[0].lease_id,
            )  # fmt: skip
            return self._take(entry, others[0])
        self._differs("not-confirmed-on-statement", entry, lease_id=known.lease_id)
        return Match(entry, "unclear", lease_id=known.lease_id)

    def _take(self, entry: BankEntry, paid: Paid) -> Match:
        del self.left[paid]
        return Match(entry, "order", (paid.order_id,), paid.lease_id)

    def _settlement(self, entry: BankEntry) -> Match:
        """One sum for the payments of some days, one after the other."""
        in_time = [each for each in self.left if _in_time(each, entry)]
        days = sorted({each.paid_on for each in in_time})
        for first in range(len(days)):
            for last in range(len(days), first, -1):
                part = [each for each in in_time if days[first] <= each.paid_on <= days[last - 1]]
                if sum(each.amount for each in part) == entry.amount:
                    for each in part:
                        del self.left[each]
                    return Match(entry, "settlement", tuple(each.order_id for each in part))
        self._differs("unclear-settlement", entry)
        return Match(entry, "unclear")

    def _transfer(self, entry: BankEntry, lease_id: int) -> Match:
        """What a tenant transferred to the account of a lease."""
        if entry.reference and entry.position > 1:
            self._differs("twice", entry, lease_id=lease_id)
            return Match(entry, "twice", lease_id=lease_id)
        same = self.transfers[lease_id, entry.amount]
        for transfer in same:
            if abs(transfer.booked_on - entry.booked_on) <= BOOKED_WITHIN:
                same.remove(transfer)
                return Match(entry, "transfer", lease_id=lease_id)
        self._differs("transfer-not-imported", entry, lease_id=lease_id)
        return Match(entry, "transfer", lease_id=lease_id)

    def _named(self, entry: BankEntry) -> list[Paid]:
        """The attempts of the order whose number stands in an entry, whatever stands around it."""
        said = _bare(f"{entry.title}{entry.details}")
        for length in self.lengths:
            for start in range(len(said) - length + 1):
                attempts = self.by_order.get(said[start : start + length])
                if attempts:
                    return attempts
        return []

    def _differs(
        self,
        kind: Literal[
            "twice", "unknown-account", "other-amount-on-statement",
            "not-confirmed-on-statement", "unclear-settlement", "transfer-not-imported",
        ],
        entry: BankEntry,
        *,
        other: Grosze | None = None,
        order_id: str = "",
        lease_id: int | None = None,
        about: str = "",
    ) -> None:  # fmt: skip
        self.differences.append(
            Difference(
                kind, entry.booked_on, entry.amount, other, order_id, lease_id, entry.entry_id,
                about or entry.title,
            )
        )  # fmt: skip


def _in_time(paid: Paid, entry: BankEntry) -> bool:
    return paid.paid_on <= entry.booked_on <= paid.paid_on + SENT_WITHIN


def _accounts_in(entry: BankEntry) -> list[str]:
    """Every account number that an entry names; banks part its digits as they like."""
    lines = [entry.title, *entry.details.split("\n")]
    return [found for line in lines for found in _ACCOUNT.findall("".join(line.split()))]


def _bare(words: str) -> str:
    """Without what banks put between letters, and in capitals."""
    return re.sub(r"[\s-]", "", words).upper()
