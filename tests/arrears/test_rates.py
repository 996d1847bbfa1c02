"""Finance keeps the rates and the limits; nobody else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.arrears.forms import percent_in_words, read_percent
from tests.factories import a_member_of_staff

RATES, LIMITS = "/biuro/odsetki", "/biuro/zasady-rat"


@pytest.fixture
def karol(browser, db):
    account = a_member_of_staff(db, "finance", "Karol Księgowy")
    browser.sign_in(account)
    return account


def events(db) -> list[tuple[str, str]]:
    return db.execute(
        "SELECT event, details FROM events WHERE event LIKE 'in%' ORDER BY event_id"
    ).fetchall()


@pytest.mark.parametrize("role", ["finance", "administrator"])
def test_they_are_for_finance_and_administrators(browser, db, role):
    browser.sign_in(a_member_of_staff(db, role))
    assert RATES in browser.open("/biuro/raty").links()
    browser.open(RATES)
    browser.open(LIMITS)


def test_clerks_and_tenants_neither_see_nor_change_them(browser, db, jan):
    for account in (None, a_member_of_staff(db, "clerk")):
        if account:
            browser.sign_in(account)
            assert RATES not in browser.open("/biuro/raty").links()
        for address in (RATES, LIMITS):
            browser.open(address, status=403)
            assert browser.send(address, od="2026-11-01", stawka="1").status == 403
        assert browser.send(f"{RATES}/2026-07-01", zrob="usun").status == 403


def test_a_new_rate_counts_from_its_day_and_is_an_event(browser, db, karol):
    page = browser.send(RATES, follow=True, od="01.12.2026", stawka="9,5")
    assert "Stawka jest zapisana." in page.text
    assert page.select("main tbody tr")[0].startswith("1 grudnia 2026 9,50% Sprawdzona 21.11.2026")
    assert events(db) == [
        ("interest-rate.set", '{"former": null, "hundredths": 950, "valid_from": "2026-12-01"}')
    ]


def test_a_rate_of_the_same_day_is_corrected(browser, db, karol):
    browser.send(RATES, od="2026-03-05", stawka="9.30 %")
    assert db.execute(
        "SELECT hundredths, checked_on FROM interest_rates WHERE valid_from = '2026-03-05'"
    ).fetchone() == (930, "2026-11-21")
    assert '"former": 925' in events(db)[0][1]


def test_a_wrong_rate_is_taken_out(browser, db, karol):
    browser.send(f"{RATES}/2026-03-05", zrob="usun")
    (newest,) = db.execute("SELECT max(valid_from) FROM interest_rates").fetchone()
    assert newest == "2025-12-04"
    assert events(db)[0][0] == "interest-rate.removed"


def test_a_rate_that_still_holds_is_confirmed(browser, db, karol):
    page = browser.open(RATES)
    assert page.soup.select_one("main .note.warn")
    assert "Stawkę 9,25% sprawdzono ostatnio 5 marca 2026." in page.text
    page = browser.send(f"{RATES}/2026-03-05", follow=True, zrob="potwierdz")
    assert not page.soup.select_one("main .note.warn")
    assert "Stawkę 9,25% sprawdzono ostatnio 21 listopada 2026." in page.text
    assert events(db)[0][0] == "interest-rate.checked"


@pytest.mark.parametrize("day", ["2026-03-06", "x", "2026-13-01"])
def test_a_rate_that_is_not_there(browser, karol, day):
    assert browser.send(f"{RATES}/{day}", zrob="usun").status == 404
    assert browser.send(f"{RATES}/2026-03-05", zrob="inaczej").status == 404


def test_without_any_rate_the_desk_says_so(browser, db, karol):
    db.execute("DELETE FROM interest_rates")
    assert "Nie ma żadnej stawki." in browser.open(RATES).text


@pytest.mark.parametrize(
    ("fields", "mistake"),
    [
        ({"od": "", "stawka": "9"}, "Wpisz dzień, miesiąc i rok"),
        ({"od": "2028-01-01", "stawka": "9"}, "Wybierz dzień do 22.11.2027."),
        ({"od": "2026-12-01", "stawka": ""}, "Wpisz stawkę"),
        ({"od": "2026-12-01", "stawka": "9,255"}, "Wpisz stawkę"),
        ({"od": "2026-12-01", "stawka": "-1"}, "Wpisz stawkę"),
        ({"od": "2026-12-01", "stawka": "100"}, "Wpisz stawkę"),
    ],
)
def test_mistakes_in_a_rate(browser, db, karol, fields, mistake):
    page = browser.send(RATES, **fields)
    assert page.status == 422
    (words,) = page.select("#bledy a")
    assert words.startswith(mistake)
    assert events(db) == []


@given(st.integers(0, 9_999))
def test_a_percentage_is_read_as_it_is_written(hundredths):
    assert read_percent(percent_in_words(hundredths)) == hundredths


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_percentage_or_none(words):
    found = read_percent(words)
    assert found is None or 0 <= found < 10_000


def test_the_limits_are_set_and_hold_for_the_next_who_asks(browser, db, jans_account, lease, karol):
    browser.sign_in(karol)
    page = browser.send(LIMITS, follow=True, najwiecej="3", najmniej="100,00", dni="14")
    assert "Zasady są zapisane." in page.text
    assert events(db) == [
        ("instalment-limits.set", '{"days_to_first": 14, "most": 3, "smallest": 10000}')
    ]
    browser.sign_in(jans_account)
    page = browser.open("/finanse/zaleglosc")
    assert page.select("#liczba option") == ["2", "3"]
    assert "Od 21.11.2026 do 05.12.2026." in page.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"najwiecej": "1"}, "najwiecej"),
        ({"najwiecej": "61"}, "najwiecej"),
        ({"najmniej": "0"}, "najmniej"),
        ({"najmniej": "dużo"}, "najmniej"),
        ({"dni": "0"}, "dni"),
        ({"dni": "91"}, "dni"),
    ],
)
def test_mistakes_in_the_limits(browser, db, karol, fields, field):
    page = browser.send(LIMITS, **{"najwiecej": "12", "najmniej": "50", "dni": "31", **fields})
    assert page.status == 422
    assert page.links("#bledy a") == [f"#{field}"]
    assert db.execute("SELECT * FROM instalment_limits").fetchone() == (12, 5_000, 31)
