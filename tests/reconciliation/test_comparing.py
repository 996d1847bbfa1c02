"""What the operator confirmed, beside the housing system's imports."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.money import Grosze
from portal.reconciliation.comparing import Confirmed, Imported, Kept, compare

FRIDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (13, 16, 17, 18))


def credit(order: str, amount: int, *, booked: bool = False, remote: str = "1") -> Confirmed:
    return Confirmed(order, remote, 1, Grosze(amount), FRIDAY, booked)


def booking(order: str, amount: int, key: str = "W1") -> Imported:
    return Imported(key, 1, Grosze(amount), FRIDAY, MONDAY, order)


def kinds(confirmed=(), imported=(), kept=(), today=WEDNESDAY) -> list[str]:
    return [each.kind for each in compare(confirmed, imported, kept, today)]


def test_what_both_have_is_no_difference():
    assert kinds([credit("A", 500, booked=True)], [booking("A", 500)]) == []


def test_what_the_import_lacks_waits_two_working_days_and_then_is_missing():
    assert kinds([credit("A", 500)], today=TUESDAY) == ["awaits-import"]
    assert kinds([credit("A", 500)], today=WEDNESDAY) == ["not-imported"]


def test_what_the_operator_never_confirmed_is_told():
    assert kinds(imported=[booking("A", 500)]) == ["never-confirmed"]
    (found,) = compare([], [booking("", 500)], [], WEDNESDAY)
    assert (found.kind, found.about) == ("never-confirmed", "wpłata W1, bez numeru płatności")


def test_another_amount_is_told_with_both():
    (found,) = compare([credit("A", 500, booked=True)], [booking("A", 450)], [], WEDNESDAY)
    assert (found.kind, found.amount, found.other) == ("other-amount", 500, 450)


def test_of_two_payments_the_one_that_is_not_booked_is_missing_alone():
    confirmed = [credit("A", 500, booked=True), credit("A", 500, remote="2")]
    (found,) = compare(confirmed, [booking("A", 500)], [], WEDNESDAY)
    assert (found.kind, found.about) == ("not-imported", "próba 2")


def test_a_refund_that_is_not_booked_is_missing():
    confirmed = [credit("A", 500, booked=True), credit("A", -200)]
    (found,) = compare(confirmed, [booking("A", 500)], [], WEDNESDAY)
    assert (found.kind, found.amount) == ("not-imported", -200)


def test_money_that_was_kept_aside_is_told():
    kept = Kept("A", "1", Grosze(500), FRIDAY)
    assert kinds(kept=[kept]) == ["kept-aside"]


AMOUNTS = st.integers(1, 5)


@given(
    orders=st.dictionaries(
        st.sampled_from("ABCD"),
        st.tuples(st.lists(AMOUNTS, max_size=2), st.lists(AMOUNTS, max_size=2)),
    )
)
def test_there_is_a_difference_just_where_the_sums_differ(orders):
    """Whether the ledger has paired them or not: what is confirmed and booked in the same sum
    agrees, and nothing else does."""
    confirmed, imported = [], []
    for order, (came, booked) in orders.items():
        agrees = sum(came) == sum(booked)
        confirmed += [
            credit(order, amount, booked=agrees, remote=str(number))
            for number, amount in enumerate(came)
        ]
        imported += [booking(order, amount, f"{order}{n}") for n, amount in enumerate(booked)]
    found = {each.order_id for each in compare(confirmed, imported, [], WEDNESDAY)}
    assert found == {order for order, (came, booked) in orders.items() if sum(came) != sum(booked)}
