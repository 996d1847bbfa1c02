"""A forgotten password and the way back by e-mail."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from portal import clock
from portal.app import create_app, postman
from portal.sign_in import resets
from portal.store.database import writing
from portal.tenancy import accounts
from tests.conftest import TODAY
from tests.factories import (
    PASSWORD,
    a_person,
    a_waiting_address,
    an_account,
    an_approved_address,
    hash_of_password,
)
from tests.pages import Browser

NEW = "kaktus rower morze wtorek"
ADDRESS = "anna.nowak@example.pl"


@pytest.fixture
def anna(db):
    account = an_account(db, a_person(db), "10001")
    an_approved_address(db, account, ADDRESS)
    return account


@pytest.fixture
def link(browser, mailbox, anna):
    """The path of a link that was asked for."""
    ask(browser)
    return mailbox.link(ADDRESS)


def ask(browser, login="10001", email=ADDRESS):
    return browser.send("/haslo/reset", login=login, email=email)


def follow(browser, link, words=NEW):
    """Open the link and choose a password."""
    browser.open(link)
    return browser.send("/haslo/reset/nowe", new_password=words)


def test_from_a_forgotten_password_to_a_new_one(browser, mailbox, db, anna):
    page = browser.open("/logowanie")
    assert "/haslo/reset" in page.links("form a.lk")
    assert browser.send("/haslo/reset", login="10001", email=ADDRESS, follow=True).h1 == (
        "Sprawdź pocztę"
    )
    link = mailbox.link(ADDRESS)
    page = browser.open(link)
    assert page.h1 == "Wybierz nowe hasło"
    assert "Dla loginu 10001" in page.text
    done = browser.send("/haslo/reset/nowe", new_password=NEW, follow=True)
    assert "Hasło jest zmienione. Zaloguj się nowym hasłem." in done.text
    assert browser.send("/logowanie", login="10001", password=PASSWORD).status == 422
    assert browser.send("/logowanie", login="10001", password=NEW).status == 303
    assert mailbox.subjects[-1] == (ADDRESS, "Hasło do IOK Nasze Domy zostało zmienione")


class TestNobodyIsTold:
    """Whether there is an account, an address, or that they belong together."""

    @pytest.fixture
    def others(self, db, anna):
        jan = an_account(db, a_person(db, "Jan Kowalski"), "10002")
        a_waiting_address(db, jan, "jan@example.pl")

    QUESTIONS = (
        ("10001", ADDRESS),
        ("10001", "ktos@example.pl"),
        ("10002", "jan@example.pl"),
        ("99999", ADDRESS),
        ("99999", "nikt@example.pl"),
    )

    def test_every_answer_is_the_same_to_the_byte(self, browser, others):
        answers = [ask(browser, *question).response for question in self.QUESTIONS]
        assert {answer.status_code for answer in answers} == {303}
        assert {answer.headers["location"] for answer in answers} == {"/haslo/reset/wyslano"}
        assert {answer.content for answer in answers} == {b""}
        assert len({tuple(answer.headers.items()) for answer in answers}) == 1

    def test_every_question_is_the_same_work_for_the_database(self, browser, db, others):
        done: list[list[str]] = []
        writer = browser.client.app.app.services.workers._writer
        for question in self.QUESTIONS:
            asked: list[str] = []
            writer.set_trace_callback(lambda sql, asked=asked: asked.append(sql.split("VALUES")[0]))
            ask(browser, *question)
            done.append([sql for sql in asked if "sign_in_failures" not in sql])
        writer.set_trace_callback(None)
        assert all(each == done[0] for each in done)
        assert not any("accounts" in sql or "email_addresses" in sql for sql in done[0])

    def test_only_the_approved_address_of_the_login_gets_a_letter(self, browser, mailbox, others):
        for question in self.QUESTIONS:
            ask(browser, *question)
        assert [letter.recipient for letter in mailbox.letters] == [ADDRESS]

    def test_what_strangers_typed_is_not_kept(self, browser, mailbox, db, others):
        ask(browser, "10001", "ktos@example.pl")
        assert mailbox.letters == []
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
        events = db.execute("SELECT details, account_id FROM events").fetchall()
        assert "ktos" not in str(events)

    def test_large_letters_in_an_address_make_no_difference(self, browser, mailbox, others):
        ask(browser, "10001", "Anna.Nowak@EXAMPLE.pl")
        assert len(mailbox.letters) == 1

    def test_the_page_after_it_says_what_to_do_without_an_address(self, browser):
        page = browser.open("/haslo/reset/wyslano")
        assert {"/dostep/wniosek", "/kontakt", "/pomoc/logowanie/reset-hasla"} <= set(page.links())

    def test_after_a_few_questions_a_pause_is_asked_for_of_anybody(self, browser, others):
        for login, email in (("10001", ADDRESS), ("99999", "nikt@example.pl")):
            statuses = [ask(browser, login, email).status for _ in range(4)]
            assert statuses == [303, 303, 303, 429], login
        page = ask(browser)
        assert page.select("#bledy a")[0].startswith("Za dużo prób. Spróbuj za 5 minut")
        assert page.soup.select_one("#email")["value"] == ADDRESS


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("login", "", "Wpisz login z listu."),
        ("email", "", "Wpisz adres e-mail."),
        ("email", "anna", "Wpisz adres z @ i bez polskich liter"),
        ("email", "a@b.pl, c@d.pl", "Wpisz adres z @ i bez polskich liter"),
        ("email", "a@b.pl\r\nBcc: c@d.pl", "Wpisz adres z @ i bez polskich liter"),
    ],
)
def test_a_mistake_is_told_and_everything_typed_is_kept(browser, field, value, told):
    fields = {"login": "10001", "email": ADDRESS, field: value}
    page = browser.send("/haslo/reset", **fields)
    assert page.status == 422
    assert page.select("#bledy a")[0].startswith(told)
    other = "login" if field == "email" else "email"
    assert page.soup.select_one(f"#{other}")["value"] == fields[other]


class TestTheLink:
    """It opens one door, once, for half an hour."""

    def test_the_token_leaves_the_address_at_once(self, browser, link):
        response = browser.client.get(link)
        assert response.status_code == 303
        assert response.headers["location"] == "/haslo/reset/nowe"
        assert response.headers.get_list("referrer-policy") == ["no-referrer"]
        cookie = response.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "Path=/haslo/reset" in cookie
        assert "Max-Age=1800" in cookie
        page = browser.open("/haslo/reset/nowe")
        assert link.rpartition("/")[2] not in page.html
        assert page.response.headers["cache-control"] == "no-store"

    def test_programs_that_open_links_do_not_use_it_up(self, browser, link):
        for _ in range(3):
            browser.client.get(link)
            browser.client.head(link)
        assert follow(browser, link).status == 303

    def test_it_works_once(self, browser, link):
        assert follow(browser, link).status == 303
        browser.open(link, status=410)
        page = browser.send("/haslo/reset/nowe", new_password="inne hasło i jeszcze dłuższe")
        assert page.status == 410
        assert page.h1 == "Ten link do nowego hasła już nie działa"

    def test_it_ends_after_half_an_hour(self, browser, link, db):
        browser.open(link)
        db.execute("UPDATE password_resets SET ends_at = ?", [clock.as_text(clock.now())])
        assert browser.send("/haslo/reset/nowe", new_password=NEW).status == 410

    def test_it_ends_when_the_password_is_changed(self, browser, link, db, anna):
        browser.open(link)
        db.execute("UPDATE accounts SET changed_at = '2026-11-20T00:00:00Z'")
        assert browser.send("/haslo/reset/nowe", new_password=NEW).status == 410

    def test_it_ends_when_the_owner_signs_in_and_changes_the_password(self, browser, link, anna):
        browser.sign_in(anna)
        browser.send("/haslo/nowe", password=PASSWORD, new_password=NEW)
        browser.open(link, status=410)

    def test_a_newer_one_ends_it(self, browser, mailbox, link):
        ask(browser)
        newer = mailbox.link(ADDRESS)
        assert newer != link
        browser.open(link, status=410)
        assert follow(browser, newer).status == 303

    def test_made_up_ones_open_nothing(self, browser, link):
        browser.open("/haslo/reset/abc", status=410)
        browser.client.cookies.set("iok_reset", link.rpartition("/")[2])
        browser.open("/haslo/reset/nowe", status=410)
        assert browser.send("/haslo/reset/nowe", new_password=NEW).status == 410

    def test_the_database_has_only_its_hash(self, browser, link, db):
        token = link.rpartition("/")[2]
        assert len(token) >= 43
        assert db.execute("SELECT token_hash FROM password_resets").fetchall() == [
            (hashlib.sha256(token.encode()).digest(),)
        ]
        everything = "\n".join(db.iterdump())
        assert token not in everything

    def test_a_letter_that_is_sent_twice_has_the_same_link(self, browser, mailbox, db, anna):
        ask(browser)
        first = mailbox.link(ADDRESS)
        contents = '{"login": "10001", "email": "anna.nowak@example.pl"}'
        now = clock.as_text(clock.now())
        db.execute(
            "UPDATE outbox SET sent_at = NULL, next_try_at = ?, contents = ?", [now, contents]
        )
        assert mailbox.link(ADDRESS) == first
        assert len(mailbox.letters) == 2

    def test_a_letter_sent_again_after_its_use_does_not_bring_the_old_link_back(
        self, browser, mailbox, db, anna
    ):
        ask(browser)
        first = mailbox.link(ADDRESS)
        with writing(db):
            accounts.set_password(db, anna, hash_of_password(), "own")
            db.execute("UPDATE accounts SET changed_at = '2026-11-21T23:59:59Z'")
            resets.forget(db, anna)
        contents = '{"login": "10001", "email": "anna.nowak@example.pl"}'
        now = clock.as_text(clock.now())
        db.execute(
            "UPDATE outbox SET sent_at = NULL, next_try_at = ?, contents = ?", [now, contents]
        )
        assert mailbox.link(ADDRESS) != first
        browser.open(first, status=410)


class TestTheNewPassword:
    """The rules of first passwords hold."""

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("", "Wpisz nowe hasło."),
            ("krótkie", "Hasło musi mieć co najmniej 12 znaków. Teraz ma ich 7."),
            ("AnnaNowak10001", "To hasło łatwo zgadnąć."),
        ],
    )
    def test_a_poor_one_is_refused_and_the_link_still_works(self, browser, link, words, told):
        page = follow(browser, link, words)
        assert page.status == 422
        assert page.select("#bledy a")[0].startswith(told)
        assert browser.send("/haslo/reset/nowe", new_password=NEW).status == 303

    def test_nobody_learns_by_a_link_what_the_password_was(self, browser, link):
        assert follow(browser, link, PASSWORD).status == 303

    def test_everybody_is_signed_out(self, browser, link, anna):
        browser.sign_in(anna)
        follow(browser, link)
        assert browser.client.get("/profil").status_code == 303

    def test_the_pause_after_wrong_passwords_is_over(self, browser, link):
        for _ in range(6):
            browser.send("/logowanie", login="10001", password="źle")
        follow(browser, link)
        assert browser.send("/logowanie", login="10001", password=NEW).status == 303

    def test_it_is_written_down_without_personal_data(self, browser, link, db, anna):
        follow(browser, link)
        rows = db.execute(
            "SELECT event, account_id, details FROM events WHERE event GLOB 'password.*'"
            " ORDER BY event_id"
        ).fetchall()
        assert [row[:2] for row in rows] == [
            ("password.reset-asked", None),
            ("password.reset-sent", anna),
            ("password.reset", anna),
        ]
        assert "@" not in str(rows)


def test_somebody_with_a_first_password_may_reset_it(browser, mailbox, db):
    account = an_account(db, a_person(db), "10006", "first")
    an_approved_address(db, account, ADDRESS)
    ask(browser, "10006")
    follow(browser, mailbox.link(ADDRESS))
    page = browser.send("/logowanie", login="10006", password=NEW)
    assert page.response.headers["location"] == "/"


def test_a_first_password_does_not_become_a_lasting_one(browser, mailbox, db):
    account = an_account(db, a_person(db), "10006", "first")
    an_approved_address(db, account, ADDRESS)
    ask(browser, "10006")
    page = follow(browser, mailbox.link(ADDRESS), PASSWORD)
    assert page.select("#bledy a") == ["To hasło jest takie samo jak dotychczasowe. Wybierz inne."]


class TestWhenTheMailServerIsAway:
    """Nothing is lost, and nobody is told more than will be done."""

    @pytest.fixture
    def away(self, settings, db, anna):
        """A server that does not answer; gives a look of the postman at what is due."""
        portal = replace(settings, smtp_url="smtp://127.0.0.1:9")

        def look() -> None:
            now = clock.as_text(clock.now())
            db.execute("UPDATE outbox SET next_try_at = ? WHERE next_try_at IS NOT NULL", [now])
            postman(portal).deliver_due(db)

        return look

    @pytest.fixture
    def with_mail(self, settings, db):
        """A visitor of a portal whose mail server does not answer its own postman."""
        portal = replace(settings, smtp_url="smtp://127.0.0.1:9")
        visitor = Browser(create_app(portal), db, portal)
        yield visitor
        visitor.close()

    def test_a_question_is_tried_for_three_days_and_its_link_works_when_it_comes(
        self, browser, mailbox, db, away
    ):
        ask(browser)
        for days in (0, 1, 2):
            with clock.standing_at(TODAY + timedelta(days=days)):
                away()
        with clock.standing_at(TODAY + timedelta(days=2)):
            db.execute("UPDATE outbox SET next_try_at = '2026-11-21T00:00:00Z'")
            link = mailbox.link(ADDRESS)
            assert "21\u00a0listopada 2026, godz." in mailbox.letters[0].text
            assert follow(browser, link).status == 303

    def test_the_log_tells_once_that_a_link_was_made(self, browser, db, away):
        ask(browser)
        for _ in range(3):
            away()
        rows = db.execute("SELECT count(*) FROM events WHERE event = 'password.reset-sent'")
        assert rows.fetchone() == (1,)

    def test_after_three_days_it_is_over_as_the_page_said(self, with_mail, mailbox, db, away):
        ask(with_mail)
        db.execute("UPDATE outbox SET put_at = '2026-11-21T00:00:00Z'")
        page = with_mail.open("/haslo/reset/wyslano")
        assert "List czeka na wysłanie." in page.text
        assert "Będziemy próbować do 24 listopada 2026." in page.text
        assert "/dostep/wniosek" in page.links(".note a")
        with clock.standing_at(TODAY + timedelta(days=4)):
            away()
        assert mailbox.letters == []
        (contents,) = db.execute("SELECT contents FROM outbox").fetchone()
        assert contents is None

    def test_a_portal_without_a_mail_server_promises_no_letter(self, browser):
        for address in ("/haslo/reset", "/haslo/reset/wyslano"):
            page = browser.open(address)
            assert "Portal nie wysyła teraz e-maili." in page.text
            assert "/dostep/wniosek" in page.links()
