"""Finanse: what is owed and why."""

import pytest

from tests.factories import a_charge, a_lease, a_payment, a_person, an_account

RENT_THEN = ("Czynsz", 52_400, "m²", 172_000, 90_128)
RENT_NOW = ("Czynsz", 52_400, "m²", 180_000, 94_320)
WASTE = ("Odpady segregowane", 2_000, "os.", 370_000, 7_400)
INTERCOM = ("Domofon", None, None, None, 490)


@pytest.fixture
def lease(browser, db):
    tenant = a_person(db)
    browser.sign_in(an_account(db, tenant))
    return a_lease(db, tenant, contract_number="417/2014")


def test_the_balance_is_made_of_what_is_unpaid(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-10", amount=100_000)
    a_charge(db, lease, due_on="2026-12-10", issued_on="2026-11-20", amount=50_000)
    a_payment(db, lease, paid_on="2026-11-06", amount=90_000)
    rows = browser.open("/finanse").select(".led > div")
    assert rows[0] == "Opłata za listopad 2026 zostało z 1 000,00 zł po terminie 100,00 zł"
    assert rows[1] == "Opłata za grudzień 2026 500,00 zł"
    assert rows[2] == "Saldo bieżące tyle jest do zapłaty −600,00 zł"
    assert rows[3] == "Do zapłaty do czwartku, 10 grudnia 2026 600,00 zł"


def test_interest_is_shown_apart(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-10", amount=1_234, kind="interest")
    page = browser.open("/finanse")
    assert "W tym odsetki 12,34 zł" in page.select(".led > div")


def test_the_history_has_the_balance_after_each_entry(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-10", issued_on="2026-10-20", amount=100_000)
    a_payment(db, lease, paid_on="2026-11-06", amount=100_000)
    a_charge(db, lease, due_on="2026-12-10", issued_on="2026-11-20", amount=50_000)
    rows = browser.open("/finanse").select("#historia tbody tr")
    assert rows == [
        (
            "20.11.2026 Opłata za grudzień 2026 do 10.12.2026 −500,00 zł"
            " Saldo po tej operacji: −500,00 zł"
        ),
        "06.11.2026 Wpłata – przelew +1 000,00 zł Saldo po tej operacji: 0,00 zł",
        "20.10.2026 Opłata za listopad 2026 −1 000,00 zł Saldo po tej operacji: −1 000,00 zł",
    ]


def test_a_year_and_a_kind_can_be_chosen_by_links(browser, db, lease):
    a_charge(db, lease, due_on="2025-11-10")
    a_payment(db, lease, paid_on="2025-11-06")
    a_charge(db, lease, due_on="2026-11-10")
    assert len(browser.open("/finanse").select("#historia tbody tr")) == 1
    assert len(browser.open("/finanse?rok=2025").select("#historia tbody tr")) == 2
    only = browser.open("/finanse?rok=2025&rodzaj=wplaty").select("#historia tbody tr")
    assert [row[:10] for row in only] == ["06.11.2025"]


def test_htmx_gets_the_history_alone_with_title_and_words(browser, db, lease):
    a_payment(db, lease, paid_on="2025-11-06")
    piece = browser.piece("/finanse?rok=2025", "historia")
    assert piece.html.startswith("<title>Finanse")
    assert "<html" not in piece.html
    assert piece.soup.select_one("section#historia")
    assert piece.select("#stan") == ["Pokazano pozycji: 1"]


def test_back_and_other_targets_get_the_whole_page(browser, lease):
    for headers in (
        {"hx-request": "true", "hx-request-type": "full", "hx-target": "body"},
        {"hx-request": "true", "hx-request-type": "partial", "hx-target": "div#inny"},
        {"hx-request": "true"},
    ):
        browser.open("/finanse", headers=headers)


@pytest.mark.parametrize("query", ["rok=abcd", "rok=²²²²", "rok=99999", "rodzaj=x", "rok=0000"])
def test_a_strange_question_gets_an_ordinary_page(browser, lease, query):
    browser.open(f"/finanse?{query}")


def test_an_empty_year_says_so_and_leads_back(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-10")
    page = browser.open("/finanse?rok=2019")
    assert "W 2019 roku nie ma opłat ani wpłat. Pokaż najnowsze" in page.text


@pytest.mark.parametrize("address", ["/finanse/naliczenia", "/finanse/wplaty"])
def test_charges_and_payments_have_lists_of_their_own(browser, db, lease, address):
    assert "Nie ma jeszcze żadnych" in browser.open(address).text
    a_charge(db, lease, due_on="2026-11-10")
    a_payment(db, lease, paid_on="2026-11-06")
    assert len(browser.open(address).select("#historia tbody tr")) == 1


def test_a_charge_shows_every_component(browser, db, lease):
    charge = a_charge(
        db, lease, due_on="2026-12-10", amount=98_018, components=(RENT_THEN, WASTE, INTERCOM)
    )
    page = browser.open(address_of(browser, "naliczenia", charge))
    assert page.h1 == "Opłata za grudzień 2026"
    rows = page.select("main tbody tr")
    assert rows[0].startswith("Czynsz")
    assert rows[0].endswith("52,40 m² × 17,20 zł 901,28 zł")
    assert rows[1].endswith("2 osoby × 37,00 zł 74,00 zł")
    assert rows[2].endswith("4,90 zł")


def test_a_charge_says_why_it_is_more_than_the_month_before(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-10", amount=97_528, components=(RENT_THEN, WASTE))
    charge = a_charge(
        db, lease, due_on="2026-12-10", amount=94_810, components=(RENT_NOW, INTERCOM)
    )
    page = browser.open(address_of(browser, "naliczenia", charge))
    assert "Miesiąc wcześniej było 975,28 zł. To 27,18 zł mniej teraz." in page.text
    assert page.select("section[aria-labelledby=dl] li") == [
        "Odpady segregowane −74,00 zł Tej opłaty już nie ma.",
        "Czynsz +41,92 zł Stawka zmieniła się z 17,20 zł na 18,00 zł.",
        "Domofon +4,90 zł To nowa opłata.",
    ]


def test_a_charge_like_the_one_before_says_so(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-10")
    charge = a_charge(db, lease, due_on="2026-12-10")
    page = browser.open(address_of(browser, "naliczenia", charge))
    assert "takie same jak miesiąc wcześniej" in page.text


def test_a_payment_tells_what_it_went_to(browser, db, lease):
    a_charge(db, lease, due_on="2026-10-10", amount=100_000)
    a_charge(db, lease, due_on="2026-11-10", amount=100_000)
    a_payment(db, lease, paid_on="2026-10-06", amount=60_000)
    payment = a_payment(db, lease, paid_on="2026-11-06", amount=150_000)
    page = browser.open(address_of(browser, "wplaty", payment))
    assert page.select("section[aria-labelledby=co] .kv > div") == [
        "Opłata za październik 2026 część z 1 000,00 zł 400,00 zł",
        "Opłata za listopad 2026 1 000,00 zł",
        "Nadpłata na następne opłaty 100,00 zł",
        "Razem 1 500,00 zł",
    ]


def test_money_that_went_back_tells_what_it_changed(browser, db, lease):
    a_charge(db, lease, due_on="2026-10-10", amount=100_000)
    a_payment(db, lease, paid_on="2026-10-06", amount=120_000)
    refund = a_payment(db, lease, paid_on="2026-10-20", amount=-50_000)
    page = browser.open(address_of(browser, "wplaty", refund))
    assert page.h1 == "Zwrot z 20 października 2026"
    assert page.select("section[aria-labelledby=co] .kv > div") == [
        "Mniejsza nadpłata −200,00 zł",
        "Opłata za październik 2026 znów do zapłaty −300,00 zł",
        "Razem −500,00 zł",
    ]


def test_pay_shows_the_months_breakdown_and_where_to_send_the_money(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-10", amount=10_000)
    a_charge(
        db, lease, due_on="2026-12-10", issued_on="2026-11-20", amount=7_400, components=(WASTE,)
    )
    page = browser.open("/place")
    assert "Do zapłaty teraz 174,00 zł" in page.text
    assert "2 osoby × 37,00 zł" in page.text
    assert "Opłata za listopad 2026 termin 10 listopada 2026 100,00 zł" in page.text


def test_another_tenants_rows_are_as_if_they_were_not_there(browser, db, lease):
    stranger = a_lease(db, a_person(db, "Jan Kowalski"))
    charge = a_charge(db, stranger, due_on="2026-12-10")
    payment = a_payment(db, stranger, paid_on="2026-11-06")
    browser.open(address_of(browser, "naliczenia", charge), status=404)
    browser.open(address_of(browser, "wplaty", payment), status=404)
    ref = references(browser).hide(stranger)
    for address in ("/", "/finanse", "/finanse/naliczenia", "/finanse/wplaty", "/place"):
        browser.open(f"{address}?umowa={ref}", status=404)


@pytest.mark.parametrize("reference", ["1", "00000000", "zzzzzzzz", "ffffffff", "%00", "a" * 300])
def test_a_reference_that_is_none_is_not_found(browser, lease, reference):
    assert browser.client.get(f"/finanse/naliczenia/{reference}").status_code == 404


def test_a_co_tenant_sees_the_same_account(browser, db):
    main, other = a_person(db), a_person(db, "Oksana Kovalenko")
    lease = a_lease(db, main, other)
    a_charge(db, lease, due_on="2026-12-10", amount=81_240)
    browser.sign_in(an_account(db, other))
    assert "812,40 zł" in browser.open("/finanse").text


def references(browser):
    from portal.web.references import References

    (key,) = browser.db.execute("SELECT reference_key FROM installation").fetchone()
    return References(key)


def address_of(browser, path, row_id):
    return f"/finanse/{path}/{references(browser).hide(row_id)}"
