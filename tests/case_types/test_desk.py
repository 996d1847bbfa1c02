"""The editor of case types: what staff make there is before tenants at once."""

import zipfile
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.case_types import lint
from portal.case_types.forms import slug_of
from portal.tenancy import case_type_seed, case_types
from portal.typesetting import set_in_type
from tests.factories import a_lease, a_member_of_staff, a_person, an_account
from tests.uploads.conftest import a_docx, a_pdf

TYPES = "/biuro/rodzaje-spraw"
BALCONY = {
    "nazwa": "Zabudowa balkonu",
    "grupa": "Zgody",
    "adres": "",
    "opis": "Szyby, rolety, kratki",
    "slowa": "loggia",
    "instrukcja": "Napisz, co chcesz zbudować.\r\n\r\nDołącz szkic.",
    "dalej": "Odpowiemy na piśmie.",
    "temat": "",
    "temat_wskazowka": "",
    "tresc": "Opisz zabudowę",
    "tresc_wskazowka": "",
    "tresc_wymagana": "1",
    "pliki": "optional",
    "pliki_wskazowka": "",
    "dni": "30",
    "kolejka": "technical",
    "sciezka": "letter",
    "wspolna": "1",
    "kolejnosc": "50",
    "od": "",
    "do": "",
}
COLOUR = {
    "etykieta": "Jaki kolor?",
    "rodzaj": "choice",
    "opcje": "biały\r\nszary",
    "wskazowka": "",
    "wymagane": "1",
    "wypelnij": "",
}


@pytest.fixture
def admin(db, browser) -> int:
    case_type_seed.plant(db)
    admin = a_member_of_staff(db, "administrator")
    browser.sign_in(admin)
    return admin


@pytest.fixture
def tenant(db) -> int:
    tenant = a_person(db)
    a_lease(db, tenant)
    return an_account(db, tenant)


@pytest.fixture
def balcony(browser, db, admin) -> str:
    """The address of a case type that was just made."""
    page = browser.send(f"{TYPES}/dodaj", follow=True, **BALCONY)
    assert "Rodzaj sprawy jest zapisany" in page.text
    made = case_types.case_type_of(db, "zabudowa-balkonu")
    return f"{TYPES}/{browser.client.app.app.services.references.hide(made.case_type_id)}"


def test_a_new_case_type_is_there_for_tenants_at_once(browser, balcony, tenant):
    browser.send(f"{balcony}/pytania", **COLOUR)
    browser.sign_in(tenant)
    assert "Zabudowa balkonu" in browser.open("/korespondencja/dodaj").text
    page = browser.open("/korespondencja/dodaj/zabudowa-balkonu")
    assert "Jaki kolor?" in page.text
    assert page.select("legend")[0] == "Jaki kolor?"
    assert "Dołącz szkic." in page.text


def test_what_is_missing_is_said_and_what_was_typed_is_kept(browser, admin):
    page = browser.send(f"{TYPES}/dodaj", **{**BALCONY, "nazwa": "", "dni": "ile", "od": "x"})
    assert page.response.status_code == 422
    assert len(page.select(".sumerr li")) == 3
    assert page.soup.select_one("#opis")["value"] == "Szyby, rolety, kratki"


def test_an_address_is_given_once(browser, balcony):
    page = browser.send(f"{TYPES}/dodaj", **BALCONY)
    assert page.response.status_code == 422
    assert "ma już inny rodzaj sprawy" in page.text
    changed = {**BALCONY, "nazwa": "Balkony", "adres": "inny-adres"}
    page = browser.send(f"{balcony}/zmien", follow=True, **changed)
    assert "/korespondencja/dodaj/zabudowa-balkonu" in page.text


def test_days_decide_when_tenants_see_it(browser, db, balcony, tenant):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    browser.send(f"{balcony}/zmien", **{**BALCONY, "od": tomorrow})
    assert "niewidoczna dzisiaj" in browser.open(balcony).text
    browser.sign_in(tenant)
    assert "Zabudowa balkonu" not in browser.open("/korespondencja/dodaj").text
    browser.open("/korespondencja/dodaj/zabudowa-balkonu", status=404)


def test_questions_are_moved_changed_and_taken_out(browser, db, balcony):
    for label in ("Pierwsze", "Drugie", "Trzecie"):
        browser.send(f"{balcony}/pytania", **{**COLOUR, "etykieta": label, "rodzaj": "short"})

    def labels() -> list[str]:
        return browser.open(balcony).select("#pytania-h ~ ol > li > b")

    assert labels() == ["Pierwsze", "Drugie", "Trzecie"]
    browser.send(f"{balcony}/pytania/trzecie/miejsce", co="wyzej")
    browser.send(f"{balcony}/pytania/pierwsze/miejsce", co="usun")
    assert labels() == ["Trzecie", "Drugie"]
    page = browser.open(f"{balcony}/pytania/drugie")
    assert page.soup.select_one("#etykieta")["value"] == "Drugie"
    browser.send(f"{balcony}/pytania/drugie", **{**COLOUR, "etykieta": "Nowe drugie"})
    assert labels() == ["Trzecie", "Nowe drugie"]
    made = case_types.case_type_of(db, "zabudowa-balkonu")
    assert [each.name for each in case_types.fields_of(db, made.case_type_id)] == [
        "trzecie", "drugie",
    ]  # fmt: skip


def test_a_choice_needs_something_to_choose_from(browser, balcony):
    page = browser.send(f"{balcony}/pytania", **{**COLOUR, "opcje": "biały"})
    assert page.response.status_code == 422
    assert "co najmniej dwie" in page.text


def test_a_document_and_its_next_version(browser, db, balcony, tenant):
    def send(content: bytes, day: str):
        return browser.send_files(
            f"{balcony}/dokument", ("wniosek.pdf", content), field="plik",
            nazwa="Wniosek o zabudowę", od=day,
        )  # fmt: skip

    send(a_pdf(), "2026-11-01")
    send(a_pdf() + b"\n%%nowy", "2026-11-20")
    page = browser.open(balcony)
    assert "Wersja 2, od 20.11.2026" in page.text
    assert "Wersja 1, od 01.11.2026 do 19.11.2026" in page.text
    browser.sign_in(tenant)
    page = browser.open("/korespondencja/dodaj/zabudowa-balkonu")
    assert page.text.count("Wniosek o zabudowę") == 1


def test_a_version_of_today_leaves_the_one_of_next_month_its_day(browser, balcony):
    for content, day in ((a_pdf(), "2026-12-01"), (a_pdf() + b"\n%%dzis", "2026-11-21")):
        browser.send_files(
            f"{balcony}/dokument", ("wniosek.pdf", content), field="plik",
            nazwa="Wniosek o zabudowę", od=day,
        )  # fmt: skip
    page = browser.open(balcony)
    assert "Wersja 2, od 21.11.2026 do 30.11.2026" in page.text
    assert "Wersja 1, od 01.12.2026" in page.select("span.m")


def test_hostile_words_of_a_case_type_are_harmless_to_tenants(browser, balcony, tenant):
    words = '<img src=x onerror="alert(1)"> {{ 7*7 }}'
    browser.send(f"{balcony}/zmien", **{**BALCONY, "nazwa": words, "instrukcja": words})
    browser.send(f"{balcony}/pytania", **{**COLOUR, "etykieta": words, "opcje": f"a\r\n{words}"})
    assert "onerror" in browser.open(balcony).text
    browser.sign_in(tenant)
    page = browser.open("/korespondencja/dodaj/zabudowa-balkonu")
    assert page.text.count(words) >= 3
    assert not page.soup.select("[onerror]")


def test_a_document_that_is_none_is_refused_with_a_word(browser, balcony):
    page = browser.send_files(
        f"{balcony}/dokument", ("x.pdf", b"nothing"), field="plik", nazwa="Wniosek", od="1.12.2026"
    )
    assert page.response.status_code == 422
    assert "format" in page.select(".sumerr")[0]


def test_a_document_can_be_shown_no_more(browser, balcony, tenant):
    browser.send_files(
        f"{balcony}/dokument", ("w.pdf", a_pdf()), field="plik", nazwa="Wniosek o zabudowę",
        od="2026-11-01",
    )  # fmt: skip
    form = browser.open(balcony).soup.select_one("form[action$='/koniec']")
    browser.send(form["action"])
    browser.sign_in(tenant)
    assert "Wniosek o zabudowę" not in browser.open("/korespondencja/dodaj/zabudowa-balkonu").text


def test_the_preview_is_the_tenants_page_and_sends_nothing(browser, balcony):
    browser.send(f"{balcony}/pytania", **COLOUR)
    page = browser.open(f"{balcony}/podglad")
    assert page.soup.select_one("iframe")["width"] == "320"
    assert "frame-src 'self'" in page.response.headers["content-security-policy"]
    page = browser.open(f"{balcony}/podglad/strona")
    assert "Jaki kolor?" in page.text
    policy = page.response.headers["content-security-policy"]
    assert "form-action 'none'" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("role", ["clerk", "finance"])
def test_only_administrators_change_what_can_be_reported(browser, db, role):
    browser.sign_in(a_member_of_staff(db, role))
    browser.open(TYPES, status=403)


class TestAdviceOnDocuments:
    NAME = "Wniosek o zgodę na remont"

    def advice(self, tmp_path, content: bytes, media_type: str, name: str = NAME) -> list[str]:
        place = tmp_path / "document"
        place.write_bytes(content)
        return lint.advice_on(place, name, len(content), media_type)

    def test_a_pdf_without_tags(self, tmp_path):
        assert lint.NO_TAGS in self.advice(tmp_path, a_pdf(), "application/pdf")

    def test_a_tagged_pdf_is_good(self, tmp_path):
        template = tmp_path / "t.typ"
        template.write_text(
            '#set document(title: "T")\n#set text(lang: "pl")\n= Wniosek\n', encoding="utf-8"
        )
        assert self.advice(tmp_path, set_in_type(template, "{}"), "application/pdf") == []

    @pytest.mark.parametrize("name", ["druk1", "plik.pdf", "wzór 2", "scan_003", "Wn"])
    def test_a_name_that_says_nothing(self, tmp_path, name):
        found = self.advice(tmp_path, b"", "application/msword", name)
        assert lint.BARE_NAME in found

    def test_a_document_of_word_without_headings(self, tmp_path):
        assert lint.NO_HEADINGS in self.advice(tmp_path, a_docx(), "application/x-docx")

    def test_a_document_of_word_with_headings_is_good(self, tmp_path):
        place = tmp_path / "h.docx"
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr(
                "word/document.xml", '<w:p><w:pPr><w:pStyle w:val="Nagwek1"/></w:pPr></w:p>'
            )
        assert self.advice(tmp_path, place.read_bytes(), "application/x-docx") == []

    def test_a_file_that_is_too_large_for_a_phone(self, tmp_path):
        found = self.advice(tmp_path, b" " * (lint.LARGEST_FOR_A_PHONE + 1), "application/msword")
        assert lint.TOO_LARGE in found

    @given(content=st.binary(max_size=400))
    def test_whatever_a_file_holds_there_is_an_answer(self, content, tmp_path_factory):
        folder = tmp_path_factory.mktemp("lint")
        for media_type in ("application/pdf", "application/x-docx"):
            self.advice(folder, content, media_type)


@given(st.text(max_size=80))
def test_every_name_has_a_word_for_an_address(name):
    assert slug_of(name)
    assert set(slug_of(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
