"""The arithmetic of an account, for any charges and payments."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.finance import allocation, history
from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy.ledger import (
    NO_ENTRIES,
    Account,
    Charge,
    Payment,
    Unpaid,
    _unpaid,
    account_of,
    latest_payments,
)

TODAY = date(2026, 11, 21)

days = st.dates(date(2024, 1, 1), date(2026, 11, 21)).map(date.isoformat)
charges = st.lists(
    st.tuples(days, days, st.integers(-50_000, 200_000).filter(bool)), max_size=30
).map(
    lambda rows: [
        Charge(n, due, issued, Grosze(amount), "regular", due[:7])
        for n, (due, issued, amount) in enumerate(sorted(rows), 1)
    ]
)


def payments_of(amounts: st.SearchStrategy[int]) -> st.SearchStrategy[list[Payment]]:
    return st.lists(st.tuples(days, amounts), max_size=30).map(
        lambda rows: [
            Payment(n, day, day, Grosze(amount), "transfer", 0)
            for n, (day, amount) in enumerate(sorted(rows), 1)
        ]
    )


payments = payments_of(st.integers(1, 200_000))
payments_and_refunds = payments_of(st.integers(-200_000, 200_000).filter(bool))


def unpaid_of(charged: list[Charge], balance: int) -> list[Unpaid]:
    return _unpaid(reversed(charged), Grosze(-balance)) if balance < 0 else []


def account(charged: list[Charge], paid: list[Payment]) -> Account:
    balance = sum(p.amount for p in paid) - sum(c.amount for c in charged)
    return Account(charged, paid, Grosze(balance), Grosze(0), unpaid_of(charged, balance))


@given(charges, payments)
def test_what_is_unpaid_adds_up_to_what_is_due(charged, paid):
    found = account(charged, paid)
    assert sum(item.left for item in found.unpaid) == found.due


@given(charges, payments)
def test_nothing_unpaid_is_more_than_was_charged(charged, paid):
    for item in account(charged, paid).unpaid:
        assert 0 < item.left <= item.charge.amount


@contextmanager
def booked(charged: list[Charge], paid: list[Payment]) -> Iterator[Database]:
    """A database with the ledger of one lease, which has the number 1."""
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE charges (charge_id, due_on, issued_on, amount, kind, period, lease_id);"
        "CREATE TABLE payments (payment_id, booked_on, paid_on, amount, method,"
        " awaits_booking, lease_id);"
    )
    db.executemany("INSERT INTO charges VALUES (?, ?, ?, ?, ?, ?, 1)", charged)
    db.executemany("INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, 1)", paid)
    yield db
    db.close()


@given(charges, payments, days | st.just(NO_ENTRIES))
def test_an_account_since_a_day_says_the_same_with_fewer_entries(charged, paid, since):
    with booked(charged, paid) as db:
        whole = account_of(db, 1, TODAY)
        found = account_of(db, 1, TODAY, since=since)
    assert found.balance == whole.balance
    assert found.overdue == whole.overdue
    assert [(item.charge.due_on, item.left) for item in found.unpaid] == [
        (item.charge.due_on, item.left) for item in whole.unpaid
    ]
    listed = sum(p.amount for p in found.payments) - sum(c.amount for c in found.charges)
    assert (found.carried or 0) + listed == whole.balance
    assert [c for c in whole.charges if c.due_on >= since or c.issued_on >= since] == [
        c for c in found.charges if c.due_on >= since or c.issued_on >= since
    ]
    assert found.is_empty == whole.is_empty


@given(charges, payments)
def test_the_latest_payments_are_the_last_of_the_account(charged, paid):
    with booked(charged, paid) as db:
        whole = account_of(db, 1, TODAY)
        latest = latest_payments(db, 1, TODAY, 3)
    assert [payment.booked_on for payment in latest] == [
        payment.booked_on for payment in whole.payments[:-4:-1]
    ]


@given(charges, payments)
def test_what_is_overdue_is_never_more_than_what_is_due(charged, paid):
    with booked(charged, paid) as db:
        found = account_of(db, 1, TODAY)
    late = sum(item.left for item in found.unpaid if item.charge.due_on < "2026-11-21")
    assert found.overdue == late
    assert 0 <= found.overdue <= found.due


@given(charges, payments)
def test_the_last_balance_of_the_history_is_the_balance(charged, paid):
    found = account(charged, paid)
    entries = history.entries_of(found)
    assert len(entries) == len(charged) + len(paid)
    if entries:
        assert entries[0].balance == found.balance


@given(charges, payments_and_refunds)
def test_every_grosz_of_a_payment_went_somewhere(charged, paid):
    found = account(charged, paid)
    for payment in paid:
        shares, rest = allocation.shares_of(found, payment.payment_id)
        assert sum(share.amount for share in shares) + rest == payment.amount
        for amount in (rest, *(share.amount for share in shares)):
            assert amount >= 0 if payment.amount > 0 else amount <= 0


@given(charges, payments_and_refunds)
def test_no_charge_is_covered_twice(charged, paid):
    found = account(charged, paid)
    covered = dict.fromkeys((c.charge_id for c in charged), 0)
    for payment in paid:
        for share in allocation.shares_of(found, payment.payment_id)[0]:
            covered[share.charge.charge_id] += share.amount
    for charge in charged:
        assert covered[charge.charge_id] <= max(0, charge.amount)


def test_money_that_went_back_is_to_be_paid_again():
    charged = [
        Charge(n, f"2026-0{n}-10", f"2026-0{n}-01", Grosze(100), "regular", f"2026-0{n}")
        for n in (1, 2)
    ]
    paid = [
        Payment(n, f"2026-03-0{n}", f"2026-03-0{n}", Grosze(amount), "transfer", 0)
        for n, amount in enumerate((230, -60, 90), 1)
    ]
    found = account(charged, paid)
    went = {n: allocation.shares_of(found, n) for n in (1, 2, 3)}
    assert [
        ([(share.charge.charge_id, share.amount) for share in shares], rest)
        for shares, rest in went.values()
    ] == [([(1, 100), (2, 100)], 30), ([(2, -30)], -30), ([(2, 30)], 60)]
