"""Parts add up, differ by a grosz at most, and fall on days that are there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.arrears.instalments import instalments_of
from portal.arrears.limits import Limits
from portal.money import Grosze


@given(st.integers(60, 10**9), st.integers(2, 60), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_the_parts_add_up_and_are_equal_but_for_odd_grosze(amount, number, first):
    parts = instalments_of(Grosze(amount), number, first)
    assert len(parts) == number
    assert sum(part.amount for part in parts) == amount
    assert parts[0].amount - parts[-1].amount in (0, 1)
    assert [part.amount for part in parts] == sorted((p.amount for p in parts), reverse=True)
    assert all(part.amount > 0 for part in parts)


@given(st.integers(2, 60), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_there_is_one_in_each_month_on_the_same_day_or_the_last(number, first):
    days = [part.due_on for part in instalments_of(Grosze(6_000), number, first)]
    assert days[0] == first
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + number))
    for day in days:
        assert day.day == first.day or (day.day < first.day and _is_last(day))


def _is_last(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).month != day.month


def test_the_end_of_january_comes_back_after_february():
    parts = instalments_of(Grosze(100_000), 3, date(2027, 1, 31))
    assert [(str(part.due_on), part.amount) for part in parts] == [
        ("2027-01-31", 33_334),
        ("2027-02-28", 33_333),
        ("2027-03-31", 33_333),
    ]


@pytest.mark.parametrize(
    ("amount", "most"), [(0, 0), (9_999, 0), (10_000, 2), (14_999, 2), (60_000, 12), (10**7, 12)]
)
def test_an_amount_is_divided_into_no_more_parts_than_the_limits_allow(amount, most):
    assert Limits(12, Grosze(5_000), 31).most_for(Grosze(amount)) == most
