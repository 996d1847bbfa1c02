"""A session gets another id whenever somebody's rights change, and the one before opens nothing."""

import pyotp
import pytest

from portal import clock
from portal.store.database import writing
from portal.tenancy import factors
from tests.factories import PASSWORD, a_member_of_staff, a_person, an_account

NEW = "kaktus rower morze wtorek"
FACTOR = "/biuro/drugi-skladnik"


def cookie_of(browser) -> str:
    """The id that the browser holds: the one that an answer gave it, where one did."""
    jar = [cookie for cookie in browser.client.cookies.jar if cookie.name == "iok"]
    held = {cookie.domain: cookie.value for cookie in jar}
    return held.get("127.0.0.1") or held[""]


def opens(browser, cookie: str, address: str = "/profil") -> bool:
    """Whether a session's id lets somebody in."""
    browser.client.cookies.clear()
    browser.client.cookies.set("iok", cookie)
    return browser.client.get(address).status_code == 200


@pytest.fixture
def clerk(browser, db):
    account = a_member_of_staff(db)
    browser.sign_in(account)
    return account


def begin_factor(browser) -> str:
    """Begin to set up a second factor; gives its present code."""
    browser.send(FACTOR, zrob="zacznij", password=PASSWORD)
    secret = browser.open(FACTOR).select("#klucz")[0].replace(" ", "")
    return pyotp.TOTP(secret).at(clock.seconds_of_other_devices())


def test_signing_in_gives_a_new_one_and_ends_the_one_before(browser, db):
    browser.sign_in(an_account(db, a_person(db, "Jan Kowalski")))
    an_account(db, a_person(db), "10001")
    before = cookie_of(browser)
    browser.send("/logowanie", login="10001", password=PASSWORD)
    after = cookie_of(browser)
    assert opens(browser, after)
    assert not opens(browser, before)


def test_a_new_password_gives_a_new_one_and_keeps_the_visit(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    opened = db.execute("SELECT session_id, opened_at, ends_at FROM sessions").fetchall()
    before = cookie_of(browser)
    browser.send("/haslo/nowe", password=PASSWORD, new_password=NEW)
    after = cookie_of(browser)
    assert db.execute("SELECT session_id, opened_at, ends_at FROM sessions").fetchall() == opened
    assert opens(browser, after)
    assert not opens(browser, before)


def test_the_first_password_replaced_gives_a_new_one(browser, db):
    an_account(db, a_person(db), "10006", "first")
    browser.send("/logowanie", login="10006", password=PASSWORD)
    before = cookie_of(browser)
    browser.send("/haslo/nowe", new_password=NEW)
    after = cookie_of(browser)
    assert opens(browser, after)
    assert not opens(browser, before)


def test_a_second_factor_gained_gives_a_new_one_and_ends_the_others(browser, clerk):
    elsewhere = cookie_of(browser)
    browser.sign_in(clerk)
    before = cookie_of(browser)
    assert browser.send(FACTOR, code=begin_factor(browser)).status == 200
    after = cookie_of(browser)
    assert opens(browser, after, "/biuro")
    assert not opens(browser, before, "/biuro")
    assert not opens(browser, elsewhere, "/biuro")


def test_a_second_factor_shown_gives_a_new_one(browser, db, settings, clerk):
    (staff_id,) = db.execute("SELECT staff_id FROM staff").fetchone()
    with writing(db):
        factors.begin(db, staff_id, settings.secret_key)
        secret = factors.factor_of(db, staff_id, settings.secret_key).secret
        earlier = pyotp.TOTP(secret).at(clock.seconds_of_other_devices() - 30)
        factors.confirm(db, staff_id, earlier, settings.secret_key, account_id=clerk)
    (login,) = db.execute("SELECT login FROM accounts").fetchone()
    browser.send("/logowanie", login=login, password=PASSWORD)
    half = cookie_of(browser)
    assert not opens(browser, half, "/biuro")
    code = pyotp.TOTP(secret).at(clock.seconds_of_other_devices())
    browser.send("/logowanie/kod", code=code)
    whole = cookie_of(browser)
    assert opens(browser, whole, "/biuro")
    assert not opens(browser, half, "/biuro")


def test_a_second_factor_taken_away_gives_a_new_one_and_ends_the_others(browser, clerk):
    browser.send(FACTOR, code=begin_factor(browser))
    before = cookie_of(browser)
    browser.send(FACTOR, zrob="usun", password=PASSWORD)
    after = cookie_of(browser)
    assert opens(browser, after, "/biuro")
    assert not opens(browser, before, "/biuro")


def test_another_role_ends_the_sessions_of_the_former(browser, db, clerk):
    former = cookie_of(browser)
    browser.sign_in(a_member_of_staff(db, "administrator", "Alicja Admin"))
    page = browser.open("/biuro/pracownicy")
    address = next(a["href"] for a in page.soup.select("td.t a") if a.text == "Ewa Lis")
    done = browser.send(address, follow=True, zrob="rola", role="finance", password="")
    assert "Ta osoba jest wylogowana" in done.text
    assert not opens(browser, former, "/biuro")


def test_a_role_that_stays_ends_nothing(browser, db, clerk):
    present = cookie_of(browser)
    browser.sign_in(a_member_of_staff(db, "administrator", "Alicja Admin"))
    page = browser.open("/biuro/pracownicy")
    address = next(a["href"] for a in page.soup.select("td.t a") if a.text == "Ewa Lis")
    browser.send(address, zrob="rola", role="clerk", password="")
    assert opens(browser, present, "/biuro")
