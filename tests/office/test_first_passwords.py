"""First passwords of staff let in for two weeks, and then somebody gives out new ones."""

from datetime import timedelta

import pytest
import sqlite_utils

from portal import clock
from portal.office.staff_actions import NewMember, add
from portal.store.database import connect
from portal.store.migrations import migrations
from tests.conftest import TODAY
from tests.factories import PASSWORD, a_member_of_staff, hash_of_password

LAST = TODAY + timedelta(days=14)


@pytest.fixture
def jan(db):
    """Somebody who was given PASSWORD as first password today."""
    return add(db, NewMember("jan.kowal", "Jan Kowal", "clerk"), hash_of_password(), by=None)


def sign_in(browser, day):
    with clock.standing_at(day):
        return browser.send("/logowanie", login="jan.kowal", password=PASSWORD)


def as_admin(browser, db):
    browser.sign_in(a_member_of_staff(db, "administrator", "Alicja Admin"))


def test_it_lets_in_on_its_last_day(browser, jan):
    assert sign_in(browser, LAST).response.headers["location"].startswith("/haslo/nowe")


def test_after_that_it_lets_nobody_in_and_says_what_to_do(browser, jan):
    page = sign_in(browser, LAST + timedelta(days=1))
    assert page.status == 422
    assert page.select("#bledy a") == [
        "To pierwsze hasło działało do 5 grudnia 2026. Poproś administratora portalu o nowe."
    ]
    assert not page.select("main .note"), "how to get a letter is for tenants"


def test_only_who_knows_it_is_told_that_it_ended(browser, jan):
    with clock.standing_at(LAST + timedelta(days=1)):
        page = browser.send("/logowanie", login="jan.kowal", password="nie to hasło")
    assert page.select("#bledy a")[0].startswith("Login lub hasło się nie zgadza.")


def test_a_session_that_lay_open_does_not_outlive_it(browser, jan):
    sign_in(browser, LAST)
    with clock.standing_at(LAST + timedelta(days=1)):
        page = browser.send("/haslo/nowe", new_password="kaktus rower morze wtorek", follow=True)
    assert page.title.startswith(("Logowanie", "Błąd"))


def test_one_of_their_own_does_not_end(browser, jan):
    sign_in(browser, TODAY)
    browser.send("/haslo/nowe", new_password="kaktus rower morze wtorek")
    with clock.standing_at(LAST + timedelta(days=300)):
        page = browser.send("/logowanie", login="jan.kowal", password="kaktus rower morze wtorek")
    assert page.status == 303


def test_administrators_see_until_when_and_that_it_is_over(browser, db, jan):
    as_admin(browser, db)
    assert "działa do 5 grudnia 2026" in browser.open("/biuro/pracownicy").text
    with clock.standing_at(LAST + timedelta(days=1)):
        as_admin(browser, db)
        page = browser.open("/biuro/pracownicy")
        assert "pierwsze hasło wygasło działało do 5 grudnia 2026" in page.text
        address = next(a["href"] for a in page.soup.select("td.t a") if a.text == "Jan Kowal")
        assert "To pierwsze hasło już nie działa." in browser.open(address).text


def test_a_new_one_begins_its_two_weeks_anew(browser, db, jan):
    later = LAST + timedelta(days=10)
    with clock.standing_at(later):
        as_admin(browser, db)
        page = browser.open("/biuro/pracownicy")
        address = next(a["href"] for a in page.soup.select("td.t a") if a.text == "Jan Kowal")
        page = browser.send(address, zrob="haslo", role="clerk", password=PASSWORD)
        assert "Działa do 29 grudnia 2026" in page.text
        first = page.select("dd.code")[0]
        browser.sign_out()
        assert browser.send("/logowanie", login="jan.kowal", password=first).status == 303


def test_those_given_out_before_this_rule_end_after_a_month(tmp_path):
    db = sqlite_utils.Database(connect(tmp_path / "portal.db"))
    migrations.apply(db, stop_before="0008_first_passwords_of_staff_end")
    db.conn.execute("INSERT INTO staff (name, role) VALUES ('Jan Kowal', 'clerk')")
    db.conn.execute(
        """
        INSERT INTO accounts (login, staff_id, password_state, changed_at, created_at)
        VALUES ('jan.kowal', 1, 'first', '2026-11-01T10:00:00Z', '2026-11-01T10:00:00Z')
        """
    )
    migrations.apply(db)
    ends_at = db.conn.execute("SELECT first_ends_at FROM accounts").fetchone()
    assert ends_at == ("2026-12-01T10:00:00Z",)
    db.close()
