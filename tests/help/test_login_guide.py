"""The guide for people who cannot get in."""

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from portal.app import create_app
from portal.help import login_guide
from portal.help.answer import Answer
from portal.help.login_guide import Question
from portal.help.wording import Wording
from portal.tenancy.passwords import SHORTEST
from tests.factories import a_person, an_account
from tests.pages import Browser

PLACES = dict(login_guide.places())
ANSWERS = {path: place for path, place in PLACES.items() if isinstance(place.page, Answer)}
QUESTIONS = {path: place for path, place in PLACES.items() if isinstance(place.page, Question)}


def test_every_choice_leads_somewhere():
    for path, place in QUESTIONS.items():
        slugs = [choice.slug for choice in place.page.choices]
        assert len(slugs) >= 2, path
        assert len(slugs) == len(set(slugs)), path
        assert all(f"{path}/{slug}".lstrip("/") in PLACES for slug in slugs), path


def test_every_kind_of_trouble_of_the_first_question_has_its_address():
    assert [choice.slug for choice in login_guide.FIRST.choices] == [
        "nowe-konto",
        "brak-loginu",
        "reset-hasla",
        "profil-zaufany",
        "adres-strony",
        "cudze-dane",
        "inne",
    ]


def test_no_way_is_longer_than_three_pages():
    assert max(place.number for place in PLACES.values()) <= 3


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_says_what_to_do_and_what_to_write(path, settings):
    answer, wording = ANSWERS[path].page, Wording(settings)
    assert len(answer.steps) >= 3
    assert answer.then
    assert answer.mail.subject(wording).startswith("IOK Nasze Domy - ")
    assert len(answer.mail.facts) >= 3
    assert not any("PESEL" in fact or "asło" in fact for fact in answer.mail.facts)


def test_every_page_of_the_guide_opens_without_signing_in(browser):
    for place in PLACES.values():
        page = browser.open(place.address)
        assert page.title.startswith(page.h1)
        assert "22 000 00 00" in page.text
        assert "biuro@nasze-domy.example" in page.text
        assert "ul. Kwiatowa 2" in page.text
        assert "poniedziałek–piątek 8.00–15.00" in page.text
        assert place.previous in page.links("a.back")
        assert "{" not in page.text


def test_every_choice_of_a_page_can_be_taken(browser):
    for place in QUESTIONS.values():
        form = browser.open(place.address).soup.select_one("main form")
        assert form["action"] == place.address
        for radio in form.select("input[type=radio]"):
            response = browser.client.get(f"{place.address}?dalej=1&wybor={radio['value']}")
            assert response.status_code == 303
            assert response.headers["location"] == f"{place.address}/{radio['value']}"


def test_without_a_choice_the_question_says_what_is_missing(browser):
    browser.open("/pomoc/logowanie?dalej=1&wybor=", status=422)
    browser.open("/pomoc/logowanie?dalej=1&wybor=nic", status=422)
    page = browser.open("/pomoc/logowanie?dalej=1", status=422)
    assert page.title.startswith("Błąd: Z czym masz kłopot?")
    assert page.select("#bledy a") == ["Wybierz jedną odpowiedź."]
    assert page.soup.select_one(page.links("#bledy a")[0])["type"] == "radio"
    assert page.soup.select_one("fieldset")["aria-describedby"] == "blad"
    assert "Wybierz jedną odpowiedź." in page.select("#blad")[0]


def test_a_way_that_does_not_exist_is_not_found(browser):
    for path in ("nie-ma", "brak-loginu/nie-ma", "cudze-dane/tak", "brak-loginu/", ""):
        browser.open(f"/pomoc/logowanie/{path}", status=404)


def test_the_email_for_a_new_login_is_ready(browser):
    page = browser.open("/pomoc/logowanie/brak-loginu/tak")
    (link,) = [href for href in page.links() if href.startswith("mailto:") and "?" in href]
    assert "+" not in link
    assert unquote(urlsplit(link).path) == "biuro@nasze-domy.example"
    fields = parse_qs(urlsplit(link).query)
    assert fields["subject"] == ["IOK Nasze Domy - prośba o login oraz hasło"]
    body = fields["body"][0]
    assert body.startswith("Dzień dobry,\r\n\r\nproszę o nowy login i hasło")
    assert "Adres lokalu:\r\nNumer umowy najmu:\r\n" in body
    assert page.select("#temat") == ["IOK Nasze Domy - prośba o login oraz hasło"]
    assert "Nie podawaj numeru PESEL ani hasła." in page.text
    buttons = page.soup.select("button[data-copy]")
    assert [button["data-copy"] for button in buttons] == ["do", "temat", "tresc"]
    assert all(button.has_attr("hidden") for button in buttons)


def test_foreign_data_go_to_the_inspector(settings, db):
    organisation = replace(settings.organisation, privacy_email="iod@nasze-domy.example")
    settings = replace(settings, organisation=organisation)
    visitor = Browser(create_app(settings), db, settings)
    page = visitor.open("/pomoc/logowanie/cudze-dane")
    assert page.select("#do") == ["iod@nasze-domy.example"]
    assert "To pilne." in page.text
    assert "Nie kopiuj" in page.text
    visitor.close()


def test_foreign_data_go_to_the_office_where_there_is_no_inspector(browser):
    assert browser.open("/pomoc/logowanie/cudze-dane").select("#do") == ["biuro@nasze-domy.example"]


def test_someone_signed_in_can_sign_out_beside_foreign_data(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    page = browser.open("/pomoc/logowanie/cudze-dane")
    assert page.select("main button[form=wyloguj]") == ["Wyloguj teraz"]


def test_the_guide_knows_the_address_of_the_portal(browser):
    assert browser.open("/pomoc/logowanie/adres-strony").h1 == "Adres strony to 127.0.0.1:8000"


def test_the_guide_knows_how_long_a_password_must_be(browser):
    page = browser.open("/pomoc/logowanie/nowe-konto/nowe-haslo")
    assert f"co najmniej {SHORTEST} znaków" in page.text


def test_the_sign_in_page_leads_into_the_guide(browser):
    links = [href for href in browser.open("/logowanie").links() if href.startswith("/pomoc")]
    assert links
    for href in links:
        browser.open(href)


@pytest.mark.parametrize("way", ["nie-pamietam", "nie-ma-listu", "link-nie-dziala"])
def test_a_forgotten_password_leads_into_the_reset_by_e_mail(browser, way):
    page = browser.open(f"/pomoc/logowanie/reset-hasla/{way}")
    assert "/haslo/reset" in page.links()
    assert "zatwierdzony" in page.text
    assert browser.open("/haslo/reset").h1 == "Ustaw nowe hasło przez e-mail"
