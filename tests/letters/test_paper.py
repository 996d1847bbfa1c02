"""The letter on paper: read by people, by screen readers, and through the window of an envelope."""

import re
from dataclasses import replace

import pytest

from portal import clock
from portal.letters import paper, printing
from portal.letters.queries import Sheet
from portal.settings import Organisation, Settings
from portal.tenancy import first_passwords
from portal.tenancy.passwords import is_right
from tests.conftest import TODAY
from tests.letters.papers import papers_of, read

MM = 72 / 25.4
LONG = "Przedsiębiorstwo Handlowe „Źdźbło i Gżegżółka” Spółka z ograniczoną odpowiedzialnością " * 3
HOSTILE = '#eval("1+1") *x* $y$ @a <b> \\ #panic()'
NAMES = ["Anna Nowak", LONG[:300], "W" * 300, HOSTILE, "Łucja Żółć-Święcka", ""]


@pytest.fixture(scope="module")
def settings():
    """An installation with a name of its own."""
    return Settings(
        database="portal.db",
        secret_key="x" * 32,
        base_url="https://iok.nasze-domy.example",
        organisation=Organisation(
            name="Nasze Domy Sp. z o.o.",
            short_name="Nasze Domy",
            street="ul. Kwiatowa 2",
            city="00-001 Miasto",
            telephone="22 000 00 00",
            email="biuro@nasze-domy.example",
            office_hours="poniedziałek–piątek 8.00–15.00",
        ),
    )


@pytest.fixture(scope="module")
def printout(settings):
    """Letters for people of all kinds of names."""
    sheets = [
        Sheet(
            number, f"10000{number}", [name, "ul. Jarzębinowa\u00a014 m.\u00a07", "53-120 Wrocław"]
        )
        for number, name in enumerate(NAMES)
    ]
    clock.pin(TODAY)
    yield printing.print_out(sheets, settings, batch_id=17)
    clock.pin(None)


@pytest.fixture(scope="module")
def papers(printout):
    return papers_of(printout.pdf)


def test_the_pdf_is_tagged_and_says_what_it_is(printout):
    pdf = read(printout.pdf)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "pl-PL"
    assert "/StructTreeRoot" in root
    assert pdf.metadata.title == "Listy z loginem i pierwszym hasłem, partia 17"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data()


def test_each_has_one_page_however_long_the_name(papers):
    assert [each.login for each in papers] == [f"10000{n}" for n in range(len(NAMES))]


def test_the_page_says_what_to_do_and_where_to_ask(papers):
    for each in papers:
        for words in (
            "ul. Jarzębinowa 14 m. 7",
            "53-120 Wrocław",
            "Nasze Domy Sp. z o.o. ul. Kwiatowa 2 00-001 Miasto",
            "Strona iok.nasze-domy.example",
            "Hasło działa jeden raz, do 21 grudnia 2026.",
            "1. Proszę wpisać adres strony",
            "3. Portal poprosi o własne hasło.",
            "iok.nasze-domy.example/pomoc/logowanie",
            "tel. 22 000 00 00, poniedziałek–piątek 8.00–15.00",
        ):
            assert words in each.text


def test_names_are_only_names(papers):
    assert HOSTILE in papers[3].text
    assert "Łucja Żółć-Święcka" in papers[4].text


def test_each_password_is_another_and_fits_its_hash(printout, papers):
    drawn = [first_passwords.as_drawn(each.password) for each in papers]
    assert len(set(drawn)) == len(NAMES)
    assert is_right(drawn[0], printout.hashes[0])
    assert not is_right(drawn[0], printout.hashes[1])


def test_the_picture_is_one_for_all_and_knows_nobody(printout, settings):
    pages = read(printout.pdf).pages
    pictures = {ref.idnum for page in pages for ref in pictures_of(page)}
    assert len(pictures) == 1
    nobody = paper.in_words([], {}, settings, batch_id=1, day=TODAY)
    somebody = paper.in_words(
        [Sheet(1, "100001", ["Anna"])], {1: "c" * 16}, settings, batch_id=1, day=TODAY
    )
    assert nobody["code"] == somebody["code"]


def pictures_of(page):
    objects = page["/Resources"]["/XObject"]
    return [objects.raw_get(name) for name in objects if objects[name]["/Subtype"] == "/Image"]


def test_the_window_shows_the_address_and_nothing_else(printout):
    for page in read(printout.pdf).pages:
        inside, around = [], []

        def look(text, matrix, _, font, size, inside=inside, around=around):
            x, y = matrix[4] / MM, 297 - matrix[5] / MM
            if not text.strip():
                return
            if 110 <= x <= 190 and 50 <= y <= 84:
                inside.append(text)
            elif 100 <= x <= 200 and 39 <= y <= 95:
                around.append(text)

        page.extract_text(visitor_text=look)
        assert "Wrocław" in " ".join(inside)
        assert around == []


def test_the_login_and_the_password_are_large(printout):
    page = read(printout.pdf).pages[0]
    sizes = {}

    def look(text, matrix, _, font, size):
        if text.strip():
            sizes[text.strip()] = size

    page.extract_text(visitor_text=look)
    large = [size for text, size in sizes.items() if re.fullmatch(r"[a-z0-9 ]{4,19}", text)]
    assert len(large) >= 2
    assert min(large) >= 20
    body = next(size for text, size in sizes.items() if text.startswith("Dzień"))
    assert body >= 14


def test_a_long_address_of_the_portal_fits_and_stays_as_it_is(settings):
    site = "bardzo-dluga-nazwa-portalu-najemcow.towarzystwo-budownictwa-spolecznego.example.pl"
    longer = replace(settings, base_url=f"https://{site}")
    content = printing.print_out([Sheet(1, "100001", ["Anna"])], longer, batch_id=1).pdf
    (found,) = papers_of(content)
    assert found.text.replace(" ", "").count(site) == 2
