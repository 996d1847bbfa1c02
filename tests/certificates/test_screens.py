"""Tenants make certificates of what holds, and of nothing else."""

import pytest

from portal.store.events import Event
from tests.factories import (
    a_charge,
    a_company,
    a_lease,
    a_payment,
    a_person,
    an_account,
    some_premises,
)

PLACE = "/finanse/zaswiadczenia"


def test_who_is_settled_reads_what_the_certificate_will_say_before_it_is_made(browser, lease):
    page = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie")
    assert (
        "Nasze Domy Sp. z o.o. zaświadcza, że według stanu na dzień 20 listopada 2026 na umowie"
        " najmu opisanej niżej nie ma zaległości w opłatach." in page.text
    )
    assert page.select(".kv > div")[:5] == [
        "Najemca Anna Nowak-Lis",
        "Mieszkanie ul. Jarzębinowa 14 m. 7, 53‑120 Wrocław",
        "Powierzchnia użytkowa 52,40 m²",
        "Umowa najmu nr 417/2014, od 3 marca 2014",
        "Liczba osób w opłacie 2",
    ]


def test_it_is_made_by_one_button_and_kept_with_its_event(browser, db, anna, lease, make):
    page = browser.open(make("niezaleganie", lease))
    assert page.h1 == "Zaświadczenie o niezaleganiu w opłatach"
    code, issued, until = db.execute(
        "SELECT code, issued_at, valid_until FROM certificates"
    ).fetchone()
    assert issued.startswith("2026-11-21T")
    assert until == "2026-12-21"
    assert page.select("dd.code") == ["-".join((code[:4], code[4:8], code[8:]))]
    assert page.select("main .tag") == ["ważne"]
    event = db.execute(
        "SELECT tenant_id, details FROM events WHERE event = ?", (Event.CERTIFICATE_MADE,)
    )
    assert event.fetchone() == (anna, '{"certificate_id": 1, "kind": "no-arrears"}')


def test_it_is_listed_and_can_be_taken_again(browser, lease, make):
    address = make("oplaty", lease)
    page = browser.open(PLACE)
    assert page.links("main .rows a") == [address]
    (row,) = page.select("main .rows a")
    assert row == (
        "Zaświadczenie o wysokości opłat ważne"
        " 21 listopada 2026, ul. Jarzębinowa 14 m. 7, umowa 417/2014"
    )


def test_the_charge_is_attested_with_all_its_components(browser, lease):
    page = browser.open(f"{PLACE}/sprawdz?rodzaj=oplaty")
    assert "opłata miesięczna za najem lokalu opisanego niżej za listopad 2026" in page.text
    assert "wynosi 1 284,37 zł." in page.text
    assert page.select(".led > div") == ["Czynsz 943,20 zł", "Woda 341,17 zł", "Razem 1 284,37 zł"]


def test_arrears_refuse_the_one_of_no_arrears_and_say_what_to_do(browser, db, lease, reference):
    a_charge(db, lease, due_on="2026-11-20", amount=5_000, issued_on="2026-11-01")
    page = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie")
    assert "bo na tej umowie jest zaległość. Po terminie jest 50,00 zł ." in page.text
    assert f"/place?umowa={reference(lease)}" in page.links()
    assert f"/finanse/zaleglosc?umowa={reference(lease)}" in page.links()
    assert "/kontakt" in page.links()
    assert not page.soup.select("main form")
    assert browser.open(f"{PLACE}/sprawdz?rodzaj=oplaty").soup.select("main form")


def test_arrears_that_came_in_between_refuse_the_button_too(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-20", amount=5_000, issued_on="2026-11-01")
    page = browser.send(f"{PLACE}/sprawdz", rodzaj="niezaleganie", umowa="")
    assert page.status == 422
    assert "jest zaległość" in page.text
    assert db.execute("SELECT count(*) FROM certificates").fetchone() == (0,)


def test_money_that_awaits_booking_counts_and_the_certificate_says_so(browser, db, lease):
    words = "które czekają na zaksięgowanie"
    assert words not in browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie").text
    a_charge(db, lease, due_on="2026-11-20", amount=5_000, issued_on="2026-11-01")
    a_payment(db, lease, paid_on="2026-11-20", amount=5_000, method="online", awaits_booking=1)
    page = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie")
    assert "nie ma zaległości" in page.text
    assert words in page.text


def test_what_is_not_yet_late_is_no_arrears(browser, db, lease):
    a_charge(db, lease, due_on="2026-11-21", amount=5_000, issued_on="2026-11-01")
    assert "nie ma zaległości" in browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie").text


def test_asking_twice_for_the_same_makes_one(browser, db, lease, make):
    assert make("niezaleganie", lease) == make("niezaleganie", lease)
    assert make("oplaty", lease) != make("niezaleganie", lease)
    assert db.execute("SELECT count(*) FROM certificates").fetchone() == (2,)


def test_what_has_changed_in_the_day_makes_another(browser, db, lease, make):
    before = make("oplaty", lease)
    a_charge(db, lease, due_on="2026-12-10", amount=130_000, issued_on="2026-11-20")
    assert make("oplaty", lease) != before


def test_a_certificate_says_the_same_whatever_changes_later(browser, db, lease, make):
    address = make("oplaty", lease)
    before = browser.open(address).text
    db.execute("UPDATE tenants SET last_name = 'Inna'")
    db.execute("UPDATE leases SET contract_number = '1/2026', persons = 9")
    db.execute("UPDATE charge_components SET amount = 1")
    assert browser.open(address).text == before


def test_the_database_itself_lets_nobody_change_one(db, lease, make):
    import sqlite3

    make("niezaleganie", lease)
    for column, value in (("facts", "{}"), ("code", "C"), ("valid_until", "2030-01-01")):
        with pytest.raises(sqlite3.IntegrityError, match="does not change"):
            db.execute(f"UPDATE certificates SET {column} = ?", (value,))


def test_nobody_elses_certificate_lease_or_file_is_there(browser, db, lease, make, reference):
    address = make("niezaleganie", lease)
    stranger = a_person(db, "Jan Kowal")
    a_lease(db, stranger)
    browser.sign_in(an_account(db, stranger))
    browser.open(address, status=404)
    assert browser.client.get(f"{address}/pdf").status_code == 404
    browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie&umowa={reference(lease)}", status=404)
    page = browser.send(f"{PLACE}/sprawdz", rodzaj="niezaleganie", umowa=reference(lease))
    assert page.status == 404
    assert not browser.open(PLACE).soup.select("main .rows")


def test_with_several_leases_one_is_chosen(browser, db, anna, lease, reference):
    garage = a_lease(db, anna, premises=some_premises(db, "garage", flat="12"))
    a_charge(db, garage, due_on="2026-11-10", amount=20_000)
    page = browser.open(PLACE)
    flat, other = page.select("#umowa label")
    assert flat == "Mieszkanie, ul. Jarzębinowa 14 m. 7 umowa 417/2014"
    assert other.startswith("Garaż, ul. Jarzębinowa 14 nr 12 umowa")
    missing = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie", status=422)
    assert missing.select("#bledy a") == ["Wybierz umowę."]
    late = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie&umowa={reference(garage)}")
    assert "jest zaległość" in late.text
    settled = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie&umowa={reference(lease)}")
    assert "nie ma zaległości" in settled.text


def test_a_choice_without_a_kind_is_told_so(browser, lease):
    page = browser.open(f"{PLACE}/sprawdz", status=422)
    assert page.title.startswith("Błąd: Zaświadczenia")
    assert page.select("#bledy a") == ["Wybierz rodzaj zaświadczenia."]


def test_a_lease_without_charges_has_no_certificates_yet(browser, db, anna):
    a_lease(db, anna, started_on="2026-12-01")
    for kind in ("niezaleganie", "oplaty"):
        page = browser.open(f"{PLACE}/sprawdz?rodzaj={kind}")
        assert "po naliczeniu pierwszej opłaty" in page.text


def test_a_lease_that_ended_still_has_both(browser, db, anna):
    ended = a_lease(db, anna, ended_on="2026-07-31", contract_number="9/2010")
    a_charge(db, ended, due_on="2026-07-10", amount=100_000)
    a_payment(db, ended, paid_on="2026-07-06", amount=100_000)
    page = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie")
    assert "nr 9/2010, od 3 marca 2014 do 31 lipca 2026" in page.text
    page = browser.open(f"{PLACE}/sprawdz?rodzaj=oplaty")
    assert "ostatnia opłata miesięczna" in page.text
    assert "za lipiec 2026, wynosiła 1 000,00 zł." in page.text


def test_companies_and_those_who_hold_a_lease_together_are_named(browser, db):
    company = a_company(db, "Zakład Krawiecki „Igła”")
    shop = a_lease(db, company, a_person(db, "Jan Igła"), premises=some_premises(db, "commercial"))
    a_charge(db, shop, due_on="2026-11-10")
    a_payment(db, shop, paid_on="2026-11-06")
    browser.sign_in(an_account(db, company))
    page = browser.open(f"{PLACE}/sprawdz?rodzaj=niezaleganie")
    assert page.select(".kv > div")[:2] == [
        "Najemcy Zakład Krawiecki „Igła” i Jan Igła",
        "Lokal użytkowy ul. Jarzębinowa 14 lok. 7, 53‑120 Wrocław",
    ]
