"""What the portal asks of the operator: status, cancellation, refunds, channels, a BLIK code."""

import threading
from datetime import timedelta

import pytest

from portal.online_payments import channels_kept, orders
from portal.online_payments.autopay import calls
from portal.online_payments.autopay.faults import BadAnswer, Declined, NoAnswer
from portal.online_payments.inquirer import Inquirer
from portal.store.database import connect, writing

BANK, BLIK = 106, 509
DUE = 140_348
MESSAGE_ID = "m" * 32


def paid(world):
    order = world.order()
    world.do(world.choose(order, BANK), "pay")
    return order, world.progress(order).attempts[0].remote_id


def test_a_question_and_its_answer_are_kept_as_they_were(world):
    order, remote_id = paid(world)
    (notice,) = world.operator.ask_status(order.order_id)
    assert (notice.remote_id, notice.status, notice.amount) == (remote_id, "SUCCESS", DUE)
    question, answer = world.db.execute(
        "SELECT body FROM operator_messages WHERE order_id = ?", (order.order_id,)
    ).fetchall()
    assert question[0].startswith(f"ServiceID={world.settings.autopay.service_id}&OrderID=")
    assert answer[0].startswith("<?xml")
    assert world.settings.autopay.keys[0] not in question[0] + answer[0]


@pytest.mark.parametrize(
    ("fault", "raised", "kept"),
    [
        ("500", NoAnswer, "status-fault"),
        ("forged", BadAnswer, "status-answer"),
        ("limit", Declined, "status-answer"),
        ("slow", NoAnswer, "status-fault"),
    ],
)
@pytest.mark.usefixtures("impatient")
def test_an_answer_that_is_none_changes_nothing(world, fault, raised, kept):
    order, _ = paid(world)
    world.simulator.switches["status"] = fault
    with pytest.raises(raised):
        world.operator.ask_status(order.order_id)
    assert world.kinds(order) == ["status", kept]


def test_an_operator_that_is_away_is_no_answer(world):
    order = world.order()
    world.turn_operator_away()
    with pytest.raises(NoAnswer):
        world.operator.ask_status(order.order_id)


def test_an_order_that_waits_is_cancelled_for_good(world):
    order = world.order()
    bank = world.choose(order, BANK)
    assert world.operator.cancel(order.order_id) == (True, "CANCELED_FULLY")
    world.settle()
    with writing(world.db):
        orders.cancel(world.db, order, world.account)
    assert world.state(order) == "cancelled"
    assert "CANCELLED" in world.client.get(bank).text
    assert world.client.post("/payment", data=dict(world.fields(order))).status_code == 400


@pytest.mark.parametrize(
    ("state", "reason"),
    [("unknown", "TRANSACTION_NOT_FOUND"), ("paid", "INCORRECT_PAYMENT_STATUS")],
)
def test_what_cannot_be_cancelled_is_not(world, state, reason):
    order = paid(world)[0] if state == "paid" else world.order()
    assert world.operator.cancel(order.order_id) == (False, reason)


def test_of_two_tries_the_one_that_waits_is_cancelled(world):
    order, _ = paid(world)
    world.choose(order, BANK)
    assert world.operator.cancel(order.order_id) == (True, "CANCELED_PARTIALLY")
    world.settle()
    assert world.state(order) == "paid"


def test_a_refund_is_done_once_for_each_message(world):
    order, remote_id = paid(world)
    for _ in range(3):
        world.operator.refund(order.order_id, remote_id, 40_000, MESSAGE_ID)
    (attempt,) = world.simulator.orders.of_order_id(order.order_id).attempts
    assert [each.amount for each in attempt.refunds] == [40_000]
    state = world.operator.refund_state(order.order_id, MESSAGE_ID)
    assert (state.progress, state.word) == ("done", "DONE")
    assert state.remote_out_id


@pytest.mark.usefixtures("impatient")
def test_a_refund_whose_answer_was_lost_is_asked_for_again_with_the_same_message(world):
    order, remote_id = paid(world)
    world.simulator.switches["refunds"] = "slow"
    with pytest.raises(NoAnswer):
        world.operator.refund(order.order_id, remote_id, DUE, MESSAGE_ID)
    world.simulator.switches["refunds"] = ""
    world.operator.refund(order.order_id, remote_id, DUE, MESSAGE_ID)
    (attempt,) = world.simulator.orders.of_order_id(order.order_id).attempts
    assert attempt.refunded == DUE


def test_more_than_was_paid_is_not_paid_back(world):
    order, remote_id = paid(world)
    world.operator.refund(order.order_id, remote_id, DUE, MESSAGE_ID)
    with pytest.raises(Declined, match="BALANCE_ERROR"):
        world.operator.refund(order.order_id, remote_id, 1, "n" * 32)


@pytest.mark.parametrize(
    ("days", "channel", "is_refused"),
    [(190, BANK, False), (190, BLIK, True), (366, BANK, True)],
)
def test_after_its_months_nothing_is_paid_back(world, days, channel, is_refused):
    order = world.order()
    world.do(world.choose(order, channel), "pay")
    (attempt,) = world.simulator.orders.of_order_id(order.order_id).attempts
    attempt.begun_at -= timedelta(days=days)
    if is_refused:
        with pytest.raises(Declined, match="TRANSACTION_TOO_OLD_TO_REFUND"):
            world.operator.refund(order.order_id, attempt.remote_id, DUE, MESSAGE_ID)
    else:
        world.operator.refund(order.order_id, attempt.remote_id, DUE, MESSAGE_ID)


def test_a_refund_that_was_taken_may_fail_later(world):
    order, remote_id = paid(world)
    world.simulator.switches["refunds"] = "fails"
    world.operator.refund(order.order_id, remote_id, DUE, MESSAGE_ID)
    state = world.operator.refund_state(order.order_id, MESSAGE_ID)
    assert (state.progress, state.word) == ("failed", "CANCELED_NO_FUNDS_ON_BALANCE")
    with pytest.raises(Declined, match="TRANSACTION_NOT_FOUND"):
        world.operator.refund_state(order.order_id, "x" * 32)


def test_channels_are_heard_of_once_a_minute(world, later):
    names = [each.name for each in world.operator.refresh_channels()]
    assert names == ["BLIK", "Bank Testowy (przelew)", "Karta płatnicza"]
    world.simulator.switches["gateways"] = "empty"
    later(timedelta(seconds=30))
    world.operator.refresh_channels()
    assert world.simulator.channel_questions == 1


@pytest.mark.parametrize("fault", ["500", "empty", "garbage", "slow"])
@pytest.mark.usefixtures("impatient")
def test_when_the_list_fails_the_last_good_one_stays(world, later, fault):
    good = world.operator.refresh_channels()
    world.simulator.switches["gateways"] = fault
    later(timedelta(minutes=2))
    assert world.operator.refresh_channels() == good
    assert world.simulator.channel_questions == 2


@pytest.mark.usefixtures("impatient")
def test_without_any_list_the_operators_own_page_offers_the_channels(world):
    world.simulator.switches["gateways"] = "500"
    assert world.operator.refresh_channels() == []
    assert channels_kept.channels_for(world.db, world.settings.autopay.service_id, DUE) == []
    order = world.order()
    assert world.leave(order).startswith("/platnosc/")


def test_a_blik_code_is_charged_without_leaving_the_portal(world):
    order = world.order(gateway_id=BLIK)
    fields = world.fields(order, code="111111", payer_ip="203.0.113.7")
    found = world.operator.begin(order.order_id, fields)
    assert (found.taken, found.status) == (True, "PENDING")
    world.settle()
    assert world.state(order) == "paid"
    assert world.kinds(order) == ["pre", "pre-answer"]
    bodies = world.db.execute("SELECT body FROM operator_messages").fetchall()
    assert not any("111111" in body for (body,) in bodies)


@pytest.mark.parametrize(
    ("code", "reason"),
    [("111121", "WRONG_TICKET"), ("111122", "TICKET_EXPIRED"), ("111123", "TICKET_USED")],
)
def test_a_refused_code_may_be_followed_by_another(world, code, reason):
    order = world.order(gateway_id=BLIK)
    found = world.operator.begin(order.order_id, world.fields(order, code=code))
    assert (found.taken, found.reason) == (False, reason)
    world.settle()
    assert world.state(order) == "started"
    assert world.operator.begin(order.order_id, world.fields(order, code="111111")).taken
    world.settle()
    assert world.state(order) == "paid"


@pytest.mark.parametrize(
    ("amount", "details"), [(75_631, "INSUFFICIENT_FUNDS"), (75_638, "LIMIT_EXCEEDED")]
)
def test_a_code_that_is_taken_may_be_refused_by_the_bank(world, amount, details):
    order = world.order(amount, gateway_id=BLIK)
    assert world.operator.begin(order.order_id, world.fields(order, code="111112")).taken
    world.settle()
    assert world.progress(order).reason == details


def test_a_code_waits_for_the_application_of_the_bank(world):
    order = world.order(gateway_id=BLIK)
    world.operator.begin(order.order_id, world.fields(order, code="777777"))
    world.settle()
    assert world.state(order) == "pending"


def test_a_start_in_the_background_without_a_code_is_gone_on_with_in_the_browser(world):
    order = world.order()
    found = world.operator.begin(order.order_id, world.fields(order))
    assert found.go_on_at.startswith(f"{world.simulator.url}/payment/continue/")
    page = world.client.get(found.go_on_at, follow_redirects=True)
    answer = world.client.post(page.url.path, data={"channel": "106", "action": "choose"})
    world.do(answer.headers["location"], "pay")
    assert world.progress(order).attempts[0].remote_id == found.remote_id
    assert world.credited() == [DUE]


@pytest.mark.usefixtures("impatient")
def test_a_charge_whose_answer_was_lost_is_known_by_the_notice(world):
    order = world.order(gateway_id=BLIK)
    world.simulator.switches["beginning"] = "slow"
    with pytest.raises(NoAnswer):
        world.operator.begin(order.order_id, world.fields(order, code="111111"))
    world.settle()
    assert world.state(order) == "paid"


def test_a_forged_answer_to_a_charge_proves_nothing(world):
    order = world.order(gateway_id=BLIK)
    world.simulator.switches["beginning"] = "forged"
    with pytest.raises(BadAnswer):
        world.operator.begin(order.order_id, world.fields(order, code="777777"))


def test_messages_of_ours_have_names_of_their_own():
    names = {calls.new_message_id() for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) == 32 and name.isalnum() for name in names)


def test_orders_without_news_are_asked_about_at_their_times_and_then_given_up(world, later):
    order = world.order()
    asked = []
    for minutes in range(0, 60 * 24 * 4, 5):
        if world.ask_due().asked:
            asked.append(minutes)
        later(timedelta(minutes=5))
    two_days = 2 * 24 * 60
    assert asked == [5, 15, 60, two_days + 10]
    assert world.events()[-1] == "payment.given-up"
    assert world.state(order) == "expired"


def test_pages_are_drawn_anew_once_an_order_is_over(world, later):
    def revision() -> int:
        return world.db.execute("SELECT number FROM portal_revision").fetchone()[0]

    world.order()
    later(timedelta(minutes=5))
    before = revision()
    world.ask_due()
    assert revision() == before
    later(timedelta(days=2, minutes=10))
    world.ask_due()
    assert revision() > before


def test_an_operator_that_is_away_at_the_end_is_asked_for_a_day_longer(world, later):
    order = world.order()
    world.choose(order, BANK)
    world.simulator.switches["status"] = "500"
    later(timedelta(days=2))
    asked = []
    for minutes in range(0, 60 * 30, 5):
        if world.ask_due().asked:
            asked.append(minutes)
        later(timedelta(minutes=5))
    assert asked == [0, 10, 60, 360, 1440]
    assert world.events().count("payment.given-up") == 1


def test_an_operator_that_is_out_of_reach_is_not_asked_about_everybody(world, later):
    world.order()
    world.order()
    world.simulator.switches["status"] = "500"
    later(timedelta(minutes=5))
    done = world.ask_due()
    assert (done.asked, done.faults, done.out_of_reach) == (1, 1, True)
    world.simulator.switches["status"] = ""
    assert world.ask_due().asked == 1


def test_money_that_the_operator_tells_of_at_the_end_only_is_found(world, later):
    order = world.order()
    world.do(world.choose(order, BANK), "pay", fault="lost")
    later(timedelta(days=2, minutes=10))
    assert world.ask_due().news == 1
    assert world.credited() == [DUE]
    assert world.state(order) == "paid"


def test_an_order_that_expires_at_the_operator_is_refused(world, later):
    order = world.order()
    bank = world.choose(order, BANK)
    later(timedelta(days=2, minutes=10))
    world.ask_due()
    world.settle()
    assert world.progress(order).reason == "EXPIRED"
    assert "EXPIRED" in world.client.get(bank).text
    later(timedelta(days=2))
    assert world.ask_due().asked == 0


def test_of_two_processes_one_asks(world, later, database):
    world.do(world.choose(world.order(), BANK), "pay", fault="lost")
    later(timedelta(minutes=5))
    rounds = []

    def ask() -> None:
        db = connect(database)
        rounds.append(Inquirer(world.settings).ask_due(db))
        db.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.asked for each in rounds) == 1
    assert world.credited() == [DUE]


def test_who_vanishes_while_asking_leaves_the_question_to_others(world, later):
    world.do(world.choose(world.order(), BANK), "pay", fault="lost")
    later(timedelta(minutes=60))
    with writing(world.db):
        assert orders.claim_to_ask(world.db) is not None
    assert world.ask_due().asked == 0
    later(timedelta(minutes=5))
    assert world.ask_due().news == 1


def test_the_inquirer_asks_beside_the_portal_by_itself(world, later):
    order = world.order()
    world.do(world.choose(order, BANK), "pay", fault="lost")
    later(timedelta(minutes=5))
    with Inquirer(world.settings, every=0.05):
        world.wait_for(lambda: world.state(order) == "paid")
        world.wait_for(lambda: len(channels_kept.kept_channels(
            world.db, world.settings.autopay.service_id)) == 3)  # fmt: skip
