"""Refunds go to an operator that answers, does not answer, declines, or fails later."""

from types import SimpleNamespace

import pytest

from portal import clock
from portal.demo.autopay.channels import BANK
from portal.money import Grosze
from portal.online_payments import refunding, refunds
from portal.online_payments.autopay.calls import new_message_id
from portal.online_payments.inquirer import OwnConnection
from portal.online_payments.refund_queries import refund_by_id
from portal.online_payments.refunds import NewRefund
from portal.tenancy import ledger
from tests.factories import a_member_of_staff

PART = 400_00


@pytest.fixture
def desk(world):
    """Anna has paid; somebody has asked for a part of it back, and another has agreed."""
    order = world.order()
    world.do(world.choose(order, BANK), "pay")
    (attempt,) = world.progress(order).attempts
    asking, agreeing = (
        a_member_of_staff(world.db, "finance"),
        a_member_of_staff(world.db, "finance"),
    )
    new = NewRefund(
        order.order_id, attempt.remote_id, {world.lease: Grosze(PART)}, "Za dużo.", asking
    )
    refund_id = refunds.ask(world.db, new)
    refunds.approve(world.db, refund_by_id(world.db, refund_id), new_message_id(), by=agreeing)
    return SimpleNamespace(
        refund=lambda: refund_by_id(world.db, refund_id),
        send=lambda: refunding.send(
            world.operator, OwnConnection(world.db), refund_by_id(world.db, refund_id)
        ),
        follow=lambda: refunding.follow(
            world.operator, OwnConnection(world.db), refund_by_id(world.db, refund_id)
        ),
        balance=lambda: ledger.account_of(world.db, world.lease, clock.today()).balance,
        at_the_operator=lambda: world.simulator.orders.of_remote_id(attempt.remote_id)[1].refunds,
        order=order,
    )


def test_an_approved_refund_is_done(world, desk):
    assert desk.send() == "accepted"
    assert desk.follow() == "done"
    assert (desk.refund().state, desk.balance()) == ("done", -PART)
    assert [each.amount for each in desk.at_the_operator()] == [PART]
    assert {"refund", "refund-answer", "refund-state-answer"} <= set(world.kinds(desk.order))


def test_it_is_not_sent_twice(world, desk):
    desk.send()
    with pytest.raises(refunds.Decided):
        desk.send()
    assert len(desk.at_the_operator()) == 1


@pytest.mark.usefixtures("impatient")
def test_an_answer_that_is_lost_leaves_it_to_be_sent_again_and_done_once(world, desk):
    world.simulator.switches["refunds"] = "slow"
    assert desk.send() == "unclear"
    assert (desk.refund().state, desk.balance()) == ("approved", 0)
    assert desk.refund().fault
    world.simulator.switches["refunds"] = ""
    assert desk.send() == "accepted"
    assert (desk.refund().fault, desk.balance()) == ("", -PART)
    assert [each.amount for each in desk.at_the_operator()] == [PART]


@pytest.mark.usefixtures("impatient")
def test_an_answer_that_is_lost_becomes_clear_by_a_question(world, desk):
    world.simulator.switches["refunds"] = "slow"
    desk.send()
    world.simulator.switches["refunds"] = ""
    assert desk.follow() == "done"
    assert (desk.refund().state, desk.balance()) == ("done", -PART)


def test_what_never_reached_the_operator_stays_to_be_sent(world, desk):
    there = world.operator
    world.turn_operator_away()
    assert desk.send() == "unclear"
    world.operator = there
    assert desk.follow() == "unclear"
    assert desk.refund().state == "approved"
    assert desk.send() == "accepted"


def test_what_the_operator_declines_changes_nothing(world, desk):
    world.simulator.switches["refunds"] = "refused"
    assert desk.send() == "declined"
    assert (desk.refund().state, desk.refund().fault) == ("declined", "BALANCE_ERROR")
    assert desk.balance() == 0
    with pytest.raises(refunds.Decided):
        desk.send()


def test_what_fails_later_is_taken_back(world, desk):
    world.simulator.switches["refunds"] = "fails"
    assert desk.send() == "accepted"
    assert desk.balance() == -PART
    assert desk.follow() == "failed"
    assert desk.balance() == 0


def test_a_process_that_dies_between_the_wish_and_the_call_loses_nothing(world, desk):
    """Only the wish is committed: whoever looks next sends it."""
    assert (desk.refund().state, desk.refund().sent_at) == ("approved", None)
    assert desk.send() == "accepted"


def test_a_process_that_dies_after_the_call_loses_nothing(world, desk):
    """The operator has done it, and nobody has written that down."""
    refund = desk.refund()
    refunds.mark_sent(world.db, refund)
    world.operator.refund(refund.order_id, refund.remote_id, refund.amount, refund.message_id)
    assert desk.balance() == 0
    assert desk.send() == "accepted"
    assert desk.balance() == -PART
    assert len(desk.at_the_operator()) == 1
