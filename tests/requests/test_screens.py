"""Asking for login and password: the same answer for everybody, and a number."""

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.requests import numbers
from portal.store.database import writing
from portal.tenancy import word_index
from tests.factories import a_lease, a_person

FIELDS = {"name": "Anna Nowak", "address": "ul. Jarzębinowa 14 m. 7", "contact": ""}


def ask(browser, **fields):
    return browser.send("/dostep/wniosek", **{**FIELDS, **fields})


def test_who_asks_gets_a_number_and_is_told_what_happens_next(browser, db):
    page = ask(browser)
    assert page.status == 303
    page = browser.open(page.response.headers["location"])
    number = page.select("dd.code")[0]
    assert re.fullmatch(r"W-2026-[A-Z0-9]{6}", number)
    assert page.h1 == "Wniosek przyjęty"
    assert "do skrzynki pocztowej" in page.text
    row = db.execute("SELECT number, name, address, contact, state FROM credential_requests")
    assert row.fetchone() == (number, FIELDS["name"], FIELDS["address"], None, "waiting")


def test_the_page_has_what_paper_needs(browser):
    page = browser.open(ask(browser).response.headers["location"])
    assert page.soup.select_one(".pr")
    assert page.soup.select_one("[data-print]")
    assert "Nowak" not in page.text


def test_the_answer_is_the_same_for_tenants_and_for_nobody(browser, db):
    a_lease(db, a_person(db, "Anna Nowak"))
    with writing(db):
        word_index.learn(db)
    answers = []
    for name in ("Anna Nowak", "Nikt Taki"):
        page = browser.open(ask(browser, name=name).response.headers["location"])
        answers.append(page.html.replace(page.select("dd.code")[0], "N"))
    assert re.sub(r"W-2026-\w+", "N", answers[0]) == re.sub(r"W-2026-\w+", "N", answers[1])


def test_asking_looks_nobody_up(browser, db):
    asked: list[str] = []
    writer = browser.client.app.app.services.workers._writer
    writer.set_trace_callback(asked.append)
    ask(browser)
    writer.set_trace_callback(None)
    tables = " ".join(asked)
    assert not re.search(r"\b(tenants|tenant_words|leases|accounts|premises)\b", tables)


def test_a_mistake_is_told_and_everything_typed_is_kept(browser):
    page = ask(browser, name="  ", contact="600 700 800")
    assert page.status == 422
    assert page.select("#bledy a") == ["Wpisz imię i nazwisko z umowy najmu."]
    assert page.soup.select_one("#address")["value"] == FIELDS["address"]
    assert page.soup.select_one("#contact")["value"] == "600 700 800"


def test_many_requests_from_one_place_must_wait(browser):
    statuses = [ask(browser).status for _ in range(12)]
    assert statuses[:10] == [303] * 10
    assert statuses[-1] == 429
    assert "Za dużo wniosków z tego miejsca." in ask(browser).text


def test_a_number_that_nobody_got_is_not_there(browser):
    browser.open("/dostep/wniosek/W-2026-CCCCCC", status=404)
    browser.open("/dostep/wniosek/x", status=404)


def test_neither_name_nor_address_reach_the_log(browser, db):
    ask(browser)
    (details,) = db.execute(
        "SELECT details FROM events WHERE event = 'credentials.asked'"
    ).fetchone()
    assert "Nowak" not in details
    assert "Jarz" not in details


@given(st.integers(min_value=2000, max_value=9999))
def test_every_number_that_is_drawn_is_one(year):
    assert numbers.is_number(numbers.draw(year))


@given(st.text())
def test_no_other_text_is_a_number_by_chance(text):
    assert not numbers.is_number(text) or text.startswith("W-")
