"""The certificate on paper: tagged, complete, and the same whenever it is taken."""

import io

import pypdf
import pytest

from portal import clock
from tests.conftest import TODAY

UA_1 = b"<pdfuaid:part>1</pdfuaid:part>"


def read(content: bytes) -> tuple[pypdf.PdfReader, str]:
    """A PDF and all its words, with plain spaces."""
    pdf = pypdf.PdfReader(io.BytesIO(content))
    words = " ".join(page.extract_text() for page in pdf.pages)
    return pdf, " ".join(words.replace("\u00a0", " ").split())


@pytest.fixture
def take(browser, lease, make):
    """Takes the file of a new certificate of a kind."""

    def take(kind: str) -> bytes:
        response = browser.client.get(f"{make(kind, lease)}/pdf")
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/pdf"
        assert response.headers["cache-control"] == "no-store"
        assert "nowak" not in response.headers["content-disposition"].lower()
        return response.content

    return take


def test_it_is_tagged_and_says_what_it_is(take):
    pdf, _ = read(take("niezaleganie"))
    root = pdf.trailer["/Root"]
    assert UA_1 in pdf.xmp_metadata.stream.get_data()
    assert root["/Lang"] == "pl-PL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert pdf.metadata.title == "Zaświadczenie o niezaleganiu w\u00a0opłatach"
    assert pdf.metadata.author == "Nasze Domy Sp. z o.o."
    assert len(pdf.pages) == 1
    width, height = (float(side) / 72 * 25.4 for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)


def test_it_has_the_company_the_days_the_attestation_and_the_code(take, db):
    _, words = read(take("niezaleganie"))
    (code,) = db.execute("SELECT code FROM certificates").fetchone()
    for part in (
        "Nasze Domy Sp. z o.o. ul. Kwiatowa 2, 00-001 Miasto NIP 1234563218",
        "telefon 22 000 00 00, e-mail biuro@nasze-domy.example",
        "Data wystawienia: 21 listopada 2026",
        "Stan danych na: 20 listopada 2026, godz. 5.00",
        "Ważne do: 21 grudnia 2026",
        "nie ma zaległości w opłatach",
        "Najemca: Anna Nowak-Lis",
        f"{code[:4]}-{code[4:8]}-{code[8:]}",
        "127.0.0.1:8000/zaswiadczenie",
        "Nie wymaga podpisu ani pieczęci.",
    ):
        assert part in words


def test_the_charge_stands_in_a_table_with_a_header(take):
    pdf, words = read(take("oplaty"))
    assert "Składnik Kwota Czynsz 943,20 zł Woda 341,17 zł Razem 1 284,37 zł" in words
    tree = str(pdf.trailer["/Root"]["/StructTreeRoot"])
    assert tree
    assert len(pdf.pages) == 1


def test_it_is_the_same_file_on_another_day_and_after_everything_has_changed(
    browser, db, lease, make
):
    address = f"{make('oplaty', lease)}/pdf"
    first = browser.client.get(address).content
    db.execute("UPDATE tenants SET last_name = 'Inna'")
    db.execute("UPDATE charges SET amount = 1")
    clock.pin(TODAY.replace(day=25))
    (account,) = db.execute("SELECT account_id FROM certificates").fetchone()
    browser.sign_in(account)
    assert browser.client.get(address).content == first


def test_the_code_leads_to_the_page_that_checks_it(db, take):
    """The picture is drawn of the address with the code, as a reader of codes sees it."""
    import segno

    from portal.typesetting import code_picture

    take("niezaleganie")
    (code,) = db.execute("SELECT code FROM certificates").fetchone()
    address = f"http://127.0.0.1:8000/zaswiadczenie/{code}"
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=1, border=4)
    assert bytes(code_picture(address)) == drawn.getvalue()


def test_words_that_look_like_commands_stay_words(browser, db, lease, make):
    db.execute("UPDATE tenants SET last_name = '#panic() *x* $y$ \\ \"]'")
    _, words = read(browser.client.get(f"{make('niezaleganie', lease)}/pdf").content)
    assert 'Anna #panic() *x* $y$ \\ "]' in words
