"""Refunds that are with the operator are watched until they are done or have failed."""

from datetime import timedelta

import pytest

from portal.money import Grosze
from portal.online_payments import refunding, refunds
from portal.online_payments.autopay import calls, conversation
from portal.online_payments.inquirer import Inquirer, OwnConnection
from portal.online_payments.refund_queries import Refund, refund_by_id
from portal.online_payments.refunds import NewRefund
from tests.factories import a_member_of_staff

BANK, DUE = 106, 140_348


@pytest.fixture
def refund(world, later):
    """Anna has paid, the office wants to give it back, and a second person agrees."""
    order = world.order()
    world.do(world.choose(order, BANK), "pay")
    remote_id = world.progress(order).attempts[0].remote_id
    asks = a_member_of_staff(world.db, "finance")
    agrees = a_member_of_staff(world.db, "finance")
    shares = {world.lease: Grosze(DUE)}
    refund_id = refunds.ask(
        world.db, NewRefund(order.order_id, remote_id, shares, "Podwójna wpłata.", asks)
    )
    found = refund_by_id(world.db, refund_id)
    refunds.approve(world.db, found, calls.new_message_id(), by=agrees)
    return refund_by_id(world.db, refund_id)


def send(world, refund: Refund) -> str:
    return refunding.send(world.operator, OwnConnection(world.db), refund)


def follow(world) -> int:
    return Inquirer(world.settings).follow_refunds(world.db)


def questions(world) -> int:
    """How often the operator was asked how far a refund has come."""
    return world.db.execute(
        "SELECT count(*) FROM operator_messages WHERE kind = 'refund-state'"
    ).fetchone()[0]


def state(world, refund: Refund) -> str:
    return refund_by_id(world.db, refund.refund_id).state


def test_a_refund_is_out_of_the_ledger_at_once_and_done_later(world, later, refund):
    assert send(world, refund) == "accepted"
    assert world.credited() == [-DUE, DUE]
    assert follow(world) == 0
    later(timedelta(minutes=10))
    assert follow(world) == 1
    assert state(world, refund) == "done"
    later(timedelta(minutes=60))
    assert follow(world) == 0


def test_a_refund_that_fails_later_is_back_in_the_ledger(world, later, refund):
    world.simulator.switches["refunds"] = "fails"
    send(world, refund)
    later(timedelta(minutes=10))
    assert follow(world) == 1
    assert state(world, refund) == "failed"
    assert world.credited() == [DUE]


def test_a_refund_whose_answer_was_lost_becomes_clear(world, later, refund, monkeypatch):
    monkeypatch.setattr(conversation, "SECONDS", 0.3)
    world.simulator.switches["refunds"] = "slow"
    assert send(world, refund) == "unclear"
    assert state(world, refund) == "approved"
    later(timedelta(minutes=10))
    assert follow(world) == 1
    assert state(world, refund) == "done"
    assert world.credited() == [-DUE, DUE]


def test_one_that_takes_long_is_asked_about_each_half_hour_for_two_days(world, later, refund):
    send(world, refund)
    for attempt in world.simulator.orders.newest()[0].attempts:
        for each in attempt.refunds:
            each.done_at += timedelta(days=10)
    asked = []
    for minutes in range(0, 60 * 60, 10):
        before = questions(world)
        follow(world)
        if questions(world) > before:
            asked.append(minutes)
        later(timedelta(minutes=10))
    assert asked[:4] == [10, 40, 70, 100]
    assert max(asked) <= 2 * 24 * 60
    assert state(world, refund) == "accepted"
