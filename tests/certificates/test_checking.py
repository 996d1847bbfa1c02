"""Anyone checks a certificate by its code, and learns nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.certificates import codes
from portal.certificates.facts import initials_of
from tests.conftest import TODAY

UNKNOWN = "CDJKMPRT2345"


@pytest.fixture
def code(browser, db, lease, make):
    """The code of Anna's certificate; who checks it is a stranger."""
    make("oplaty", lease)
    browser.sign_out()
    return db.execute("SELECT code FROM certificates").fetchone()[0]


def test_a_certificate_that_counts_is_shown_with_what_one_compares(browser, code):
    page = browser.open(f"/zaswiadczenie/{code}")
    assert page.h1 == "Zaświadczenie jest prawdziwe i ważne"
    assert page.select(".kv > div") == [
        "Rodzaj Zaświadczenie o wysokości opłat",
        "Wystawca Nasze Domy Sp. z o.o.",
        "Data wystawienia 21 listopada 2026",
        "Stan danych na 20 listopada 2026, godz. 5.00",
        "Ważne do 21 grudnia 2026",
        "Najemca (inicjały) A. N. L.",
        "Kwota opłaty 1 284,37 zł",
        f"Kod {codes.as_printed(code)}",
    ]
    for word in ("Nowak", "Jarzębinowa", "417/2014"):
        assert word not in page.html
    assert page.response.headers["cache-control"] == "no-store"
    assert page.response.headers["x-robots-tag"] == "noindex"


def test_the_code_may_be_typed_as_people_type(browser, code):
    for typed in (code.lower(), codes.as_printed(code), f" {code[:4]} {code[4:8]} {code[8:]} "):
        page = browser.send("/zaswiadczenie", kod=typed, follow=True)
        assert page.h1 == "Zaświadczenie jest prawdziwe i ważne"


def test_the_last_day_counts_and_the_day_after_does_not(browser, code):
    clock.pin(TODAY.replace(month=12, day=21))
    assert "jest prawdziwe i ważne" in browser.open(f"/zaswiadczenie/{code}").h1
    clock.pin(TODAY.replace(month=12, day=22))
    page = browser.open(f"/zaswiadczenie/{code}")
    assert page.h1 == "Zaświadczenie nie jest już ważne"
    assert "Termin ważności minął 21 grudnia 2026" in page.text


def test_unknown_codes_and_what_is_no_code_are_answered_alike(browser, code):
    pages = [
        browser.open(f"/zaswiadczenie/{asked}", status=404)
        for asked in (UNKNOWN, "x", "%20", "a" * 300, f"{code}C", "DROP%20TABLE", code[:-1])
    ]
    assert pages[0].h1 == "Nie ma takiego zaświadczenia"
    assert len({re.sub(r'value="/zaswiadczenie/[^"]*"', "", page.html) for page in pages}) == 1
    assert UNKNOWN not in pages[0].text


def test_the_same_questions_are_asked_of_the_database_for_each(browser, code):
    """What is no code is looked up like a code, so that its answer takes as long."""
    from portal.certificates import queries

    asked: list[list[str]] = []
    for typed in (UNKNOWN, "nic", ""):
        questions: list[str] = []
        browser.db.set_trace_callback(questions.append)
        assert queries.by_code(browser.db, codes.as_kept(typed)) is None
        browser.db.set_trace_callback(None)
        asked.append([re.sub(r"code = '\w*'", "code = ?", each) for each in questions])
    assert asked[0] == asked[1] == asked[2]


def test_who_tries_many_codes_must_wait_and_then_even_a_right_one_does_not_pass(browser, code):
    statuses = [browser.client.get(f"/zaswiadczenie/{UNKNOWN}").status_code for _ in range(62)]
    assert statuses[:60] == [404] * 60
    assert statuses[-1] == 429
    page = browser.open(f"/zaswiadczenie/{code}", status=429)
    assert "Za dużo prób z tego miejsca. Spróbuj za 1 minutę." in page.text
    assert page.response.headers["retry-after"]


def test_who_checks_many_right_ones_need_not_wait(browser, code):
    statuses = {browser.client.get(f"/zaswiadczenie/{code}").status_code for _ in range(70)}
    assert statuses == {200}


def test_nothing_typed_is_told_so(browser):
    page = browser.send("/zaswiadczenie", kod="  ")
    assert page.status == 422
    assert page.select("#bledy a") == ["Wpisz kod z zaświadczenia, na przykład CDJK-MPRT-2345."]


@given(st.text())
def test_whatever_is_typed_is_a_code_or_none(typed):
    kept = codes.as_kept(typed)
    assert kept == "" or (len(kept) == codes.LENGTH and set(kept) <= set(codes.ALPHABET))


def test_codes_survive_being_printed_and_differ():
    drawn = [codes.draw() for _ in range(500)]
    assert len(set(drawn)) == 500
    assert all(codes.as_kept(codes.as_printed(code)) == code for code in drawn)
    assert not set(codes.ALPHABET) & set("01OILSZBGQNAEUY")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Anna Nowak", "A. N."),
        ("Wiktoria Katarzyna Konstanty-Brzęk", "W. K. K. B."),
        ("Zakład Krawiecki „Igła”", "Z. K. I."),
        ("Łucja", "Ł."),
        ("–", ""),
    ],
)
def test_a_stranger_sees_initials(name, initials):
    assert initials_of(name) == initials
