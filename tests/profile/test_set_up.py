"""The steps after the first sign-in, the telephone and notifications."""

import pytest

from portal.store.database import writing
from portal.store.events import Event, record
from tests.factories import (
    PASSWORD,
    a_lease,
    a_member_of_staff,
    a_person,
    an_account,
)

STEPS = "/profil/ustawienia-konta"
NEW = "kaktus rower morze wtorek"


@pytest.fixture
def maria(browser, db):
    tenant = a_person(db, "Maria Zielińska")
    a_lease(db, tenant)
    return an_account(db, tenant, "10006", "first")


def test_the_first_password_leads_through_the_steps_to_start(browser, mailbox, db, maria):
    browser.send("/logowanie", login="10006", password=PASSWORD)
    page = browser.send("/haslo/nowe", new_password=NEW, follow=True)
    assert page.title.startswith("Dodaj adres e-mail – krok 1 z 4")
    assert "Krok 1 z 4" in page.text
    assert page.soup.select_one("main svg.gain use")["href"].endswith("#gain-mail")
    page = browser.send(STEPS, email="maria@example.pl", follow=True)
    assert "Krok 2 z 4" in page.text
    page = browser.send(f"{STEPS}/telefon", telephone="600 100 200", follow=True)
    assert page.h1 == "W jakim języku mamy się kontaktować?"
    assert "Krok 3 z 4" in page.text
    page = browser.send(f"{STEPS}/jezyk", language="uk", follow=True)
    assert "Krok 4 z 4" in page.text
    page = browser.send(f"{STEPS}/powiadomienia", notify="nie", follow=True)
    assert page.title.startswith("Start")
    assert mailbox.subjects[0][0] == "maria@example.pl"
    row = db.execute("SELECT telephone, language, notify FROM preferences").fetchone()
    assert row == ("+48600100200", "uk", 0)
    profile = browser.open("/profil")
    assert "Konto ustawione 21 listopada 2026" in profile.text
    assert "+48 600 100 200" in profile.text
    assert browser.client.get(STEPS).headers["location"] == "/"


def test_every_step_may_be_skipped(browser, db, maria):
    browser.send("/logowanie", login="10006", password=PASSWORD)
    page = browser.send("/haslo/nowe", new_password=NEW, follow=True)
    for _ in range(3):
        skip = page.soup.find("a", string="Pomiń ten krok")["href"]
        page = browser.open(skip)
    page = browser.send(f"{STEPS}/powiadomienia", skip="1", follow=True)
    assert page.title.startswith("Start")
    assert db.execute("SELECT count(*) FROM email_addresses").fetchone() == (0,)
    assert db.execute("SELECT set_up_at IS NOT NULL FROM preferences").fetchone() == (1,)


def test_a_later_first_password_does_not_lead_through_the_steps_again(browser, db, maria):
    db.execute("INSERT INTO preferences (account_id, set_up_at) VALUES (?, 'x')", [maria])
    browser.send("/logowanie", login="10006", password=PASSWORD)
    page = browser.send("/haslo/nowe", new_password=NEW, follow=True)
    assert page.title.startswith("Start")


def test_without_a_password_the_steps_add_an_address_only_once(browser, db, maria):
    db.execute("UPDATE accounts SET password_state = 'own'")
    db.execute("INSERT INTO preferences (account_id, set_up_at) VALUES (?, 'x')", [maria])
    browser.sign_in(maria)
    page = browser.send(STEPS, email="obcy@example.pl")
    assert page.response.headers["location"] == "/profil/e-mail"
    assert db.execute("SELECT count(*) FROM email_addresses").fetchone() == (0,)


@pytest.mark.parametrize(
    ("address", "fields", "told"),
    [
        (STEPS, {"email": "maria"}, "Wpisz adres z @"),
        (f"{STEPS}/telefon", {"telephone": "12"}, "Wpisz 9 cyfr, na przykład 600 100 200."),
        (f"{STEPS}/powiadomienia", {}, "Wybierz jedną odpowiedź."),
        ("/profil/telefon", {"telephone": "600 100 20x"}, "Wpisz 9 cyfr"),
        ("/profil/powiadomienia", {"notify": "może"}, "Wybierz jedną odpowiedź."),
        (f"{STEPS}/jezyk", {}, "Wybierz jeden język."),
        ("/profil/jezyk", {"language": "de"}, "Wybierz jeden język."),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_is_kept(browser, db, address, fields, told):
    browser.sign_in(an_account(db, a_person(db)))
    page = browser.send(address, **fields)
    assert page.status == 422
    assert page.title.startswith("Błąd: ")
    assert page.select("#bledy a")[0].startswith(told)
    for name, value in fields.items():
        if name not in ("notify", "language"):
            assert page.soup.select_one(f"#{name}")["value"] == value


def test_a_telephone_is_kept_changed_and_taken_away(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    page = browser.send("/profil/telefon", telephone="0044 20 7946 0018", follow=True)
    assert "Numer telefonu jest zapisany." in page.text
    assert "+442079460018" in page.text
    browser.send("/profil/telefon", telephone="")
    assert "Nie ma numeru." in browser.open("/profil").text


def test_notifications_are_chosen(browser, db):
    account = an_account(db, a_person(db))
    browser.sign_in(account)
    assert browser.open("/profil/powiadomienia").soup.select_one("[checked]")["value"] == "tak"
    browser.send("/profil/powiadomienia", notify="nie")
    assert browser.open("/profil/powiadomienia").soup.select_one("[checked]")["value"] == "nie"
    assert "Wyłączone." in browser.open("/profil").text


def test_a_language_is_chosen_and_the_portal_does_not_pretend_to_speak_it(browser, db):
    browser.sign_in(an_account(db, a_person(db, "Oksana Kovalenko")))
    page = browser.open("/profil/jezyk")
    assert page.soup.select_one("[checked]")["value"] == "pl"
    assert [each["lang"] for each in page.soup.select("label [lang]")] == ["uk", "en"]
    assert "Sam portal i jego e-maile są na razie tylko po polsku." in page.text
    page = browser.send("/profil/jezyk", language="uk", follow=True)
    assert "Język kontaktu jest zapisany." in page.text
    assert "українська . Portal jest na razie tylko po polsku." in page.text
    assert browser.open("/profil/jezyk").soup.select_one("[checked]")["value"] == "uk"


def test_the_log_has_neither_number_nor_address(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    browser.send("/profil/telefon", telephone="600 100 200")
    browser.send(STEPS, email="maria@example.pl")
    kept = str(db.execute("SELECT * FROM events").fetchall())
    assert "600" not in kept
    assert "example.pl" not in kept


def test_one_device_can_be_signed_out(browser, db):
    account = an_account(db, a_person(db))
    browser.sign_in(account)
    elsewhere = browser.client.cookies["iok"]
    browser.sign_in(account)
    form = browser.open("/profil").soup.select_one("form[action^='/profil/wyloguj/']")
    page = browser.send(form["action"], follow=True)
    assert "Konto jest zamknięte na tamtym urządzeniu." in page.text
    browser.client.cookies.clear()
    browser.client.cookies.set("iok", elsewhere)
    assert browser.client.get("/profil").status_code == 303


def test_other_peoples_devices_cannot_be_signed_out(browser, db):
    jan = an_account(db, a_person(db, "Jan Kowalski"))
    browser.sign_in(jan)
    browser.sign_in(jan)
    action = browser.open("/profil").soup.select_one("form[action^='/profil/wyloguj/']")["action"]
    browser.sign_in(an_account(db, a_person(db)))
    assert browser.send(action).status == 404
    assert db.execute("SELECT count(*) FROM sessions").fetchone() == (3,)


def test_tenants_see_who_looked_at_their_data(browser, db):
    tenant = a_person(db)
    account = an_account(db, tenant)
    clerk = a_member_of_staff(db, "finance")
    browser.sign_in(account)
    assert "Nikt z Nasze Domy nie oglądał" in browser.open("/profil").text
    with writing(db):
        record(db, Event.TENANT_LOOKED_AT, account_id=clerk, tenant_id=tenant)
        record(db, Event.TENANT_LOOKED_AT, account_id=clerk, tenant_id=a_person(db, "Jan K"))
    looks = browser.open("/profil").select("section[aria-labelledby=kto] li")
    assert len(looks) == 1
    assert looks[0].startswith("21 listopada 2026, godz.")
    assert looks[0].endswith("otwarta karta Księgowość: konto, umowy i salda")
    assert "Ewa" not in looks[0]


def test_staff_have_neither_address_nor_steps(browser, db):
    browser.sign_in(a_member_of_staff(db))
    page = browser.open("/profil")
    assert not page.select("section[aria-labelledby=em], section[aria-labelledby=kto]")
    for address in ("/profil/e-mail", "/profil/telefon", STEPS):
        browser.open(address, status=403)
