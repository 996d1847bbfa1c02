"""Profil: where the account is open, and closing it there."""

from tests.factories import a_person, an_account


def test_devices_that_are_signed_in_are_named(browser, db):
    account = an_account(db, a_person(db))
    browser.sign_in(account)
    browser.sign_in(account)
    page = browser.open("/profil")
    assert len(page.select("section[aria-labelledby=ur] li")) == 2
    assert len(page.select("section[aria-labelledby=ur] .tag")) == 1


def test_all_other_devices_can_be_signed_out(browser, db):
    account = an_account(db, a_person(db))
    browser.sign_in(account)
    elsewhere = browser.client.cookies["iok"]
    browser.sign_in(account)
    page = browser.send("/profil/wyloguj-inne", follow=True)
    assert "Konto jest otwarte już tylko na tym urządzeniu." in page.text
    browser.sign_out()
    browser.client.cookies.set("iok", elsewhere)
    assert browser.client.get("/profil").status_code == 303


def test_other_peoples_devices_stay_signed_in(browser, db):
    browser.sign_in(an_account(db, a_person(db, "Jan Kowalski")))
    jan = browser.client.cookies["iok"]
    browser.sign_in(an_account(db, a_person(db)))
    browser.send("/profil/wyloguj-inne")
    browser.client.cookies.set("iok", jan)
    assert browser.client.get("/profil").status_code == 200
