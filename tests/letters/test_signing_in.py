"""What the password of a letter opens, and until when."""

from datetime import timedelta

import pytest

from portal import clock
from tests.conftest import TODAY
from tests.factories import PASSWORD, a_lease, a_person, an_account
from tests.letters.papers import papers_of

OWN = "kaktus rower morze wtorek"


@pytest.fixture
def paper(clerk, anna, order, printed):
    """The letter in Anna's hand."""
    return papers_of(printed(order(anna)))[0]


def sign_in(browser, login: str, password: str):
    browser.sign_out()
    return browser.send("/logowanie", login=login, password=password)


def test_it_lets_in_to_choose_another_and_then_no_more(browser, db, paper):
    page = sign_in(browser, paper.login, paper.password)
    assert page.response.headers["location"].startswith("/haslo/nowe")
    assert browser.open("/finanse").h1 == "Ustaw swoje hasło"
    browser.send("/haslo/nowe", new_password=OWN)
    assert db.execute("SELECT state FROM credential_letters").fetchone() == ("used",)
    assert sign_in(browser, paper.login, paper.password).status == 422
    assert sign_in(browser, paper.login, OWN).status == 303


@pytest.mark.parametrize(
    "typed",
    [
        lambda words: words.replace(" ", ""),
        lambda words: words.replace(" ", "-"),
        lambda words: words.upper(),
        lambda words: f" {words.replace(' ', '  ')} ",
    ],
)
def test_it_may_be_typed_in_many_ways(browser, paper, typed):
    assert sign_in(browser, paper.login, typed(paper.password)).status == 303


def test_it_cannot_be_kept_as_ones_own(browser, paper):
    sign_in(browser, paper.login, paper.password)
    page = browser.send("/haslo/nowe", new_password=paper.password)
    assert page.select("#bledy a") == ["To hasło jest takie samo jak dotychczasowe. Wybierz inne."]


def test_a_newer_letter_ends_it_at_once(browser, db, clerk, anna, order, printed, paper):
    batch = order(anna)
    page = sign_in(browser, paper.login, paper.password)
    told = "To hasło jest ze starszego listu. Użyj najnowszego listu albo poproś o nowy."
    assert page.status == 422
    assert page.select("#bledy a") == [told]
    assert "/dostep/wniosek" in page.links()
    browser.sign_out()
    browser.sign_in(clerk)
    new = papers_of(printed(batch))[0]
    assert new.login == paper.login
    assert sign_in(browser, paper.login, paper.password).status == 422
    assert sign_in(browser, new.login, new.password).status == 303


def test_it_lets_in_on_its_last_day_and_not_the_day_after(browser, paper):
    clock.pin(TODAY + timedelta(days=30))
    assert sign_in(browser, paper.login, paper.password).status == 303
    clock.pin(TODAY + timedelta(days=31))
    page = sign_in(browser, paper.login, paper.password)
    assert page.status == 422
    assert page.select("#bledy a") == [
        "Hasło z tego listu działało do 21 grudnia 2026. Poproś o nowy list."
    ]
    assert "22 000 00 00" in page.text


def test_that_it_expired_is_told_only_to_those_who_know_it(browser, paper):
    clock.pin(TODAY + timedelta(days=31))
    page = sign_in(browser, paper.login, "nie to hasło")
    assert "Login lub hasło się nie zgadza." in page.select("#bledy a")[0]


def test_a_session_begun_with_a_letter_that_ended_cannot_take_the_account(
    browser, db, clerk, anna, order, paper
):
    sign_in(browser, paper.login, paper.password)
    thief = browser.client.cookies["iok"]
    browser.sign_out()
    browser.sign_in(clerk)
    order(anna)
    browser.sign_out()
    browser.client.cookies.set("iok", thief)
    page = browser.send("/haslo/nowe", new_password=OWN)
    assert page.status == 422
    assert "ze starszego listu" in page.select("#bledy a")[0]


def test_a_password_of_ones_own_works_until_the_letter_is_printed(
    browser, db, clerk, order, printed
):
    tenant = a_person(db)
    a_lease(db, tenant)
    an_account(db, tenant, "10001")
    batch = order(tenant)
    assert sign_in(browser, "10001", PASSWORD).status == 303
    session = browser.client.cookies["iok"]
    browser.sign_out()
    browser.sign_in(clerk)
    paper = papers_of(printed(batch))[0]
    assert paper.login == "10001"
    assert sign_in(browser, "10001", PASSWORD).status == 422
    browser.sign_out()
    browser.client.cookies.set("iok", session)
    assert browser.client.get("/profil").status_code == 303
    assert sign_in(browser, "10001", paper.password).status == 303


def test_who_has_an_address_is_told_of_the_new_letter(browser, db, clerk, order, printed):
    tenant = a_person(db)
    account = an_account(db, tenant)
    now = clock.as_text(clock.now())
    db.execute(
        """
        INSERT INTO email_addresses (account_id, address, state, asked_at)
        VALUES (?, 'anna@example.pl', 'approved', ?)
        """,
        (account, now),
    )
    printed(order(tenant))
    rows = db.execute("SELECT recipient, template, contents FROM outbox").fetchall()
    assert rows == [("anna@example.pl", "letters/mail_new_password.txt", "{}")]
