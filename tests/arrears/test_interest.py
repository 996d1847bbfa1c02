"""Interest: each day its amount at its rate, rounded once."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.arrears.debts import arrears_of, steps_of
from portal.arrears.interest import Span, Step, interest_of, rate_on, spans_of
from portal.arrears.rates import Rate, rates_of
from portal.money import Grosze
from portal.tenancy.ledger import Account, Charge, Payment, account_of
from tests.conftest import TODAY
from tests.factories import a_charge, a_lease, a_payment, a_person

briefly = settings(max_examples=80, deadline=None)
days = st.dates(date(2025, 1, 1), TODAY)
amounts = st.integers(0, 500_000).map(Grosze)
steps_of_a_debt = st.dictionaries(days, amounts, max_size=6).map(
    lambda found: [Step(day, found[day]) for day in sorted(found)]
)
tables = st.dictionaries(days, st.integers(0, 3_000), max_size=6).map(
    lambda found: [Rate(day, found[day], TODAY) for day in sorted(found)]
)


def day_by_day(steps: list[Step], rates: list[Rate], last: date) -> Fraction:
    """The same, reckoned as slowly and plainly as can be, and not rounded."""
    owed = Fraction(0)
    day = min((step.since for step in steps), default=last + timedelta(days=1))
    while day <= last:
        amount = [step.amount for step in steps if step.since <= day][-1]
        rate = [each.hundredths for each in rates if each.valid_from <= day][-1:] or [0]
        owed += Fraction(amount * rate[0], 365 * 10_000)
        day += timedelta(days=1)
    return owed


def half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


@briefly
@given(steps_of_a_debt, tables, days)
def test_it_is_the_sum_of_its_days_rounded_half_up_once(steps, rates, last):
    found = interest_of(spans_of(steps, rates, last))
    assert isinstance(found, int)
    assert found == half_up(day_by_day(steps, rates, last))


@briefly
@given(steps_of_a_debt, tables, days)
def test_the_spans_follow_each_other_and_hold_one_amount_and_one_rate(steps, rates, last):
    spans = spans_of(steps, rates, last)
    for before, after in zip(spans, spans[1:], strict=False):
        assert before.last < after.first
    for span in spans:
        assert span.first <= span.last <= last
        for day in (span.first, span.last):
            assert rate_on(rates, day).hundredths == span.hundredths
            assert [step.amount for step in steps if step.since <= day][-1] == span.amount


@briefly
@given(steps_of_a_debt, tables, days, days)
def test_it_never_shrinks_from_day_to_day(steps, rates, one, other):
    earlier, later = sorted((one, other))
    assert interest_of(spans_of(steps, rates, earlier)) <= interest_of(
        spans_of(steps, rates, later)
    )


@briefly
@given(steps_of_a_debt, tables, days, days)
def test_a_rate_repeated_in_the_table_changes_nothing(steps, rates, last, day):
    held = rate_on(rates, day)
    if held is None or any(rate.valid_from == day for rate in rates):
        return
    more = sorted([*rates, held._replace(valid_from=day)])
    assert interest_of(spans_of(steps, more, last)) == interest_of(spans_of(steps, rates, last))


def test_a_year_at_one_rate_is_that_rate():
    rates = [Rate(date(2023, 10, 5), 1125, TODAY)]
    steps = [Step(date(2024, 1, 1), Grosze(100_000))]
    assert interest_of(spans_of(steps, rates, date(2024, 12, 30))) == 11_250


def test_half_a_grosz_is_rounded_up():
    span = Span(date(2026, 1, 1), date(2026, 1, 1), Grosze(365 * 50), 100)
    assert span.days == 1
    assert interest_of([span]) == 1  # 0.5 of a grosz
    assert interest_of([span._replace(amount=Grosze(365 * 50 - 1))]) == 0


def test_days_before_the_first_rate_bear_nothing():
    rates = [Rate(date(2026, 1, 1), 1000, TODAY)]
    steps = [Step(date(2025, 1, 1), Grosze(100_000))]
    (span,) = spans_of(steps, rates, date(2026, 1, 10))
    assert (span.first, span.days) == (date(2026, 1, 1), 10)


def a_ledger(charges, payments=()) -> Account:
    """A ledger of (due on, amount, kind) and (paid on, amount); all of it before TODAY."""
    return Account(
        [
            Charge(number, due_on.isoformat(), "2024-01-01", Grosze(amount), kind, None)
            for number, (due_on, amount, kind) in enumerate(sorted(charges), 1)
        ],
        [
            Payment(number, paid_on.isoformat(), paid_on.isoformat(), Grosze(amount), "transfer", 0)
            for number, (paid_on, amount) in enumerate(sorted(payments), 1)
        ],
        Grosze(0),
        Grosze(0),
        [],
    )


@briefly
@given(
    st.lists(st.tuples(days, st.integers(-50_000, 200_000), st.just("regular")), max_size=8),
    st.lists(st.tuples(days, st.integers(-50_000, 300_000)), max_size=8),
)
def test_what_is_unpaid_day_by_day_ends_at_what_the_ledger_leaves(charges, payments):
    """The steps of all documents tell, for today, the very sums that the ledger tells."""
    account = a_ledger(charges, payments)
    owed = sum(c.amount for c in account.charges) - sum(p.amount for p in account.payments)
    positive = [charge for charge in account.charges if charge.amount > 0]
    left = 0
    for charge in positive:
        steps = steps_of(account, charge, TODAY + timedelta(days=2))
        assert all(0 <= step.amount <= charge.amount for step in steps)
        assert [step.since for step in steps] == sorted({step.since for step in steps})
        left += steps[-1].amount
    assert left == min(max(0, owed), sum(charge.amount for charge in positive))


def test_the_day_of_the_payment_still_bears_interest(db, rates):
    lease = a_lease(db, a_person(db))
    a_charge(db, lease, due_on="2026-06-20", amount=100_000)
    a_payment(db, lease, paid_on="2026-07-10", amount=60_000)
    account = account_of(db, lease, TODAY)
    late = arrears_of(account, rates_of(db), date(2026, 7, 12))
    (debt,) = late.debts
    assert [(span.first, span.last, span.amount, span.hundredths) for span in debt.spans] == [
        (date(2026, 6, 21), date(2026, 6, 30), 100_000, 1000),
        (date(2026, 7, 1), date(2026, 7, 10), 100_000, 900),
        (date(2026, 7, 11), date(2026, 7, 12), 40_000, 900),
    ]
    assert debt.interest == half_up(
        Fraction(100_000 * 1000 * 10 + 100_000 * 900 * 10 + 40_000 * 900 * 2, 3_650_000)
    )
    assert late.since == date(2026, 6, 21)


def test_interest_bears_no_interest(db, rates):
    lease = a_lease(db, a_person(db))
    a_charge(db, lease, due_on="2026-06-20", amount=1_234, kind="interest")
    late = arrears_of(account_of(db, lease, TODAY), rates_of(db), TODAY)
    assert (late.amount, late.interest) == (1_234, 0)


def test_a_document_that_came_after_its_term_is_late_from_its_own_day(db, rates):
    lease = a_lease(db, a_person(db))
    a_charge(
        db, lease, due_on="2026-06-20", issued_on="2026-11-10", amount=36_500, kind="correction"
    )
    late = arrears_of(account_of(db, lease, TODAY), rates_of(db), TODAY)
    assert late.debts[0].spans[0].first == date(2026, 11, 11)


def test_the_rates_that_the_portal_knows_at_first(db):
    """The reference rate and 5.5 points, as decided by 5 March 2026."""
    assert [(str(rate.valid_from), rate.hundredths) for rate in rates_of(db)] == [
        ("2023-10-05", 1125),
        ("2025-05-08", 1075),
        ("2025-07-03", 1050),
        ("2025-09-04", 1025),
        ("2025-10-09", 1000),
        ("2025-11-06", 975),
        ("2025-12-04", 950),
        ("2026-03-05", 925),
    ]
    assert {str(rate.checked_on) for rate in rates_of(db)} == {"2026-03-05"}
