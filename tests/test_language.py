"""Polish dates, counts and decimals."""

from datetime import UTC, date, datetime

import pytest

from portal import language


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "opłat"), (1, "opłata"), (2, "opłaty"), (5, "opłat"), (12, "opłat"), (22, "opłaty"),
     (112, "opłat"), (101, "opłat"), (104, "opłaty")],
)  # fmt: skip
def test_a_noun_goes_with_its_number(number, words):
    assert language.count(number, "opłata", "opłaty", "opłat") == f"{number}\u00a0{words}"


def test_a_day_in_a_sentence_does_not_break_apart():
    assert language.day(date(2026, 12, 10)) == "10\u00a0grudnia 2026"
    assert language.until_weekday(date(2026, 12, 10)) == "czwartku"


def test_an_instant_is_told_on_the_polish_clock():
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert language.instant(summer) == "2\u00a0lipca 2026, godz.\u00a00.30"


@pytest.mark.parametrize(
    ("value", "places", "shortest", "words"),
    [(52400, 3, 2, "52,40"), (318400, 3, 0, "318,4"), (1000, 3, 0, "1"), (-50, 2, 0, "−0,5"),
     (172000, 4, 2, "17,20"), (1234567890, 3, 0, "1\u00a0234\u00a0567,89")],
)  # fmt: skip
def test_a_decimal_has_a_comma(value, places, shortest, words):
    assert language.decimal(value, places, shortest=shortest) == words
