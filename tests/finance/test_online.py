"""Online payments in the ledger: counted at once, marked until they are booked, never twice."""

import io

import pytest
from pypdf import PdfReader

from tests.factories import a_charge, a_lease, a_person, an_account
from tests.online_payments.conftest import Operator, an_order

DUE = 140_348


@pytest.fixture
def operator() -> Operator:
    return Operator()


@pytest.fixture
def tenant(db) -> int:
    return a_person(db)


@pytest.fixture
def account(db, tenant) -> int:
    return an_account(db, tenant)


@pytest.fixture
def lease(db, tenant, account, browser) -> int:
    lease = a_lease(db, tenant)
    a_charge(db, lease, due_on="2026-12-10", amount=DUE)
    browser.sign_in(account)
    return lease


@pytest.mark.parametrize("address", ["/", "/finanse"])
def test_a_payment_under_way_is_told_of_and_counted_in_nothing(
    browser, db, lease, account, address
):
    an_order(db, lease, DUE, account=account)
    page = browser.open(address)
    assert "Płatność w toku" in page.text
    assert "1 403,48" in page.select(".sum")[0]


@pytest.mark.parametrize("address", ["/", "/finanse"])
def test_a_confirmed_payment_counts_at_once_and_awaits_its_booking(
    browser, db, operator, lease, account, address
):
    operator.says(db, an_order(db, lease, DUE, account=account))
    page = browser.open(address)
    assert page.select(".sum")[0].startswith("0,00")
    assert "oczekuje na zaksięgowanie" in page.text
    assert "Płatność w toku" not in page.text


def test_a_page_of_before_is_not_shown_again_once_money_came(browser, db, operator, lease, account):
    order = an_order(db, lease, DUE, account=account)
    tag = browser.open("/").response.headers["etag"]
    operator.says(db, order)
    assert browser.client.get("/", headers={"if-none-match": tag}).status_code == 200


def test_the_details_tell_what_awaits_and_lead_to_the_order(browser, db, operator, lease, account):
    order = an_order(db, lease, DUE, account=account)
    operator.says(db, order)
    address = browser.open("/").links("main a[href^='/finanse/wplaty/']")[0]
    page = browser.open(address)
    assert "Oczekuje na zaksięgowanie" in page.text
    assert f"/place/{order.order_id}" in page.links()


def test_the_statement_says_which_money_awaits_its_booking(browser, db, operator, lease, account):
    operator.says(db, an_order(db, lease, DUE, account=account))
    period = "od=2026-11-01&do=2026-11-21"
    page = browser.open(f"/finanse/zestawienie?{period}")
    assert "płatność online, oczekuje na zaksięgowanie" in page.text
    assert "potwierdził operator płatności" in page.text
    answer = browser.client.get(f"/finanse/zestawienie/pdf?{period}")
    words = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert "oczekuje na zaksięgowanie" in words
    assert "potwierdził operator płatności" in words
    before = browser.open("/finanse/zestawienie?od=2026-10-01&do=2026-10-31")
    assert "potwierdził operator" not in before.text


def test_online_payments_are_listed_with_their_state(browser, db, operator, lease, account):
    assert "Nie ma jeszcze" in browser.open("/place/lista").text
    operator.says(db, an_order(db, lease, DUE, account=account))
    theirs = an_order(db)
    page = browser.open("/place/lista")
    assert "zapłacona" in page.text
    assert theirs.order_id not in page.text
