"""What every door does: sessions, foreign forms, sizes, methods, faults."""

import sqlite3
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from portal import clock
from portal.store.database import writing
from portal.web import sessions
from tests.factories import a_lease, a_member_of_staff, a_person, an_account

FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_a_stranger_is_asked_to_sign_in_and_comes_back(browser):
    response = browser.client.get("/finanse?rok=2025")
    assert response.status_code == 303
    assert response.headers["location"] == "/logowanie?next=/finanse%3Frok%3D2025"


def test_a_session_that_ended_lets_nobody_in(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    assert browser.client.get("/profil").status_code == 200
    with writing(db):
        db.execute("DELETE FROM sessions")
    assert browser.client.get("/profil").status_code == 303


def test_a_session_ends_after_half_an_hour_of_silence(browser, db):
    account = an_account(db, a_person(db))
    browser.sign_in(account)
    long_ago = clock.as_text(clock.now() - timedelta(minutes=31))
    with writing(db):
        db.execute("UPDATE sessions SET seen_at = ?", (long_ago,))
    assert browser.client.get("/profil").status_code == 303


def test_a_session_ends_after_twelve_hours_whatever_happens(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    with writing(db):
        db.execute("UPDATE sessions SET ends_at = ?", (clock.as_text(clock.now()),))
    assert browser.client.get("/profil").status_code == 303


def test_being_here_is_noted(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    before = clock.as_text(clock.now() - timedelta(minutes=5))
    with writing(db):
        db.execute("UPDATE sessions SET seen_at = ?", (before,))
    browser.send("/sesja")
    assert db.execute("SELECT seen_at FROM sessions").fetchone()[0] > before


def test_the_database_keeps_no_token(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    token = browser.client.cookies["iok"]
    (kept,) = db.execute("SELECT token_hash FROM sessions").fetchone()
    assert kept == sessions.token_hash(token)
    assert token.encode() not in kept


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},
    ],
)
def test_a_form_from_another_site_is_refused(browser, headers):
    response = browser.client.post("/wyglad", content="font=200", headers={**FORM, **headers})
    assert response.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"},
     {"origin": "http://127.0.0.1:8000"}],
)  # fmt: skip
def test_a_form_of_our_own_is_taken(browser, headers):
    response = browser.client.post("/wyglad", content="font=200", headers={**FORM, **headers})
    assert response.status_code == 303


def test_a_form_that_is_too_large_is_refused(browser):
    page = browser.send("/wyglad", next="x" * 70_000)
    assert page.status == 413


@pytest.mark.parametrize("body", ["a=%00", "a=%ff", "a=%ed%a0%80", "&".join(["a=1"] * 201)])
def test_what_is_no_clean_text_is_refused(browser, body):
    headers = {**FORM, "sec-fetch-site": "same-origin"}
    assert browser.client.post("/wyglad", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize("length", ["-1", "1_0", "+5", "99999999999"])
def test_a_strange_content_length_is_refused(browser, length):
    headers = {**FORM, "sec-fetch-site": "same-origin", "content-length": length}
    response = browser.client.post("/wyglad", content=b"", headers=headers)
    assert response.status_code in (400, 413)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(browser, method):
    assert browser.client.request(method, "/logowanie").status_code == 405


def test_head_is_answered_like_get(browser):
    assert browser.client.head("/logowanie").status_code == 200


def test_an_unknown_address_is_a_page_that_helps(browser):
    page = browser.open("/nie-ma-mnie", status=404)
    assert page.h1 == "Nie ma takiej strony"
    assert "/pomoc" in page.links()


def test_an_address_with_a_slash_too_many_does_not_send_us_elsewhere(browser):
    response = browser.client.get("/finanse/", headers={"host": "evil.example"})
    assert response.status_code == 404


def test_a_fault_shows_a_number_and_no_trace(browser, db, monkeypatch, caplog):
    def broken(*_):
        raise ValueError("Anna Nowak 44051401359")

    monkeypatch.setattr("portal.profile.queries.sign_ins", broken)
    browser.sign_in(an_account(db, a_person(db)))
    page = browser.open("/profil", status=500)
    assert "Numer zdarzenia:" in page.text
    assert "ValueError" not in page.html
    assert "Anna" not in caplog.text
    assert "44051401359" not in caplog.text
    assert "profile/screens.py" in caplog.text


def test_a_fault_in_the_drawing_of_pages_is_told_in_plain_words(browser, monkeypatch):
    def broken(*_):
        raise ValueError

    monkeypatch.setattr("portal.web.pages.Pages.answer", broken)
    response = browser.client.get("/kontakt")
    assert response.status_code == 500
    assert "Nic nie zginęło" in response.text


def test_a_locked_database_is_a_pause_and_not_a_fault(browser, db, monkeypatch):
    account = an_account(db, a_person(db))
    browser.sign_in(account)

    def locked(*_, **__):
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr("portal.profile.actions.sign_out_elsewhere", locked)
    page = browser.send("/profil/wyloguj-inne")
    assert page.status == 503
    assert page.response.headers["retry-after"]


def test_an_unchanged_page_is_not_sent_again(browser, db):
    tenant = a_person(db)
    a_lease(db, tenant)
    browser.sign_in(an_account(db, tenant))
    tag = browser.open("/").response.headers["etag"]
    again = browser.client.get("/", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""


def test_a_page_is_sent_anew_after_an_import_another_day_or_another_look(browser, db):
    tenant = a_person(db)
    a_lease(db, tenant)
    browser.sign_in(an_account(db, tenant))

    def tag() -> str:
        return browser.open("/").response.headers["etag"]

    tags = [tag()]
    with writing(db):
        db.execute("UPDATE portal_revision SET number = number + 1")
    tags.append(tag())
    clock.pin(date(2026, 11, 22))
    tags.append(tag())
    browser.client.cookies.set("iok_wyglad", "200.ciemny")
    tags.append(tag())
    assert len(set(tags)) == 4


def test_two_people_never_share_a_tag(browser, db):
    tags = []
    for name in ("Anna Nowak", "Jan Kowalski"):
        browser.sign_in(an_account(db, a_person(db, name)))
        tags.append(browser.open("/pomoc").response.headers["etag"])
    assert tags[0] != tags[1]


def test_personal_pages_stay_in_the_browser_of_the_person(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    assert browser.open("/").response.headers["cache-control"] == "private, no-cache"


def test_staff_do_not_enter_as_tenants_nor_tenants_as_staff(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    browser.open("/biuro", status=403)
    browser.sign_in(a_member_of_staff(db, "clerk"))
    browser.open("/finanse", status=403)
    browser.open("/biuro/importy", status=403)
    browser.open("/biuro")


def test_a_tenant_without_a_lease_is_told_so(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    assert "Nie widzimy jeszcze Twojej umowy" in browser.open("/").text


def test_a_forwarded_address_counts_only_from_our_proxy():
    from portal.web.door import client_address

    scope = {"client": ("10.0.0.1", 1)}
    headers = {b"x-forwarded-for": b"6.6.6.6, 7.7.7.7"}
    assert client_address(scope, headers, "") == "10.0.0.1"
    assert client_address(scope, headers, "10.0.0.1") == "7.7.7.7"


@pytest.mark.parametrize(
    "asked",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\nb",
     "", "/" + "a" * 600, "/a b", "/ą"],
)  # fmt: skip
def test_only_paths_of_ours_are_gone_on_to(asked):
    from portal.web.paths import own_path

    assert own_path(asked) == "/"


def test_the_look_is_kept_in_a_cookie_and_drawn_by_the_server(browser):
    page = browser.send("/wyglad", font="200", contrast="ciemny", next="/kontakt")
    assert page.response.headers["location"] == "/kontakt"
    html = browser.open("/kontakt").soup.html
    assert (html["data-text"], html["data-theme"]) == ("200", "dark")
    assert html.has_attr("data-big")


def test_a_look_that_does_not_exist_changes_nothing(browser):
    browser.client.cookies.set("iok_wyglad", "9000.<script>")
    browser.send("/wyglad", font="17", contrast="rozowy", next="/kontakt")
    assert not browser.open("/kontakt").soup.html.has_attr("data-text")


def test_pressed_buttons_tell_the_look(browser):
    browser.client.cookies.set("iok_wyglad", "150.zolty-na-czarnym")
    pressed = browser.open("/kontakt").soup.select(".wide [aria-pressed=true]")
    assert [button["value"] for button in pressed] == ["150", "zolty-na-czarnym"]


def test_urlencoded_words_are_put_into_one_form_of_unicode(browser, db):
    from portal.web.incoming import parse_form

    assert parse_form(urlencode({"a": "o\u0301"}).encode())["a"] == "ó"


def test_a_page_shortly_before_the_last_end_knows_of_it(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    assert not browser.open("/profil").soup.select("#koniec[data-left]")
    soon = clock.as_text(clock.now() + timedelta(minutes=5))
    with writing(db):
        db.execute("UPDATE sessions SET ends_at = ?", (soon,))
    left = int(browser.open("/profil").soup.select_one("#koniec")["data-left"])
    assert 240 < left <= 300


def test_a_tag_is_never_good_for_the_next_person_at_the_same_browser(browser, db):
    tags = []
    for name in ("Anna Nowak", "Jan Kowalski"):
        account = an_account(db, a_person(db, name))
        with writing(db):
            db.execute("UPDATE accounts SET changed_at = '2026-11-21T08:00:00Z'")
            db.execute("DELETE FROM sessions")  # so that the number of the session comes again
        browser.sign_in(account)
        tags.append(browser.open("/pomoc").response.headers["etag"])
    assert db.execute("SELECT session_id FROM sessions").fetchone() == (1,)
    assert tags[0] != tags[1]


def test_a_refused_method_names_those_that_are_taken(browser):
    assert browser.client.put("/logowanie").headers["allow"] == "GET, POST"
