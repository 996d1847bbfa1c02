"""The pages of the account number and of the statement."""

import io

import pypdf
import pytest

from portal.web.references import References
from tests import factories as make


@pytest.fixture
def anna(db, browser) -> int:
    """Anna Nowak, signed in."""
    tenant_id = make.a_person(db)
    browser.sign_in(make.an_account(db, tenant_id))
    return tenant_id


@pytest.fixture
def lease(db, anna) -> int:
    """Her lease, with a charge that is due and one that was paid."""
    lease_id = make.a_lease(db, anna, contract_number="417/2014")
    make.a_charge(db, lease_id, due_on="2026-11-10", issued_on="2026-10-20", amount=100_000)
    make.a_payment(db, lease_id, paid_on="2026-11-09", amount=100_000, title="Przelew *Anny*")
    make.a_charge(db, lease_id, due_on="2026-12-10", issued_on="2026-11-20", amount=128_437)
    return lease_id


def ref(browser, lease_id: int) -> str:
    """The reference of a lease, as addresses carry it."""
    key = browser.db.execute("SELECT reference_key FROM installation").fetchone()[0]
    return References(key).hide(lease_id)


def test_the_account_page_has_all_that_a_transfer_needs(browser, lease):
    page = browser.open("/finanse/rachunek")

    assert page.h1 == "Numer konta i kod QR"
    assert page.title.startswith(page.h1)
    assert page.select("#nrb") == ["56 9999 0000 0000 4170 0010 4582"]
    assert page.select("#przelew dd") == [
        "Nasze Domy Sp. z o.o.", "Czynsz umowa 417/2014", "1 284,37 zł",
    ]  # fmt: skip
    assert "Kwota i tytuł wpiszą się same." in page.text
    code = page.soup.select_one("svg.qr")
    assert code["role"] == "img"
    assert "odbiorca, numer konta, kwota i tytuł" in code["aria-label"]
    assert code.path["d"].startswith("M2 2.5h7")


def test_copy_buttons_wait_for_the_script(browser, lease):
    page = browser.open("/finanse/rachunek")
    buttons = page.soup.select("[data-copy]")
    assert len(buttons) == 2
    for button in buttons:
        assert button.has_attr("hidden")
        assert page.soup.find(id=button["data-copy"]) is not None


def test_nothing_due_is_said_and_left_to_the_payer(browser, db, anna):
    lease_id = make.a_lease(db, anna)
    make.a_payment(db, lease_id, paid_on="2026-11-09", amount=11_911)
    page = browser.open("/finanse/rachunek")
    assert "Masz 119,11 zł nadpłaty." in page.text
    assert "nie masz teraz nic do zapłaty" in page.text
    assert "a kwotę wpisujesz w aplikacji" in page.text


def test_an_amount_too_large_for_the_code_is_explained(browser, db, anna):
    lease_id = make.a_lease(db, anna)
    make.a_charge(db, lease_id, due_on="2026-11-10", amount=1_000_000)
    page = browser.open("/finanse/rachunek")
    assert "kod mieści najwyżej 9 999,99 zł" in page.text
    assert "10 000,00 zł" in page.select("#przelew dd")


def test_each_lease_has_its_own_account_number(browser, db, anna, lease):
    garage = make.a_lease(
        db, anna, premises=make.some_premises(db, "garage"), bank_account="1" * 26
    )
    assert "Każda umowa ma własny numer." in browser.open("/finanse/rachunek").text
    page = browser.open(f"/finanse/rachunek?umowa={ref(browser, garage)}")
    assert page.select("#nrb") == ["11 1111 1111 1111 1111 1111 1111"]
    kept = browser.open("/finanse/zestawienie").select("main nav [aria-current]")
    assert kept[0].startswith("Garaż")


@pytest.mark.parametrize(
    "address", ["/finanse/rachunek", "/finanse/zestawienie", "/finanse/zestawienie/pdf"]
)
def test_the_lease_of_another_tenant_is_not_there(browser, db, lease, address):
    theirs = make.a_lease(db, make.a_person(db, "Jan Kowal"))
    browser.open(f"{address}?umowa={ref(browser, theirs)}", status=404)
    browser.open(f"{address}?umowa={theirs}", status=404)


@pytest.mark.parametrize(
    "address", ["/finanse/rachunek", "/finanse/zestawienie", "/finanse/zestawienie/pdf"]
)
def test_strangers_are_asked_to_sign_in(browser, address):
    response = browser.client.get(address)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/logowanie")


@pytest.mark.parametrize(
    "address", ["/finanse/rachunek", "/finanse/zestawienie", "/finanse/zestawienie/pdf"]
)
def test_a_tenant_without_a_lease_gets_a_page(browser, anna, address):
    assert "Nie widzimy jeszcze Twojej umowy" in browser.open(address).text


def test_the_statement_of_this_year_comes_first(browser, lease):
    page = browser.open("/finanse/zestawienie")

    assert page.h1 == "Zestawienie opłat i wpłat"
    assert page.title.startswith("Zestawienie opłat i wpłat od 01.01.2026 do 21.11.2026")
    assert page.select("dl.kv div") == [
        "Saldo na początku 1 stycznia 2026 0,00 zł rozliczone",
        "Opłaty −2 284,37 zł",
        "Odsetki za opóźnienie 0,00 zł",
        "Zwroty i korekty na Twoją korzyść 0,00 zł",
        "Wpłaty +1 000,00 zł",
        "Saldo na końcu 21 listopada 2026 −1 284,37 zł do zapłaty",
    ]
    assert [row.split()[0] for row in page.select("tbody tr")] == [
        "20.10.2026", "09.11.2026", "20.11.2026",
    ]  # fmt: skip
    assert "Przelew *Anny*" in page.text
    assert page.select("nav[aria-label='Gotowe okresy'] [aria-current]") == ["Ten rok"]


def test_every_preset_leads_to_a_statement(browser, lease):
    hrefs = browser.open("/finanse/zestawienie").links("nav[aria-label='Gotowe okresy'] a")
    assert len(hrefs) == 4
    for href in hrefs:
        assert browser.open(href).select("dl.kv")


def test_a_period_opens_with_the_balance_before_it(browser, lease):
    page = browser.open("/finanse/zestawienie?od=01.11.2026&do=15.11.2026")
    assert page.select("dl.kv div")[0] == (
        "Saldo na początku 1 listopada 2026 −1 000,00 zł do zapłaty"
    )
    assert page.select("dl.kv div")[-1] == "Saldo na końcu 15 listopada 2026 0,00 zł rozliczone"
    assert len(page.select("tbody tr")) == 1


def test_an_empty_period_says_so(browser, lease):
    page = browser.open("/finanse/zestawienie?od=2020-01-01&do=2020-12-31")
    assert "W tym okresie nie było opłat ani wpłat." in page.text


def test_mistakes_are_told_at_the_field_and_above(browser, lease):
    page = browser.open("/finanse/zestawienie?od=31.02.2026&do=jutro", status=422)

    assert page.title.startswith("Błąd: Zestawienie")
    assert page.select("#bledy a") == [
        "Nie ma takiego dnia w kalendarzu. Sprawdź dzień i miesiąc.",
        "Wpisz dzień, miesiąc i rok, na przykład 31.01.2026.",
    ]
    field = page.soup.find(id="od")
    assert field["value"] == "31.02.2026"
    assert field["type"] == "text"
    assert field["aria-invalid"] == "true"
    assert page.soup.find(id="do")["value"] == "jutro"
    assert not page.select("table")


def test_hostile_words_in_the_address_are_only_words(browser, lease):
    page = browser.open('/finanse/zestawienie?od="><script>x</script>&do=', status=422)
    assert "<script>x" not in page.html


def test_the_pdf_of_a_period(browser, lease):
    page = browser.open("/finanse/zestawienie?od=2026-11-01&do=2026-11-21")
    href = page.links("a[href*='/pdf']")[0]
    response = browser.client.get(href)

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == (
        'attachment; filename="zestawienie-2026-11-01-2026-11-21.pdf"'
    )
    assert response.headers["cache-control"] == "no-store"
    pdf = pypdf.PdfReader(io.BytesIO(response.content))
    text = " ".join(p.extract_text().replace("\u00a0", " ") for p in pdf.pages)
    assert "Anna Nowak" in text
    assert "−1 284,37 zł" in text
    assert "Przelew *Anny*" in text


def test_the_pdf_is_of_the_lease_that_is_shown(browser, db, anna, lease):
    garage = make.a_lease(
        db, anna, premises=make.some_premises(db, "garage"), contract_number="G/58"
    )
    page = browser.open(f"/finanse/zestawienie?umowa={ref(browser, garage)}")
    response = browser.client.get(page.links("a[href*='/pdf']")[0])
    text = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "G/58" in text


def test_a_wrong_period_is_explained_on_the_page_instead_of_a_pdf(browser, lease):
    response = browser.client.get("/finanse/zestawienie/pdf?od=x&do=2026-01-01")
    assert response.status_code == 303
    assert response.headers["location"] == "/finanse/zestawienie?od=x&do=2026-01-01"


@pytest.mark.parametrize("address", ["/finanse/rachunek", "/finanse/zestawienie"])
def test_the_first_line_of_the_print_says_whose_it_is(browser, lease, address):
    first = browser.open(address).select("main > p.pr")[0]
    assert "Anna Nowak" in first
    assert "umowa 417/2014" in first
    assert "21 listopada 2026" in first
