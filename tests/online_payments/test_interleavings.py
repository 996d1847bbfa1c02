"""Whatever is said, in whatever order: the ledger is the sum of the paid attempts, each once.

Messages of the operator (attempts, statuses, amounts, currencies, details, repeats), imports that
bring or withdraw the housing system's bookings of the same money, and refunds that are accepted
or fail come in any order. After each of them the ledger of each lease is compared with a count
that knows nothing of the portal's own.
"""

import shutil
from collections import Counter
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.commands.check_payments import wrong_credits
from portal.store.database import connect, writing
from portal.tenancy import online_credits
from tests.factories import a_lease, a_person, an_account
from tests.imports.conftest import HousingFolder
from tests.online_payments.conftest import Operator, an_order

HEADER = "payment_id;lease_id;paid_on;booked_on;amount;method;title;online_order_id\n"
SHARES = ({"flat": 100_000, "garage": 20_000}, {"flat": 70_007})
REFUND = {"flat": 1_003}
OPERATOR = Operator()


class Said(NamedTuple):
    """A message about an attempt."""

    order: int
    remote: str
    status: str
    amount: str
    currency: str
    details: str


class Booked(NamedTuple):
    """A booking of the housing system, brought or withdrawn."""

    order: int
    lease: str
    number: int
    brought: bool


class Refund(NamedTuple):
    """A refund of an attempt, accepted or failed."""

    order: int
    remote: str
    accepted: bool


orders = st.integers(0, 1)
remotes = st.sampled_from(["A1", "B2", "C3"])
happenings = st.one_of(
    st.builds(
        Said,
        orders,
        remotes,
        st.sampled_from(["SUCCESS", "SUCCESS", "PENDING", "FAILURE"]),
        st.sampled_from(["right", "right", "right", "less", "more", "with a fee"]),
        st.sampled_from(["PLN", "PLN", "PLN", "EUR"]),
        st.sampled_from(["AUTHORIZED", "ACCEPTED", ""]),
    ),
    st.builds(
        Booked, orders, st.sampled_from(["flat", "garage"]), st.integers(1, 2), st.booleans()
    ),
    st.builds(Refund, orders, remotes, st.booleans()),
)


class World:
    """A portal, and beside it a plain count of what was paid."""

    def __init__(self, db, folder: Path) -> None:
        self.db, self.house = db, HousingFolder(folder, db)
        tenant = a_person(db)
        account = an_account(db, tenant)
        self.leases = {name: a_lease(db, tenant, source_id=name) for name in ("flat", "garage")}
        self.orders = [
            an_order(
                db,
                shares={self.leases[name]: amount for name, amount in shares.items()},
                account=account,
                form=f"form {number}",
            )
            for number, shares in enumerate(SHARES)
        ]
        self.paid: set[tuple[int, str]] = set()
        self.refunded: set[tuple[int, str]] = set()
        self.booked: set[tuple[int, str, int]] = set()

    def happens(self, what: Said | Booked | Refund) -> None:
        if isinstance(what, Said):
            self._say(what)
        elif isinstance(what, Booked):
            self._book(what)
        else:
            self._refund(what)

    def _say(self, said: Said) -> None:
        order = self.orders[said.order]
        fields = {
            "remoteID": said.remote, "paymentStatus": said.status, "currency": said.currency,
            "paymentStatusDetails": said.details,
        }  # fmt: skip
        more = {"right": 0, "less": -1, "more": 1, "with a fee": 150}[said.amount]
        amount = order.amount + more
        fields["amount"] = f"{amount // 100}.{amount % 100:02d}"
        if said.amount == "with a fee":
            fields["startAmount"] = f"{order.amount // 100}.{order.amount % 100:02d}"
        fits = said.amount in ("right", "with a fee") and said.currency == "PLN"
        verdict = OPERATOR.says(self.db, order, **fields)
        assert verdict.ours
        assert verdict.agrees == fits
        if fits and said.status == "SUCCESS":
            self.paid.add((said.order, said.remote))

    def _book(self, booked: Booked) -> None:
        if booked.lease not in SHARES[booked.order]:
            return
        key = (booked.order, booked.lease, booked.number)
        name = f"W-{booked.order}-{booked.lease}-{booked.number}"
        self.house.clear()
        if booked.brought:
            amount = SHARES[booked.order][booked.lease]
            order_id = self.orders[booked.order].order_id
            self.house.write(
                "payments.csv",
                f"{HEADER}{name};{booked.lease};2026-11-21;2026-11-21;"
                f"{amount // 100},{amount % 100:02d};online;;{order_id}\n",
            )
            self.booked.add(key)
        else:
            self.house.write("withdrawn.csv", f"file;key\npayments.csv;{name}\n")
            self.booked.discard(key)
        self.house.brought()

    def _refund(self, refund: Refund) -> None:
        key = (refund.order, refund.remote)
        number = 1 + refund.order * 10 + int(refund.remote[1])
        if key not in self.paid:
            return
        with writing(self.db):
            if refund.accepted:
                attempt = online_credits.Attempt(
                    self.orders[refund.order].order_id, refund.remote, "2026-11-21"
                )
                shares = {self.leases[name]: amount for name, amount in REFUND.items()}
                online_credits.add(self.db, attempt, shares, refund_id=number)
                self.refunded.add(key)
            else:
                online_credits.take_back(self.db, number)
                self.refunded.discard(key)

    def expected(self) -> dict[str, int]:
        """What was paid for each lease: told by the operator, booked by the house, or both."""
        told = Counter(order for order, _ in self.paid)
        booked = Counter((order, lease) for order, lease, _ in self.booked)
        return {
            lease: sum(
                shares[lease] * max(told[number], booked[number, lease])
                for number, shares in enumerate(SHARES)
                if lease in shares
            )
            - REFUND.get(lease, 0) * len(self.refunded)
            for lease in ("flat", "garage")
        }

    def ledger(self) -> dict[str, int]:
        return {
            lease: self.db.execute(
                "SELECT coalesce(sum(amount), 0) FROM payments WHERE lease_id = ?", (lease_id,)
            ).fetchone()[0]
            for lease, lease_id in self.leases.items()
        }


_numbers = count()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(happenings, min_size=1, max_size=16))
def test_the_ledger_is_the_sum_of_the_paid_attempts_each_once(empty_database, tmp_path, happens):
    clock.pin(date(2026, 11, 21))
    place = tmp_path / str(next(_numbers))
    place.mkdir()
    db = connect(Path(shutil.copy(empty_database, place / "portal.db")))
    db.execute("PRAGMA synchronous = OFF")
    try:
        world = World(db, place / "files")
        for what in happens:
            world.happens(what)
            assert world.ledger() == world.expected(), what
            assert wrong_credits(db) == []
    finally:
        db.close()
        shutil.rmtree(place)
