"""Help topics, their search, the glossary and the manual."""

import re

import pytest

from portal.help import glossary, manual, search
from portal.help.screens import screens
from portal.help.wording import tie
from portal.tenancy.passwords import SHORTEST
from tests.factories import a_lease, a_person, an_account

TOPICS = [topic for group in search.GROUPS for topic in group.topics]
PATHS = {screen.path for screen in screens}


def test_every_topic_has_a_page(browser):
    for topic in TOPICS:
        assert re.fullmatch(r"[a-z0-9-]+", topic.slug)
        page = browser.open(f"/pomoc/{topic.slug}")
        assert page.title.startswith(page.h1)
        assert "{" not in page.text


def test_no_topic_hides_behind_another_page():
    slugs = [topic.slug for topic in TOPICS]
    assert len(slugs) == len(set(slugs))
    assert not {f"/pomoc/{slug}" for slug in slugs} & PATHS


def test_links_between_topics_lead_somewhere(browser):
    for topic in TOPICS:
        for href, _ in topic.links:
            if href.startswith(("/pomoc", "/kontakt")):
                browser.open(href)


def test_words_of_the_glossary_lead_to_topics():
    slugs = [word.slug for word in glossary.WORDS]
    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"[a-z-]+", slug) for slug in slugs)
    for word in glossary.WORDS:
        assert not word.topic or search.topic(word.topic), word.word


def test_an_unknown_topic_is_not_found(browser):
    browser.open("/pomoc/nie-ma", status=404)


def test_all_topics_stand_on_one_page(browser):
    page = browser.open("/pomoc")
    assert page.h1 == "Pomoc"
    for topic in TOPICS:
        assert f"/pomoc/{topic.slug}" in page.links()


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("nadpłata", "nadplata"),
        ("NADPLATA", "nadplata"),
        ("nadpłatę", "nadplata"),
        ("wplaty nie widac", "brak-wplaty"),
        ("kod qr", "kod-qr"),
        ("śmieci", "odpady"),
        ("Jak zmienić hasło?", "haslo"),
        ("większe litery", "wielkosc-tekstu"),
        ("liczniki", "liczniki"),
        ("odsetek", "odsetki"),
    ],
)
def test_a_search_finds_its_topic(asked, slug):
    assert slug in [topic.slug for group in search.search(asked).groups for topic in group.topics]


def test_a_search_shows_only_what_fits(browser):
    page = browser.open("/pomoc?szukaj=segregacja")
    assert page.title.startswith("Pomoc, szukane: segregacja")
    assert "/pomoc/odpady" in page.links("#tematy a")
    assert "/pomoc/slowniczek#segregacja" in page.links("#tematy a")
    assert "/pomoc/odsetki" not in page.links("#tematy a")
    assert page.soup.select_one("#szukaj")["value"] == "segregacja"


def test_a_search_without_result_says_what_to_do(browser):
    page = browser.open("/pomoc?szukaj=%3Cb%3Exyzzy")
    assert "Nie ma odpowiedzi na: „<b>xyzzy”." in page.text
    assert "22 000 00 00" in page.select("#tematy")[0]
    assert "/pomoc" in page.links("#tematy a")


def test_a_search_for_nothing_shows_everything(browser):
    for asked in ("", "%20%20", "%3F%3F"):
        page = browser.open(f"/pomoc?szukaj={asked}")
        assert len(page.select("#tematy .rows a")) == len(TOPICS)


def test_where_no_topic_has_all_words_those_with_one_are_shown():
    assert search.search("odsetki kosmos").number
    assert not search.search("kosmos").number


def test_htmx_gets_the_topics_alone_and_words_to_say(browser):
    page = browser.piece("/pomoc?szukaj=odsetki", "tematy", "div")
    assert "<h1" not in page.html
    assert page.soup.select_one("div#tematy")
    assert page.select("#stan")[0].startswith("Znaleziono ")
    assert page.soup.title.get_text().startswith("Pomoc, szukane: odsetki")


def test_the_password_topic_tells_the_rule_of_sign_in():
    topic = search.topic("haslo")
    assert topic is not None
    assert f"{SHORTEST} znaków" in topic.answer


def test_the_glossary_explains_every_word(browser):
    page = browser.open("/pomoc/slowniczek")
    assert page.select("dt") == [word.word for word in glossary.WORDS]
    assert "{" not in page.text


def test_the_manual_shows_every_screen(browser):
    page = browser.open("/pomoc/instrukcja")
    assert page.links("nav.sec a") == [f"#{section.slug}" for section in manual.SECTIONS]
    assert "{" not in page.text


def test_the_manual_has_no_picture_that_is_not_there(browser):
    page = browser.open("/pomoc/instrukcja")
    for image in page.soup.select("main img"):
        assert image["loading"] == "lazy"
        assert image["alt"]
        answer = browser.client.get(image["src"])
        assert answer.status_code == 200
        assert len(answer.content) <= 25_000


def test_strangers_and_tenants_see_help_each_in_their_frame(browser, db):
    assert browser.open("/pomoc").soup.select_one("main.bare")
    assert not browser.open("/pomoc").soup.select_one("nav.side")
    tenant_id = a_person(db)
    a_lease(db, tenant_id)
    browser.sign_in(an_account(db, tenant_id))
    page = browser.open("/pomoc")
    assert not page.soup.select_one("main.bare")
    assert page.select("nav.side [aria-current=page]") == ["Pomoc"]


def test_short_words_stay_with_the_next():
    assert tie("I w domu, i o 12 znakach") == "I\u00a0w\u00a0domu, i\u00a0o\u00a012\u00a0znakach"
    assert tie("ul. Długa, do 5 lat") == "ul.\u00a0Długa, do 5\u00a0lat"
