"""The current password cannot be guessed inside a session, and its owner is never shut out."""

import pytest

from tests.factories import PASSWORD, a_member_of_staff, a_person, an_account

NEW = "kaktus rower morze wtorek"
PLACES = [
    ("/haslo/nowe", {"new_password": NEW}),
    ("/profil/e-mail", {"email": "nowy@example.pl"}),
]
OFFICE_PLACES = [
    ("/biuro/drugi-skladnik", {"zrob": "zacznij"}),
    ("/biuro/pracownicy", {"wymagaj": ""}),
    ("/biuro/pracownicy/dodaj", {"name": "Jan K", "login": "jan.k", "role": "administrator"}),
    ("/haslo/nowe", {"new_password": NEW}),
]


@pytest.fixture
def anna(browser, db):
    account = an_account(db, a_person(db), "10001")
    browser.sign_in(account)
    return account


def guess(browser, address: str, fields: dict, times: int) -> list:
    return [browser.send(address, **fields, password=f"próba {n}") for n in range(times)]


@pytest.mark.parametrize(("address", "fields"), PLACES)
def test_after_five_wrong_guesses_a_tenant_is_asked_to_pause(browser, anna, address, fields):
    pages = guess(browser, address, fields, 6)
    assert [page.status for page in pages] == [422] * 5 + [429]
    assert pages[-1].select("#bledy a") == ["Za dużo prób. Spróbuj za minutę."]
    assert browser.send(address, **fields, password=PASSWORD).status == 429


@pytest.mark.parametrize(("address", "fields"), OFFICE_PLACES)
def test_after_five_wrong_guesses_staff_are_asked_to_pause(browser, db, address, fields):
    browser.sign_in(a_member_of_staff(db, "administrator"))
    pages = guess(browser, address, fields, 6)
    assert [page.status for page in pages] == [422] * 5 + [429]


def test_guesses_at_different_places_are_counted_together(browser, anna):
    for address, fields in PLACES:
        guess(browser, address, fields, 3)
    assert browser.send("/haslo/nowe", new_password=NEW, password=PASSWORD).status == 429


def test_guesses_in_a_stolen_session_do_not_keep_the_owner_waiting(browser, anna):
    guess(browser, *PLACES[0], 12)
    browser.sign_in(anna)
    assert browser.send("/haslo/nowe", new_password=NEW, password=PASSWORD).status == 303


def test_who_signs_in_anew_does_not_wait(browser, anna):
    guess(browser, *PLACES[0], 12)
    browser.send("/wyloguj")
    browser.sign_out()
    assert browser.send("/logowanie", login="10001", password=PASSWORD).status == 303
    assert browser.send("/haslo/nowe", new_password=NEW, password=PASSWORD).status == 303


def test_a_right_password_clears_the_count(browser, anna):
    guess(browser, *PLACES[1], 4)
    browser.send("/profil/e-mail", email="nowy@example.pl", password=PASSWORD)
    assert [page.status for page in guess(browser, *PLACES[1], 5)] == [422] * 5


def test_guessing_from_many_sessions_ends_in_a_short_pause(browser, anna):
    statuses = []
    for _ in range(7):
        browser.sign_in(anna)
        statuses += [page.status for page in guess(browser, *PLACES[0], 5)]
    assert statuses == [422] * 30 + [429] * 5
    page = browser.send("/haslo/nowe", new_password=NEW, password=PASSWORD)
    assert page.select("#bledy a") == ["Za dużo prób. Spróbuj za minutę."]


def test_only_who_knows_the_password_is_told_that_the_new_one_is_the_same(browser, anna):
    page = browser.send("/haslo/nowe", password="nie to", new_password=PASSWORD)
    assert page.select("#bledy a") == ["To nie jest obecne hasło. Wpisz je jeszcze raz."]
    page = browser.send("/haslo/nowe", password=PASSWORD, new_password=PASSWORD)
    assert page.select("#bledy a") == ["To hasło jest takie samo jak dotychczasowe. Wybierz inne."]


def test_wrong_guesses_can_be_seen_in_profil(browser, anna):
    guess(browser, *PLACES[0], 1)
    history = browser.open("/profil").select("section[aria-labelledby=lo] li")
    assert history[0].endswith("złe hasło po zalogowaniu")
