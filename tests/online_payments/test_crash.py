"""What the operator was told is confirmed is in the ledger once, whatever kills the portal.

Two real servers on one database take a storm of signed notifications on several connections, are
killed at random instants (SIGKILL) and started again, while another process now and then holds the
database. What was not answered is sent again. While both are dead, and in the end, the ledger is
compared with what the operator holds as confirmed. `make crash ROUNDS=20` does it twenty times.
"""

import random
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from portal import clock
from portal.store.database import connect
from tests.factories import a_lease, a_person, an_account, an_approved_address
from tests.online_payments import storm
from tests.online_payments.conftest import AUTOPAY, Operator, an_order
from tests.online_payments.storm import Message, Portal

SIGNED = Operator()
FORGED = Operator(replace(AUTOPAY, keys=("a key that the operator never had",)))
KILOBYTE = 1024


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "round_number" in metafunc.fixturenames:
        rounds = metafunc.config.getoption("--crash-rounds")
        metafunc.parametrize("round_number", range(rounds))


@pytest.fixture(autouse=True)
def _the_real_calendar(today):
    """The servers have their own clock, so their orders are of this very day."""
    clock.pin(None)


class Plan:
    """The messages of a storm and what has to be in the ledger after it."""

    def __init__(self, db, chance: random.Random, orders: int) -> None:
        self.chance = chance
        self.messages: list[Message] = []
        self.credits: dict[tuple[str, str], dict[int, int]] = {}
        self.kept: set[tuple[str, str]] = set()
        for number in range(orders):
            self._plan_order(db, number)
        chance.shuffle(self.messages)

    def _plan_order(self, db, number: int) -> None:
        tenant = a_person(db)
        account = an_account(db, tenant)
        an_approved_address(db, account, f"najemca{number}@example.pl")
        flat = a_lease(db, tenant)
        shares = {flat: self.chance.randint(1, 300_000)}
        if self.chance.random() < 0.2:
            shares[a_lease(db, tenant)] = self.chance.randint(1, 50_000)
        order = an_order(db, shares=shares, account=account, form=f"form {number}")
        self._tell(order, "A1", paymentStatus="PENDING", paymentStatusDetails="")
        if self.chance.random() < 0.1:
            self._tell(order, "A1", paymentStatus="FAILURE", paymentStatusDetails="REJECTED")
            self._cause_trouble(order)
            return
        self._pay(order, "A1", shares)
        if self.chance.random() < 0.15:
            self._pay(order, "B2", shares)
        if self.chance.random() < 0.2:
            self._tell(order, "C3", paymentStatus="FAILURE", paymentStatusDetails="TIMEOUT")
        self._cause_trouble(order)

    def _pay(self, order, remote: str, shares: dict[int, int]) -> None:
        self.credits[order.order_id, remote] = shares
        for _ in range(self.chance.randint(1, 3)):
            self._tell(order, remote, pays=True)
        if self.chance.random() < 0.2:
            self._tell(order, remote, pays=True, paymentStatusDetails="ACCEPTED")

    def _cause_trouble(self, order) -> None:
        """What must leave nothing in the ledger."""
        kind = self.chance.choice(("forged", "amount", "unknown", "none", "none"))
        if kind == "forged":
            body = storm.form(FORGED.message(order, remoteID="F1"))
            self.messages.append(Message(body, order.order_id, "400"))
        elif kind == "amount":
            self._tell(order, "D4", wanted="NOTCONFIRMED", amount="300000.01")
            self.kept.add((order.order_id, "D4"))
        elif kind == "unknown":
            order_id = f"{order.order_id[:-4]}0000"
            self.messages.append(Message(storm.form(SIGNED.message(order_id)), order_id, "404"))
            self.kept.add((order_id, "9A1"))

    def _tell(
        self, order, remote: str, *, pays: bool = False, wanted: str = "CONFIRMED", **said: str
    ) -> None:
        body = storm.form(SIGNED.message(order, remoteID=remote, **said))
        attempt = (order.order_id, remote) if pays else None
        self.messages.append(Message(body, order.order_id, wanted, attempt))


def environment(database: Path) -> dict[str, str]:
    organisation = {
        "NAME": "Nasze Domy Sp. z o.o.", "SHORT_NAME": "Nasze Domy", "STREET": "ul. Kwiatowa 2",
        "CITY": "00-001 Miasto", "TELEPHONE": "22 000 00 00", "EMAIL": "biuro@nasze-domy.example",
    }  # fmt: skip
    return {
        "PORTAL_DATABASE": str(database),
        "PORTAL_SECRET_KEY": "a secret of thirty-two characters",
        "PORTAL_BASE_URL": "https://iok.example",
        "PORTAL_AUTOPAY_URL": AUTOPAY.url,
        "PORTAL_AUTOPAY_SERVICE_ID": AUTOPAY.service_id,
        "PORTAL_AUTOPAY_KEY": AUTOPAY.keys[0],
        **{f"PORTAL_ORGANISATION_{name}": value for name, value in organisation.items()},
    }


@pytest.fixture
def portals(database, tmp_path):
    """Two servers on one database."""
    found = [Portal(environment(database), tmp_path / f"portal-{n}.log") for n in (1, 2)]
    yield found
    for portal in found:
        portal.kill()


def credited(database: Path) -> Counter[tuple[str, str]]:
    """The paid attempts in the ledger, by the derived payments that stand there."""
    db = sqlite3.connect(database)
    rows = db.execute(
        """
        SELECT order_id, remote_id
        FROM online_credits
        JOIN payments ON payments.source_id = 'iok/' || order_id || '/' || remote_id || '/'
                                              || online_credits.lease_id
        WHERE payments.amount = online_credits.amount AND awaits_booking = 1
        """
    ).fetchall()
    db.close()
    return Counter(rows)


def hold_now_and_then(database: Path, ended: threading.Event, chance: random.Random) -> None:
    """Another process that writes, as an import does."""
    other = connect(database)
    while not ended.wait(chance.uniform(0.2, 1)):
        other.execute("BEGIN IMMEDIATE")
        time.sleep(chance.uniform(0.05, 0.3))
        other.execute("ROLLBACK")
    other.close()


def reconcile(database: Path, plan: Plan) -> None:
    """Everything that was paid is in the ledger once, and nothing else is."""
    db = sqlite3.connect(database)
    everything = {
        (*attempt, lease): amount
        for attempt, shares in plan.credits.items()
        for lease, amount in shares.items()
    }
    credits = db.execute("SELECT order_id, remote_id, lease_id, amount FROM online_credits")
    assert {row[:3]: row[3] for row in credits} == everything
    payments = db.execute("SELECT source_id, amount FROM payments").fetchall()
    assert sorted(payments) == sorted(
        (f"iok/{order}/{remote}/{lease}", amount)
        for (order, remote, lease), amount in everything.items()
    )
    kept = db.execute("SELECT order_id, remote_id FROM kept_aside WHERE booked = 0").fetchall()
    assert sorted(kept) == sorted(plan.kept)
    orders = Counter(order for order, _ in plan.credits)
    letters = db.execute(
        "SELECT template, count(*) FROM outbox WHERE template LIKE '%mail_paid%' GROUP BY 1"
    ).fetchall()
    expected = {
        "online_payments/mail_paid.txt": len(orders),
        "online_payments/mail_paid_twice.txt": len(plan.credits) - len(orders),
    }
    assert dict(letters) == {name: number for name, number in expected.items() if number}
    told = db.execute("SELECT count(*) FROM events WHERE event = 'payment.confirmed'").fetchone()
    assert told == (len(plan.credits),)
    forged = db.execute("SELECT count(*) FROM payment_notices WHERE remote_id = 'F1'").fetchone()
    assert forged == (0,)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_every_confirmed_notification_is_booked_once_whenever_the_servers_die(
    database, db, portals, round_number, request
):
    many = request.config.getoption("--crash-rounds") > 1
    chance = random.Random(round_number)  # noqa: S311 - no secret
    plan = Plan(db, chance, orders=150 if many else 40)
    operator = storm.Operator(AUTOPAY, portals)
    looks: list[tuple[int, int]] = []

    def look() -> None:
        """Both are dead: what the operator holds as confirmed has survived them."""
        held, there = operator.held_as_confirmed(), set(credited(database))
        assert held <= there
        looks.append((len(held), len(there - held)))

    for portal in portals:
        portal.start()
    for portal in portals:
        portal.wait()
    ended = threading.Event()
    holder = threading.Thread(target=hold_now_and_then, args=(database, ended, chance))
    with operator.at_work():
        holder.start()
        try:
            for part in range(parts := 6 if many else 3):
                operator.send(plan.messages[part::parts])
                storm.kill_in_the_middle(operator, chance, look)
        finally:
            ended.set()
            holder.join()
        operator.finish()
    for portal in portals:
        portal.kill()
    assert operator.held_as_confirmed() == set(plan.credits)
    assert operator.answers["broken off"], "no message was under way when a server died"
    reconcile(database, plan)
    teller = request.config.pluginmanager.get_plugin("terminalreporter")
    if many and teller is not None:
        teller.write_line(
            f" round {round_number}: {len(plan.messages)} messages, {dict(operator.answers)};"
            f" confirmed, and booked but not confirmed, when both were dead: {looks}"
        )


def test_a_disk_that_fills_up_in_the_storm_loses_and_confirms_nothing(database, db, portals):
    chance = random.Random(0)  # noqa: S311 - no secret
    plan = Plan(db, chance, orders=60)
    portal = portals[0]
    operator = storm.Operator(AUTOPAY, [portal])
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    portal.start(longest_file=1500 * KILOBYTE)
    portal.wait()
    with operator.at_work():
        operator.send(plan.messages)
        until = time.monotonic() + 30
        while operator.answers["503"] < 10 and time.monotonic() < until:
            time.sleep(0.02)
        assert operator.answers["503"] >= 10, operator.answers
        portal.kill()
        held = operator.held_as_confirmed()
        assert 0 < len(held) < len(plan.credits)
        assert held <= set(credited(database))
        portal.start()
        portal.wait()
        operator.finish()
    portal.kill()
    reconcile(database, plan)
