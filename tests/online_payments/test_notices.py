"""What becomes of the operator's notices: money booked once, nothing lost, nothing believed."""

from datetime import date, timedelta

import pytest

from portal import clock
from portal.online_payments import kept_aside, orders
from portal.online_payments.order_queries import orders_in_progress, progress_of
from portal.store.database import writing
from portal.tenancy import ledger, online_credits, online_orders
from tests.factories import a_charge, a_lease, a_member_of_staff, a_person, an_account
from tests.online_payments.conftest import an_order

TODAY = date(2026, 11, 21)


def paid(db, lease: int) -> list[tuple[int, int]]:
    """Amounts in the ledger of a lease, and whether each waits for its booking."""
    account = ledger.account_of(db, lease, TODAY)
    return [(payment.amount, payment.awaits_booking) for payment in account.payments]


def outbox(db) -> list[str]:
    rows = db.execute("SELECT template FROM outbox ORDER BY letter_id").fetchall()
    return [template.partition("/mail_")[2].removesuffix(".txt") for (template,) in rows]


@pytest.fixture
def lease(db) -> int:
    lease = a_lease(db, a_person(db))
    a_charge(db, lease, due_on="2026-12-10", amount=128_437)
    return lease


@pytest.fixture
def order(db, lease):
    tenant = db.execute("SELECT tenant_id FROM lease_tenants").fetchone()[0]
    return an_order(db, lease, account=an_account(db, tenant))


def test_a_confirmed_payment_lowers_what_is_due_at_once(db, operator, lease, order):
    assert ledger.account_of(db, lease, TODAY).due == 128_437
    verdict = operator.says(db, order)
    assert verdict == (True, True, True)
    account = ledger.account_of(db, lease, TODAY)
    assert account.due == 0
    assert paid(db, lease) == [(128_437, 1)]
    assert account.payments[0].method == "online"


def test_the_same_notice_two_hundred_times_is_one_payment(db, operator, lease, order):
    verdicts = {operator.says(db, order) for _ in range(200)}
    assert verdicts == {(True, True, True), (True, True, False)}
    assert paid(db, lease) == [(128_437, 1)]


def test_new_details_of_a_paid_attempt_are_kept_and_credit_nothing(db, operator, lease, order):
    operator.says(db, order)
    operator.says(db, order, paymentStatusDetails="ACCEPTED")
    assert paid(db, lease) == [(128_437, 1)]
    assert db.execute("SELECT count(*) FROM payment_notices").fetchone() == (2,)


@pytest.mark.parametrize(
    "before", [("PENDING",), ("FAILURE",), ("PENDING", "FAILURE")], ids="-".join
)
def test_money_counts_whatever_was_said_before(db, operator, lease, order, before):
    for status in before:
        operator.says(db, order, paymentStatus=status, paymentStatusDetails="")
    assert paid(db, lease) == []
    operator.says(db, order)
    assert progress_of(db, order).state == "paid"
    assert paid(db, lease) == [(128_437, 1)]


@pytest.mark.parametrize("remote", ["9A1", "9A2"])
@pytest.mark.parametrize("status", ["PENDING", "FAILURE"])
def test_nothing_said_afterwards_takes_paid_money_back(db, operator, lease, order, status, remote):
    operator.says(db, order)
    said = operator.says(db, order, paymentStatus=status, remoteID=remote)
    assert said.agrees
    assert progress_of(db, order).state == "paid"
    assert paid(db, lease) == [(128_437, 1)]
    assert "refused" not in outbox(db)


def test_two_paid_attempts_are_both_the_tenants_money_and_somebody_is_told(
    db, operator, lease, order
):
    operator.says(db, order)
    operator.says(db, order, remoteID="9A2")
    assert paid(db, lease) == [(128_437, 1), (128_437, 1)]
    progress = progress_of(db, order)
    assert progress.is_paid_twice
    assert progress.paid == 256_874
    kept = kept_aside.kept_of(db, order.order_id, "9A2")
    assert (kept.reason, kept.booked) == ("paid-twice", True)


def test_an_order_for_two_leases_is_shared_as_it_was_ordered(db, operator):
    tenant = a_person(db)
    flat, garage = a_lease(db, tenant), a_lease(db, tenant)
    order = an_order(db, shares={flat: 90_000, garage: 12_345}, account=an_account(db, tenant))
    operator.says(db, order)
    assert paid(db, flat) == [(90_000, 1)]
    assert paid(db, garage) == [(12_345, 1)]


def test_money_for_an_order_that_is_not_here_is_kept_aside(db, operator):
    verdict = operator.says(db, "IOK-from-elsewhere")
    assert not verdict.ours
    kept = kept_aside.kept_of(db, "IOK-from-elsewhere", "9A1")
    assert (kept.reason, kept.amount, kept.booked) == ("unknown-order", 128_437, False)


@pytest.mark.parametrize("amount", ["1284.36", "1284.38", "0.01"])
def test_another_amount_than_ordered_is_not_confirmed_but_kept(db, operator, lease, order, amount):
    for _ in range(2):
        assert not operator.says(db, order, amount=amount).agrees
    assert paid(db, lease) == []
    assert kept_aside.kept_of(db, order.order_id, "9A1").reason == "wrong-amount"
    assert db.execute("SELECT count(*) FROM kept_aside").fetchone() == (1,)
    assert progress_of(db, order).kept_aside


def test_another_currency_is_not_confirmed_but_kept(db, operator, lease, order):
    assert not operator.says(db, order, currency="EUR").agrees
    assert kept_aside.kept_of(db, order.order_id, "9A1").reason == "wrong-currency"
    assert paid(db, lease) == []


def test_a_fee_that_the_payer_bears_is_not_the_landlords_money(db, operator, lease, order):
    verdict = operator.says(db, order, amount="1286.37", startAmount="1284.37")
    assert verdict.agrees
    assert paid(db, lease) == [(128_437, 1)]


def test_kept_money_that_the_office_books_is_confirmed_from_then_on(db, operator, lease, order):
    operator.says(db, order, amount="1000.00")
    kept = kept_aside.kept_of(db, order.order_id, "9A1")
    clerk = a_member_of_staff(db, "finance")
    with writing(db):
        kept_aside.settle(
            db, kept, "booked", account_id=clerk, note="wpłata częściowa", lease_id=lease
        )
    assert paid(db, lease) == [(100_000, 1)]
    assert operator.says(db, order, amount="1000.00").agrees
    with pytest.raises(kept_aside.AlreadySettled), writing(db):
        kept_aside.settle(
            db, kept._replace(booked=False), "booked", account_id=clerk, note="", lease_id=lease
        )
    assert paid(db, lease) == [(100_000, 1)]


def test_money_that_comes_after_the_order_was_cancelled_is_the_tenants(db, operator, lease, order):
    with writing(db):
        orders.cancel(db, order, order.account_id)
    assert operator.says(db, order).agrees
    assert paid(db, lease) == [(128_437, 1)]
    assert kept_aside.kept_of(db, order.order_id, "9A1").reason == "paid-late"
    assert progress_of(db, order).state == "paid"


def test_money_that_comes_days_late_is_booked_by_its_day(db, operator, lease, order):
    with clock.standing_at(TODAY + timedelta(days=5)):
        operator.says(db, order, paymentDate="20261121235959")
        account = ledger.account_of(db, lease, clock.today())
    assert [(each.paid_on, each.booked_on) for each in account.payments] == [
        ("2026-11-21", "2026-11-26")
    ]


def test_the_same_form_sent_twice_makes_one_order(db, lease, order):
    first = an_order(db, lease, account=order.account_id, form="one form")
    second = an_order(db, lease, account=order.account_id, form="one form")
    assert first == second


def test_orders_of_which_money_may_still_come_are_in_progress(db, operator, lease, order):
    assert [each.order for each in orders_in_progress(db, [lease])] == [order]
    operator.says(db, order, paymentStatus="PENDING", paymentStatusDetails="")
    assert [each.state for each in orders_in_progress(db, [lease])] == ["pending"]
    operator.says(db, order)
    assert orders_in_progress(db, [lease]) == []


def test_a_pending_attempt_that_never_ends_is_not_waited_for_for_ever(db, operator, order):
    operator.says(db, order, paymentStatus="PENDING", paymentStatusDetails="")
    with clock.standing_at(TODAY + timedelta(days=4)):
        assert progress_of(db, order).state == "expired"


def test_a_refund_is_a_credit_below_zero_until_it_fails(db, operator, lease, order):
    operator.says(db, order)
    attempt = online_credits.Attempt(order.order_id, "9A1", "2026-11-21")
    with writing(db):
        online_credits.add(db, attempt, {lease: 28_437}, refund_id=7)
    assert sorted(paid(db, lease)) == [(-28_437, 1), (128_437, 1)]
    assert progress_of(db, order).refunded == 28_437
    with writing(db):
        online_credits.take_back(db, 7)
    assert paid(db, lease) == [(128_437, 1)]


@pytest.mark.parametrize(
    "said",
    [
        (),
        ("PENDING 1",),
        ("FAILURE 1",),
        ("PENDING 1", "FAILURE 1"),
        ("PENDING 1", "FAILURE 1", "PENDING 2"),
        ("FAILURE 1", "SUCCESS 2"),
        ("SUCCESS 1", "PENDING 2"),
        ("wrong 1",),
    ],
    ids=" ".join,
)
def test_every_room_calls_the_same_orders_underway(db, operator, lease, order, said):
    for each in said:
        status, remote = each.split()
        more = {"amount": "5.00"} if status == "wrong" else {}
        status = "SUCCESS" if status == "wrong" else status
        operator.says(
            db, order, paymentStatus=status, remoteID=remote, paymentStatusDetails="", **more
        )
    found = [each.order_id for each in online_orders.underway(db, lease)]
    assert found == [each.order.order_id for each in orders_in_progress(db, [lease])]
