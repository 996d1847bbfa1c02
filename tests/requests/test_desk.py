"""The desk of requests: what fits, one action, a refusal with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.requests.matching import Fit, address_fit, name_fit
from portal.store.database import writing
from portal.tenancy import word_index
from tests.factories import a_lease, a_member_of_staff, a_person, an_account, some_premises

ADDRESS = "Jarzebinowa 14/7"


@pytest.fixture
def ewa(browser, db):
    account = a_member_of_staff(db, "clerk")
    browser.sign_in(account)
    return account


@pytest.fixture
def anna(db):
    tenant = a_person(db, "Anna Nowak")
    a_lease(db, tenant)
    a_lease(db, a_person(db, "Jan Łącki"), premises=some_premises(db, flat="8"))
    with writing(db):
        word_index.learn(db)
    return tenant


def a_request(browser, name="Anna Nowak", address=ADDRESS):
    browser.send("/dostep/wniosek", name=name, address=address, contact="")


def test_a_request_that_fits_is_answered_by_one_button(browser, db, ewa, anna):
    a_request(browser, "nowak anna")
    page = browser.open("/biuro/wnioski")
    assert "nazwisko się zgadza" in page.text
    assert "adres się zgadza" in page.text
    form = page.soup.select_one("main tbody form")
    done = browser.send(
        form["action"], follow=True, najemca=form.select_one("[name=najemca]")["value"]
    )
    assert "List jest zamówiony." in done.text
    state, batch_id, by = db.execute(
        "SELECT state, batch_id, decided_by FROM credential_requests"
    ).fetchone()
    assert (state, by) == ("answered", ewa)
    letters = db.execute(
        "SELECT tenant_id, state FROM credential_letters JOIN accounts USING (account_id)"
        " WHERE batch_id = ?",
        (batch_id,),
    ).fetchall()
    assert letters == [(anna, "made")]
    logged = db.execute(
        "SELECT account_id, tenant_id FROM events WHERE event = 'credentials.answered'"
    ).fetchall()
    assert logged == [(ewa, anna)]


def test_a_request_is_answered_once(browser, db, ewa, anna):
    a_request(browser)
    form = browser.open("/biuro/wnioski").soup.select_one("main tbody form")
    tenant = form.select_one("[name=najemca]")["value"]
    for _ in range(2):
        browser.send(form["action"], najemca=tenant)
    assert db.execute("SELECT count(*) FROM credential_letters").fetchone() == (1,)
    page = browser.open(form["action"].removesuffix("/list"))
    assert "List jest zamówiony." in page.text


def test_another_name_at_the_address_is_told_and_not_answered_at_once(browser, ewa, anna):
    a_request(browser, "Piotr Zieliński")
    page = browser.open("/biuro/wnioski")
    assert "inne nazwisko" in page.text
    assert not page.soup.select("main tbody form")
    page = browser.open(page.soup.select_one("a.btn.alt.sm")["href"])
    assert page.select("tbody tr")[0].startswith("Anna Nowak")


def test_nobody_who_fits_can_be_searched_for(browser, ewa, anna):
    a_request(browser, "Zofia Inna", "ul. Nieznana 1")
    page = browser.open("/biuro/wnioski")
    assert "nie ma takiej umowy" in page.text
    address = page.soup.select_one("a.btn.alt.sm")["href"]
    page = browser.open(f"{address}?szukaj=lacki")
    assert page.select("tbody td b") == ["Jan Łącki"]


def test_a_refusal_needs_a_reason(browser, db, ewa, anna):
    a_request(browser, "Zofia Inna")
    address = browser.open("/biuro/wnioski").soup.select_one("td.t a")["href"]
    page = browser.send(address, reason=" ")
    assert page.status == 422
    assert page.select("#bledy a") == ["Napisz, dlaczego odmawiasz."]
    page = browser.send(address, follow=True, reason="Nikt taki nie mieszka pod tym adresem.")
    assert "Wniosek jest odrzucony." in page.text
    assert "Powód: Nikt taki nie mieszka" in browser.open(address).text
    assert db.execute("SELECT count(*) FROM credential_letters").fetchone() == (0,)


def test_a_tenant_who_is_not_there_gets_no_letter(browser, db, ewa, anna):
    a_request(browser)
    form = browser.open("/biuro/wnioski").soup.select_one("main tbody form")
    assert browser.send(form["action"], najemca="00000000").status == 404
    assert browser.send(form["action"]).status == 404


@pytest.mark.parametrize("role", ["finance", None])
def test_only_clerks_and_administrators_answer(browser, db, role):
    account = a_member_of_staff(db, role) if role else an_account(db, a_person(db))
    browser.sign_in(account)
    browser.open("/biuro/wnioski", status=403)


@pytest.mark.parametrize(
    ("registered", "typed", "fit"),
    [
        ("Anna Nowak", "NOWAK Anna", Fit.SAME),
        ("Anna Nowak", "Anna Maria Nowak", Fit.SAME),
        ("Łucja Żółć", "lucja zolc", Fit.SAME),
        ("Anna Nowak", "Anna Nowack", Fit.SIMILAR),
        ("Anna Nowak", "Nowak", Fit.SIMILAR),
        ("Anna Nowak", "Jan Kowalski", Fit.OTHER),
        ("Anna Nowak", "...", Fit.OTHER),
        ("Igła", "Igła", Fit.SAME),
    ],
)
def test_names_are_compared_as_people_write_them(registered, typed, fit):
    assert name_fit(registered, typed) is fit


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("Jarzębinowa 14/7", Fit.SAME),
        ("ul. jarzebinowa 14 m. 7, 53-120 Wrocław", Fit.SAME),
        ("Jarzębinowa 14", Fit.SIMILAR),
        ("Jarzębinowa 14/8", Fit.SIMILAR),
        ("Jarzębinowa 5/7", Fit.OTHER),
        ("Lipowa 14/7", Fit.OTHER),
        ("", Fit.OTHER),
    ],
)
def test_addresses_are_compared_as_people_write_them(typed, fit):
    assert address_fit("ul. Jarzębinowa\u00a014 m.\u00a07", typed) is fit


@given(st.text(), st.text())
def test_whatever_is_typed_can_be_compared(registered, typed):
    assert name_fit(registered, typed) in Fit
    assert address_fit(registered, typed) in Fit
