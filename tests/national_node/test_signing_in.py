"""From „Zaloguj przez login.gov.pl” to an open account, and what stands in the way."""

import re
import time

import pytest

from portal.demo.national_node.people import person_of
from portal.national_node import store
from portal.national_node.node import Node
from portal.store.database import writing
from portal.tenancy import credential_letters
from tests.factories import (
    PASSWORD,
    a_company,
    a_lease,
    a_member_of_staff,
    an_account,
    an_approved_address,
)
from tests.pages import OWN_SITE

POLACZ = "/logowanie?next=/logowanie/login-gov/polacz"


def test_a_linked_tenant_comes_in_and_goes_where_they_wanted(walk, town):
    town.linked("10004")
    page = walk.whole("10004", next="/finanse")
    assert page.status == 303
    assert page.response.headers["location"] == "/finanse"
    assert walk.browser.open("/profil").status == 200
    assert ("session.opened", '{"by": "login.gov.pl"}') in town.events()


def test_the_sign_in_page_offers_it(walk):
    page = walk.browser.open("/logowanie?next=/finanse")
    assert "Zaloguj przez login.gov.pl" in page.text
    assert "Działa po pierwszym logowaniu" in page.text
    assert page.soup.select_one("form[action='/logowanie/login-gov'] [name=next]")["value"] == (
        "/finanse"
    )


def test_the_page_that_leads_on_works_by_a_button_and_only_there_a_form_may_leave(walk, simulator):
    page = walk.begin()
    assert page.select("main button") == ["Przejdź do login.gov.pl"]
    policy = page.response.headers["content-security-policy"]
    assert f"form-action 'self' {simulator.url};" in policy
    assert walk.browser.open("/logowanie/login-gov/przejscie").select("main button") == [
        "Przejdź do login.gov.pl"
    ]
    other = walk.browser.open("/logowanie").response.headers["content-security-policy"]
    assert "form-action 'self';" in other


def test_only_our_own_pages_may_begin(walk):
    client = walk.browser.client
    for headers in ({"sec-fetch-site": "cross-site"}, {}):
        assert client.post("/logowanie/login-gov", headers=headers).status_code == 403
        assert client.post("/logowanie/login-gov/dalej", headers=headers).status_code == 403


def test_who_is_signed_in_already_is_sent_on(walk, town):
    walk.browser.sign_in(town.linked("10004"))
    assert walk.begin(next="/finanse").title.startswith("Finanse")


def test_nobody_is_sent_to_another_site_afterwards(walk, town):
    town.linked("10004")
    assert walk.whole("10004", next="//evil.example").response.headers["location"] == "/"


def test_the_session_is_a_new_one(walk, town):
    town.linked("10004")
    walk.browser.client.cookies.set("iok", "chosen-by-a-stranger")
    walk.whole("10004")
    assert walk.browser.client.cookies.get("iok", domain="127.0.0.1") != "chosen-by-a-stranger"


def test_an_answer_opens_nothing_in_another_browser(walk, town):
    town.linked("10004")
    fields = walk.choose(walk.to_node(walk.begin()), "10004")
    walk.browser.client.cookies.clear()
    assert walk.back(fields).h1 == "Czas na logowanie minął"
    assert walk.finish().h1 == "Czas na logowanie minął"
    assert town.sessions() == 0


def test_an_answer_to_somebody_elses_request_does_not_sign_one_in(walk, direct, node, town):
    """A stranger hands their own artifact to a victim who has begun to sign in."""
    from tests.national_node.conftest import Walk

    town.linked("10004")
    stranger = Walk(direct, node)
    fields = stranger.choose(stranger.to_node(stranger.begin()), "10004")
    walk.begin()
    assert walk.back(fields).h1 == "Czas na logowanie minął"
    assert town.sessions() == 0


def test_an_artifact_serves_once(walk, town):
    town.linked("10004")
    fields = walk.choose(walk.to_node(walk.begin()), "10004")
    walk.back(fields)
    assert walk.finish().status == 303
    walk.browser.client.cookies.delete("iok")
    walk.back(fields)
    assert walk.finish().h1 == "Czas na logowanie minął"


def test_pressing_twice_is_no_failure_for_who_has_come_in(walk, town):
    town.linked("10004")
    walk.whole("10004")
    again = walk.finish()
    assert (again.status, again.response.headers["location"]) == (303, "/")


def test_the_return_may_come_by_a_link_that_changes_nothing(walk, town, db):
    town.linked("10004")
    fields = walk.choose(walk.to_node(walk.begin()), "10004")
    page = walk.browser.open(
        f"/logowanie/login-gov/powrot?SAMLart={fields['SAMLart']}&RelayState={fields['RelayState']}"
    )
    assert page.h1 == "Kończymy logowanie"
    assert db.execute("SELECT artifact FROM national_requests").fetchone() == (None,)
    assert walk.browser.send("/logowanie/login-gov/powrot", **fields).status == 303
    assert walk.finish().status == 303
    assert town.sessions() == 1


def test_the_page_of_the_return_changes_nothing(walk, town, db):
    town.linked("10004")
    page = walk.back(walk.choose(walk.to_node(walk.begin()), "10004"))
    assert page.h1 == "Kończymy logowanie"
    walk.browser.open("/logowanie/login-gov/dalej")
    assert db.execute("SELECT count(*) FROM national_requests").fetchone() == (1,)
    assert walk.finish().status == 303


def test_nonsense_at_the_return_leads_to_help(walk, db):
    walk.begin()
    for fields in ({}, {"SAMLart": "x" * 3000, "RelayState": "a"}, {"SAMLResponse": "x"}):
        assert walk.back(fields).h1 == "Czas na logowanie minął"
    assert db.execute("SELECT artifact FROM national_requests").fetchone() == (None,)


def test_a_request_that_waited_too_long_is_over(walk, town, db):
    town.linked("10004")
    fields = walk.choose(walk.to_node(walk.begin()), "10004")
    db.execute("UPDATE national_requests SET ends_at = '2026-01-01T00:00:00Z'")
    walk.back(fields)
    assert walk.finish().h1 == "Czas na logowanie minął"


def test_the_database_keeps_no_key_of_a_conversation(walk, db):
    page = walk.begin()
    relay = page.soup.select_one("[name=RelayState]")["value"]
    secret = walk.browser.client.cookies["iok_powrot"]
    assert store.relay_of(secret) == relay
    kept = str(db.execute("SELECT * FROM national_requests").fetchall())
    assert relay not in kept
    assert secret not in kept


def test_giving_up_there_is_told_plainly(walk, town):
    town.linked("10004")
    address = walk.to_node(walk.begin())
    walk.back(walk.choose(address, "10004", action="cancel"))
    page = walk.finish()
    assert page.h1 == "Logowanie przez login.gov.pl zostało przerwane"
    assert page.select("main form button") == ["Spróbuj jeszcze raz"]


class TestAfterPassword:
    """The default: one links once, signed in by password."""

    def test_who_is_not_linked_signs_in_by_password_and_links_in_one_step(self, walk, town, db):
        account = town.account("10001")
        page = walk.whole("10001", next="/finanse")
        assert page.h1 == "Nie znaleźliśmy połączonego konta"
        assert "Pierwszy raz zaloguj się loginem i hasłem z listu od Nasze Domy." in page.text
        assert POLACZ in page.links()
        walk.browser.sign_in(account)
        offer = walk.browser.open("/logowanie/login-gov/polacz")
        assert "zgadza się to z umową" in offer.text
        done = walk.browser.send("/logowanie/login-gov/polacz", follow=True)
        assert "Konto jest połączone z login.gov.pl." in done.text
        walk.browser.sign_out()
        assert walk.whole("10001").status == 303

    def test_the_step_needs_the_tenant_who_was_identified(self, walk, town):
        town.account("10001")
        walk.whole("10001")
        walk.browser.sign_in(town.account("10002"))
        offer = walk.browser.open("/logowanie/login-gov/polacz")
        assert offer.soup.select_one("main form")["action"] == "/profil/login-gov"
        page = walk.browser.send("/logowanie/login-gov/polacz")
        assert page.h1 == "Te dane nie należą do najemcy z tego konta"
        assert not town.events("national.linked")

    def test_the_step_waits_half_an_hour(self, walk, town, db):
        account = town.account("10001")
        walk.whole("10001")
        db.execute("UPDATE national_waiting SET ends_at = '2026-01-01T00:00:00Z'")
        walk.browser.sign_in(account)
        assert walk.browser.send("/logowanie/login-gov/polacz").status == 403

    def test_nobody_learns_whether_there_is_a_lease(self, walk, town):
        town.account("10001")
        known, unknown = walk.whole("10001"), walk.whole("bez-umowy")
        numbers = re.compile(r"Numer zdarzenia: \w+")
        assert numbers.sub("", known.html) == numbers.sub("", unknown.html)

    def test_an_ended_lease_still_reads(self, walk, town):
        town.linked("10007", ended_on="2026-07-31")
        assert walk.whole("10007").status == 303
        assert walk.browser.open("/finanse").status == 200

    def test_who_has_two_accounts_chooses_by_the_lease(self, walk, town, db):
        flat, garage = town.linked("10010"), town.linked("10010", contract_number="G/31")
        page = walk.whole("10010", next="/finanse")
        assert page.response.headers["location"] == "/logowanie/login-gov/wybor"
        choice = walk.browser.open("/logowanie/login-gov/wybor")
        assert choice.h1 == "Wybierz konto"
        assert "umowa G/31" in choice.text
        assert town.sessions() == 0
        reference = choice.soup.select("[name=account]")[1]["value"]
        page = walk.browser.send("/logowanie/login-gov/wybor", account=reference)
        assert page.response.headers["location"] == "/finanse"
        assert db.execute("SELECT account_id FROM sessions").fetchall() == [(garage,)]
        assert flat != garage
        again = walk.browser.send("/logowanie/login-gov/wybor", account=reference)
        assert again.h1 == "Czas na logowanie minął"

    def test_only_ones_own_accounts_can_be_chosen(self, walk, town):
        town.linked("10010")
        town.linked("10010")
        strange = town.account("10001")
        walk.whole("10010")
        references = walk.browser.client.app.app.services.references
        page = walk.browser.send("/logowanie/login-gov/wybor", account=references.hide(strange))
        assert page.status == 404
        assert town.sessions() == 0


class TestDirect:
    """The other policy: an equal PESEL and an equal surname open the account."""

    def test_a_tenant_comes_in_at_once(self, direct_walk, town):
        town.account("10001")
        assert direct_walk.whole("10001").status == 303
        assert town.sessions() == 1

    def test_however_the_register_writes_the_name(self, direct_walk, town):
        town.account("10004", name="PIOTR WISNIEWSKI")
        assert direct_walk.whole("10004").status == 303

    def test_an_ended_lease_still_reads(self, direct_walk, town):
        town.account("10007", ended_on="2026-07-31")
        assert direct_walk.whole("10007").status == 303

    def test_without_an_account_one_is_told_what_to_do(self, direct_walk, town):
        town.tenant("10001")
        for person in ("10001", "bez-umowy", "niepelnoletnia"):
            page = direct_walk.whole(person)
            assert page.h1 == "Nie znaleźliśmy umowy na te dane"
            assert "/kontakt" in page.links()
        assert town.sessions() == 0

    def test_a_new_surname_asks_for_the_password_once(self, direct_walk, town):
        account = town.account("10009-inne-nazwisko", name="Kacper Dąbrowski")
        page = direct_walk.whole("10009-inne-nazwisko")
        assert page.h1 == "Nazwisko jest inne niż w umowie"
        assert POLACZ in page.links()
        direct_walk.browser.sign_in(account)
        direct_walk.browser.send("/logowanie/login-gov/polacz")
        direct_walk.browser.sign_out()
        assert direct_walk.whole("10009-inne-nazwisko").status == 303

    def test_a_person_without_pesel_is_told_how_else(self, direct_walk, town):
        town.account("10001")
        page = direct_walk.whole("bez-pesel")
        assert page.h1 == "Nie znamy Twojego numeru PESEL"
        assert town.sessions() == 0

    def test_a_company_is_never_matched(self, direct_walk, town, db):
        tenant = a_company(db)
        db.execute("UPDATE tenants SET pesel_key = ?", (town.key("10001"),))
        a_lease(db, tenant)
        an_account(db, tenant)
        assert direct_walk.whole("10001").h1 == "Nie znaleźliśmy umowy na te dane"

    def test_two_accounts_are_chosen_from(self, direct_walk, town):
        town.account("10010")
        town.account("10010")
        page = direct_walk.whole("10010")
        assert page.response.headers["location"] == "/logowanie/login-gov/wybor"


class TestProfile:
    """The link, seen and changed in Profil."""

    def test_a_tenant_links_and_comes_in_by_it_next_time(self, walk, town):
        walk.browser.sign_in(town.account("10001"))
        page = walk.browser.open("/profil")
        assert "Połącz z login.gov.pl" in page.text
        page = walk.whole("10001", start="/profil/login-gov")
        assert page.response.headers["location"] == "/profil?gotowe=polaczono"
        profile = walk.browser.open("/profil?gotowe=polaczono")
        assert "Konto jest połączone z login.gov.pl." in profile.text
        assert "Połączone działa Od" in profile.text
        assert [name for name, _ in town.events("national.%")] == ["national.linked"]
        walk.browser.sign_out()
        assert walk.whole("10001").status == 303

    def test_the_link_ends_when_one_says_so(self, walk, town):
        walk.browser.sign_in(town.linked("10001"))
        page = walk.browser.send("/profil/login-gov/rozlacz", follow=True)
        assert "Konto nie jest już połączone z login.gov.pl." in page.text
        walk.browser.send("/profil/login-gov/rozlacz")
        assert [name for name, _ in town.events("national.%")] == ["national.unlinked"]
        walk.browser.sign_out()
        assert walk.whole("10001").h1 == "Nie znaleźliśmy połączonego konta"

    def test_the_approved_address_is_told_of_each(self, walk, town, db, mailbox):
        account = town.account("10001")
        an_approved_address(db, account, "anna@example.pl")
        walk.browser.sign_in(account)
        walk.whole("10001", start="/profil/login-gov")
        walk.browser.send("/profil/login-gov/rozlacz")
        assert mailbox.subjects == [
            ("anna@example.pl", "Konto w IOK Nasze Domy połączono z login.gov.pl"),
            ("anna@example.pl", "Konto w IOK Nasze Domy nie jest już połączone z login.gov.pl"),
        ]

    def test_somebody_else_cannot_be_linked(self, walk, town):
        walk.browser.sign_in(town.account("10001"))
        page = walk.whole("10002", start="/profil/login-gov")
        assert page.h1 == "Te dane nie należą do najemcy z tego konta"
        assert [name for name, _ in town.events("national.%")] == ["national.refused"]

    def test_who_left_meanwhile_links_nothing(self, walk, town):
        walk.browser.sign_in(town.account("10001"))
        address = walk.to_node(walk.begin("/profil/login-gov"))
        walk.browser.client.cookies.delete("iok")
        walk.back(walk.choose(address, "10001"))
        assert walk.finish().h1 == "Konto nie zostało połączone"

    def test_a_new_surname_does_not_matter_where_the_pesel_is_known(self, walk, town):
        walk.browser.sign_in(town.account("10009-inne-nazwisko", name="Kacper Dąbrowski"))
        assert walk.whole("10009-inne-nazwisko", start="/profil/login-gov").status == 303

    def test_without_a_known_pesel_both_names_must_be_equal(self, walk, town):
        person = person_of("bez-pesel")
        walk.browser.sign_in(
            town.account("bez-pesel", known=False, name=f"Inna {person.family_name}")
        )
        assert walk.whole("bez-pesel", start="/profil/login-gov").status == 403
        walk.browser.sign_in(town.account("bez-pesel", known=False))
        assert walk.whole("bez-pesel", start="/profil/login-gov").status == 303
        walk.browser.sign_out()
        assert walk.whole("bez-pesel").status == 303

    def test_a_company_keeps_its_password(self, walk, town, db):
        tenant = a_company(db)
        a_lease(db, tenant)
        walk.browser.sign_in(an_account(db, tenant))
        assert "login.gov.pl" not in walk.browser.open("/profil").text
        page = walk.begin("/profil/login-gov")
        assert page.h1 == "Konto firmy ma tylko login i hasło"

    def test_staff_have_no_link(self, walk, db):
        walk.browser.sign_in(a_member_of_staff(db))
        assert "login.gov.pl" not in walk.browser.open("/profil").text
        assert walk.browser.client.post("/profil/login-gov", headers=OWN_SITE).status_code == 403


class TestWithoutAPasswordOfOnesOwn:
    """Whom login.gov.pl lets in can do what others show their password for."""

    @pytest.fixture(params=["first", "none"])
    def newcomer(self, direct_walk, town, db, request):
        """Somebody whose letter has expired or was never printed; signed in by the node."""
        account = town.account("10001")
        db.execute("UPDATE accounts SET password_state = ?", (request.param,))
        with writing(db):
            (tenant,) = db.execute("SELECT tenant_id FROM accounts").fetchone()
            credential_letters.order(db, tenant_ids=[tenant], reason="new", made_by=None)
            db.execute("UPDATE credential_letters SET state = 'expired'")
        assert direct_walk.whole("10001").status == 303
        return account

    def test_a_password_is_chosen_and_works(self, direct_walk, newcomer):
        browser = direct_walk.browser
        assert "Nie masz jeszcze własnego hasła." in browser.open("/profil").text
        page = browser.open("/haslo/nowe")
        assert page.h1 == "Ustaw swoje hasło"
        assert page.select("main label") == ["Nowe hasło"]
        done = browser.send("/haslo/nowe", new_password="kaktus rower morze wtorek")
        assert done.status == 303
        assert "Zmień hasło" in browser.open("/profil").text
        (login,) = browser.db.execute("SELECT login FROM accounts").fetchone()
        browser.send("/wyloguj")
        page = browser.send("/logowanie", login=login, password="kaktus rower morze wtorek")
        assert page.status == 303

    def test_an_address_is_told(self, direct_walk, newcomer):
        browser = direct_walk.browser
        assert browser.open("/profil/e-mail").select("main label") == ["Adres e-mail"]
        page = browser.send("/profil/e-mail", email="anna@example.pl", follow=True)
        assert "anna@example.pl czeka na potwierdzenie" in page.text

    @pytest.mark.parametrize(
        ("address", "fields"),
        [
            ("/haslo/nowe", {"new_password": "kaktus rower morze wtorek"}),
            ("/profil/e-mail", {"email": "anna@example.pl"}),
        ],
    )
    def test_a_session_that_lay_open_must_be_opened_anew(
        self, direct_walk, newcomer, db, address, fields
    ):
        browser = direct_walk.browser
        db.execute("UPDATE sessions SET opened_at = '2026-11-20T00:00:00Z'")
        page = browser.open(address)
        assert page.h1 == "Zaloguj się jeszcze raz"
        assert page.soup.select_one("main form")["action"] == "/wyloguj"
        assert browser.send(address, **fields, follow=True).h1 == "Zaloguj się jeszcze raz"
        assert db.execute("SELECT count(*) FROM email_addresses").fetchone() == (0,)

    def test_who_has_a_password_is_asked_for_it(self, direct_walk, town):
        town.account("10001")
        direct_walk.whole("10001")
        page = direct_walk.browser.open("/haslo/nowe")
        assert page.select("main label") == ["Obecne hasło", "Nowe hasło"]
        page = direct_walk.browser.send("/profil/e-mail", email="anna@example.pl")
        assert page.select("#bledy a") == ["Wpisz obecne hasło."]


class TestLeaving:
    """Signing out of the portal ends the session at the node too, where that can be done."""

    def test_the_node_is_told(self, walk, town, simulator):
        town.linked("10004")
        walk.whole("10004")
        newest = simulator.conversations.newest()[0]
        walk.browser.send("/wyloguj")
        _wait_until(lambda: newest.ended)
        assert "LogoutRequest" in dict(newest.messages)

    def test_the_node_is_told_by_who_chose_between_two_accounts(self, walk, town, simulator):
        town.linked("10010")
        town.linked("10010")
        walk.whole("10010")
        choice = walk.browser.open("/logowanie/login-gov/wybor")
        reference = choice.soup.select_one("[name=account]")["value"]
        walk.browser.send("/logowanie/login-gov/wybor", account=reference)
        newest = simulator.conversations.newest()[0]
        walk.browser.send("/wyloguj")
        _wait_until(lambda: newest.ended)

    def test_the_node_is_told_by_who_linked_an_account_in_profil(self, walk, town, simulator):
        walk.browser.sign_in(town.account("10001"))
        walk.whole("10001", start="/profil/login-gov")
        newest = simulator.conversations.newest()[0]
        walk.browser.send("/wyloguj")
        _wait_until(lambda: newest.ended)

    def test_the_node_is_told_by_who_linked_after_the_password(self, walk, town, simulator, db):
        account = town.account("10001")
        walk.whole("10001")
        walk.browser.sign_in(account)
        walk.browser.send("/logowanie/login-gov/polacz")
        newest = simulator.conversations.newest()[0]
        walk.browser.send("/wyloguj")
        _wait_until(lambda: newest.ended)

    def test_a_new_password_does_not_make_it_forgotten(self, walk, town, simulator):
        town.linked("10004")
        walk.whole("10004")
        newest = simulator.conversations.newest()[0]
        page = walk.browser.send(
            "/haslo/nowe", password=PASSWORD, new_password="kaktus rower morze wtorek"
        )
        assert page.status == 303
        walk.browser.send("/wyloguj")
        _wait_until(lambda: newest.ended)

    def test_it_is_not_told_of_a_session_that_a_password_opened(self, walk, town, simulator, db):
        walk.browser.sign_in(town.linked("10004"))
        walk.browser.send("/wyloguj")
        assert db.execute("SELECT count(*) FROM national_sessions").fetchone() == (0,)

    def test_a_node_that_is_away_keeps_nobody_in(self, walk, town, monkeypatch, caplog):
        town.linked("10004")
        walk.whole("10004")
        monkeypatch.setattr(Node, "logout_url", "http://localhost:9/")
        walk.browser.send("/wyloguj")
        _wait_until(lambda: "not told of a leaving" in caplog.text)
        assert town.sessions() == 0


def _wait_until(condition) -> None:
    for _ in range(200):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")
