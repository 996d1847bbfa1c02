"""References hide numbers and give them back."""

from hypothesis import given
from hypothesis import strategies as st

from portal.web.references import References

hidden = References(b"k" * 32)
others = References(b"o" * 32)


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_a_reference_leads_back(number):
    assert hidden.find(hidden.hide(number)) == number


@given(st.integers(min_value=0, max_value=2**32 - 2))
def test_neighbours_do_not_look_like_neighbours(number):
    one, next_one = (int(hidden.hide(n), 16) for n in (number, number + 1))
    assert one != next_one
    assert abs(one - next_one) != 1 or number % 7919 == 0


@given(st.text(max_size=12))
def test_any_words_lead_to_a_number_or_to_nobody(words):
    assert 0 <= hidden.find(words) < 2**32


def test_each_installation_hides_in_its_own_way():
    assert [hidden.hide(n) for n in range(1, 9)] != [others.hide(n) for n in range(1, 9)]
