"""One attempt is one sum of money, whatever is said of it, in any order, and whoever books it."""

import sqlite3
from datetime import date, timedelta

import pytest

from portal.office.event_words import details_in_words
from portal.online_payments import kept_aside
from portal.store.database import connect, writing
from portal.tenancy import ledger
from tests.factories import (
    a_lease,
    a_member_of_staff,
    a_person,
    an_account,
    an_approved_address,
)
from tests.online_payments.conftest import an_order

TODAY = date(2026, 11, 21)


def paid(db, lease: int) -> list[int]:
    return [each.amount for each in ledger.account_of(db, lease, TODAY).payments]


@pytest.fixture
def tenant(db) -> int:
    return a_person(db)


@pytest.fixture
def lease(db, tenant) -> int:
    return a_lease(db, tenant)


@pytest.fixture
def order(db, tenant, lease):
    return an_order(db, lease, account=an_account(db, tenant))


@pytest.fixture
def clerk(db) -> int:
    return a_member_of_staff(db, "finance")


def settle(db, kept, outcome, clerk, lease=None) -> None:
    with writing(db):
        kept_aside.settle(db, kept, outcome, account_id=clerk, note="", lease_id=lease)


def test_what_was_kept_while_its_order_was_missing_is_booked_before_it_is_confirmed(
    db, operator, lease, order
):
    """A database from a backup lacks the newest orders, and gets them back later."""
    rows = [
        (table, row)
        for table in ("payment_orders", "payment_order_shares")
        for row in db.execute(f"SELECT * FROM {table} WHERE order_id = ?", (order.order_id,))
    ]
    db.execute("DELETE FROM payment_order_shares")
    db.execute("DELETE FROM payment_orders")
    assert not operator.says(db, order).ours
    for table, row in rows:
        db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    assert operator.says(db, order).agrees
    assert paid(db, lease) == [128_437]
    kept = kept_aside.kept_of(db, order.order_id, "9A1")
    assert (kept.outcome, kept.booked) == ("booked", True)


def test_an_attempt_that_fits_after_all_is_booked_and_waits_for_nobody(db, operator, lease, order):
    operator.says(db, order, amount="1000.00")
    assert operator.says(db, order).agrees
    assert paid(db, lease) == [128_437]
    assert kept_aside.kept_of(db, order.order_id, "9A1").outcome == "booked"


def test_an_amount_that_never_fitted_is_not_confirmed_by_one_that_did(db, operator, lease, order):
    operator.says(db, order, amount="1000.00")
    operator.says(db, order)
    assert not operator.says(db, order, amount="1000.00").agrees
    assert paid(db, lease) == [128_437]


def test_what_the_office_booked_is_that_amount_and_no_other(db, operator, lease, order, clerk):
    operator.says(db, order, amount="1000.00")
    settle(db, kept_aside.kept_of(db, order.order_id, "9A1"), "booked", clerk, lease)
    assert operator.says(db, order, amount="1000.00").agrees
    assert not operator.says(db, order, amount="900.00").agrees
    assert paid(db, lease) == [100_000]


def test_what_the_office_booked_elsewhere_is_not_booked_again(
    db, operator, tenant, lease, order, clerk
):
    other = a_lease(db, tenant)
    operator.says(db, order, amount="1000.00")
    settle(db, kept_aside.kept_of(db, order.order_id, "9A1"), "booked", clerk, other)
    operator.says(db, order)
    assert (paid(db, lease), paid(db, other)) == ([], [100_000])


@pytest.mark.parametrize("outcome", ["returned", "dismissed"])
def test_what_the_office_returned_is_not_booked_by_a_later_word(
    db, operator, lease, order, clerk, outcome
):
    operator.says(db, order, amount="1000.00")
    settle(db, kept_aside.kept_of(db, order.order_id, "9A1"), outcome, clerk)
    assert not operator.says(db, order).agrees
    assert paid(db, lease) == []


def test_another_amount_of_what_is_booked_is_shown_to_the_office_and_cannot_be_booked(
    db, operator, tenant, lease, order, clerk
):
    operator.says(db, order)
    assert not operator.says(db, order, amount="900.00").agrees
    kept = kept_aside.kept_of(db, order.order_id, "9A1")
    assert (kept.reason, kept.booked) == ("wrong-amount", True)
    other = a_lease(db, tenant)
    with pytest.raises(ValueError, match="once"):
        settle(db, kept, "booked", clerk, other)
    with pytest.raises(kept_aside.AlreadySettled):
        settle(db, kept._replace(booked=False), "booked", clerk, other)
    assert (paid(db, lease), paid(db, other)) == ([128_437], [])
    assert operator.says(db, order).agrees


def test_a_start_amount_above_what_came_is_not_what_came(db, operator, lease, order):
    assert not operator.says(db, order, amount="1.00", startAmount="1284.37").agrees
    assert paid(db, lease) == []
    assert kept_aside.kept_of(db, order.order_id, "9A1").reason == "wrong-amount"


def test_an_unknown_order_that_the_office_booked_is_confirmed_from_then_on(
    db, operator, lease, clerk
):
    assert not operator.says(db, "IOK-other").ours
    settle(db, kept_aside.kept_of(db, "IOK-other", "9A1"), "booked", clerk, lease)
    verdict = operator.says(db, "IOK-other")
    assert (verdict.ours, verdict.agrees) == (True, True)
    assert paid(db, lease) == [128_437]


def test_details_that_no_list_knows_do_not_turn_money_away(db, operator, lease, order):
    assert operator.says(db, order, paymentStatusDetails="Accepted by hand, 3-D").agrees
    assert paid(db, lease) == [128_437]


def test_money_for_a_lease_that_ended_and_owes_nothing_is_told_to_the_office(
    db, operator, lease, order
):
    ended = TODAY - timedelta(days=1)
    db.execute("UPDATE leases SET ended_on = ? WHERE lease_id = ?", (str(ended), lease))
    assert operator.says(db, order).agrees
    assert paid(db, lease) == [128_437]
    assert kept_aside.kept_of(db, order.order_id, "9A1").reason == "paid-late"


def test_a_commit_that_fails_leaves_a_connection_that_can_write_again(database):
    """As on a full disk: what is only checked at the end fails there."""
    db = connect(database)
    db.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
    db.execute(
        "CREATE TABLE children (id INTEGER REFERENCES parents DEFERRABLE INITIALLY DEFERRED)"
    )
    with pytest.raises(sqlite3.IntegrityError), writing(db):
        db.execute("INSERT INTO children VALUES (7)")
    with writing(db):
        db.execute("INSERT INTO parents VALUES (1)")
    assert db.execute("SELECT count(*) FROM children").fetchone() == (0,)
    db.close()


def test_whose_money_is_kept_aside_is_told_once(db, operator, order, mailbox):
    an_approved_address(db, order.account_id)
    for _ in range(3):
        operator.says(db, order, amount="1000.00")
    (letter,) = mailbox.letters
    assert f"Wyjaśniamy płatność {order.order_id}" in letter.subject
    assert order.order_id in letter.text


def test_the_log_names_what_was_kept_and_why(db, operator, order):
    operator.says(db, order, amount="1000.00")
    (details,) = db.execute(
        "SELECT details FROM events WHERE event = 'payment.kept-aside'"
    ).fetchone()
    words = details_in_words(details)
    assert words == f"płatność: {order.order_id}, powód: inna kwota"
