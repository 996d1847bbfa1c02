"""The office looks certificates up and revokes them, with a reason."""

import pytest

from tests.factories import a_member_of_staff, an_approved_address

DESK = "/biuro/zaswiadczenia"


@pytest.fixture
def made(browser, db, anna, lease, make):
    """Anna has made one, and Ewa of the office is signed in; gives its code."""
    make("niezaleganie", lease)
    browser.sign_in(a_member_of_staff(db, "clerk", "Ewa Lis"))
    return db.execute("SELECT code FROM certificates").fetchone()[0]


def the_one(browser) -> str:
    return browser.open(DESK).links("main td.t a")[0]


@pytest.mark.parametrize("role", ["clerk", "finance", "administrator"])
def test_every_role_may_read_them(browser, db, made, role):
    browser.sign_in(a_member_of_staff(db, role))
    page = browser.open(the_one(browser))
    assert "Anna Nowak-Lis" in page.text
    assert browser.client.get(f"{page.links('main a.btn')[0]}").content.startswith(b"%PDF")


def test_tenants_do_not_see_the_desk(browser, db, anna, lease):
    browser.open(DESK, status=403)


@pytest.mark.parametrize("asked", ["{code}", "{small}", "417/2014"])
def test_it_is_found_by_its_code_or_its_contract(browser, made, asked):
    words = asked.format(code=made, small=f"{made[:4]}-{made[4:]}".lower())
    assert len(browser.open(f"{DESK}?szukaj={words}").select("main tbody tr")) == 1


def test_a_search_in_vain_says_so(browser, made):
    page = browser.open(f"{DESK}?szukaj=CDJKMPRT2345")
    assert "Nie ma zaświadczenia o takim kodzie" in page.text


def test_one_that_is_revoked_counts_no_more_and_everyone_is_told(browser, db, anna, made, mailbox):
    (account,) = db.execute("SELECT account_id FROM certificates").fetchone()
    an_approved_address(db, account)
    address = the_one(browser)
    page = browser.send(address, follow=True, reason="Bank zwrócił wpłatę.")
    assert page.select("main .tag") == ["unieważnione"]
    assert "Ewa Lis" in page.text
    assert not page.soup.select("main form")
    logged = db.execute(
        "SELECT tenant_id, details FROM events WHERE event = 'certificate.revoked'"
    ).fetchall()
    assert logged == [(anna, '{"certificate_id": 1}')]
    assert mailbox.subjects == [("anna.nowak@example.pl", "Zmiana w sprawie zaświadczenia")]
    browser.sign_out()
    public = browser.open(f"/zaswiadczenie/{made}")
    assert public.h1 == "Zaświadczenie jest unieważnione"
    assert "Bank" not in public.text
    browser.sign_in(account)
    own = browser.open("/finanse/zaswiadczenia")
    assert "unieważnione" in own.select("main .rows a")[0]
    assert "Bank zwrócił wpłatę." in browser.open(own.links("main .rows a")[0]).text


def test_it_is_revoked_once(browser, db, made):
    address = the_one(browser)
    browser.send(address, reason="Pierwszy powód")
    browser.send(address, reason="Drugi powód")
    assert db.execute("SELECT revoked_why FROM certificates").fetchone() == ("Pierwszy powód",)
    (events,) = db.execute(
        "SELECT count(*) FROM events WHERE event = 'certificate.revoked'"
    ).fetchone()
    assert events == 1


def test_after_it_a_new_one_can_be_made(browser, db, anna, lease, made, make):
    browser.send(the_one(browser), reason="Pomyłka")
    (account,) = db.execute("SELECT account_id FROM certificates").fetchone()
    browser.sign_in(account)
    make("niezaleganie", lease)
    assert db.execute("SELECT count(*) FROM certificates").fetchone() == (2,)


def test_a_reason_is_asked_for(browser, db, made):
    page = browser.send(the_one(browser), reason=" ")
    assert page.status == 422
    assert page.select("#bledy a") == ["Napisz, dlaczego unieważniasz zaświadczenie."]
    assert db.execute("SELECT revoked_at FROM certificates").fetchone() == (None,)


def test_one_that_is_not_there(browser, db, made):
    browser.open(f"{DESK}/00000000", status=404)
    assert browser.send(f"{DESK}/00000000", reason="x").status == 404
