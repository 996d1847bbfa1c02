"""What one person asks to give back, another approves; and the ledger is right at every step."""

from datetime import date

import pytest

from portal import clock
from portal.money import Grosze
from portal.online_payments import kept_aside, quarantine, refunds
from portal.online_payments.office_address import set_finance_email
from portal.online_payments.refund_queries import refund_by_id
from portal.online_payments.refundable import months_later, refundable
from portal.online_payments.refunds import NewRefund
from portal.store.database import writing
from portal.tenancy import bookings, ledger, online_credits
from tests.factories import a_lease, a_member_of_staff, a_person, an_account, an_approved_address
from tests.online_payments.conftest import an_order

PAID = 1_284_37


@pytest.fixture
def tenant(db) -> int:
    return a_person(db)


@pytest.fixture
def account(db, tenant) -> int:
    return an_account(db, tenant)


@pytest.fixture
def lease(db, tenant) -> int:
    return a_lease(db, tenant)


@pytest.fixture
def order(db, operator, lease, account):
    """An order that was paid."""
    order = an_order(db, lease, PAID, account=account)
    operator.says(db, order)
    return order


@pytest.fixture
def karol(db) -> int:
    return a_member_of_staff(db, "finance", "Karol")


@pytest.fixture
def alicja(db) -> int:
    return a_member_of_staff(db, "administrator", "Alicja")


def balance(db, lease: int) -> int:
    return ledger.account_of(db, lease, date(2026, 11, 21)).balance


def asked(db, order, shares: dict[int, int], by: int, remote: str = "9A1"):
    new = NewRefund(
        order.order_id,
        remote,
        {lease: Grosze(amount) for lease, amount in shares.items()},
        "Zapłacono za dużo.",
        by,
    )
    return refund_by_id(db, refunds.ask(db, new))


def approved(db, refund, by: int):
    refunds.approve(db, refund, f"message-{refund.refund_id}", by=by)
    return refund_by_id(db, refund.refund_id)


def accepted(db, order, shares, karol, alicja, remote: str = "9A1"):
    refund = approved(db, asked(db, order, shares, karol, remote), alicja)
    refunds.note_accepted(db, refund)
    return refund_by_id(db, refund.refund_id)


def kept_of(db, order, remote="9A1"):
    return kept_aside.kept_of(db, getattr(order, "order_id", order), remote)


def test_a_refund_lowers_the_balance_once_the_operator_has_taken_it(
    db, order, lease, karol, alicja
):
    refund = asked(db, order, {lease: 300_00}, karol)
    assert balance(db, lease) == PAID
    refund = approved(db, refund, alicja)
    assert balance(db, lease) == PAID
    refunds.note_accepted(db, refund)
    assert balance(db, lease) == PAID - 300_00


def test_nobody_approves_what_they_asked_for(db, order, lease, karol):
    refund = asked(db, order, {lease: 300_00}, karol)
    with pytest.raises(refunds.SameAccount):
        refunds.approve(db, refund, "m", by=karol)
    with pytest.raises(refunds.SameAccount):
        refunds.refuse(db, refund, "nie", by=karol)
    assert refund_by_id(db, refund.refund_id).state == "asked"


def test_the_database_itself_refuses_one_person_for_both(db, order, lease, karol):
    refund = asked(db, order, {lease: 300_00}, karol)
    with pytest.raises(Exception, match="CHECK"):
        db.execute(
            "UPDATE refunds SET state = 'approved', decided_by = asked_by, message_id = 'x'"
            " WHERE refund_id = ?",
            (refund.refund_id,),
        )


def test_only_who_asked_takes_it_back(db, order, lease, karol, alicja):
    refund = asked(db, order, {lease: 300_00}, karol)
    with pytest.raises(refunds.SameAccount):
        refunds.withdraw(db, refund, by=alicja)
    refunds.withdraw(db, refund, by=karol)
    assert refund_by_id(db, refund.refund_id).state == "withdrawn"


def test_no_more_is_given_back_than_is_left(db, order, lease, karol, alicja):
    accepted(db, order, {lease: 1_000_00}, karol, alicja)
    asked(db, order, {lease: 284_00}, karol)
    for amount in (38, 284_37, PAID):
        with pytest.raises(refunds.NotRefundable):
            asked(db, order, {lease: amount}, karol)
    assert asked(db, order, {lease: 37}, karol).amount == 37


def test_what_was_refused_or_declined_is_left_again(db, order, lease, karol, alicja):
    refunds.refuse(db, asked(db, order, {lease: PAID}, karol), "nie", by=alicja)
    refund = approved(db, asked(db, order, {lease: PAID}, karol), alicja)
    refunds.note_declined(db, refund, "BALANCE_ERROR")
    assert refundable(db, order.order_id, "9A1").left == PAID
    assert balance(db, lease) == PAID


def test_a_share_is_no_larger_than_what_its_lease_got(db, operator, tenant, account, karol):
    flat, garage = a_lease(db, tenant), a_lease(db, tenant)
    order = an_order(db, shares={flat: 800_00, garage: 100_00}, account=account)
    operator.says(db, order)
    with pytest.raises(refunds.NotRefundable):
        asked(db, order, {garage: 100_01}, karol)
    asked(db, order, {flat: 800_00, garage: 100_00}, karol)


@pytest.mark.parametrize(
    ("channel", "paid", "open_"),
    [
        ("106", "20251121", True), ("106", "20251120", False),
        ("509", "20260521", True), ("509", "20260520", False), ("522", "20260520", False),
    ],
)  # fmt: skip
def test_the_operator_gives_back_for_a_year_and_blik_for_half(
    db, operator, lease, account, karol, channel, paid, open_
):
    order = an_order(db, lease, PAID, account=account)
    operator.says(db, order, gatewayID=channel, paymentDate=f"{paid}101500")
    assert refundable(db, order.order_id, "9A1").is_open(clock.today()) is open_
    if not open_:
        with pytest.raises(refunds.NotRefundable):
            asked(db, order, {lease: 1}, karol)


def test_the_end_of_a_shorter_month_counts():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_an_outcome_is_written_once(db, order, lease, karol, alicja):
    refund = accepted(db, order, {lease: 300_00}, karol, alicja)
    with pytest.raises(refunds.Decided):
        refunds.note_accepted(db, refund)
    with pytest.raises(refunds.Decided):
        refunds.note_declined(db, refund, "LATE")
    assert balance(db, lease) == PAID - 300_00


def test_a_refund_that_fails_after_all_is_taken_back(db, order, lease, karol, alicja):
    refund = accepted(db, order, {lease: 300_00}, karol, alicja)
    refunds.note_done(db, refund)
    refunds.note_failed(db, refund, "CANCELED", by=karol)
    assert balance(db, lease) == PAID
    assert refundable(db, order.order_id, "9A1").left == PAID


def test_who_paid_is_told_of_a_refund_and_of_its_failure(
    db, mailbox, order, lease, account, karol, alicja
):
    an_approved_address(db, account, "anna@example.pl")
    refund = accepted(db, order, {lease: 300_00}, karol, alicja)
    refunds.note_failed(db, refund, "CANCELED")
    about = [subject for _, subject in mailbox.subjects]
    assert about[-2:] == [
        f"Zwracamy pieniądze z płatności {order.order_id}",
        f"Zwrot z płatności {order.order_id} się nie udał",
    ]


def test_the_housing_system_books_the_refund_once(db, order, lease, karol, alicja):
    accepted(db, order, {lease: 300_00}, karol, alicja)
    with writing(db):
        bookings.put_payments(
            db,
            [
                ("W1", lease, "2026-11-21", "2026-11-22", PAID, "online", "", order.order_id),
                ("W2", lease, "2026-11-21", "2026-11-22", -300_00, "online", "", order.order_id),
            ],
        )
        online_credits.settle(db, [order.order_id])
    assert balance(db, lease) == 0  # booked tomorrow, and so not there today
    assert ledger.account_of(db, lease, date(2026, 11, 22)).balance == PAID - 300_00


def test_money_for_no_order_goes_back_whole(db, operator, karol, alicja):
    operator.says(db, "IOK-NIEZNANE", amount="128.40")
    kept = kept_of(db, "IOK-NIEZNANE")
    new = NewRefund("IOK-NIEZNANE", "9A1", {}, "Nie nasza.", karol)
    refund = approved(db, refund_by_id(db, refunds.ask(db, new)), alicja)
    assert refund.amount == 128_40
    with pytest.raises(quarantine.CannotBook):
        quarantine.close(db, kept, "za szybko", by=karol)
    refunds.note_accepted(db, refund)
    settled = kept_of(db, "IOK-NIEZNANE")
    assert (settled.outcome, settled.settled_by, settled.note) == ("returned", alicja, "Nie nasza.")


def test_it_waits_again_where_its_refund_fails(db, operator, karol, alicja):
    operator.says(db, "IOK-NIEZNANE", amount="128.40")
    new = NewRefund("IOK-NIEZNANE", "9A1", {}, "Nie nasza.", karol)
    refund = approved(db, refund_by_id(db, refunds.ask(db, new)), alicja)
    refunds.note_accepted(db, refund)
    refunds.note_failed(db, refund, "CANCELED")
    assert kept_of(db, "IOK-NIEZNANE").settled_at is None
    refunds.ask(db, new)


def test_money_that_was_booked_while_its_refund_was_on_the_way_is_in_the_ledger_both_ways(
    db, operator, lease, account, karol, alicja
):
    order = an_order(db, lease, PAID, account=account)
    operator.says(db, order, amount="1.00")
    refund = approved(
        db, refund_by_id(db, refunds.ask(db, NewRefund(order.order_id, "9A1", {}, "?", karol))),
        alicja,
    )  # fmt: skip
    kept = kept_of(db, order)
    with writing(db):
        kept_aside.settle(db, kept, "booked", account_id=karol, note="", lease_id=lease)
    assert balance(db, lease) == 1_00
    refunds.note_accepted(db, refund)
    assert balance(db, lease) == 0
    assert kept_of(db, order).outcome == "booked"


def test_a_second_payment_is_settled_by_its_refund(db, operator, order, lease, karol, alicja):
    operator.says(db, order, remoteID="9A2")
    assert balance(db, lease) == 2 * PAID
    accepted(db, order, {lease: PAID}, karol, alicja, "9A2")
    assert balance(db, lease) == PAID
    assert kept_of(db, order, "9A2").outcome == "returned"


def test_a_second_payment_may_stay_for_what_is_to_come(db, operator, order, lease, karol):
    operator.says(db, order, remoteID="9A2")
    quarantine.close(db, kept_of(db, order, "9A2"), "Zostaje na grudzień.", by=karol)
    assert kept_of(db, order, "9A2").outcome == "seen"
    assert balance(db, lease) == 2 * PAID


def test_another_currency_is_neither_booked_nor_sent_back_from_here(
    db, operator, lease, account, karol
):
    order = an_order(db, lease, PAID, account=account)
    operator.says(db, order, currency="EUR")
    with pytest.raises(quarantine.CannotBook):
        quarantine.book(db, kept_of(db, order), lease, "", by=karol)
    assert refundable(db, order.order_id, "9A1") is None
    quarantine.close(db, kept_of(db, order), "Zwrócone w panelu.", by=karol)
    assert kept_of(db, order).outcome == "dismissed"


def test_what_is_settled_is_settled_once(db, operator, lease, karol):
    operator.says(db, "IOK-NIEZNANE", amount="128.40")
    kept = kept_of(db, "IOK-NIEZNANE")
    quarantine.book(db, kept, lease, "", by=karol)
    with pytest.raises(kept_aside.AlreadySettled):
        quarantine.close(db, kept, "", by=karol)
    assert balance(db, lease) == 128_40


def test_the_office_is_told_once_of_what_waits(db, mailbox, operator, order, lease, karol):
    with writing(db):
        set_finance_email(db, "ksiegowosc@example.pl", by=karol)
    for number in range(3):
        operator.says(db, f"IOK-OBCE-{number}")
    asked(db, order, {lease: 1_00}, karol)
    assert mailbox.subjects == [
        ("ksiegowosc@example.pl", "Wpłata online czeka na wyjaśnienie"),
        ("ksiegowosc@example.pl", "Zwrot płatności czeka na drugą osobę"),
    ]
    operator.says(db, "IOK-OBCE-9")
    assert len(mailbox.subjects) == 3


def test_nobody_is_told_where_no_address_is_set(db, mailbox, operator):
    operator.says(db, "IOK-OBCE")
    assert mailbox.subjects == []


def test_every_step_stands_in_the_audit_log(db, order, tenant, lease, karol, alicja):
    refund = accepted(db, order, {lease: 300_00}, karol, alicja)
    refunds.note_failed(db, refund, "CANCELED", by=karol)
    rows = db.execute(
        "SELECT event, account_id, tenant_id FROM events"
        " WHERE event GLOB 'refund.*' ORDER BY event_id"
    ).fetchall()
    assert rows == [
        ("refund.asked", karol, tenant),
        ("refund.approved", alicja, tenant),
        ("refund.accepted", None, tenant),
        ("refund.failed", karol, tenant),
    ]
