"""Money is read and written without losing a grosz."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.money import MINUS, NO_BREAK, NotAnAmount, in_zloty, read_amount, signed, with_currency

amounts = st.integers(min_value=0, max_value=99_999_999_999)


@given(amounts)
def test_what_is_written_can_be_read_again(amount):
    assert read_amount(in_zloty(amount)) == amount
    assert read_amount(with_currency(amount)) == amount


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_the_sign_is_a_true_minus_and_the_digits_are_grouped(amount):
    written = in_zloty(amount)
    assert written.startswith(MINUS) == (amount < 0)
    groups = written.strip(MINUS).partition(",")[0].split(NO_BREAK)
    assert all(len(group) == 3 for group in groups[1:])


@pytest.mark.parametrize(
    ("typed", "grosze"),
    [("1234,56", 123_456), ("1 234,56 zł", 123_456), ("50", 5000), ("0.05", 5), ("7,00zł", 700)],
)
def test_an_amount_is_read_as_people_type_it(typed, grosze):
    assert read_amount(typed) == grosze


@pytest.mark.parametrize(
    "typed", ["", "12,5", "-3", "1e5", "١٢", "1,234.56", "1,2,3", "NaN", "1_000", "zł", "0x10"]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(NotAnAmount):
        read_amount(typed)


@given(st.text(max_size=30))
def test_any_words_are_an_amount_or_are_refused(typed):
    with contextlib.suppress(NotAnAmount):
        assert read_amount(typed) >= 0


def test_a_payment_has_a_plus_and_a_charge_a_minus():
    assert signed(140_348) == f"+1{NO_BREAK}403,48{NO_BREAK}zł"
    assert signed(-5) == f"{MINUS}0,05{NO_BREAK}zł"
    assert signed(0) == f"0,00{NO_BREAK}zł"
