"""Payments from the form to the ledger, over HTTP, against the simulator."""

from datetime import timedelta

import pytest

from portal.demo.autopay.faults import FAULTS

BANK, BLIK, CARD = 106, 509, 1500
DUE = 140_348


def test_by_transfer(world):
    order = world.order()
    bank = world.choose(order, BANK)
    assert world.state(order) == "pending"
    assert world.credited() == []
    world.do(bank, "pay")
    assert world.state(order) == "paid"
    assert world.credited() == [DUE]


def test_by_blik_at_the_operator(world):
    order = world.order()
    world.do(world.choose(order, BLIK), "code", code="111111")
    assert world.state(order) == "paid"


def test_by_a_channel_that_was_chosen_in_the_portal(world):
    order = world.order(gateway_id=CARD)
    bank = world.leave(order)
    world.settle()
    assert world.state(order) == "pending"
    world.do(bank, "pay")
    assert world.progress(order).attempts[0].gateway_id == CARD


def test_what_is_refused_costs_nothing_and_says_why(world):
    order = world.order()
    world.do(world.choose(order, CARD), "refuse", details="CARD_LIMIT_EXCEEDED")
    assert world.progress(order).reason == "CARD_LIMIT_EXCEEDED"
    assert world.credited() == []


def test_a_second_try_after_a_refusal_pays_the_same_order(world):
    order = world.order()
    world.do(world.choose(order, CARD), "refuse", details="CARD_EXPIRED")
    world.do(world.choose(order, BLIK), "pay")
    assert world.state(order) == "paid"
    assert world.credited() == [DUE]


def test_who_turns_back_without_choosing_has_refused(world):
    order = world.order()
    world.do(world.leave(order), "leave")
    assert world.progress(order).reason == "REJECTED_BY_USER"


def test_who_closes_the_browser_leaves_the_order_open(world):
    order = world.order()
    world.leave(order)
    world.settle()
    assert world.state(order) == "started"


def test_twice_is_credited_twice(world):
    order = world.order()
    world.do(world.choose(order, BANK), "twice")
    assert world.credited() == [DUE, DUE]
    assert world.progress(order).is_paid_twice


def test_late_money_is_money(world):
    order = world.order()
    world.do(world.choose(order, BANK), "late")
    assert world.state(order) == "paid"
    assert world.credited() == [DUE]


def test_another_amount_is_kept_aside_and_never_confirmed(world):
    order = world.order()
    world.do(world.choose(order, BANK), "away")
    bank = world.choose(order, BANK)
    world.client.post(bank, data={"action": "other", "amount": "1000,00"})
    talk = world.simulator.orders.of_order_id(order.order_id).talk
    deadline = 100
    while not any("NOTCONFIRMED" in each.words for each in talk) and deadline:
        deadline -= 1
        world.simulator.courier.wait(0.1)
    assert any("NOTCONFIRMED" in each.words for each in talk)
    assert world.credited() == []
    kept = world.db.execute("SELECT reason, amount FROM kept_aside").fetchall()
    assert kept == [("wrong-amount", 100_000)]


BORNE = [name for name, fault in FAULTS.items() if fault.is_right and name != "lost"]
REFUSED = [name for name, fault in FAULTS.items() if not fault.is_right]


@pytest.mark.parametrize("fault", BORNE)
def test_whatever_way_it_is_told_it_is_credited_once(world, fault):
    order = world.order()
    bank = world.choose(order, BANK)
    world.do(bank, "pay", fault=fault, copies="12", seconds="0")
    assert world.credited() == [DUE]
    assert world.state(order) == "paid"


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_told_wrongly_is_not_credited_and_the_truth_is_found_by_asking(world, fault):
    order = world.order()
    bank = world.choose(order, BANK)
    world.do(bank, "pay", fault=fault)
    assert world.credited() == []
    talk = world.simulator.orders.of_order_id(order.order_id).talk
    assert "<confirmation>CONFIRMED" not in talk[-1].answered
    for notice in world.operator.ask_status(order.order_id):
        world.accept(notice)
    assert world.credited() == [DUE]


def test_a_lost_notice_is_found_by_the_question_after_five_minutes(world, later):
    order = world.order()
    bank = world.choose(order, BANK)
    world.do(bank, "pay", fault="lost")
    assert world.state(order) == "pending"
    assert world.ask_due().asked == 0
    later(timedelta(minutes=5))
    done = world.ask_due()
    assert (done.asked, done.news) == (1, 1)
    assert world.credited() == [DUE]
    later(timedelta(minutes=60))
    assert world.ask_due().asked == 0


def test_what_was_told_is_not_credited_again_when_asked(world, later):
    order = world.order()
    world.do(world.choose(order, BANK), "pay", fault="customer")
    for _ in range(3):
        for notice in world.operator.ask_status(order.order_id):
            world.accept(notice)
    assert world.credited() == [DUE]
