"""Whoever comes up on a page of the office reads of it in Profil, before anybody has seen it."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.arrears.actions import NewProposal, propose
from portal.money import Grosze
from portal.requests.actions import NewRequest, ask
from portal.store.database import connect, writing
from portal.store.events import Event, record
from portal.tenancy import credential_letters, word_index
from tests.conftest import TODAY
from tests.factories import (
    a_charge,
    a_lease,
    a_member_of_staff,
    a_payment,
    a_person,
    a_waiting_address,
    an_account,
)

NAME = "Zdzisława Niepowtarzalna"
SURNAME = NAME.split()[1]


@pytest.fixture
def zdzislawa(browser, db):
    """Somebody who waits for the office in every way there is, and has a certificate."""
    tenant = a_person(db, NAME)
    lease = a_lease(db, tenant)
    a_charge(db, lease, due_on="2026-11-10")
    a_payment(db, lease, paid_on="2026-11-06")
    account = an_account(db, tenant, "10427")
    a_waiting_address(db, account, "zdzislawa@example.pl")
    # Her name stands on a page about this only where the page finds her beside it.
    ask(db, NewRequest("Zdzisława N.", "ul. Jarzębinowa 14 m. 7", None))
    with writing(db):
        word_index.learn(db)
        credential_letters.order(db, tenant_ids=[tenant], reason="one", made_by=None)
        record(db, Event.SESSION_OPENED, account_id=account, tenant_id=tenant)
        db.execute(
            """
            INSERT INTO import_batches
                (started_at, finished_at, as_of, outcome, rows, changed, problems, summary)
            VALUES (:at, :at, :at, 'applied', 1, 1, 0, '{}')
            """,
            {"at": "2026-11-20T04:00:00Z"},
        )
    browser.sign_in(account)
    umowa = browser.client.app.app.services.references.hide(lease)
    made = browser.send("/finanse/zaswiadczenia/sprawdz", rodzaj="niezaleganie", umowa=umowa)
    assert made.status == 303
    asked = NewProposal(lease, tenant, account, Grosze(10_000), 2, TODAY, "Powód")
    propose(db, asked)
    return tenant


def places(db, tenant, account) -> list[str]:
    rows = db.execute(
        "SELECT details FROM events WHERE event IN ('tenant.listed', 'tenant.shown')"
        " AND tenant_id = ?"
        " AND account_id = ? ORDER BY event_id",
        (tenant, account),
    )
    return [re.search(r'"place": "(\w+)"', row[0])[1] for row in rows]


def looks(browser, account, kind="") -> list[str]:
    """What a tenant reads of who looked."""
    browser.sign_in(account)
    return browser.open(f"/profil/kto-ogladal?pokaz={kind}").select("main ul.rows li")


def account_of(db, tenant) -> int:
    return db.execute("SELECT account_id FROM accounts WHERE tenant_id = ?", (tenant,)).fetchone()[
        0
    ]


class TestSearch:
    def test_who_was_found_reads_of_it(self, browser, db, zdzislawa):
        clerk = a_member_of_staff(db)
        browser.sign_in(clerk)
        browser.open("/biuro/najemcy?szukaj=niepowtarzalna")
        assert places(db, zdzislawa, clerk) == ["search"]
        found = looks(browser, account_of(db, zdzislawa))
        assert found[0].startswith("21 listopada 2026, godz.")
        assert found[0].endswith("na liście Biuro Obsługi Klienta: wyniki wyszukiwania")

    def test_who_was_not_found_reads_nothing(self, browser, db, zdzislawa):
        browser.sign_in(a_member_of_staff(db))
        browser.open("/biuro/najemcy?szukaj=kowalski")
        assert looks(browser, account_of(db, zdzislawa)) == []

    def test_the_piece_for_htmx_is_noted_too(self, browser, db, zdzislawa):
        clerk = a_member_of_staff(db)
        browser.sign_in(clerk)
        browser.piece("/biuro/najemcy?szukaj=niepowtarzalna", "wyniki")
        assert places(db, zdzislawa, clerk) == ["search"]

    def test_a_day_and_a_clerk_make_one_line(self, browser, db, zdzislawa):
        clerk, finance = a_member_of_staff(db), a_member_of_staff(db, "finance", "Karol Bąk")
        for account in (clerk, clerk, finance):
            browser.sign_in(account)
            for _ in range(3):
                browser.open("/biuro/najemcy?szukaj=niepowtarzalna")
        assert places(db, zdzislawa, clerk) == ["search"]
        assert places(db, zdzislawa, finance) == ["search"]
        with clock.standing_at(TODAY + timedelta(days=1)):
            browser.sign_in(clerk)
            browser.open("/biuro/najemcy?szukaj=niepowtarzalna")
        assert places(db, zdzislawa, clerk) == ["search", "search"]

    def test_what_cannot_be_noted_is_not_shown(self, browser, db, database, zdzislawa):
        browser.sign_in(a_member_of_staff(db))
        browser.client.app.app.services.workers._writer.execute("PRAGMA busy_timeout = 50")
        other = connect(database)
        with writing(other):
            page = browser.open("/biuro/najemcy?szukaj=niepowtarzalna", status=503)
            assert SURNAME not in page.html
        other.close()
        assert SURNAME in browser.open("/biuro/najemcy?szukaj=niepowtarzalna").html


class TestEveryPageOfTheOffice:
    """A name on any page leaves its line; a new desk that forgets it fails here."""

    @pytest.mark.parametrize("role", ["clerk", "finance", "administrator"])
    def test_no_page_shows_a_tenant_who_does_not_read_of_it(self, browser, db, zdzislawa, role):
        waiting, seen, showing = ["/biuro", "/biuro/najemcy?szukaj=niepowtarzalna"], set(), set()
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            # Another person each time, so that every page has to leave a line of its own.
            visitor = a_member_of_staff(db, role)
            browser.sign_in(visitor)
            page = browser.open(address)
            if SURNAME in page.text:
                showing.add(address)
                assert places(db, zdzislawa, visitor), f"{address} shows her"
            links = page.links("a[href^='/biuro']")
            files = ("/pdf", "/csv")
            waiting += [
                link
                for link in links
                if "#" not in link and not link.partition("?")[0].endswith(files)
            ]
        assert len(showing) >= {"clerk": 10, "finance": 6, "administrator": 11}[role], showing

    @pytest.mark.parametrize(
        ("address", "place"),
        [
            ("/biuro", "addresses"),
            ("/biuro/adresy", "addresses"),
            ("/biuro/wnioski", "requests"),
            ("/biuro/dziennik", "log"),
            ("/biuro/zaswiadczenia", "certificates"),
            ("/biuro/raty", "instalments"),
        ],
    )
    def test_each_queue_has_a_name_for_the_tenant(self, browser, db, zdzislawa, address, place):
        visitor = a_member_of_staff(db, "administrator")
        browser.sign_in(visitor)
        browser.open(address)
        assert place in places(db, zdzislawa, visitor)

    def test_a_certificate_is_more_than_a_list(self, browser, db, zdzislawa):
        visitor = a_member_of_staff(db)
        browser.sign_in(visitor)
        link = browser.open("/biuro/zaswiadczenia").links("main td.t a")[0]
        assert places(db, zdzislawa, visitor) == ["certificates"]
        assert browser.client.get(f"{link}/pdf").content.startswith(b"%PDF")
        assert places(db, zdzislawa, visitor) == ["certificates", "certificate"]
        found = looks(browser, account_of(db, zdzislawa), "karty")
        assert found[0].endswith("otwarta strona Biuro Obsługi Klienta: zaświadczenie")

    def test_a_card_of_letters_and_a_request_are_noted(self, browser, db, zdzislawa):
        visitor = a_member_of_staff(db)
        browser.sign_in(visitor)
        for desk in ("/biuro/listy", "/biuro/wnioski"):
            browser.open(browser.open(desk).links("main td.t a")[0])
        assert {"letters", "requests"} <= set(places(db, zdzislawa, visitor))


class TestTheTenant:
    def test_lists_do_not_hide_who_opened_the_card(self, browser, db, zdzislawa):
        anna = account_of(db, zdzislawa)
        for number in range(60):
            clerk = a_member_of_staff(db, "clerk", f"Osoba {number}")
            with writing(db):
                record(
                    db, Event.TENANT_LISTED, account_id=clerk, tenant_id=zdzislawa, place="search"
                )
        with clock.standing_at(TODAY - timedelta(days=9)), writing(db):
            record(db, Event.TENANT_LOOKED_AT, account_id=clerk, tenant_id=zdzislawa)
        browser.sign_in(anna)
        section = browser.open("/profil").soup.select_one("section[aria-labelledby=kto]")
        rows = [row.get_text(" ", strip=True) for row in section.select("li")]
        assert len(rows) == 1
        assert "otwarta karta" in rows[0]
        assert "60" in section.get_text()
        assert "w ostatnich 30 dniach" in section.get_text()

    def test_all_looks_can_be_read_page_by_page(self, browser, db, zdzislawa):
        anna, clerk = account_of(db, zdzislawa), a_member_of_staff(db)
        with writing(db):
            for _ in range(120):
                record(db, Event.TENANT_LOOKED_AT, account_id=clerk, tenant_id=zdzislawa)
        browser.sign_in(anna)
        address, number = "/profil/kto-ogladal", 0
        while address:
            page = browser.open(address)
            number += len(page.select("main ul.rows li"))
            address = next(
                (a["href"] for a in page.soup.select("a.btn") if "Starsze" in a.text), ""
            )
        assert number == 120

    def test_cards_and_lists_can_be_read_apart(self, browser, db, zdzislawa):
        anna, clerk = account_of(db, zdzislawa), a_member_of_staff(db)
        browser.sign_in(clerk)
        page = browser.open("/biuro/najemcy?szukaj=niepowtarzalna")
        card = page.soup.select_one("main tbody form")["action"]
        browser.send(card)
        browser.send(f"{card}/zobacz")
        browser.send("/biuro/podglad/koniec")
        assert [row.split(" ")[5:7] for row in looks(browser, anna, "karty")] == [
            ["podgląd", "portalu"],
            ["otwarta", "karta"],
        ]
        assert len(looks(browser, anna, "listy")) == 1
        assert len(looks(browser, anna)) == 3

    def test_a_print_of_the_letter_is_a_look(self, browser, db, zdzislawa):
        anna, clerk = account_of(db, zdzislawa), a_member_of_staff(db)
        with writing(db):
            for state in ("printed", "delivered"):
                record(
                    db,
                    Event.LETTER_STATE_CHANGED,
                    account_id=clerk,
                    tenant_id=zdzislawa,
                    batch_id=1,
                    state=state,
                )
        found = looks(browser, anna)
        assert len(found) == 1
        assert found[0].endswith("wydruk Biuro Obsługi Klienta: list z loginem i hasłem")

    def test_nobody_reads_of_others(self, browser, db, zdzislawa):
        clerk = a_member_of_staff(db)
        browser.sign_in(clerk)
        browser.open("/biuro/najemcy?szukaj=niepowtarzalna")
        assert looks(browser, an_account(db, a_person(db, "Jan Kowalski"))) == []


def test_the_log_is_not_flooded_by_lists(browser, db, zdzislawa):
    browser.sign_in(a_member_of_staff(db, "administrator"))
    browser.open("/biuro/najemcy?szukaj=niepowtarzalna")
    words = "Najemca widoczny na liście w biurze"
    assert words not in " ".join(browser.open("/biuro/dziennik").select("tbody tr"))
    page = browser.open("/biuro/dziennik?rodzaj=wszystkie")
    assert words in " ".join(page.select("tbody tr"))
    page = browser.open("/biuro/dziennik?rodzaj=tenant.listed")
    assert "miejsce: wyniki wyszukiwania" in " ".join(page.select("tbody tr"))
