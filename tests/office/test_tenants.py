"""Finding tenants, their cards, and the portal as they see it."""

import itertools
from datetime import timedelta

import pytest

from portal import clock
from portal.profile.actions import save_language, save_notifications, save_telephone
from portal.store.database import writing
from portal.store.events import Event, record
from portal.tenancy import search, word_index
from portal.web import viewing
from tests.factories import (
    a_charge,
    a_company,
    a_lease,
    a_member_of_staff,
    a_person,
    an_account,
    some_premises,
)

NRB = "56999900000000417000104582"


@pytest.fixture
def anna(db):
    tenant = a_person(db, "Żaneta Łącka-Ćwik")
    an_account(db, tenant, login="10427")
    lease = a_lease(db, tenant, contract_number="TBS/417/2014", bank_account=NRB)
    a_charge(db, lease, due_on="2026-11-10", amount=100_00)
    other = a_person(db, "Jan Kowalski")
    premises = some_premises(db, street="ul. Kwiatowa", building="2", flat="1")
    a_lease(db, other, premises=premises, bank_account="1" * 26)
    a_company(db)
    with writing(db):
        word_index.learn(db)
    return tenant


@pytest.fixture
def ewa(browser, db):
    account = a_member_of_staff(db, "clerk", "Ewa Lis")
    browser.sign_in(account)
    return account


def events(db, event):
    return db.execute(
        "SELECT account_id, tenant_id, details FROM events WHERE event = ?", (event,)
    ).fetchall()


def card_of(browser, asked="lacka"):
    return browser.open(f"/biuro/najemcy?szukaj={asked}").soup.select_one("main tbody form")[
        "action"
    ]


class TestSearch:
    @pytest.mark.parametrize(
        "asked",
        [
            "Łącka", "lacka", "ŻANETA ł", "cwik zaneta", "jarzebinowa 14 7",
            "ul. Jarzębinowa 14 m. 7", "lacka jarzebinowa", "jarzębinowa 14/7 lacka", "10427",
            "TBS/417/2014", "tbs/417/2014", NRB, f"PL{NRB}", "56 9999 0000 0000 4170 0010 4582",
        ],
    )  # fmt: skip
    def test_a_tenant_is_found_in_every_way(self, browser, ewa, anna, asked):
        page = browser.open(f"/biuro/najemcy?szukaj={asked}")
        assert page.select("tbody td.t") == ["Żaneta Łącka-Ćwik"], asked

    @pytest.mark.parametrize("asked", ["nowak", "jarzebinowa 1", "lacka kwiatowa", "41", '"*()^'])
    def test_who_does_not_fit_is_not_found(self, browser, ewa, anna, asked):
        page = browser.open(f"/biuro/najemcy?szukaj={asked}")
        assert page.select("tbody td.t") == []

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ("", "Wpisz, kogo szukasz."),
            ("a", "Wpisz co najmniej 2 litery albo cyfry."),
            ("nikogo takiego", "Nie ma nikogo takiego."),
            ("44051401359", "Po numerze PESEL nie szukamy."),
        ],
    )
    def test_what_to_do_is_told(self, browser, ewa, anna, asked, told):
        assert told in browser.open(f"/biuro/najemcy?szukaj={asked}").text

    def test_a_wish_for_another_language_is_seen_at_once(self, browser, db, ewa, anna):
        (account,) = db.execute(
            "SELECT account_id FROM accounts WHERE tenant_id = ?", (anna,)
        ).fetchone()
        save_language(db, account, "uk")
        page = browser.open("/biuro/najemcy?szukaj=lacka")
        assert page.select("tbody td.t") == ["Żaneta Łącka-Ćwik prosi o kontakt po ukraińsku"]
        card = browser.send(card_of(browser), follow=True)
        assert card.select("h1 + p") == ["prosi o kontakt po ukraińsku"]

    def test_too_many_are_told_to_be_narrowed(self, browser, db, ewa):
        for number in range(search.MOST + 5):
            a_person(db, f"Adam Nowak{number}")
        with writing(db):
            word_index.learn(db)
        page = browser.open("/biuro/najemcy?szukaj=nowak")
        assert len(page.select("tbody tr")) == search.MOST
        assert "Za dużo wyników." in page.text

    def test_the_results_come_alone_for_htmx(self, browser, ewa, anna):
        piece = browser.piece("/biuro/najemcy?szukaj=lacka", "wyniki")
        assert "<html" not in piece.html
        assert piece.soup.select_one("section#wyniki")
        assert piece.select("#stan") == ["Wyniki: 1 najemca."]

    def test_a_name_that_changed_is_found_by_the_new_one_alone(self, browser, db, ewa, anna):
        with writing(db):
            db.execute("UPDATE tenants SET last_name = 'Nowa' WHERE tenant_id = ?", (anna,))
            word_index.learn(db)
        assert browser.open("/biuro/najemcy?szukaj=nowa zaneta").select("tbody td.t")
        assert not browser.open("/biuro/najemcy?szukaj=lacka").select("tbody td.t")
        with writing(db):
            word_index.learn(db)
        for table in ("tenant_words", "premises_words"):
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


class TestCard:
    def test_a_look_is_noted_before_anything_is_seen(self, browser, db, ewa, anna):
        address = card_of(browser)
        closed = browser.open(address)
        assert closed.h1 == "Karta najemcy jest zamknięta"
        assert "Łącka" not in closed.html
        assert events(db, "tenant.looked-at") == []
        page = browser.send(address, follow=True)
        assert page.h1 == "Żaneta Łącka-Ćwik"
        assert [row[:2] for row in events(db, "tenant.looked-at")] == [(ewa, anna)]

    def test_the_card_has_everything_at_hand_but_no_pesel(self, browser, db, ewa, anna):
        page = browser.send(card_of(browser), follow=True)
        for words in ("10427", "własne hasło", "TBS/417/2014", "−100,00 zł", "100,00 zł"):
            assert words in page.text
        assert "PESEL" not in page.html
        assert any(link.startswith("/biuro/listy/dla/") for link in page.links())

    def test_the_card_tells_how_to_reach_a_tenant(self, browser, db, ewa, anna):
        assert "Telefon nie podano Język polski" in browser.send(card_of(browser), follow=True).text
        (account,) = db.execute(
            "SELECT account_id FROM accounts WHERE tenant_id = ?", (anna,)
        ).fetchone()
        save_telephone(db, account, "+48600100200")
        save_notifications(db, account, notify=False)
        card = browser.send(card_of(browser), follow=True)
        assert "Powiadomienia e-mail nie chce Telefon +48 600 100 200" in card.text

    def test_a_look_lasts_a_quarter_of_an_hour(self, browser, db, ewa, anna):
        address = card_of(browser)
        long_ago = clock.as_text(clock.now() - timedelta(minutes=16))
        with writing(db):
            db.execute(
                "INSERT INTO events (at, event, account_id, tenant_id, details)"
                " VALUES (?, 'tenant.looked-at', ?, ?, '{}')",
                (long_ago, ewa, anna),
            )
        assert browser.open(address).h1 == "Karta najemcy jest zamknięta"

    def test_a_look_of_another_opens_nothing(self, browser, db, ewa, anna):
        address = card_of(browser)
        with writing(db):
            other = record(db, Event.TENANT_LOOKED_AT, account_id=ewa + 99, tenant_id=anna)
        assert other
        assert browser.open(address).h1 == "Karta najemcy jest zamknięta"

    def test_a_tenant_who_is_not_there_is_not_looked_at(self, browser, db, ewa):
        assert browser.send("/biuro/najemcy/00000000").status == 404
        assert events(db, "tenant.looked-at") == []

    def test_the_card_is_kept_by_no_browser(self, browser, ewa, anna):
        page = browser.send(card_of(browser), follow=True)
        assert page.response.headers["cache-control"] == "no-store"
        assert "etag" not in page.response.headers


class TestViewing:
    @pytest.fixture
    def seen(self, browser, db, ewa, anna):
        response = browser.send(f"{card_of(browser)}/zobacz").response
        assert response.headers["location"] == "/"
        assert "HttpOnly" in response.headers["set-cookie"]
        return anna

    def test_staff_see_what_the_tenant_sees_under_a_banner(self, browser, seen):
        for address in ("/", "/finanse", "/lokale", "/pomoc"):
            page = browser.open(address)
            banner = page.select("section.viewing")[0]
            assert "Oglądasz konto: Żaneta Łącka-Ćwik, jako biuro." in banner
            assert "Tylko odczyt." in banner
            assert len(page.soup.select("link[rel=stylesheet]")) == 2
            assert page.response.headers["cache-control"] == "no-store"
            assert "etag" not in page.response.headers
        assert "100,00 zł" in browser.open("/").text

    def test_start_and_end_are_in_the_log(self, browser, db, ewa, seen):
        page = browser.send("/biuro/podglad/koniec")
        assert page.response.headers["location"].startswith("/biuro/najemcy/")
        rows = [(row[0], row[1], row[2]) for row in events(db, "tenant.viewed-as")]
        assert rows == [(ewa, seen, '{"part": "start"}'), (ewa, seen, '{"part": "end"}')]
        browser.open("/finanse", status=403)

    def test_an_end_is_final_whatever_the_browser_keeps(self, browser, seen):
        cookie = browser.client.cookies[viewing.COOKIE]
        browser.send("/biuro/podglad/koniec")
        browser.client.cookies.set(viewing.COOKIE, cookie)
        browser.open("/finanse", status=403)

    def test_everything_but_the_end_and_the_look_is_refused(self, browser, db, seen):
        for address in ("/haslo/nowe", "/profil/wyloguj-inne", "/biuro/aktualnosci/dodaj",
                        "/profil/telefon", "/biuro/najemcy/00000000", "/logowanie"):  # fmt: skip
            assert browser.send(address).status == 403, address
        assert browser.send("/wyglad", font="200").status == 303
        browser.client.cookies.delete("iok_wyglad")

    def test_every_form_of_the_portal_says_whether_it_works_while_viewing(self):
        from portal.app import screens

        allowed = {screen.path for screen in screens() if screen.limits.while_viewing}
        assert allowed == {"/wyglad", "/wyloguj", "/sesja", "/biuro/podglad/koniec"}

    def test_the_office_stays_the_office(self, browser, seen):
        page = browser.open("/biuro/najemcy")
        assert page.select("section.viewing")
        assert page.h1 == "Najemcy"

    def test_a_view_ends_by_itself(self, browser, db, ewa, anna):
        long_ago = clock.as_text(clock.now() - viewing.LONGEST)
        with writing(db):
            db.execute(
                "INSERT INTO events (event_id, at, event, account_id, tenant_id, details)"
                " VALUES (500, ?, 'tenant.viewed-as', ?, ?, '{}')",
                (long_ago, ewa, anna),
            )
        forged(browser, db, 500)
        browser.open("/finanse", status=403)

    def test_a_right_that_was_taken_ends_a_view(self, browser, db, seen):
        with writing(db):
            db.execute("UPDATE staff SET role = 'finance'")
        browser.open("/finanse", status=403)

    def test_the_cookie_of_another_session_opens_nothing(self, browser, db, seen):
        cookie = browser.client.cookies[viewing.COOKIE]
        browser.sign_in(a_member_of_staff(db, "administrator"))
        browser.client.cookies.set(viewing.COOKIE, cookie)
        browser.open("/finanse", status=403)

    @pytest.mark.parametrize("cookie", ["", "x", "WzEsMV0.x", "...."])
    def test_a_forged_cookie_opens_nothing(self, browser, ewa, anna, cookie):
        browser.client.cookies.set(viewing.COOKIE, cookie)
        browser.open("/finanse", status=403)
        browser.open("/biuro")

    def test_a_tenant_with_such_a_cookie_stays_themselves(self, browser, db, seen):
        cookie = browser.client.cookies[viewing.COOKIE]
        tenant = a_person(db, "Piotr Sam")
        a_lease(db, tenant)
        browser.sign_in(an_account(db, tenant))
        browser.client.cookies.set(viewing.COOKIE, cookie)
        page = browser.open("/profil")
        assert "Piotr Sam" in page.html
        assert not page.select("section.viewing")

    def test_signing_out_ends_the_view(self, browser, db, seen):
        browser.send("/wyloguj")
        assert [row[2] for row in events(db, "tenant.viewed-as")][-1] == '{"part": "end"}'
        assert db.execute("SELECT count(*) FROM sessions").fetchone() == (0,)

    def test_without_the_cookie_a_page_asks_no_more(self, browser, db):
        tenant = a_person(db)
        a_lease(db, tenant)
        browser.sign_in(an_account(db, tenant))
        asked: list[str] = []
        reader = browser.client.app.app.services.workers.reader
        reader.set_trace_callback(asked.append)
        browser.open("/finanse")
        reader.set_trace_callback(None)
        assert not any("tenant.viewed-as" in statement for statement in asked)


def forged(browser, db, event_id):
    """A cookie that our own key has signed."""
    (session_id,) = db.execute("SELECT session_id FROM sessions").fetchone()
    cookie = viewing._signer(browser.settings.secret_key).dumps([event_id, session_id])
    browser.client.cookies.set(viewing.COOKIE, cookie)


OFFICE = {
    ("GET", "/biuro"): "clerk finance administrator",
    ("GET", "/biuro/najemcy"): "clerk finance administrator",
    ("GET", "/biuro/najemcy/{id}"): "clerk finance administrator",
    ("POST", "/biuro/najemcy/{id}"): "clerk finance administrator",
    ("POST", "/biuro/najemcy/{id}/zobacz"): "clerk administrator",
    ("POST", "/biuro/podglad/koniec"): "clerk finance administrator",
    ("GET", "/biuro/pracownicy"): "administrator",
    ("POST", "/biuro/pracownicy"): "administrator",
    ("GET", "/biuro/pracownicy/dodaj"): "administrator",
    ("POST", "/biuro/pracownicy/dodaj"): "administrator",
    ("GET", "/biuro/pracownicy/{id}"): "administrator",
    ("POST", "/biuro/pracownicy/{id}"): "administrator",
    ("GET", "/biuro/drugi-skladnik"): "clerk finance administrator",
    ("POST", "/biuro/drugi-skladnik"): "clerk finance administrator",
    ("GET", "/biuro/dziennik"): "administrator",
    ("GET", "/biuro/wnioski"): "clerk administrator",
    ("GET", "/biuro/wnioski/{id}"): "clerk administrator",
    ("POST", "/biuro/wnioski/{id}"): "clerk administrator",
    ("POST", "/biuro/wnioski/{id}/list"): "clerk administrator",
}
ROLES = ("clerk", "finance", "administrator")


class TestRights:
    @pytest.mark.parametrize("role", [*ROLES, "tenant", "stranger"])
    def test_each_address_lets_in_whom_the_table_names(self, browser, db, role):
        if role in ROLES:
            browser.sign_in(a_member_of_staff(db, role))
        elif role == "tenant":
            browser.sign_in(an_account(db, a_person(db)))
        for (method, path), roles in OFFICE.items():
            address = path.replace("{id}", "00000000")
            response = (
                browser.client.get(address) if method == "GET" else browser.send(address).response
            )
            if role == "stranger":
                assert response.status_code in (303, 401), (method, path)
            elif role in roles.split():
                assert response.status_code != 403, (method, path)
            else:
                assert response.status_code == 403, (method, path)

    def test_no_address_of_ours_is_missing_from_the_table(self):
        from portal.office import desk
        from portal.requests import desk as requests_desk

        ours = itertools.chain(desk.screens, requests_desk.screens)
        assert {(screen.method, screen.path) for screen in ours} == set(OFFICE)

    def test_the_table_of_rights_can_be_read(self, browser, db):
        browser.sign_in(a_member_of_staff(db, "administrator"))
        rows = browser.open("/biuro/pracownicy").select("[aria-labelledby=kto-co] dl > div")
        assert "Podgląd portalu jako najemca biuro obsługi klienta, administracja" in rows
