"""No screen asks the database more than a few questions, however much there is to show."""

import pytest

from tests.case_factories import a_case
from tests.factories import (
    a_charge,
    a_lease,
    a_meter,
    a_payment,
    a_person,
    an_account,
    some_premises,
)

MOST = 11
SCREENS = (
    "/",
    "/finanse",
    "/finanse/naliczenia",
    "/finanse/wplaty",
    "/finanse/rachunek",
    "/finanse/zestawienie",
    "/finanse/zaleglosc",
    "/finanse/zaswiadczenia",
    "/place",
    "/korespondencja",
    "/korespondencja/dodaj",
    "/lokale",
    "/profil",
    "/pomoc",
    "/aktualnosci",
)


def questions_of(browser, address: str) -> int:
    """How many statements a page makes, the session's own and BEGIN and COMMIT included."""
    asked: list[str] = []
    reader = browser.client.app.app.services.workers.reader
    reader.set_trace_callback(asked.append)
    try:
        browser.open(address)
    finally:
        reader.set_trace_callback(None)
    return len(asked)


@pytest.mark.parametrize("address", SCREENS)
def test_a_screen_asks_few_questions_and_no_more_for_a_long_history(browser, db, address):
    tenant = a_person(db)
    premises = some_premises(db)
    lease = a_lease(db, tenant, premises=premises)
    browser.sign_in(an_account(db, tenant))
    a_charge(db, lease, due_on="2026-11-10")
    a_payment(db, lease, paid_on="2026-11-06")
    few = questions_of(browser, address)
    for year in range(2018, 2027):
        for month in range(1, 11):
            a_charge(db, lease, due_on=f"{year}-{month:02d}-10")
            a_payment(db, lease, paid_on=f"{year}-{month:02d}-06")
    for _ in range(12):
        a_meter(db, premises)
        a_case(db, tenant, lease)
    many = questions_of(browser, address)
    assert many == few
    assert many <= MOST


def test_an_old_debt_is_found_with_no_question_more(browser, db):
    tenant = a_person(db)
    lease = a_lease(db, tenant)
    browser.sign_in(an_account(db, tenant))
    a_charge(db, lease, due_on="2026-11-10", amount=100_00)
    few = questions_of(browser, "/")
    a_charge(db, lease, due_on="2021-03-10", amount=300_00)
    a_payment(db, lease, paid_on="2026-01-10", amount=150_00)
    assert questions_of(browser, "/") == few
    assert "250,00" in browser.open("/").text
