"""What the page of an order says as time passes, and of money that went another way."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.online_payments import kept_aside, order_queries, trail
from portal.online_payments.trail import CodeHolds
from portal.store.database import writing
from portal.tenancy import online_credits, online_orders
from portal.tenancy.online_credits import Attempt
from tests.factories import a_member_of_staff
from tests.online_payments.conftest import DUE, an_order


@pytest.fixture
def order(db, lease, account):
    return an_order(db, lease, DUE, account=account)


@pytest.fixture
def later():
    """Let time pass from now on only when a test says so."""
    with time_machine.travel(clock.now(), tick=False) as moment:
        yield moment.shift


def asks(browser, page):
    """The page asks by itself, as htmx does; None where it has stopped asking."""
    link = page.select_one("#wynik [data-hx-trigger]")
    if link is None:
        return None
    headers = {"hx-request": "true", "hx-request-type": "partial", "hx-target": "section#wynik"}
    return browser.client.get(link["data-hx-get"], headers=headers)


def piece(answer):
    from bs4 import BeautifulSoup

    return BeautifulSoup(answer.text, "html5lib")


def test_a_page_that_waits_stops_asking_by_itself(browser, order, later):
    page = browser.open(f"/place/{order.order_id}")
    later(timedelta(minutes=14))
    assert asks(browser, page.soup).status_code == 204
    later(timedelta(minutes=2))
    answer = asks(browser, page.soup)
    assert answer.status_code == 200
    assert asks(browser, piece(answer)) is None
    assert "Strona sprawdza sama" not in answer.text
    assert piece(answer).select_one("#sprawdz").text == "Sprawdź ponownie"


def sends_code(db, order) -> None:
    with writing(db):
        db.execute("UPDATE payment_orders SET gateway_id = 509")
        trail.note_code(db, order.order_id, "out", trail.CODE, "ServiceID=903712")


def test_a_blik_code_is_waited_for_in_the_banks_app_and_then_at_the_bank(browser, db, order, later):
    sends_code(db, order)
    page = browser.open(f"/place/{order.order_id}")
    assert page.h1 == page.title.split(" – ")[0] == "Potwierdź w aplikacji banku"
    assert "Masz czas do godz." in page.text
    later(timedelta(minutes=3))
    answer = asks(browser, page.soup)
    assert piece(answer).select_one("h1").text == "Czekamy na bank"
    assert piece(answer).select_one("#stan").text.strip() == "Czekamy na bank."


def test_while_a_code_may_be_charged_no_other_is_asked_for(browser, db, order, later):
    sends_code(db, order)
    page = browser.open(f"/place/{order.order_id}")
    assert page.soup.select_one("a[href$='/blik']") is None
    assert browser.open(f"/place/{order.order_id}/blik").h1 == "Potwierdź w aplikacji banku"
    browser.send(f"/place/{order.order_id}/blik", follow=True, kod="222222")
    with pytest.raises(CodeHolds), writing(db):
        trail.note_code(db, order.order_id, "out", trail.CODE, "")
    assert len(trail.trail_of(db, order.order_id)) == 1
    later(timedelta(minutes=16))
    page = browser.open(f"/place/{order.order_id}")
    assert page.soup.select_one("a[href$='/blik']").text == "Wpisz kod BLIK"
    assert browser.open(f"/place/{order.order_id}/blik").h1 == "Kod BLIK"


def test_a_code_that_the_operator_refused_holds_nobody_up(browser, db, order):
    sends_code(db, order)
    with writing(db):
        trail.note(db, order.order_id, "in", trail.CODE_REFUSED, "WRONG_TICKET")
    assert browser.open(f"/place/{order.order_id}/blik").h1 == "Kod BLIK"


def gives_back(db, order, lease, amount: int) -> None:
    with writing(db):
        attempt = Attempt(order.order_id, "9A1", "2026-11-22")
        online_credits.add(db, attempt, {lease: amount}, refund_id=1)


def test_what_was_given_back_is_not_called_paid(browser, db, operator, order, lease):
    operator.says(db, order)
    gives_back(db, order, lease, DUE)
    page = browser.open(f"/place/{order.order_id}")
    assert page.h1 == "Płatność zwrócona"
    assert "zwrócona" in browser.open("/place/lista").text


def test_what_was_given_back_in_part_is_told_beside_the_rest(browser, db, operator, order, lease):
    operator.says(db, order)
    gives_back(db, order, lease, 40_348)
    page = browser.open(f"/place/{order.order_id}")
    assert page.h1 == "Zapłacono"
    assert page.soup.select_one(".sum").text == "1\u00a0000,00 zł"
    assert "Zwróciliśmy 403,48\u00a0zł z 1\u00a0403,48\u00a0zł." in page.soup.text


def test_a_second_payment_that_was_given_back_is_no_overpayment(
    browser, db, operator, order, lease
):
    operator.says(db, order)
    operator.says(db, order, remoteID="9A2")
    gives_back(db, order, lease, DUE)
    assert "więcej niż raz" not in browser.open(f"/place/{order.order_id}").text


def test_what_the_housing_system_has_booked_awaits_nothing(browser, db, operator, order, lease):
    operator.says(db, order)
    assert "oczekuje na zaksięgowanie" in browser.open(f"/place/{order.order_id}").text
    with writing(db):
        db.execute(
            """
            INSERT INTO payments (source_id, lease_id, paid_on, booked_on, amount, method,
                                  online_order_id)
            VALUES ('P-1', ?, '2026-11-21', '2026-11-23', ?, 'online', ?)
            """,
            (lease, DUE, order.order_id),
        )
        online_credits.settle(db, [order.order_id])
    page = browser.open(f"/place/{order.order_id}")
    assert "oczekuje na zaksięgowanie" not in page.text
    assert "już ją zaksięgowała" in page.text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("returned", "Wróciły na konto"), ("dismissed", "Księgowość sprawdziła tę płatność")],
)
def test_what_the_office_decided_on_money_that_did_not_fit_ends_the_waiting(
    browser, db, operator, order, lease, outcome, words
):
    operator.says(db, order, amount="1.00")
    kept = kept_aside.kept_of(db, order.order_id, "9A1")
    clerk = a_member_of_staff(db, "finance")
    with writing(db):
        kept_aside.settle(db, kept, outcome, account_id=clerk, note="")
    page = browser.open(f"/place/{order.order_id}")
    assert page.h1 == "Płatność się nie udała"
    assert words in page.text
    assert online_orders.underway(db, lease) == []
    assert order_queries.orders_in_progress(db, [lease]) == []
    assert "Płatność w toku" not in browser.open("/place").text
