"""Interest of the invented estate."""

from datetime import date

from portal.demo.estate_documents import interest


def test_a_year_of_one_rate_is_that_rate() -> None:
    assert interest(1_000_00, date(2024, 1, 1), date(2024, 12, 30)) == 112_50


def test_each_day_bears_the_rate_of_its_date() -> None:
    days_at_1125, days_at_1075 = 7, 3
    owed = 5_000_00 * (days_at_1125 * 1125 + days_at_1075 * 1075) / (365 * 10_000)
    assert interest(5_000_00, date(2025, 5, 1), date(2025, 5, 10)) == round(owed)
