"""An e-mail address on its way: asked for, confirmed, approved or refused."""

import hashlib
from datetime import timedelta

import pytest

from portal import clock
from portal.tenancy import emails
from tests.factories import (
    PASSWORD,
    a_member_of_staff,
    a_person,
    a_waiting_address,
    an_account,
    an_approved_address,
)

OLD, WISH = "anna.nowak@example.pl", "nowa.anna@example.pl"


@pytest.fixture
def anna(browser, db):
    account = an_account(db, a_person(db), "10001")
    browser.sign_in(account)
    return account


def ask(browser, address=WISH, password=PASSWORD):
    return browser.send("/profil/e-mail", email=address, password=password)


def states(db):
    rows = db.execute("SELECT address, state FROM email_addresses ORDER BY email_id")
    return [tuple(row) for row in rows]


def section(page) -> str:
    return page.select("section[aria-labelledby=em]")[0]


def test_from_a_wish_to_an_address_that_counts(browser, mailbox, db, anna):
    assert "Dodaj adres" in section(browser.open("/profil"))
    page = ask(browser)
    assert page.response.headers["location"] == "/profil?gotowe=adres"
    assert "List czeka na wysłanie." in section(browser.open("/profil"))
    link = mailbox.link(WISH)
    assert "Wysłaliśmy na ten adres list z linkiem." in section(browser.open("/profil"))
    assert WISH in browser.open(link).text
    page = browser.send(link, follow=True)
    assert page.h1 == "Adres jest potwierdzony"
    told = section(browser.open("/profil"))
    assert f"{WISH} czeka na zatwierdzenie" in told
    assert "Zgłoszono 21 listopada 2026, godz." in told
    assert "Do tego czasu nie można zresetować hasła przez e-mail." in told
    assert emails.approved(db, anna) is None

    browser.sign_in(a_member_of_staff(db))
    desk = browser.open("/biuro/adresy")
    browser.send(desk.soup.select_one("main form")["action"])
    browser.sign_in(anna)
    page = browser.open("/profil")
    assert "działa Zatwierdzony 21 listopada 2026" in section(page)
    assert emails.approved(db, anna) == WISH
    assert mailbox.subjects[-1] == (WISH, "Adres e-mail w IOK Nasze Domy jest zatwierdzony")


class TestTheOldAddress:
    """It counts until the new one is approved, and hears of each step."""

    @pytest.fixture(autouse=True)
    def approved(self, db, anna):
        an_approved_address(db, anna, OLD)

    def test_it_is_told_of_the_wish_and_still_counts(self, browser, mailbox, db, anna):
        ask(browser)
        assert mailbox.subjects == [
            (WISH, "Potwierdzenie adresu e-mail w IOK Nasze Domy"),
            (OLD, "Zgłoszono nowy adres e-mail w IOK Nasze Domy"),
        ]
        assert WISH not in mailbox.letters[1].text
        browser.send(mailbox.link(WISH))
        assert emails.approved(db, anna) == OLD
        assert "Do tego czasu działa dotychczasowy adres." in section(browser.open("/profil"))
        browser.send("/haslo/reset", login="10001", email=OLD)
        assert mailbox.subjects[-1][0] == OLD

    def test_it_is_told_that_it_was_replaced(self, browser, mailbox, db, anna):
        ask(browser)
        browser.send(mailbox.link(WISH))
        browser.sign_in(a_member_of_staff(db))
        browser.send(browser.open("/biuro/adresy").soup.select_one("main form")["action"])
        assert mailbox.subjects[-1] == (
            OLD,
            "Ten adres nie należy już do konta w IOK Nasze Domy",
        )
        assert states(db) == [(OLD, "replaced"), (WISH, "approved")]

    def test_the_same_address_is_not_asked_for_again(self, browser):
        page = ask(browser, OLD.upper())
        assert page.select("#bledy a") == ["Ten adres już działa. Wpisz inny."]


class TestTheLink:
    """It confirms one wish, once, when a person presses the button."""

    @pytest.fixture
    def link(self, browser, mailbox, anna):
        ask(browser)
        return mailbox.link(WISH)

    def test_opening_it_changes_nothing(self, browser, db, link):
        browser.sign_out()
        for _ in range(3):
            assert browser.open(link).select("main button") == ["Potwierdź adres"]
            browser.client.head(link)
        assert states(db) == [(WISH, "unconfirmed")]

    def test_it_works_on_another_device(self, browser, db, link):
        browser.sign_out()
        assert browser.send(link, follow=True).h1 == "Adres jest potwierdzony"

    def test_it_works_once(self, browser, db, link):
        browser.send(link)
        assert browser.send(link).status == 410
        assert browser.open(link, status=410).h1 == "Ten link do adresu już nie działa"

    def test_it_ends_after_a_day(self, browser, db, link):
        past = clock.as_text(clock.now() - timedelta(seconds=1))
        db.execute("UPDATE email_addresses SET token_ends_at = ?", [past])
        assert browser.send(link).status == 410
        told = section(browser.open("/profil"))
        assert "nie jest potwierdzony" in told
        assert "przestał działać" in told

    def test_a_letter_that_could_not_leave_in_time_is_told(self, browser, db, anna):
        ask(browser)
        past = clock.as_text(clock.now() - timedelta(seconds=1))
        db.execute("UPDATE email_addresses SET token_ends_at = ?", [past])
        for next_try in ("'2026-11-21T00:00:00Z'", "NULL"):
            db.execute(f"UPDATE outbox SET next_try_at = {next_try}")
            told = section(browser.open("/profil"))
            assert "Nie udało się na czas wysłać listu na adres" in told

    def test_it_ends_with_a_newer_wish(self, browser, mailbox, db, link):
        ask(browser, "inna@example.pl")
        assert browser.send(link).status == 410
        assert browser.send(mailbox.link("inna@example.pl")).status == 303

    def test_it_ends_with_the_wish(self, browser, db, link):
        page = browser.send("/profil/e-mail/wycofaj", follow=True)
        assert "Zgłoszenie adresu jest wycofane." in page.text
        assert browser.send(link).status == 410
        assert browser.send("/profil/e-mail/wycofaj").status == 404

    def test_it_can_be_sent_again(self, browser, mailbox, db, link):
        browser.send("/profil/e-mail/ponow")
        newer = mailbox.link(WISH)
        assert newer != link
        assert browser.send(link).status == 410
        assert browser.send(newer).status == 303
        assert browser.send("/profil/e-mail/ponow").status == 404

    def test_the_database_has_only_its_hash(self, db, link):
        token = link.rpartition("/")[2]
        assert token not in "\n".join(db.iterdump())
        (kept,) = db.execute("SELECT token_hash FROM email_addresses").fetchone()
        assert kept == hashlib.sha256(token.encode()).digest()


def test_a_letter_that_cannot_be_delivered_is_told(browser, db, anna):
    ask(browser)
    db.execute("UPDATE outbox SET next_try_at = NULL, last_fault = 'recipient-refused'")
    assert "Nie udało się dostarczyć listu" in section(browser.open("/profil"))


@pytest.mark.parametrize(
    ("address", "password", "told"),
    [
        ("", PASSWORD, "Wpisz adres e-mail."),
        ("anna", PASSWORD, "Wpisz adres z @ i bez polskich liter"),
        ("a@b.pl,c@d.pl", PASSWORD, "Wpisz adres z @ i bez polskich liter"),
        ("łoś@example.pl", PASSWORD, "Wpisz adres z @ i bez polskich liter"),
        (WISH, "", "Wpisz obecne hasło."),
        (WISH, "nie to hasło", "To nie jest obecne hasło. Wpisz je jeszcze raz."),
    ],
)
def test_a_mistake_is_told_and_the_address_is_kept(browser, db, anna, address, password, told):
    page = ask(browser, address, password)
    assert page.status == 422
    assert page.select("#bledy a")[0].startswith(told)
    assert page.soup.select_one("#email")["value"] == address
    assert page.soup.select_one("#password")["value"] == ""
    assert states(db) == []


def test_nobody_has_strangers_flooded_with_letters(browser, db, anna):
    for number in range(emails.MOST_WISHES_A_DAY):
        assert ask(browser, f"ktos{number}@example.pl").status == 303
    page = ask(browser, "ktos9@example.pl")
    assert page.select("#bledy a")[0].startswith("Dziś wysłaliśmy już 5 listów z linkiem.")


class TestTheDesk:
    """A person of the office decides about each address."""

    @pytest.fixture
    def clerk(self, browser, db):
        clerk = a_member_of_staff(db, "clerk")
        browser.sign_in(clerk)
        return clerk

    def test_who_waits_longest_stands_first(self, browser, db, clerk):
        for name, address in (("Jan Kowalski", "jan@example.pl"), ("Ewa Mak", "ewa@example.pl")):
            a_waiting_address(db, an_account(db, a_person(db, name)), address)
        db.execute(
            "UPDATE email_addresses SET confirmed_at = '2026-11-16T08:00:00Z'"
            " WHERE address = 'ewa@example.pl'"
        )
        page = browser.open("/biuro/adresy")
        rows = page.select("tbody tr")
        assert rows[0].startswith("ewa@example.pl Ewa Mak")
        assert "czeka 5 dni" in rows[0]
        assert "od dziś" in rows[1]
        with_oldest = emails.waiting(db)
        assert with_oldest == (2, "2026-11-16T08:00:00Z")

    def test_a_refusal_has_a_reason_that_the_tenant_reads(self, browser, mailbox, db, clerk):
        anna = an_account(db, a_person(db))
        an_approved_address(db, anna, OLD)
        a_waiting_address(db, anna, WISH)
        refusal = browser.open("/biuro/adresy").soup.select_one("main a.red")["href"]
        assert WISH in browser.open(refusal).text
        page = browser.send(refusal, reason="  ")
        assert page.status == 422
        assert page.select("#bledy a")[0].startswith("Napisz powód")
        page = browser.send(refusal, reason="To adres <b>innej</b> osoby.", follow=True)
        assert "Adres jest odrzucony." in page.text
        assert mailbox.subjects[-1][0] == WISH
        assert "innej" not in mailbox.letters[-1].text
        browser.sign_in(anna)
        told = section(browser.open("/profil"))
        assert f"{WISH} nie został zatwierdzony" in told
        assert "Powód: To adres <b>innej</b> osoby." in told
        assert emails.approved(db, anna) == OLD

    def test_two_who_decide_at_once_do_not_undo_each_other(self, browser, db, clerk):
        a_waiting_address(db, an_account(db, a_person(db)), WISH)
        approval = browser.open("/biuro/adresy").soup.select_one("main form")["action"]
        assert "Adres jest zatwierdzony." in browser.send(approval, follow=True).text
        refusal = approval.replace("zatwierdz", "odrzuc")
        browser.open(refusal, status=404)
        page = browser.send(refusal, reason="za późno", follow=True)
        assert "Ten adres nie czeka już na decyzję." in page.text
        assert states(db) == [(WISH, "approved")]

    def test_an_address_that_another_account_has_is_marked(self, browser, db, clerk):
        an_approved_address(db, an_account(db, a_person(db, "Jan Nowak")), WISH)
        a_waiting_address(db, an_account(db, a_person(db)), WISH)
        assert "Ten adres ma już też 1 inne konto." in browser.open("/biuro/adresy").text

    @pytest.mark.parametrize("role", ["finance", None])
    def test_others_do_not_decide(self, browser, db, role):
        account = a_member_of_staff(db, role) if role else an_account(db, a_person(db, "Jan K"))
        a_waiting_address(db, an_account(db, a_person(db)), WISH)
        browser.sign_in(account)
        browser.open("/biuro/adresy", status=403)
        assert browser.send("/biuro/adresy/00000000/zatwierdz").status == 403
        assert states(db) == [(WISH, "waiting")]

    def test_the_decision_is_seen_by_the_tenant_and_by_the_log(self, browser, db, clerk):
        anna = an_account(db, a_person(db))
        a_waiting_address(db, anna, WISH)
        browser.send(browser.open("/biuro/adresy").soup.select_one("main form")["action"])
        row = db.execute(
            "SELECT account_id, tenant_id, details FROM events WHERE event = 'email.approved'"
        ).fetchone()
        assert row == (clerk, 1, "{}")
        browser.sign_in(anna)
        looks = browser.open("/profil").select("section[aria-labelledby=kto] li")
        assert looks[0].endswith("Biuro Obsługi Klienta: zatwierdzenie adresu e-mail")
