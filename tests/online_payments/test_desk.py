"""The finance office sees how payments stand, clarifies what was kept aside, and gives back."""

import csv
import io
from datetime import date, timedelta

import pytest

from portal import clock
from portal.online_payments import kept_aside, orders, refunds, trail
from portal.online_payments.desk import order_list
from portal.online_payments.desk.order_list import Days
from portal.online_payments.order_queries import progress_of
from portal.online_payments.orders import order_by_id
from portal.online_payments.refund_queries import refund_by_id
from portal.online_payments.refunds import NewRefund, note_accepted
from portal.store.database import writing
from portal.tenancy import ledger, word_index
from tests.factories import a_lease, a_member_of_staff, a_person, an_account
from tests.online_payments.conftest import an_order
from tests.pages import OWN_SITE

TODAY = date(2026, 11, 21)
DESK = "/biuro/platnosci"
QUEUE = f"{DESK}/do-wyjasnienia"
AMOUNT = 1_284_37


@pytest.fixture
def anna(db) -> int:
    return a_person(db, "Anna Nowak")


@pytest.fixture
def account(db, anna) -> int:
    return an_account(db, anna, "10001")


@pytest.fixture
def lease(db, anna) -> int:
    return a_lease(db, anna, contract_number="417/2014")


@pytest.fixture
def order(db, lease, account):
    return an_order(db, lease, AMOUNT, account=account)


@pytest.fixture
def karol(db) -> int:
    return a_member_of_staff(db, "finance", "Karol Księgowy")


@pytest.fixture
def alicja(db) -> int:
    return a_member_of_staff(db, "administrator", "Alicja Admin")


@pytest.fixture
def clerk(db) -> int:
    return a_member_of_staff(db, "clerk")


def balance(db, lease: int) -> int:
    return ledger.account_of(db, lease, TODAY).balance


def events(db, event: str) -> list[tuple]:
    return db.execute(
        "SELECT account_id, tenant_id FROM events WHERE event = ?", (event,)
    ).fetchall()


def queue_link(page) -> str:
    return next(link for link in page.links() if link.startswith(f"{QUEUE}/"))


def test_orders_stand_with_their_states_and_counts(browser, db, operator, order, account, karol):
    operator.says(db, order)
    failed = an_order(db, a_lease(db), 50_00, account=account)
    operator.says(db, failed, paymentStatus="FAILURE", paymentStatusDetails="INSUFFICIENT_FUNDS")
    browser.sign_in(karol)
    page = browser.open(DESK)
    states = page.select("nav[aria-label=Stan] a")
    assert {"Wszystkie: 2", "Zapłacona: 1", "Nieudana: 1", "Anulowana: 0"} <= set(states)
    only = browser.open(f"{DESK}?stan=refused")
    assert failed.order_id in only.text
    assert order.order_id not in only.text


@pytest.mark.parametrize("words", ["{order}", "9A1", "nowak", "417/2014", "10001"])
def test_orders_are_found_by_any_number_and_by_name(browser, db, operator, order, karol, words):
    operator.says(db, order)
    with writing(db):
        word_index.learn(db)
    browser.sign_in(karol)
    page = browser.open(f"{DESK}?szukaj={words.format(order=order.order_id.lower())}")
    assert order.order_id in page.text


def test_a_search_in_vain_says_what_to_try(browser, order, karol):
    browser.sign_in(karol)
    assert "Nie ma takich płatności" in browser.open(f"{DESK}?szukaj=xyzzy").text


def test_days_that_are_none_are_told(browser, order, karol):
    browser.sign_in(karol)
    page = browser.open(f"{DESK}?od=jutro", status=422)
    assert "Wpisz datę" in page.text


def test_older_orders_are_a_page_further(browser, db, karol, account):
    leases = [a_lease(db) for _ in range(3)]
    made = [
        an_order(db, leases[number % 3], 100 + number, account=account, form=f"f{number}")
        for number in range(order_list.SHOWN + 3)
    ]
    browser.sign_in(karol)
    first = browser.open(DESK)
    (older,) = [link for link in first.links() if "przed=" in link]
    both = first.select("td.t a") + browser.open(older).select("td.t a")
    assert sorted(both) == sorted(order.order_id for order in made)


def said_in(db, operator, account) -> list[str]:
    """Orders to which everything has happened that can."""
    stories = {
        "nothing": [], "pending": ["PENDING"], "paid": ["PENDING", "SUCCESS"],
        "refused": ["PENDING", "FAILURE"], "late word": ["FAILURE", "PENDING"],
        "paid after all": ["FAILURE", "SUCCESS"], "other": ["SUCCESS:1.00"],
        "returned": ["SUCCESS:1.00"], "dismissed": ["SUCCESS:1.00"], "cancelled": ["FAILURE"],
        "cancelled before": [], "cancelled and pending": ["PENDING"],
    }  # fmt: skip
    karol = a_member_of_staff(db, "finance")
    made = []
    for number, (story, said) in enumerate(stories.items()):
        order = an_order(db, a_lease(db), 100_00, account=account, form=f"story{number}")
        for each in said:
            status, _, amount = each.partition(":")
            operator.says(db, order, paymentStatus=status, amount=amount or "100.00")
        kept = kept_aside.kept_of(db, order.order_id, "9A1")
        if story in ("returned", "dismissed"):
            with writing(db):
                kept_aside.settle(db, kept, story, account_id=karol, note="")
        if story.startswith("cancelled"):
            with writing(db):
                orders.cancel(db, order, karol)
        made.append(order.order_id)
    return made


@pytest.mark.parametrize("days", [0, 2, 3, 4, 30])
def test_the_list_agrees_with_the_page_of_each_order(db, operator, account, days):
    made = said_in(db, operator, account)
    with clock.standing_at(TODAY + timedelta(days=days)):
        listed = {
            line.order_id: line.state for line in order_list.page(db, Days(TODAY, TODAY), "", "")[0]
        }
        single = {each: progress_of(db, order_by_id(db, each)).state for each in made}
        counted = order_list.counts(db, Days(TODAY, TODAY))
    assert listed == single
    assert sum(counted.values()) == len(made)


def test_one_order_shows_its_tries_and_what_its_tenant_sees(
    browser, db, operator, order, karol, anna
):
    operator.says(db, order, paymentStatus="FAILURE", paymentStatusDetails="INSUFFICIENT_FUNDS")
    browser.sign_in(karol)
    page = browser.open(f"{DESK}/{order.order_id}")
    assert "Płatność się nie udała" in page.text
    assert "Na koncie jest za mało pieniędzy" in page.text
    assert "Anna Nowak" in page.text
    assert events(db, "tenant.shown") == [(karol, anna)]


def test_a_message_opens_only_for_a_look_that_is_noted(browser, db, operator, order, karol, anna):
    operator.says(db, order, fName="JÓZEF", lName="ŻÓŁĆ")
    with writing(db):
        trail.note(db, order.order_id, "out", "start", "OrderID=1&CustomerEmail=a%40example.pl")
    browser.sign_in(karol)
    page = browser.open(f"{DESK}/{order.order_id}")
    assert "ŻÓŁĆ" not in page.html
    assert "example.pl" not in page.html
    forms = [form["action"] for form in page.soup.select("#slad ~ table form")]
    assert len(forms) == 2
    for number, address in enumerate(forms):
        assert "ŻÓŁĆ" not in browser.open(address).html
        assert len(events(db, "payment.message-opened")) == number
        opened = browser.send(address, follow=True)
        assert "ŻÓŁĆ" in opened.html or "a@example.pl" in opened.text
        assert events(db, "payment.message-opened")[-1] == (karol, anna)


def test_a_look_at_one_message_opens_no_other(browser, db, operator, order, karol):
    operator.says(db, order, paymentStatus="PENDING")
    operator.says(db, order, lName="ŻÓŁĆ")
    browser.sign_in(karol)
    page = browser.open(f"{DESK}/{order.order_id}")
    first, second = [form["action"] for form in page.soup.select("#slad ~ table form")]
    browser.send(first)
    assert "Otwórz treść" in browser.open(second).text


def test_clerks_see_states_and_nothing_more(browser, db, operator, order, clerk):
    operator.says(db, order)
    browser.sign_in(clerk)
    page = browser.open(f"{DESK}/{order.order_id}")
    assert "zapłacona" in page.text
    assert "Wiadomości" not in page.text
    assert not [link for link in page.links() if "/zwrot/" in link]
    for address in ("/do-wyjasnienia", "/zwroty", "/eksport", "/powiadomienia"):
        browser.open(f"{DESK}{address}", status=403)
    browser.open(f"{DESK}/{order.order_id}/zwrot/9A1", status=403)
    assert browser.send(f"{DESK}/{order.order_id}/anuluj").status == 403


def test_tenants_do_not_come_in(browser, order, account):
    browser.sign_in(account)
    browser.open(DESK, status=403)


def test_money_for_an_unknown_order_is_booked_to_a_lease_that_was_searched_for(
    browser, db, operator, lease, karol
):
    operator.says(db, "IOK-NIEZNANE", amount="128.40")
    browser.sign_in(karol)
    address = queue_link(browser.open(QUEUE))
    assert "Nieznane zlecenie" in browser.open(address).text
    page = browser.open(f"{address}?szukaj=417/2014")
    form = page.soup.select_one("form[action$='/umowa']")
    umowa = form.select_one("[name=umowa]")["value"]
    done = browser.send(form["action"], follow=True, umowa=umowa, szukane="417/2014")
    assert "Pieniądze są w saldzie" in done.text
    assert balance(db, lease) == 128_40
    assert browser.send(form["action"], follow=True, umowa=umowa).text.count("Ktoś już") == 1
    assert balance(db, lease) == 128_40


def test_nobody_books_to_a_lease_that_is_not_there(browser, db, operator, karol):
    operator.says(db, "IOK-NIEZNANE", amount="128.40")
    browser.sign_in(karol)
    address = queue_link(browser.open(QUEUE))
    assert browser.send(f"{address}/umowa", umowa="00000000").status == 404


def test_another_amount_is_booked_to_the_lease_of_its_order(
    browser, db, operator, order, lease, karol
):
    operator.says(db, order, amount="100.00")
    browser.sign_in(karol)
    page = browser.open(queue_link(browser.open(QUEUE)))
    form = page.soup.select_one("form[action$='/umowa']")
    browser.send(form["action"], umowa=form.select_one("[name=umowa]")["value"])
    assert balance(db, lease) == 100_00


def test_closing_asks_for_a_reason_and_keeps_it(browser, db, operator, karol):
    operator.says(db, "IOK-NIEZNANE", amount="128.40")
    browser.sign_in(karol)
    address = queue_link(browser.open(QUEUE))
    assert "Napisz, dlaczego." in browser.send(address, powod=" ").text
    browser.send(address, powod="Płatność testowa.")
    page = browser.open(address)
    assert "Płatność testowa." in page.text
    assert "Karol Księgowy" in page.text
    assert "Wszystko jest wyjaśnione" in browser.open(QUEUE).text


def test_a_refund_is_asked_for_with_an_amount_and_a_reason(
    browser, db, operator, order, lease, karol
):
    operator.says(db, order)
    browser.sign_in(karol)
    address = f"{DESK}/{order.order_id}/zwrot/9A1"
    field = browser.open(address).soup.select_one("main form input")["name"]
    for amount, words in (
        ("", "Wpisz, ile zwrócić"), ("abc", "Wpisz kwotę cyframi"), ("9 999,00", "1 284,37"),
        ("0", "Wpisz, ile zwrócić"),
    ):  # fmt: skip
        page = browser.send(address, **{field: amount, "powod": "x"})
        assert page.status == 422
        assert words in page.text
    assert "Napisz, dlaczego." in browser.send(address, **{field: "10,00", "powod": ""}).text
    done = browser.send(address, follow=True, **{field: "10,00", "powod": "Za dużo."})
    assert "czeka na drugą osobę" in done.text
    assert refund_by_id(db, 1).amount == 10_00


def refund_address(page) -> str:
    return next(link for link in page.links() if link.startswith(f"{DESK}/zwroty/"))


def test_who_asked_cannot_approve_on_any_page(browser, db, operator, order, lease, karol):
    operator.says(db, order)
    browser.sign_in(karol)
    address = f"{DESK}/{order.order_id}/zwrot/9A1"
    field = browser.open(address).soup.select_one("main form input")["name"]
    page = browser.send(address, follow=True, **{field: "10,00", "powod": "Za dużo."})
    one = refund_address(page)
    assert "Zgadzam się" not in browser.open(one).text
    assert "inna osoba" in browser.send(f"{one}/zgoda", follow=True).text
    browser.send(f"{one}/odmowa", powod="nie")
    assert refund_by_id(db, 1).state == "asked"
    browser.send(f"{one}/wycofaj")
    assert refund_by_id(db, 1).state == "withdrawn"


def test_a_second_person_says_no_with_a_reason(browser, db, operator, order, karol, alicja):
    operator.says(db, order)
    browser.sign_in(karol)
    address = f"{DESK}/{order.order_id}/zwrot/9A1"
    field = browser.open(address).soup.select_one("main form input")["name"]
    one = refund_address(
        browser.send(address, follow=True, **{field: "10,00", "powod": "Za dużo."})
    )
    browser.sign_in(alicja)
    assert "Zgadzam się na zwrot 10,00 zł" in browser.open(one).text
    assert browser.send(f"{one}/odmowa", powod="").status == 422
    page = browser.send(f"{one}/odmowa", follow=True, powod="Najemca zostawia na grudzień.")
    assert "bez zgody" in page.text
    assert "Najemca zostawia na grudzień." in page.text


def test_a_failure_that_a_report_tells_of_is_marked(
    browser, db, operator, order, lease, karol, alicja
):
    operator.says(db, order)
    refund_id = refunds.ask(db, NewRefund(order.order_id, "9A1", {lease: 10_00}, "x", karol))
    refunds.approve(db, refund_by_id(db, refund_id), "m", by=alicja)
    note_accepted(db, refund_by_id(db, refund_id))
    assert balance(db, lease) == AMOUNT - 10_00
    browser.sign_in(karol)
    one = refund_address(browser.open(f"{DESK}/zwroty"))
    assert browser.send(f"{one}/nieudany", powod="").status == 422
    page = browser.send(f"{one}/nieudany", follow=True, powod="Raport z 22.11.")
    assert "Raport z 22.11." in page.text
    assert balance(db, lease) == AMOUNT


def test_after_its_time_a_refund_is_not_offered(browser, db, operator, order, karol):
    operator.says(db, order, paymentDate="20250101120000")
    browser.sign_in(karol)
    page = browser.open(f"{DESK}/{order.order_id}/zwrot/9A1")
    assert "za późno" in page.text
    assert not page.soup.select("main form")


def test_an_attempt_that_was_not_paid_has_no_form_of_a_refund(browser, db, operator, order, karol):
    operator.says(db, order, paymentStatus="FAILURE")
    browser.sign_in(karol)
    browser.open(f"{DESK}/{order.order_id}/zwrot/9A1", status=404)
    browser.open(f"{DESK}/{order.order_id}/zwrot/NIC", status=404)


def test_the_export_is_the_commands_and_stands_in_the_log(browser, db, operator, order, karol):
    operator.says(db, order)
    browser.sign_in(karol)
    answer = browser.client.post(f"{DESK}/eksport", data={"od": "21.11.2026"}, headers=OWN_SITE)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["order_id"], row["amount"]) == (order.order_id, "1284.37")
    assert events(db, "payments.exported") == [(karol, None)]
    assert "Wpisz datę" in browser.send(f"{DESK}/eksport", od="wczoraj").text


def test_the_address_of_the_office_is_set_and_taken_away(browser, db, karol):
    browser.sign_in(karol)
    assert "Wpisz adres z @" in browser.send(f"{DESK}/powiadomienia", email="ksiegowosc").text
    browser.send(f"{DESK}/powiadomienia", email="ksiegowosc@example.pl")
    assert "ksiegowosc@example.pl" in browser.open(QUEUE).text
    browser.send(f"{DESK}/powiadomienia", email="")
    assert "Nikt nie dostaje e-maila" in browser.open(QUEUE).text


def test_what_waits_stands_on_the_first_page_with_its_term(
    browser, db, operator, order, lease, karol, clerk
):
    with clock.standing_at(TODAY - timedelta(days=4)):
        operator.says(db, "IOK-NIEZNANE", amount="128.40")
    operator.says(db, order)
    refunds.ask(db, NewRefund(order.order_id, "9A1", {lease: 10_00}, "x", karol))
    browser.sign_in(karol)
    page = browser.open("/biuro")
    (kept,) = page.select("#wplaty tbody tr")
    assert "128,40 zł, nieznane zlecenie" in kept
    assert "po terminie" in kept
    (refund,) = page.select("#zwroty tbody tr")
    assert "10,00 zł, zwrot czeka na drugą osobę" in refund
    browser.sign_in(clerk)
    assert not browser.open("/biuro").soup.select("#wplaty")


def test_the_card_of_a_tenant_shows_their_online_payments(
    browser, db, operator, order, anna, clerk
):
    operator.says(db, order)
    browser.sign_in(clerk)
    reference = browser.client.app.app.services.references.hide(anna)
    page = browser.send(f"/biuro/najemcy/{reference}", follow=True)
    assert f"{DESK}/{order.order_id}" in page.links("#online ~ ul a")
    assert "zapłacona" in page.select("#online ~ ul")[0]
