"""Tenants read what is late and what it bears, and ask for instalments."""

import pytest

from portal import clock
from tests.arrears.conftest import FIELDS
from tests.conftest import TODAY
from tests.factories import (
    a_charge,
    a_lease,
    a_member_of_staff,
    a_person,
    an_account,
    some_premises,
)

PLACE = "/finanse/zaleglosc"


def test_what_is_late_since_when_and_of_which_documents(browser, lease, reference):
    page = browser.open(PLACE)
    assert page.h1 == "Zaległość"
    assert page.select("main .sum") == ["365,00 zł"]
    assert "42 dni po terminie" in page.text
    assert "Zaległość jest od 11 października 2026." in page.text
    (row,) = page.select("#co ~ table tbody tr")
    # 1,000.00 for 10 days and 365.00 for 32 days, at 9 %.
    assert row == (
        "Opłata za październik 2026 z 1 000,00 zł Termin minął 10.10.2026 365,00 zł"
        " Odsetki na dziś: 5,35 zł"
    )
    assert page.select("dl.sumup > div") == [
        "Zaległość 365,00 zł",
        "Odsetki wyliczone na dziś 5,35 zł",
        "Razem, gdyby zapłacić dziś 370,35 zł",
    ]
    assert "To informacja, nie nota odsetkowa." in page.text
    assert [link for link in page.links() if link.startswith("/finanse/naliczenia/")]


def test_the_reckoning_is_told_with_its_days_amounts_and_rates(browser, lease):
    rows = browser.open(PLACE).select("details table tbody tr")
    assert rows == [
        ("Opłata za październik 2026 11.10.2026–20.10.2026, 10 dni 1 000,00 zł Stawka: 9,00%"),
        "Opłata za październik 2026 21.10.2026–21.11.2026, 32 dni 365,00 zł Stawka: 9,00%",
    ]


def test_whom_to_call_and_how_to_pay(browser, lease, reference):
    page = browser.open(PLACE)
    assert "tel:+48220000000" in page.links()
    assert f"/place?umowa={reference(lease)}" in page.links()
    assert "Kwota 365,00 zł" in " ".join(page.select("#przelew dl"))


def test_it_begins_the_day_after_the_term(browser, db, jan, jans_account):
    other = a_lease(db, jan)
    a_charge(db, other, due_on="2026-11-20", amount=50_000, issued_on="2026-11-01")
    assert "1 dzień po terminie" in browser.open(PLACE).text
    clock.pin(TODAY.replace(day=20))
    browser.sign_in(jans_account)
    assert "nie ma zaległości" in browser.open(PLACE).text


def test_who_owes_nothing_late_is_told_so_and_led_to_the_certificate(browser, db, jan):
    a_lease(db, jan)
    page = browser.open(PLACE)
    assert "Na tej umowie nie ma zaległości." in page.text
    assert "/finanse/zaswiadczenia?rodzaj=niezaleganie" in page.links()
    assert not page.soup.select("#raty")


def test_start_and_finanse_lead_here(browser, lease):
    assert f"{PLACE}#raty" in browser.open("/").links()
    assert PLACE in browser.open("/finanse").links()


def test_a_company_is_told_of_other_interest(browser, db, jan):
    shop = a_lease(db, jan, premises=some_premises(db, "commercial"))
    a_charge(db, shop, due_on="2026-11-10", issued_on="2026-10-20")
    assert "odsetki, za opóźnienie w transakcjach handlowych" in browser.open(PLACE).text


def test_days_without_a_rate_are_not_hidden(browser, db, lease):
    db.execute("DELETE FROM interest_rates WHERE valid_from < '2026-10-15'")
    db.execute("INSERT INTO interest_rates VALUES ('2026-11-01', 900, '2026-11-01')")
    page = browser.open(PLACE)
    assert "Za dni, dla których nie mamy stawki w portalu, odsetki nie są policzone." in page.text


def test_the_parts_are_shown_before_anything_is_asked(browser, lease):
    page = browser.open(PLACE)
    assert page.select("#plan tbody tr") == [
        "1 . rata do 5 grudnia 2026 121,67 zł",
        "2 . rata do 5 stycznia 2027 121,67 zł",
        "3 . rata do 5 lutego 2027 121,66 zł",
    ]
    assert page.select("#liczba option") == ["2", "3", "4", "5", "6", "7"]


def test_reckoning_again_keeps_all_that_was_typed_and_asks_nothing(browser, db, lease):
    page = browser.send(PLACE, **{**FIELDS, "zrob": "przelicz", "liczba": "2"})
    assert page.status == 200
    assert [row[-9:] for row in page.select("#plan tbody tr")] == ["182,50 zł", "182,50 zł"]
    assert page.soup.select_one("#powod").get_text().strip() == FIELDS["powod"]
    assert not page.title.startswith("Błąd")
    assert db.execute("SELECT count(*) FROM instalment_proposals").fetchone() == (0,)


def test_htmx_gets_the_parts_alone_and_words_for_the_status_line(browser, lease):
    headers = {"hx-request": "true", "hx-request-type": "partial", "hx-target": "section#plan"}
    response = browser.client.post(
        PLACE,
        data={"liczba": "5", "od": "2026-12-01", "zrob": "przelicz"},
        headers={**headers, "sec-fetch-site": "same-origin"},
    )
    assert response.status_code == 200
    assert "<html" not in response.text
    assert response.text.count("<tr role") == 6
    assert "5\u00a0rat, pierwsza: 73,00\u00a0zł." in response.text
    wrong = browser.client.post(
        PLACE,
        data={"liczba": "99", "od": "2026-12-01", "zrob": "przelicz"},
        headers={**headers, "sec-fetch-site": "same-origin"},
    )
    assert wrong.status_code == 422
    assert "Wybierz liczbę rat od 2 do 7." in wrong.text


@pytest.mark.parametrize(
    ("fields", "mistake"),
    [
        ({"liczba": "1"}, "Wybierz liczbę rat od 2 do 7."),
        ({"liczba": "8"}, "Wybierz liczbę rat od 2 do 7."),
        ({"liczba": "trzy"}, "Wybierz liczbę rat od 2 do 7."),
        ({"liczba": "٣"}, "Wybierz liczbę rat od 2 do 7."),
        ({"od": ""}, "Wpisz dzień, miesiąc i rok, na przykład 10.12.2026."),
        ({"od": "2026-11-20"}, "Wybierz dzień od 21.11.2026 do 22.12.2026."),
        ({"od": "2026-12-23"}, "Wybierz dzień od 21.11.2026 do 22.12.2026."),
        ({"powod": " "}, "Napisz w jednym lub dwóch zdaniach, dlaczego prosisz o raty."),
        ({"powod": "x" * 1001}, "Skróć ten tekst do 1000 znaków."),
    ],
)
def test_mistakes_say_what_to_do(browser, db, lease, fields, mistake):
    page = browser.send(PLACE, **{**FIELDS, **fields})
    assert page.status == 422
    assert page.title.startswith("Błąd:")
    assert page.select("#bledy a") == [mistake]
    assert db.execute("SELECT count(*) FROM instalment_proposals").fetchone() == (0,)


def test_asking_keeps_the_proposal_and_its_event_but_no_words_in_the_log(
    browser, db, jan, lease, ask
):
    page = browser.open(ask())
    assert "Prośba jest w biurze." in page.text
    assert page.select("#raty-h ~ table tbody tr")[0] == "1 . rata do 1 grudnia 2026 121,67 zł"
    row = db.execute(
        "SELECT lease_id, tenant_id, amount, number, first_on, reason, state"
        " FROM instalment_proposals"
    ).fetchone()
    assert row == (lease, jan, 36_500, 3, "2026-12-01", FIELDS["powod"], "waiting")
    logged = db.execute(
        "SELECT tenant_id, details FROM events WHERE event = 'instalments.asked'"
    ).fetchall()
    assert logged == [(jan, '{"instalments": 3, "proposal_id": 1}')]


def test_a_day_may_be_typed_as_people_do(browser, db, ask):
    ask(od="1.12.2026")
    assert db.execute("SELECT first_on FROM instalment_proposals").fetchone() == ("2026-12-01",)


def test_a_form_sent_twice_asks_once(browser, db, lease, ask, reference):
    ask()
    page = browser.send(PLACE, **FIELDS)
    assert page.response.headers["location"] == f"{PLACE}?umowa={reference(lease)}"
    assert db.execute("SELECT count(*) FROM instalment_proposals").fetchone() == (1,)


def test_two_at_once_make_one(db, jan, jans_account, lease):
    from portal.arrears import actions
    from portal.money import Grosze

    new = actions.NewProposal(lease, jan, jans_account, Grosze(100), 2, TODAY, "Powód")
    actions.propose(db, new)
    with pytest.raises(actions.Answered):
        actions.propose(db, new)


def test_while_it_waits_the_page_shows_its_state_and_no_form(browser, lease, ask):
    address = ask()
    page = browser.open(PLACE)
    assert "Twoja prośba o raty czeka na odpowiedź." in page.text
    assert not page.soup.select("#liczba")
    assert address in page.links()


def test_who_asked_may_take_it_back_and_ask_anew(browser, db, lease, ask):
    page = browser.send(ask(), follow=True)
    assert page.select("main .tag")[0] == "wycofana"
    assert browser.open(PLACE).soup.select("#liczba")
    ask(liczba="4")
    states = db.execute("SELECT state FROM instalment_proposals ORDER BY proposal_id").fetchall()
    assert states == [("withdrawn",), ("waiting",)]


def test_too_little_for_instalments_is_told(browser, db, jan):
    other = a_lease(db, jan)
    a_charge(db, other, due_on="2026-11-10", amount=9_999, issued_on="2026-10-20")
    page = browser.open(PLACE)
    assert "Raty przez portal są możliwe od 100,00 zł" in page.text
    assert not page.soup.select("#liczba")
    assert browser.send(PLACE, **FIELDS).status == 303
    assert db.execute("SELECT count(*) FROM instalment_proposals").fetchone() == (0,)


def test_other_tenants_see_neither_the_lease_nor_the_proposal(browser, db, lease, ask, reference):
    address = ask()
    stranger = a_person(db, "Anna Nowak")
    a_lease(db, stranger)
    browser.sign_in(an_account(db, stranger))
    browser.open(address, status=404)
    browser.open(f"{PLACE}?umowa={reference(lease)}", status=404)
    assert browser.send(address).status == 404
    assert browser.send(f"{PLACE}?umowa={reference(lease)}", **FIELDS).status == 404
    assert browser.client.get(f"{address}/pdf").status_code == 404


def test_who_holds_the_lease_too_sees_the_parts_but_not_the_reason(browser, db, jan):
    ewa = a_person(db, "Ewa Kowalska")
    both = a_lease(db, jan, ewa)
    a_charge(db, both, due_on="2026-10-10", amount=100_000)
    address = browser.send(PLACE, **FIELDS).response.headers["location"]
    assert FIELDS["powod"] in browser.open(address).text
    browser.sign_in(an_account(db, ewa))
    page = browser.open(address)
    assert FIELDS["powod"] not in page.text
    assert not page.soup.select("main form")
    assert browser.send(address).status == 404


def test_staff_and_strangers_do_not_come_in(browser, db, lease):
    browser.sign_in(a_member_of_staff(db))
    browser.open(PLACE, status=403)
    browser.sign_out()
    assert browser.client.get(PLACE).headers["location"] == "/logowanie?next=/finanse/zaleglosc"


def test_with_several_leases_each_has_its_own(browser, db, jan, lease, reference):
    garage = a_lease(db, jan, premises=some_premises(db, "garage"))
    a_charge(db, garage, due_on="2026-11-10", amount=20_000, issued_on="2026-10-20")
    page = browser.open(f"{PLACE}?umowa={reference(garage)}")
    assert page.select("main .sum") == ["200,00 zł"]
    sent = browser.send(f"{PLACE}?umowa={reference(garage)}", **FIELDS)
    assert sent.status == 303
    assert db.execute("SELECT lease_id, amount FROM instalment_proposals").fetchall() == [
        (garage, 20_000)
    ]
