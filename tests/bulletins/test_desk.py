"""Letters of the office: to one, a building or all; read in the portal, or put on paper."""

import io

import pytest
from pypdf import PdfReader

from portal import clock
from portal.store.database import writing
from portal.tenancy.buildings import buildings
from tests.factories import a_lease, a_member_of_staff, a_person, an_account, some_premises

LETTERS = "/biuro/pisma"
TEXT = {
    "temat": "Przegląd kominiarski",
    "tresc": "Kominiarz przyjdzie 5 grudnia.\n\nProszę czekać.",
}


@pytest.fixture
def anna(db) -> int:
    """A tenant of ul. Jarzębinowa 14 with an approved e-mail; gives account_id."""
    tenant = a_person(db, "Anna Nowak")
    a_lease(db, tenant)
    account = an_account(db, tenant)
    with writing(db):
        db.execute(
            "INSERT INTO email_addresses (account_id, address, state, asked_at)"
            " VALUES (?, 'anna@example.pl', 'approved', '2026-01-01T00:00:00Z')",
            (account,),
        )
    return account


@pytest.fixture
def jan(db) -> int:
    """A tenant of another building, without e-mail; gives account_id."""
    tenant = a_person(db, "Jan Kowal")
    premises = some_premises(db, street="ul. Kalinowa", building="3A", flat="2")
    a_lease(db, tenant, premises=premises)
    return an_account(db, tenant)


@pytest.fixture
def clerk(db, browser, anna, jan) -> int:
    clerk = a_member_of_staff(db, "clerk", "Ewa Biurowa")
    browser.sign_in(clerk)
    return clerk


def key(browser, address=f"{LETTERS}/nowe") -> str:
    return browser.open(address).soup.select_one("input[name=klucz]")["value"]


def send(browser, dla="wszyscy", **more):
    fields = {**TEXT, "dla": dla, "klucz": key(browser), "co": "wyslij", **more}
    return browser.send(f"{LETTERS}/nowe", follow=True, **fields)


def in_portal(browser, account) -> str:
    browser.sign_in(account)
    return browser.open("/korespondencja").text


def test_it_is_checked_before_it_goes_to_many(browser, db, clerk):
    page = browser.send(f"{LETTERS}/nowe", **TEXT, dla="wszyscy", klucz=key(browser), co="sprawdz")
    assert page.h1 == "Sprawdź pismo"
    assert page.select("dl.kv dd") == ["wszyscy najemcy", "2", "1", "1"]
    assert db.execute("SELECT count(*) FROM cases").fetchone() == (0,)


def test_everybody_gets_it_and_who_has_e_mail_is_told(browser, db, clerk, anna, jan):
    page = send(browser)
    assert "Pismo jest wysłane" in page.text
    assert page.select("tbody td:nth-child(3)") == ["e-mail", "papier"]
    told = db.execute("SELECT recipient, contents FROM outbox").fetchall()
    assert [recipient for recipient, _ in told] == ["anna@example.pl"]
    assert "omini" not in told[0][1]
    assert "Przegląd kominiarski" in in_portal(browser, anna)
    assert "Przegląd kominiarski" in in_portal(browser, jan)


def test_a_building_gets_its_own(browser, db, clerk, anna, jan):
    kalinowa = next(each for each in buildings(db, clock.today()) if each.street == "ul. Kalinowa")
    ref = browser.client.app.app.services.references.hide(kalinowa.premises_id)
    send(browser, dla=f"budynek-{ref}")
    assert "Przegląd kominiarski" in in_portal(browser, jan)
    assert "Przegląd kominiarski" not in in_portal(browser, anna)


def test_one_tenant_gets_it_from_their_card(browser, db, clerk, anna, jan):
    tenant = db.execute("SELECT tenant_id FROM accounts WHERE account_id = ?", (anna,)).fetchone()[
        0
    ]
    ref = browser.client.app.app.services.references.hide(tenant)
    assert "Anna Nowak" in browser.open(f"{LETTERS}/nowe?dla=najemca-{ref}").text
    send(browser, dla=f"najemca-{ref}")
    assert "Przegląd kominiarski" in in_portal(browser, anna)
    assert "Przegląd kominiarski" not in in_portal(browser, jan)


def test_the_same_form_sent_twice_sends_it_once(browser, db, clerk):
    once = key(browser)
    for _ in range(2):
        send(browser, klucz=once)
    assert db.execute("SELECT count(*) FROM bulletins").fetchone() == (1,)
    assert db.execute("SELECT count(*) FROM cases").fetchone() == (2,)


def test_who_reads_it_is_seen(browser, db, clerk, anna):
    send(browser)
    browser.sign_in(anna)
    browser.open(browser.open("/korespondencja").links("main .rows a")[0])
    browser.client.get("/zdrowie")
    browser.sign_in(clerk)
    page = browser.open(LETTERS)
    assert "przeczytano 1 z 2, na papierze 1" in page.text


def test_what_is_on_paper_is_for_those_without_e_mail(browser, db, clerk):
    page = send(browser)
    (address,) = [link for link in page.links() if link.endswith("/druk")]
    answer = browser.client.get(address)
    pdf = PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(each.extract_text() for each in pdf.pages).split())
    assert len(pdf.pages) == 1
    assert "Jan Kowal" in words
    assert "Kominiarz przyjdzie 5 grudnia." in words
    assert "Anna Nowak" not in words
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("missing", [{"temat": ""}, {"tresc": ""}, {"dla": "budynek-x"}])
def test_what_is_missing_is_said_and_nothing_is_sent(browser, db, clerk, missing):
    page = send(browser, **missing)
    assert page.response.status_code == 422
    assert db.execute("SELECT count(*) FROM bulletins").fetchone() == (0,)


def test_a_tenant_can_answer_it(browser, db, clerk, jan):
    send(browser)
    browser.sign_in(jan)
    address = browser.open("/korespondencja").links("main .rows a")[0]
    browser.send_files(address, tresc="Nie będzie mnie.", co="wyslij")
    browser.sign_in(clerk)
    assert "Przegląd kominiarski" in browser.open("/biuro/korespondencja").text


def test_finance_does_not_write_to_buildings(browser, db):
    browser.sign_in(a_member_of_staff(db, "finance"))
    browser.open(LETTERS, status=403)


def test_hostile_words_are_harmless_on_every_way(browser, db, clerk, jan):
    words = '<script>alert(1)</script> #import "x" $a$'
    page = send(browser, temat=words, tresc=words)
    assert "<script>alert" not in page.html
    (address,) = [link for link in page.links() if link.endswith("/druk")]
    pdf = PdfReader(io.BytesIO(browser.client.get(address).content))
    assert words in " ".join(pdf.pages[0].extract_text().split())
    browser.sign_in(jan)
    page = browser.open(browser.open("/korespondencja").links("main .rows a")[0])
    assert "<script>alert" not in page.html
    assert words in page.text
