"""The entries of statements find the payments, settlements and transfers that they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.demo.estate_numbers import bank_account
from portal.money import Grosze
from portal.reconciliation.matching import BankEntry, Matched, Paid, Transfer, match

THURSDAY, FRIDAY, MONDAY = date(2026, 11, 12), date(2026, 11, 13), date(2026, 11, 16)
FLAT, GARAGE = bank_account(4170001), bank_account(4170002)
ACCOUNTS = {FLAT: 1, GARAGE: 2}
STRANGE = bank_account(4179999)
ELSEWHERE = "61109010140000071219812874"
ORDER = "IOK-261113-AB2CD3EF4GH5"


def entry(number: int, amount: int, title: str = "", name: str = "JAN", *, details: str = "",
          day: date = MONDAY, reference: str = "", position: int = 1) -> BankEntry:  # fmt: skip
    return BankEntry(number, day, Grosze(amount), reference, position, name, title, details)


def paid(amount: int, order: str = ORDER, lease: int | None = 1, *, remote: str = "1",
         day: date = FRIDAY) -> Paid:  # fmt: skip
    return Paid(order, remote, Grosze(amount), day, lease)


def told(found: Matched) -> list[str]:
    return [each.kind for each in found.differences]


def kinds(found: Matched) -> list[str]:
    return [each.kind for each in found.matches]


def test_the_operators_money_for_a_lease_is_its_payment():
    found = match(
        [entry(1, 500, name="Autopay S.A.", details=f"PL{FLAT}")], [paid(500)], [], ACCOUNTS
    )
    assert (kinds(found), told(found), found.missing) == (["order"], [], [])
    assert found.matches[0].orders == (ORDER,)


@pytest.mark.parametrize(
    "title", [f"{ORDER} umowy 1, 2", "IOK 261113 AB2CD3EF4GH5", "Zapłata IOK-261113-AB2C D3EF4GH5"]
)
def test_the_number_of_an_order_is_found_however_the_bank_parts_it(title):
    found = match([entry(1, 500, title)], [paid(500, lease=None)], [], ACCOUNTS)
    assert (kinds(found), told(found)) == (["order"], [])


def test_the_same_payment_twice_is_told():
    twice = [entry(n, 500, ORDER) for n in (1, 2)]
    found = match(twice, [paid(500)], [], ACCOUNTS)
    assert (kinds(found), told(found)) == (["order", "twice"], ["twice"])


def test_two_payments_of_an_order_are_not_the_same_twice():
    found = match(
        [entry(n, 500, ORDER) for n in (1, 2)], [paid(500), paid(500, remote="2")], [], ACCOUNTS
    )
    assert (kinds(found), told(found)) == (["order", "order"], [])


def test_another_amount_is_told_with_both():
    found = match([entry(1, 495, ORDER)], [paid(500)], [], ACCOUNTS)
    (difference,) = found.differences
    assert (difference.kind, difference.amount, difference.other) == (
        "other-amount-on-statement", 495, 500,
    )  # fmt: skip


def test_money_of_the_operator_that_nobody_confirmed_is_told():
    found = match([entry(1, 500, name="AUTOPAY", details=FLAT)], [], [], ACCOUNTS)
    assert told(found) == ["not-confirmed-on-statement"]


def test_an_account_of_ours_that_is_nobodys_is_told():
    found = match([entry(1, 500, "czynsz", details=f"PL {STRANGE}")], [], [], ACCOUNTS)
    (difference,) = found.differences
    assert (difference.kind, difference.about) == ("unknown-account", STRANGE)


def test_an_account_at_another_bank_is_no_account_of_ours():
    found = match([entry(1, 500, "czynsz", details=ELSEWHERE)], [], [], ACCOUNTS)
    assert (kinds(found), told(found)) == (["other"], [])


@pytest.mark.parametrize(("payments", "sum_"), [(["A", "B"], 900), (["A"], 500), (["B"], 400)])
def test_a_sum_is_the_payments_of_days_one_after_the_other(payments, sum_):
    orders = {"A": (500, THURSDAY), "B": (400, FRIDAY)}
    found = match(
        [entry(1, sum_, "rozliczenie", "BLUE MEDIA S.A.")],
        [paid(amount, f"ORDER-NUMBER-{key}", day=day) for key, (amount, day) in orders.items()],
        [],
        ACCOUNTS,
    )
    assert found.matches[0].kind == "settlement"
    assert found.matches[0].orders == tuple(f"ORDER-NUMBER-{key}" for key in payments)


def test_a_sum_that_is_none_of_days_is_told():
    found = match([entry(1, 777, name="AUTOPAY")], [paid(500)], [], ACCOUNTS)
    assert (kinds(found), told(found)) == (["unclear"], ["unclear-settlement"])


def test_a_payment_that_names_itself_is_no_part_of_a_sum():
    found = match(
        [entry(1, 400, name="AUTOPAY", day=FRIDAY), entry(2, 500, ORDER)],
        [paid(500, day=THURSDAY), paid(400, "ORDER-NUMBER-B", day=THURSDAY)],
        [],
        ACCOUNTS,
    )
    assert (kinds(found), told(found)) == (["settlement", "order"], [])


def test_a_transfer_of_a_tenant_is_what_the_housing_system_booked():
    transfers = [Transfer(1, 1, Grosze(500), MONDAY + timedelta(days=2))]
    found = match([entry(1, 500, details=FLAT)], [], transfers, ACCOUNTS)
    assert (kinds(found), told(found)) == (["transfer"], [])


@pytest.mark.parametrize(
    "transfer",
    [(2, 500, MONDAY), (1, 501, MONDAY), (1, 500, MONDAY + timedelta(days=6))],
)
def test_a_transfer_that_was_not_booked_is_told(transfer):
    lease, amount, day = transfer
    found = match(
        [entry(1, 500, details=FLAT)], [], [Transfer(1, lease, Grosze(amount), day)], ACCOUNTS
    )
    assert told(found) == ["transfer-not-imported"]


def test_one_booking_is_one_transfer():
    transfers = [Transfer(1, 1, Grosze(500), MONDAY)]
    found = match([entry(n, 500, details=FLAT) for n in (1, 2)], [], transfers, ACCOUNTS)
    assert told(found) == ["transfer-not-imported"]


def test_the_same_transfer_under_the_same_reference_is_twice():
    transfers = [Transfer(n, 1, Grosze(500), MONDAY) for n in (1, 2)]
    entries = [entry(n, 500, details=FLAT, reference="B1", position=n) for n in (1, 2)]
    found = match(entries, [], transfers, ACCOUNTS)
    assert (kinds(found), told(found)) == (["transfer", "twice"], ["twice"])


def test_what_goes_out_and_what_is_no_bodys_is_left_alone():
    found = match([entry(1, -500, ORDER), entry(2, 10, "odsetki")], [paid(500)], [], ACCOUNTS)
    assert (kinds(found), told(found)) == (["other", "other"], [])
    assert found.missing == [paid(500)]


@st.composite
def statements(draw):
    """Payments of which each comes by itself, in its own words, and noise between them."""
    number = draw(st.integers(0, 6))
    attempts = [
        paid(
            draw(st.integers(1, 3)) * 100,
            f"IOK-261113-NUMBER{n:06d}",
            draw(st.sampled_from([1, 2, None])),
            day=FRIDAY - timedelta(days=draw(st.integers(0, 2))),
        )
        for n in range(number)
    ]
    entries = [
        entry(n, each.amount, f"zwrot {each.order_id}", draw(st.sampled_from(["JAN", "AUTOPAY"])))
        for n, each in enumerate(attempts)
    ]
    entries += [
        entry(100 + n, draw(st.integers(-900, 900).filter(bool)), "inne", details=ELSEWHERE)
        for n in range(draw(st.integers(0, 3)))
    ]
    return attempts, draw(st.permutations(entries))


@given(statements())
@settings(deadline=None)
def test_whatever_the_order_each_payment_finds_its_entry_and_no_other(made):
    attempts, entries = made
    found = match(entries, attempts, [], ACCOUNTS)
    assert (found.differences, found.missing) == ([], [])
    assert len(found.matches) == len(entries)
    matched = [order for each in found.matches for order in each.orders]
    assert sorted(matched) == sorted(each.order_id for each in attempts)
