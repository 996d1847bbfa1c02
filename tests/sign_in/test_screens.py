"""Getting in and out, as people and those who guess at passwords meet it."""

import pytest

from portal.tenancy import throttle
from tests.factories import PASSWORD, a_lease, a_member_of_staff, a_person, an_account
from tests.pages import words


def test_login_and_password_let_in(browser, db):
    tenant = a_person(db)
    a_lease(db, tenant)
    an_account(db, tenant, "10001")
    page = browser.send("/logowanie", login="10001", password=PASSWORD, follow=True)
    assert page.title.startswith("Start")


def test_a_login_may_be_typed_with_spaces_around_it(browser, db):
    an_account(db, a_person(db), "anna")
    assert browser.send("/logowanie", login=" ANNA ", password=PASSWORD).status == 303


def test_a_password_with_accents_is_the_same_however_it_was_typed(browser, db):
    an_account(db, a_person(db), "10001")
    decomposed = PASSWORD.replace("ł", "ł").encode().decode()
    assert browser.send("/logowanie", login="10001", password=decomposed).status == 303


def test_after_signing_in_one_goes_where_one_wanted(browser, db):
    an_account(db, a_person(db), "10001")
    page = browser.send("/logowanie", login="10001", password=PASSWORD, next="/finanse?rok=2025")
    assert page.response.headers["location"] == "/finanse?rok=2025"


def test_nobody_is_sent_to_another_site(browser, db):
    an_account(db, a_person(db), "10001")
    page = browser.send("/logowanie", login="10001", password=PASSWORD, next="//evil.example")
    assert page.response.headers["location"] == "/"


def test_an_unknown_login_and_a_wrong_password_are_answered_alike(browser, db):
    an_account(db, a_person(db), "10001")
    wrong = browser.send("/logowanie", login="10001", password="nie to hasło wcale")
    unknown = browser.send("/logowanie", login="10002", password="nie to hasło wcale")
    assert wrong.status == unknown.status == 422
    assert wrong.html.replace("10001", "…") == unknown.html.replace("10002", "…")


def test_a_mistake_is_told_first_and_the_login_is_kept(browser, db):
    page = browser.send("/logowanie", login="10001", password="")
    assert page.title.startswith("Błąd: ")
    assert page.select("#bledy a") == ["Wpisz hasło."]
    assert page.soup.select_one("#login")["value"] == "10001"
    assert page.soup.select_one("#password")["value"] == ""
    assert page.soup.select_one("#password")["aria-invalid"] == "true"


def test_the_session_cookie_is_for_the_server_alone(browser, db):
    an_account(db, a_person(db), "10001")
    page = browser.send("/logowanie", login="10001", password=PASSWORD)
    cookie = next(c for c in page.response.headers.get_list("set-cookie") if c.startswith("iok="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age" not in cookie


def test_a_session_id_chosen_by_a_stranger_is_never_taken(browser, db):
    an_account(db, a_person(db), "10001")
    browser.client.cookies.set("iok", "chosen-by-a-stranger")
    page = browser.send("/logowanie", login="10001", password=PASSWORD)
    assert "chosen-by-a-stranger" not in str(page.response.headers.get_list("set-cookie"))


def test_signing_out_ends_the_session_on_the_server(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    token = browser.client.cookies["iok"]
    page = browser.send("/wyloguj")
    assert page.response.headers["clear-site-data"] == '"cache", "storage"'
    browser.client.cookies.clear()
    browser.client.cookies.set("iok", token)
    assert browser.client.get("/profil").status_code == 303


def test_signing_out_twice_is_no_fault(browser):
    assert browser.send("/wyloguj", follow=True).text.startswith("Zaloguj się Konto jest zamknięte")


def test_staff_begin_in_the_office(browser, db):
    browser.sign_in(a_member_of_staff(db, "administrator"))
    assert browser.open("/").h1 == "Do zrobienia"


class TestFirstPassword:
    """A password that came by letter lets in only to choose another."""

    @pytest.fixture(autouse=True)
    def maria(self, browser, db):
        tenant = a_person(db, "Maria Zielińska")
        a_lease(db, tenant)
        an_account(db, tenant, "10006", "first")
        browser.send("/logowanie", login="10006", password=PASSWORD)

    @pytest.mark.parametrize("address", ["/", "/finanse", "/lokale", "/place"])
    def test_it_must_be_replaced_before_anything_is_seen(self, browser, address):
        assert browser.open(address).h1 == "Ustaw swoje hasło"

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("", "Wpisz nowe hasło."),
            ("krótkie", "Hasło musi mieć co najmniej 12 znaków. Teraz ma ich 7."),
            ("x" * 129, "Skróć hasło do 128 znaków. Teraz ma ich 129."),
            ("aaaaaaaaaaaaaa", "To hasło to jeden powtórzony znak albo ciąg po kolei."),
            ("Wroclaw2026!!", "To hasło łatwo zgadnąć."),
            ("NaszeDomy2026", "To hasło łatwo zgadnąć."),
            ("Zielińska1234", "To hasło łatwo zgadnąć."),
            ("qwertyuiop123", "To hasło łatwo zgadnąć."),
            (PASSWORD, "To hasło jest takie samo jak dotychczasowe."),
        ],
    )
    def test_a_poor_password_is_refused_with_a_reason(self, browser, words, told):
        page = browser.send("/haslo/nowe", new_password=words)
        assert page.status == 422
        assert page.select("#bledy a")[0].startswith(told)
        assert page.select("#new_password-blad")[0].endswith(page.select("#bledy a")[0])

    @pytest.mark.parametrize("words", ["zażółć gęślą jaźń", "kaktus rower morze wtorek", "x7" * 64])
    def test_a_good_password_of_any_characters_is_taken(self, browser, words):
        if words == "x7" * 64:
            words = "".join(chr(33 + n % 90) for n in range(0, 128 * 7, 7))
        page = browser.send("/haslo/nowe", new_password=words, follow=True)
        assert page.title.startswith("Dodaj adres e-mail – krok 1 z 4")

    def test_the_new_password_works_and_the_first_one_no_more(self, browser):
        browser.send("/haslo/nowe", new_password="kaktus rower morze wtorek")
        browser.sign_out()
        assert browser.send("/logowanie", login="10006", password=PASSWORD).status == 422
        page = browser.send("/logowanie", login="10006", password="kaktus rower morze wtorek")
        assert page.status == 303


def test_changing_the_password_asks_for_the_present_one(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    page = browser.send("/haslo/nowe", password="nie to", new_password="kaktus rower morze wtorek")
    assert page.select("#bledy a") == ["To nie jest obecne hasło. Wpisz je jeszcze raz."]


def test_changing_the_password_signs_out_everywhere_else(browser, db):
    account = an_account(db, a_person(db))
    browser.sign_in(account)
    elsewhere = browser.client.cookies["iok"]
    browser.sign_in(account)
    browser.send("/haslo/nowe", password=PASSWORD, new_password="kaktus rower morze wtorek")
    assert browser.client.get("/profil").status_code == 200
    browser.sign_out()
    browser.client.cookies.set("iok", elsewhere)
    assert browser.client.get("/profil").status_code == 303


class TestThrottle:
    """Guessing is slowed; the owner is never shut out."""

    def test_after_five_wrong_tries_a_pause_is_asked_for(self, browser, db):
        an_account(db, a_person(db), "10001")
        pages = [browser.send("/logowanie", login="10001", password="źle") for _ in range(6)]
        assert [page.status for page in pages] == [422] * 5 + [429]
        assert "Za dużo prób. Spróbuj za minutę albo skorzystaj z pomocy" in pages[-1].text

    def test_unknown_logins_are_counted_alike(self, browser):
        pages = [browser.send("/logowanie", login="nikt", password="źle") for _ in range(6)]
        assert pages[-1].status == 429

    def test_what_is_forgotten_is_not_kept(self, browser, db):
        an_account(db, a_person(db), "10001")
        browser.send("/logowanie", login="nikt", password="źle")
        db.execute("UPDATE sign_in_failures SET last_at = '2026-11-19T00:00:00Z'")
        browser.send("/logowanie", login="10001", password=PASSWORD)
        rows = db.execute("SELECT count(*) FROM sign_in_failures WHERE last_at < '2026-11-20'")
        assert rows.fetchone() == (0,)

    def test_a_right_password_clears_the_count(self, browser, db):
        an_account(db, a_person(db), "10001")
        for _ in range(3):
            for _ in range(4):
                browser.send("/logowanie", login="10001", password="źle")
            assert browser.send("/logowanie", login="10001", password=PASSWORD).status == 303

    def test_strangers_elsewhere_do_not_delay_the_owner(self, db):
        from portal.store.database import writing

        strangers = [
            throttle.subjects_of("s", "10001", f"10.0.0.{n}", known_device=False) for n in range(29)
        ]
        owner = throttle.subjects_of("s", "10001", "192.168.1.1", known_device=False)
        with writing(db):
            assert not any(throttle.begin(db, subjects) for subjects in strangers)
            assert throttle.begin(db, owner) == 0

    def test_a_known_device_is_not_asked_about_strangers(self, db):
        from portal.store.database import writing

        with writing(db):
            for n in range(40):
                strange = throttle.subjects_of("s", "10001", f"10.0.0.{n}", known_device=False)
                throttle.begin(db, strange)
            unknown = throttle.subjects_of("s", "10001", "192.168.1.1", known_device=False)
            known = throttle.subjects_of("s", "10001", "192.168.1.1", known_device=True)
            assert 0 < throttle.begin(db, unknown) <= 30
            assert throttle.begin(db, known) == 0

    def test_the_pause_has_a_ceiling(self, db):
        from portal.store.database import writing

        subjects = throttle.subjects_of("s", "10001", "10.0.0.1", known_device=True)
        with writing(db):
            throttle.begin(db, subjects)
            db.execute("UPDATE sign_in_failures SET failures = 100000")
            assert throttle.begin(db, subjects) <= 15 * 60

    def test_the_table_tells_no_login_and_no_address(self, browser, db):
        browser.send("/logowanie", login="anna.nowak", password="źle")
        kept = str(db.execute("SELECT * FROM sign_in_failures").fetchall())
        assert "anna" not in kept
        assert "testclient" not in kept


class TestWhatWasTyped:
    """A session that ends while somebody writes takes nothing with it."""

    def test_it_waits_behind_the_sign_in(self, browser, db):
        an_account(db, a_person(db), "10001")
        page = browser.send("/profil/wyloguj-inne", uwaga="dzień dobry", password="tajne")
        assert page.status == 401
        assert "To, co wpisano, nie zginęło." in page.text
        kept = page.soup.select_one("[name='kept:uwaga']")
        assert kept["value"] == "dzień dobry"
        assert "tajne" not in page.html

    def test_it_is_still_there_after_a_wrong_password(self, browser, db):
        an_account(db, a_person(db), "10001")
        fields = {"next": "/profil/wyloguj-inne", "kept:uwaga": "dzień dobry"}
        page = browser.send("/logowanie", login="10001", password="źle", **fields)
        assert page.soup.select_one("[name='kept:uwaga']")["value"] == "dzień dobry"

    def test_it_can_be_sent_after_signing_in(self, browser, db):
        an_account(db, a_person(db), "10001")
        fields = {"next": "/profil/wyloguj-inne", "kept:uwaga": "dzień dobry"}
        page = browser.send("/logowanie", login="10001", password=PASSWORD, **fields)
        form = page.soup.select_one("main form")
        assert form["action"] == "/profil/wyloguj-inne"
        assert form.select_one("[name=uwaga]")["value"] == "dzień dobry"
        assert words(form.button) == "Wyślij"


def test_signing_in_is_written_down(browser, db):
    account = an_account(db, a_person(db), "10001")
    browser.send("/logowanie", login="10001", password="źle")
    browser.send("/logowanie", login="10001", password=PASSWORD)
    rows = db.execute("SELECT event FROM events WHERE account_id = ? ORDER BY event_id", [account])
    assert [row[0] for row in rows] == ["session.refused", "session.opened"]


def test_signing_in_as_somebody_else_ends_the_session_before(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    before = browser.client.cookies["iok"]
    an_account(db, a_person(db, "Jan Kowalski"), "10002")
    browser.send("/logowanie", login="10002", password=PASSWORD)
    browser.sign_out()
    browser.client.cookies.set("iok", before)
    assert browser.client.get("/profil").status_code == 303


def test_one_right_password_does_not_buy_guesses_at_others(db):
    from portal.store.database import writing
    from portal.tenancy import throttle

    def attempts(logins: range) -> list[int]:
        with writing(db):
            return [
                throttle.begin(db, throttle.subjects_of("s", str(n), "10.0.0.1", known_device=True))
                for n in logins
            ]

    own = throttle.subjects_of("s", "own", "10.0.0.1", known_device=True)
    assert not any(attempts(range(55)))
    with writing(db):
        assert throttle.begin(db, own) == 0
        throttle.forget(db, own)
    assert any(attempts(range(100, 110)))


def test_signing_in_often_from_one_place_is_no_guessing(db):
    from portal.store.database import writing
    from portal.tenancy import throttle

    with writing(db):
        for n in range(200):
            own = throttle.subjects_of("s", str(n), "10.0.0.1", known_device=True)
            assert throttle.begin(db, own) == 0
            throttle.forget(db, own)
