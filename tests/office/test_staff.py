"""Members of staff, their second factors, and the audit log."""

import re
from datetime import date

import pyotp
import pytest

from portal import clock
from portal.office.event_words import WORDS
from portal.store.database import writing
from portal.store.events import Event, record
from portal.tenancy import factors
from tests.factories import PASSWORD, a_member_of_staff, a_person, an_account

MORE = {"name": "Jan Kowal", "login": "jan.kowal", "role": "clerk", "password": ""}


@pytest.fixture
def admin(browser, db):
    account = a_member_of_staff(db, "administrator", "Alicja Admin")
    browser.sign_in(account)
    return account


def staff_id_of(db, account):
    (staff_id,) = db.execute(
        "SELECT staff_id FROM accounts WHERE account_id = ?", (account,)
    ).fetchone()
    return staff_id


def with_factor(db, settings, account):
    """Give a member of staff a factor; gives the secret and the recovery codes."""
    staff_id = staff_id_of(db, account)
    with writing(db):
        factors.begin(db, staff_id, settings.secret_key)
        secret = factors.factor_of(db, staff_id, settings.secret_key).secret
        codes = factors.confirm(
            db, staff_id, code_of(secret, -1), settings.secret_key, account_id=account
        )
    return secret, codes


def code_of(secret, steps=0):
    return pyotp.TOTP(secret).at(clock.seconds_of_other_devices() + 30 * steps)


def login_of(db, account):
    return db.execute("SELECT login FROM accounts WHERE account_id = ?", (account,)).fetchone()[0]


def sign_in(browser, db, account):
    return browser.send("/logowanie", login=login_of(db, account), password=PASSWORD)


def page_of(browser, name):
    soup = browser.open("/biuro/pracownicy").soup
    return next(link["href"] for link in soup.select("td.t a") if link.text == name)


class TestStaff:
    def test_a_first_password_is_shown_once_and_lets_in(self, browser, db, admin):
        page = browser.send("/biuro/pracownicy/dodaj", **MORE)
        first = page.select("dd.code")[0]
        assert page.response.headers["cache-control"] == "no-store"
        assert browser.send("/biuro/pracownicy/dodaj", **MORE).status == 422
        browser.sign_out()
        page = browser.send("/logowanie", login="jan.kowal", password=first)
        assert page.response.headers["location"].startswith("/haslo/nowe")
        row = db.execute("SELECT account_id, details FROM events WHERE event = 'staff.added'")
        assert row.fetchone()[0] == admin

    def test_giving_the_administrators_role_asks_for_the_own_password(self, browser, db, admin):
        wanted = {**MORE, "role": "administrator"}
        page = browser.send("/biuro/pracownicy/dodaj", **wanted)
        assert page.select("#bledy a") == ["Wpisz obecne hasło."]
        page = browser.send("/biuro/pracownicy/dodaj", **{**wanted, "password": "inne"})
        assert page.select("#bledy a") == ["To nie jest obecne hasło. Wpisz je jeszcze raz."]
        assert page.soup.select_one("#name")["value"] == "Jan Kowal"
        page = browser.send("/biuro/pracownicy/dodaj", **{**wanted, "password": PASSWORD})
        assert page.status == 200

    @pytest.mark.parametrize("login", ["", "ab", "Jan", "jan kowal", "1jan", "łucja", "x" * 41])
    def test_a_login_that_cannot_be_is_refused(self, browser, admin, login):
        page = browser.send("/biuro/pracownicy/dodaj", **{**MORE, "login": login})
        assert page.status == 422

    def test_a_role_holds_from_the_next_page_on(self, browser, db, admin):
        other = a_member_of_staff(db, "clerk", "Ewa Lis")
        address = page_of(browser, "Ewa Lis")
        page = browser.send(address, follow=True, zrob="rola", role="finance", password="")
        assert "Rola jest zmieniona." in page.text
        browser.sign_in(other)
        browser.open("/biuro/importy")
        browser.open("/biuro/wnioski", status=403)

    @pytest.mark.parametrize(
        ("before", "after"), [("clerk", "administrator"), ("administrator", "clerk")]
    )
    def test_a_change_about_administrators_asks_for_the_own_password(
        self, browser, db, admin, before, after
    ):
        a_member_of_staff(db, before, "Ewa Lis")
        address = page_of(browser, "Ewa Lis")
        assert browser.send(address, zrob="rola", role=after, password="").status == 422
        page = browser.send(address, zrob="rola", role=after, password=PASSWORD)
        assert page.status == 303

    def test_access_that_is_taken_ends_at_once(self, browser, db, admin):
        other = a_member_of_staff(db, "clerk", "Ewa Lis")
        browser.sign_in(other)
        kept = browser.client.cookies["iok"]
        browser.sign_in(admin)
        address = page_of(browser, "Ewa Lis")
        browser.send(address, zrob="odbierz", role="clerk", password=PASSWORD)
        assert "bez dostępu" in browser.open("/biuro/pracownicy").text
        browser.client.cookies.set("iok", kept)
        assert browser.client.get("/biuro").status_code == 303
        browser.sign_out()
        assert sign_in(browser, db, other).status == 422

    def test_a_new_first_password_ends_sessions(self, browser, db, admin):
        other = a_member_of_staff(db, "clerk", "Ewa Lis")
        address = page_of(browser, "Ewa Lis")
        page = browser.send(address, zrob="haslo", role="clerk", password=PASSWORD)
        first = page.select("dd.code")[0]
        browser.sign_out()
        assert sign_in(browser, db, other).status == 422
        page = browser.send("/logowanie", login=login_of(db, other), password=first)
        assert page.status == 303

    def test_nobody_takes_their_own_access_or_role(self, browser, admin):
        address = page_of(browser, "Alicja Admin")
        assert browser.open(address).soup.select("main form") == []
        for wanted in ("odbierz", "skladnik", "rola", "haslo"):
            fields = {"zrob": wanted, "role": "clerk", "password": PASSWORD}
            assert browser.send(address, **fields).status == 404

    def test_guessing_the_own_password_must_wait(self, browser, db, admin):
        a_member_of_staff(db, "clerk", "Ewa Lis")
        address = page_of(browser, "Ewa Lis")
        wrong = {"zrob": "odbierz", "role": "clerk", "password": "x"}
        for _ in range(6):
            page = browser.send(address, **wrong)
        assert page.select("#bledy a")[0].startswith("Za dużo prób.")


class TestSecondFactor:
    def test_it_is_set_up_with_a_code_and_gives_recovery_codes_once(self, browser, db, admin):
        browser.send("/biuro/drugi-skladnik", zrob="zacznij", password=PASSWORD)
        page = browser.open("/biuro/drugi-skladnik")
        assert page.soup.select_one("svg.qr path")["d"]
        secret = page.select("#klucz")[0].replace(" ", "")
        assert browser.send("/biuro/drugi-skladnik", code="000000").status == 422
        page = browser.send("/biuro/drugi-skladnik", code=code_of(secret))
        codes = page.select(".codes li")
        assert len(set(codes)) == 10
        kept = str(db.execute("SELECT * FROM recovery_codes").fetchall())
        assert codes[0] not in kept
        assert codes[0].replace("-", "") not in kept
        (stored,) = db.execute("SELECT secret FROM second_factors").fetchone()
        assert secret not in stored
        page = browser.open("/biuro/drugi-skladnik")
        assert "Niewykorzystane kody zapasowe: 10" in page.text
        assert secret not in page.html.replace(" ", "")

    def test_setting_it_up_asks_for_the_own_password(self, browser, db, admin):
        assert browser.send("/biuro/drugi-skladnik", zrob="zacznij").status == 422
        assert db.execute("SELECT count(*) FROM second_factors").fetchone() == (0,)

    def test_half_a_session_gets_nowhere(self, browser, db, settings):
        from portal.app import screens

        account = a_member_of_staff(db, "administrator")
        with_factor(db, settings, account)
        assert (
            sign_in(browser, db, account).response.headers["location"].startswith("/logowanie/kod")
        )
        for screen in screens():
            if screen.audience.admits_strangers or screen.path.startswith("/demo"):
                continue
            address = re.sub(r"{[^}]*}", "00000000", screen.path)
            if screen.method == "GET":
                response = browser.client.get(address)
            else:
                response = browser.send(address).response
            if screen.path == "/logowanie/kod":
                assert response.status_code in (200, 422)
            else:
                assert response.headers.get("location") == "/logowanie/kod", screen.path

    def test_half_a_session_cannot_replace_the_factor(self, browser, db, settings):
        account = a_member_of_staff(db, "administrator")
        secret, _ = with_factor(db, settings, account)
        sign_in(browser, db, account)
        for wanted in ("zacznij", "usun", ""):
            browser.send("/biuro/drugi-skladnik", zrob=wanted, password=PASSWORD, code="000000")
        kept = factors.factor_of(db, staff_id_of(db, account), settings.secret_key)
        assert kept.secret == secret
        assert kept.confirmed

    def test_the_right_code_lets_in_under_a_new_token(self, browser, db, settings):
        account = a_member_of_staff(db, "administrator")
        secret, _ = with_factor(db, settings, account)
        sign_in(browser, db, account)
        half = browser.client.cookies["iok"]
        page = browser.send("/logowanie/kod", code=code_of(secret), next="/biuro/dziennik")
        assert page.response.headers["location"] == "/biuro/dziennik"
        assert browser.client.cookies["iok"] != half
        browser.open("/biuro/dziennik")
        browser.sign_out()
        browser.client.cookies.set("iok", half)
        assert browser.client.get("/logowanie/kod").headers["location"].startswith("/logowanie?")

    def test_a_code_is_taken_once(self, browser, db, settings):
        account = a_member_of_staff(db, "administrator")
        secret, _ = with_factor(db, settings, account)
        code = code_of(secret)
        for status in (303, 422):
            browser.sign_out()
            sign_in(browser, db, account)
            assert browser.send("/logowanie/kod", code=code).status == status

    def test_an_older_code_is_not_taken_after_a_newer_one(self, db, settings):
        account = a_member_of_staff(db)
        staff_id = staff_id_of(db, account)
        secret, _ = with_factor(db, settings, account)
        with writing(db):
            assert factors.take_code(db, staff_id, code_of(secret, 1), settings.secret_key)
            assert not factors.take_code(db, staff_id, code_of(secret), settings.secret_key)
            assert not factors.take_code(db, staff_id, code_of(secret, 5), settings.secret_key)

    def test_a_recovery_code_works_once(self, browser, db, settings):
        account = a_member_of_staff(db, "administrator")
        _, codes = with_factor(db, settings, account)
        typed = codes[3].lower().replace("-", " ")
        for status in (303, 422):
            browser.sign_out()
            sign_in(browser, db, account)
            assert browser.send("/logowanie/kod", code=typed).status == status
        assert factors.recovery_codes_left(db, staff_id_of(db, account)) == 9
        assert db.execute(
            "SELECT count(*) FROM events WHERE event = 'recovery-code.used'"
        ).fetchone() == (1,)

    def test_guessing_codes_must_wait(self, browser, db, settings):
        account = a_member_of_staff(db, "administrator")
        secret, _ = with_factor(db, settings, account)
        sign_in(browser, db, account)
        statuses = [browser.send("/logowanie/kod", code="000000").status for _ in range(6)]
        assert statuses == [422] * 5 + [429]
        assert browser.send("/logowanie/kod", code=code_of(secret)).status == 429

    def test_where_it_is_required_it_is_set_up_before_anything_else(self, browser, db, settings):
        account = a_member_of_staff(db, "clerk")
        with writing(db):
            db.execute("INSERT INTO office_settings VALUES ('require_second_factor', 'on')")
        sign_in(browser, db, account)
        page = browser.open("/biuro")
        assert page.h1 == "Drugi składnik logowania"
        browser.send("/biuro/drugi-skladnik", zrob="zacznij")
        secret = browser.open("/biuro/drugi-skladnik").select("#klucz")[0].replace(" ", "")
        assert browser.client.get("/biuro").status_code == 303
        browser.send("/biuro/drugi-skladnik", code=code_of(secret))
        assert browser.open("/biuro").h1 == "Do zrobienia"

    def test_requiring_it_needs_ones_own_and_holds_for_who_is_in(
        self, browser, db, settings, admin
    ):
        fields = {"wymagaj": "tak", "password": PASSWORD}
        page = browser.send("/biuro/pracownicy", **fields)
        assert page.select("#bledy a") == ["Najpierw ustaw drugi składnik u siebie."]
        with_factor(db, settings, admin)
        clerk = a_member_of_staff(db, "clerk")
        browser.sign_in(clerk)
        kept = browser.client.cookies["iok"]
        browser.sign_in(admin)
        page = browser.send("/biuro/pracownicy", follow=True, **fields)
        assert "Od teraz każdy pracownik musi mieć drugi składnik." in page.text
        browser.client.cookies.set("iok", kept)
        assert browser.open("/biuro").h1 == "Drugi składnik logowania"

    def test_an_administrator_removes_a_lost_one(self, browser, db, settings, admin):
        clerk = a_member_of_staff(db, "clerk", "Ewa Lis")
        with_factor(db, settings, clerk)
        address = page_of(browser, "Ewa Lis")
        assert browser.send(address, zrob="skladnik", role="clerk", password="").status == 422
        browser.send(address, zrob="skladnik", role="clerk", password=PASSWORD)
        assert not factors.is_confirmed(db, staff_id_of(db, clerk))
        row = db.execute("SELECT account_id FROM events WHERE event = 'second-factor.removed'")
        assert row.fetchone() == (admin,)

    def test_what_was_written_before_the_session_ended_comes_through(self, browser, db, settings):
        account = a_member_of_staff(db, "clerk")
        secret, _ = with_factor(db, settings, account)
        page = browser.send("/biuro/aktualnosci/dodaj", title="Ważne", body="Treść")
        hidden = page.soup.select("form [name^='kept:']")
        kept = {field["name"]: field["value"] for field in hidden}
        fields = {"login": login_of(db, account), "password": PASSWORD,
                  "next": "/biuro/aktualnosci/dodaj", **kept}  # fmt: skip
        assert browser.send("/logowanie", **fields).h1 == "Drugi składnik logowania"
        fields = {"code": code_of(secret), "next": "/biuro/aktualnosci/dodaj", **kept}
        page = browser.send("/logowanie/kod", **fields)
        assert page.soup.select_one("input[name=title]")["value"] == "Ważne"


class TestLog:
    def test_every_event_has_words(self):
        assert set(WORDS) >= {str(event) for event in Event}

    def test_it_is_filtered_by_kind_login_and_tenant(self, browser, db, admin):
        tenant = a_person(db, "Anna Nowak")
        an_account(db, tenant, login="10001")
        with writing(db):
            record(db, Event.TENANT_LOOKED_AT, account_id=admin, tenant_id=tenant)
            record(db, Event.PASSWORD_CHANGED, account_id=admin)
        for query, rows in (
            ("rodzaj=tenant.looked-at", 1),
            (f"login={login_of(db, admin)}", 2),
            ("najemca=10001&rodzaj=tenant.looked-at", 1),
            ("najemca=10001&rodzaj=password.changed", 0),
            ("od=2020-01-01&do=2020-12-31", 0),
        ):
            page = browser.open(f"/biuro/dziennik?{query}")
            assert len(page.select("tbody tr")) == rows, query
        page = browser.open("/biuro/dziennik?rodzaj=tenant.looked-at")
        assert "Otwarcie karty najemcy" in page.text
        assert "Alicja Admin" in page.text
        assert "Anna Nowak" in page.text

    def test_pages_follow_each_other_without_a_gap(self, browser, db, admin):
        with writing(db):
            for number in range(120):
                record(db, Event.SESSION_CLOSED, rows=number)
        address, seen = "/biuro/dziennik?rodzaj=session.closed", []
        while address:
            page = browser.open(address)
            seen += page.select("tbody .sub")
            older = [a["href"] for a in page.soup.select("a.btn") if "Starsze" in a.text]
            address = older[0] if older else None
        numbers = [text for text in seen if text.startswith("wiersze")]
        assert numbers == [f"wiersze: {number}" for number in reversed(range(120))]

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            ("od=jutro", "Wpisz datę, na przykład 21.11.2026."),
            ("od=2026-11-20&do=2026-11-01", "Ostatni dzień nie może być przed pierwszym."),
            ("login=nikt", "Nikt nie ma takiego loginu."),
            ("najemca=nikt", "Nie ma najemcy z takim loginem."),
        ],
    )
    def test_a_question_that_makes_no_sense_is_told(self, browser, admin, query, told):
        page = browser.open(f"/biuro/dziennik?{query}", status=422)
        assert page.select("#bledy a") == [told]

    def test_days_are_those_of_poland(self, browser, db, admin):
        with writing(db):
            db.execute(
                "INSERT INTO events (at, event, details)"
                " VALUES ('2026-11-19T23:30:00Z', 'import.applied', '{}')"
            )
        clock.pin(date(2026, 11, 21))
        page = browser.open("/biuro/dziennik?od=20.11.2026&do=20.11.2026&rodzaj=import.applied")
        assert len(page.select("tbody tr")) == 1
