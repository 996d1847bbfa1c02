"""Płacę, from the form to the page that leads to the operator, as a payer sees it."""

import re
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from portal import clock
from portal.money import in_zloty, read_amount
from portal.online_payments import channels_kept, orders
from portal.online_payments.autopay.channels import Channel
from portal.online_payments.autopay.signing import signature
from portal.online_payments.forms import LEAST, MOST, pay_form
from portal.online_payments.offer import offer_for
from portal.store.database import writing
from portal.tenancy.leases import leases_of
from portal.web.forms import one_line
from tests.factories import a_charge, a_lease, a_person, an_account
from tests.online_payments.conftest import AUTOPAY, DUE, an_order


def key_of(page) -> str:
    return page.soup.select_one("input[name=klucz]")["value"]


def orders_of(db) -> list[tuple]:
    return db.execute(
        "SELECT order_id, amount FROM payment_orders ORDER BY started_at, amount"
    ).fetchall()


def pay(browser, **fields):
    page = browser.open("/place")
    said = {"ile": "calosc", "kwota": "", "klucz": key_of(page), **fields}
    return browser.send("/place", follow=True, **said)


def test_what_is_due_is_shown_with_every_component_and_the_ways_that_cost_nothing(browser, lease):
    page = browser.open("/place")
    assert "1 403,48" in page.text
    assert "Czynsz" in page.text
    assert "52,40 m²" in page.text
    assert "Dane do przelewu" in page.text
    assert page.soup.select_one("svg.qr")
    assert page.soup.select_one("form.paybox button").text == "Zapłać"


def test_zaplac_leads_to_the_operator_with_a_signed_form(browser, db, lease):
    page = pay(browser)
    form = page.soup.select_one("form[data-submit]")
    fields = {each["name"]: each["value"] for each in form.select("input")}
    assert form["action"] == f"{AUTOPAY.url}/payment"
    assert fields["Amount"] == "1403.48"
    assert fields["ServiceID"] == AUTOPAY.service_id
    (order,) = orders_of(db)
    assert order == (fields["OrderID"], DUE)
    hashed = [value for name, value in fields.items() if name != "Hash"]
    assert fields["Hash"] == signature(hashed, AUTOPAY.keys[0], "sha256")
    assert re.fullmatch(r"[A-Za-z0-9.:,\- ]{1,79}", fields["Description"])
    policy = page.response.headers["content-security-policy"]
    assert f"form-action 'self' {AUTOPAY.url} https:;" in policy


def test_the_start_is_in_the_trail_as_it_was_sent(browser, db, lease):
    page = pay(browser)
    sent = [(each["name"], each["value"]) for each in page.soup.select("form[data-submit] input")]
    (kept,) = db.execute("SELECT body FROM operator_messages WHERE kind = 'start'").fetchone()
    assert parse_qsl(kept) == sent


def test_a_form_that_is_sent_twice_makes_one_order(browser, db, lease):
    key = key_of(browser.open("/place"))
    for _ in range(3):
        browser.send("/place", follow=True, ile="calosc", kwota="", klucz=key)
    assert len(orders_of(db)) == 1


def test_back_and_another_amount_is_another_order_that_has_to_be_meant(browser, db, lease):
    key = key_of(browser.open("/place"))
    browser.send("/place", follow=True, ile="calosc", kwota="", klucz=key)
    page = browser.send("/place", ile="inna", kwota="100,00", klucz=key)
    assert page.response.status_code == 422
    assert "Poprzednia płatność jeszcze trwa" in page.text
    browser.send("/place", follow=True, ile="inna", kwota="100,00", klucz=key, mimo="1")
    assert sorted(amount for _, amount in orders_of(db)) == [10_000, DUE]


def test_a_payment_in_progress_is_shown_and_warned_of_in_a_second_tab(browser, db, lease):
    pay(browser)
    page = browser.open("/place")
    assert "Płatność w toku" in page.text
    assert page.soup.select_one(f"main a[href='/place/{orders_of(db)[0][0]}']")
    page = browser.send("/place", ile="calosc", kwota="", klucz=key_of(page))
    assert page.response.status_code == 422
    assert len(orders_of(db)) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Wpisz kwotę cyframi"),
        ("sto", "Wpisz kwotę cyframi"),
        ("12,5", "Wpisz kwotę cyframi"),
        ("-5", "Wpisz kwotę cyframi"),
        ("0,50", "co najmniej 1,00"),
        ("100000,01", "Większą kwotę zapłać przelewem"),
    ],
)
def test_an_amount_that_cannot_be_paid_is_explained_and_kept(browser, db, lease, typed, words):
    page = browser.open("/place")
    page = browser.send("/place", ile="inna", kwota=typed, klucz=key_of(page))
    assert page.response.status_code == 422
    assert page.title.startswith("Błąd: ")
    assert words in page.text
    assert page.soup.select_one("#kwota")["value"] == typed
    assert orders_of(db) == []


def test_an_amount_with_a_comma_is_paid_to_the_grosz(browser, db, lease):
    pay(browser, ile="inna", kwota="1 234,56 zł")
    assert orders_of(db)[0][1] == 123_456


def test_one_charge_can_be_paid_beside_what_is_late(browser, db, lease):
    a_charge(db, lease, due_on="2026-10-10", amount=50_000)
    pay(browser, ile="dokument")
    assert orders_of(db)[0][1] == DUE
    (named,) = db.execute("SELECT document_number FROM payment_orders").fetchone()
    assert db.execute("SELECT amount FROM charges WHERE document_number = ?", (named,)).fetchone()


def test_all_leases_are_paid_in_one_order_with_a_share_for_each(browser, db, anna, lease):
    garage = a_lease(db, anna)
    a_charge(db, garage, due_on="2026-12-10", amount=15_000)
    pay(browser, ile="umowy")
    (order_id, amount) = orders_of(db)[0]
    assert amount == DUE + 15_000
    assert orders.shares_of(db, order_id) == {lease: DUE, garage: 15_000}


def amount_fields(page) -> list[str]:
    return [each["name"] for each in page.soup.select("input[name^=kwota]")]


def test_another_amount_can_be_paid_for_each_of_several_leases(browser, db, anna, lease):
    garage, cellar = a_lease(db, anna), a_lease(db, anna)
    page = browser.open("/place")
    own, first, second = amount_fields(page)
    assert own == "kwota"
    typed = {own: "100,00", first: "20,50", second: ""}
    pay(browser, ile="inna", **typed)
    assert orders.shares_of(db, orders_of(db)[0][0]) == {lease: 10_000, garage: 2_050}
    pay(browser, ile="inna", mimo="1", **{own: "", first: "", second: "7"})
    assert {cellar: 700} in [orders.shares_of(db, order_id) for order_id, _ in orders_of(db)]


def test_a_mistake_in_the_amount_of_one_lease_is_told_there(browser, db, anna, lease):
    a_lease(db, anna)
    page = browser.open("/place")
    key, (own, other) = key_of(page), amount_fields(page)
    page = browser.send("/place", ile="inna", klucz=key, **{own: "1", other: "x"})
    assert page.soup.select_one(f"#{other}")["aria-invalid"] == "true"
    page = browser.send("/place", ile="inna", klucz=key, **{own: "", other: ""})
    assert page.soup.select_one("#kwota")["aria-invalid"] == "true"
    assert orders_of(db) == []


def test_the_amount_of_anothers_lease_is_not_asked_for_and_not_taken(browser, db, account, lease):
    jan = a_person(db, "Jan Kowal")
    a_lease(db, jan)
    browser.sign_in(an_account(db, jan))
    theirs = browser.open("/place").soup.select_one("form.paybox")["action"].partition("=")[2]
    browser.sign_in(account)
    key = key_of(browser.open("/place"))
    browser.send("/place", ile="inna", kwota="", klucz=key, **{f"kwota_{theirs}": "50,00"})
    assert orders_of(db) == []


def test_more_than_the_operator_takes_is_to_be_transferred(browser, db, lease):
    a_charge(db, lease, due_on="2026-12-10", amount=10_000_000)
    page = browser.open("/place")
    page = browser.send("/place", ile="calosc", kwota="", klucz=key_of(page))
    assert page.response.status_code == 422
    assert "Większą kwotę zapłać przelewem" in page.text


def test_only_so_many_payments_wait_at_once(browser, db, lease):
    for number in range(7):
        pay(browser, ile="inna", kwota=f"{number + 1},00", mimo="1")
    assert len(orders_of(db)) == 5
    assert "za dużo płatności w toku" in pay(browser, mimo="1").text


@pytest.mark.parametrize(
    "field", [{"ile": "wszystko"}, *({"kanal": each} for each in ("999", "ż", "²", "9" * 5000))]
)
def test_a_form_that_our_pages_would_not_send_makes_no_order(browser, db, lease, field):
    page = browser.open("/place")
    said = {"ile": "calosc", "kwota": "", "klucz": key_of(page), **field}
    assert browser.send("/place", **said).response.status_code == 422
    assert orders_of(db) == []


def test_a_form_without_its_key_begins_anew(browser, db, lease):
    answer = browser.send("/place", follow=True, ile="calosc", kwota="", klucz="x")
    assert answer.h1 == "Płacę"
    assert orders_of(db) == []


def test_a_channel_can_be_chosen_and_its_limits_hold(browser, db, lease):
    with writing(db):
        channels_kept.claim(db, AUTOPAY.service_id)
        channels_kept.keep(
            db,
            AUTOPAY.service_id,
            [Channel(509, "BLIK", "BLIK", 1, 5_000_000, ""), Channel(7, "Bank", "PBL", 1, 100, "")],
        )
    page = browser.open("/place")
    assert page.select("#kanal option") == ["Wybiorę na stronie Autopay", "BLIK", "Bank"]
    page = browser.send("/place", ile="calosc", kwota="", klucz=key_of(page), kanal="7")
    assert "Bank nie przyjmie takiej kwoty" in page.text
    page = pay(browser, kanal="509")
    assert page.h1 == "Kod BLIK"


def test_a_code_that_is_none_is_explained_before_anybody_is_asked(browser, db, account, lease):
    order = an_order(db, lease, DUE, account=account)
    db.execute("UPDATE payment_orders SET gateway_id = 509")
    page = browser.send(f"/place/{order.order_id}/blik", kod="12 34")
    assert page.response.status_code == 422
    assert "Wpisz 6 cyfr" in page.text
    assert db.execute("SELECT count(*) FROM operator_messages").fetchone() == (0,)


def test_whom_one_shares_the_lease_with_is_warned_but_sees_no_order_of_theirs(
    browser, db, anna, lease
):
    piotr = a_person(db, "Piotr Lis")
    db.execute(
        "INSERT INTO lease_tenants (lease_id, tenant_id, role) VALUES (?, ?, 'co-tenant')",
        (lease, piotr),
    )
    order = an_order(db, lease, DUE, account=an_account(db, piotr))
    page = browser.open("/place")
    assert "Zaczął ją ktoś, z kim wspólnie wynajmujesz" in page.text
    assert order.order_id not in page.text


def test_debts_of_a_lease_that_ended_can_be_paid(browser, db, anna, account):
    lease = a_lease(db, anna, ended_on="2026-06-30")
    a_charge(db, lease, due_on="2026-06-10", amount=5_000)
    browser.sign_in(account)
    assert "Przejście do Autopay" in pay(browser).text


def test_without_an_operator_the_free_ways_are_there(settings, db, anna, account):
    from dataclasses import replace

    from portal.app import create_app
    from tests.pages import Browser

    visitor = Browser(create_app(replace(settings, autopay=None)), db, settings)
    a_charge(db, a_lease(db, anna), due_on="2026-12-10", amount=DUE)
    visitor.sign_in(account)
    page = visitor.open("/place")
    assert page.soup.select_one("form.paybox") is None
    assert "Zapłać przelewem na swój numer konta" in page.text
    assert visitor.client.post("/place", headers={"origin": settings.base_url}).status_code == 404
    visitor.close()


AMOUNTS = st.one_of(
    st.text(max_size=12),
    st.integers(0, 2 * MOST).map(in_zloty),
    st.integers(0, 2 * MOST).map(lambda amount: f"{amount // 100}.{amount % 100:02d} zł"),
)


def test_whatever_is_typed_is_ordered_to_the_grosz_or_explained(db, anna, lease):
    a_lease(db, anna)
    leases = leases_of(db, anna, clock.today())
    offer = offer_for(db, leases, leases[0], clock.today())
    names = ["kwota", *(f"kwota_{each.lease_id}" for each in offer.others)]

    @given(st.tuples(AMOUNTS, AMOUNTS))
    def check(typed):
        said = [("ile", "inna"), *zip(names, typed, strict=True)]
        form = pay_form(offer, [], str, FormData(said))
        if not form.is_right():
            assert form.mistakes
            return
        shares = list(form.shares.values())
        assert all(LEAST <= share <= MOST for share in shares)
        assert form.amount == sum(shares) <= MOST
        assert [in_zloty(share) for share in shares] == [
            in_zloty(read_amount(words)) for each in typed if (words := one_line(each))
        ]

    check()


def test_all_leases_together_are_told_one_by_one(browser, db, anna, lease):
    a_charge(db, a_lease(db, anna), due_on="2026-12-10", amount=15_000)
    option = browser.open("/place").soup.select_one("label:has([value=umowy])").text
    assert "1\u00a0553,48\u00a0zł" in option
    assert "1\u00a0403,48\u00a0zł" in option
    assert "150,00\u00a0zł" in option
