"""Tenants write to the office, on telephones, by keyboard and without a script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Portal, running_portal
from tests.browser.test_journeys import sign_in, tab_to
from tests.browser.visitors import PHONE, Visitors
from tests.uploads.conftest import a_pdf, a_picture

pytestmark = pytest.mark.browser

PHOTO = {"name": "kran.jpg", "mimeType": "image/jpeg", "buffer": a_picture(size=(1200, 900))}
PAPER = {"name": "umowa.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
PROGRAM = {"name": "program.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\0\0"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal in which these people write; each test is of another person."""
    with running_portal(tmp_path_factory.mktemp("letters")) as running:
        yield running


def enter(visitors: Visitors, office: Portal, login: str, **options) -> Page:
    page = visitors.page(url=office.url, **options)
    page.goto("/logowanie?next=/korespondencja")
    sign_in(page, login)
    expect(page.get_by_role("heading", level=1)).to_have_text("Korespondencja")
    return page


def h1(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def attached(page: Page) -> list[str]:
    return page.locator("#zalaczniki .files a").all_text_contents()


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no script"])
def test_a_change_of_persons_by_the_form_on_a_phone(
    visitors: Visitors, office: Portal, with_script: bool
) -> None:
    login = "10001" if with_script else "10008"
    page = enter(visitors, office, login, viewport=PHONE, java_script_enabled=with_script)
    page.get_by_role("link", name="Dodaj korespondencję").click()
    h1(page, "Jaka to sprawa?")
    page.get_by_label("Szukaj sprawy").fill("dziecko")
    page.get_by_role("button", name="Szukaj").click()
    page.get_by_role("link", name="Zmiana liczby osób w mieszkaniu").click()
    h1(page, "Zmiana liczby osób w mieszkaniu")
    expect(page.get_by_label("Ile osób mieszka teraz?")).not_to_have_value("")
    page.get_by_label("Ile osób będzie mieszkać po zmianie?").fill("3")
    page.get_by_label("Urodziło się dziecko").check()
    page.get_by_role("button", name="Dalej: sprawdź i wyślij").click()
    expect(page.get_by_role("alert")).to_contain_text("Wpisz datę: Od kiedy?")
    expect(page.get_by_label("Ile osób będzie mieszkać po zmianie?")).to_have_value("3")
    page.get_by_label("Od kiedy?").fill("2026-12-01")
    page.get_by_role("button", name="Dalej: sprawdź i wyślij").click()
    h1(page, "Sprawdź i wyślij")
    expect(page.get_by_role("main")).to_contain_text("1 grudnia 2026")
    page.get_by_role("button", name="Wyślij pismo").click()
    h1(page, "Pismo jest u nas")
    expect(page.get_by_role("main")).to_contain_text("liczba-osob.pdf")
    expect(page.get_by_role("main")).to_contain_text("7 grudnia 2026")
    page.get_by_role("link", name="Zobacz sprawę").click()
    expect(page.get_by_role("main")).to_contain_text("przyjęta")
    with page.expect_download() as download:
        page.get_by_role("link", name="liczba-osob.pdf").click()
    assert download.value.suggested_filename == "liczba-osob.pdf"
    # Back at the check nothing can be sent again.
    page.go_back()
    page.go_back()
    page.goto("/korespondencja")
    expect(page.locator("#listy .rows li").first).to_contain_text("Zmiana liczby osób")


def test_a_document_is_downloaded_filled_in_and_attached(
    visitors: Visitors, office: Portal
) -> None:
    page = enter(visitors, office, "10004", viewport=PHONE)
    page.goto("/korespondencja/dodaj/liczba-osob")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"Oświadczenie o liczbie osób.*DOCX, 4")).click()
    filled = download.value.path()
    name = download.value.suggested_filename
    assert name == "oswiadczenie-o-liczbie-osob.docx"
    page.get_by_label("Wybierz pliki").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": filled.read_bytes()}]
    )
    expect(page.locator("#zalaczniki .files")).to_contain_text(name)
    expect(page.get_by_role("heading", name="Załączniki (nieobowiązkowe)")).to_be_focused()
    page.get_by_label("Ile osób będzie mieszkać po zmianie?").fill("3")
    page.get_by_label("Od kiedy?").fill("2026-12-01")
    page.get_by_label("Ktoś się wprowadza").check()
    page.get_by_role("button", name="Dalej: sprawdź i wyślij").click()
    expect(page.get_by_role("main")).to_contain_text(name)
    page.get_by_role("button", name="Wyślij pismo").click()
    h1(page, "Pismo jest u nas")
    assert len(re.findall(r"[0-9a-f]{64}", page.get_by_role("main").inner_text())) == 2


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no script"])
def test_a_fault_with_a_photograph(visitors: Visitors, office: Portal, with_script: bool) -> None:
    login = "10009" if with_script else "10005"
    page = enter(visitors, office, login, viewport=PHONE, java_script_enabled=with_script)
    page.get_by_role("link", name="Dodaj korespondencję").click()
    page.get_by_role("link", name="Usterka w mieszkaniu").click()
    h1(page, "Czy to nie może czekać?")
    expect(page.get_by_role("link", name="992")).to_have_attribute("href", "tel:992")
    page.get_by_role("link", name="To może czekać, zgłaszam usterkę").click()
    page.get_by_label("Co się zepsuło?").fill("Cieknie kran")
    page.get_by_label("Kuchnia").check()
    page.get_by_label("Sobota").check()
    page.get_by_label("Telefon do umówienia wizyty").fill("600 100 200")
    page.get_by_label("Opisz, co się dzieje").fill("Kapie od wczoraj.")
    page.get_by_label("Wybierz pliki").set_input_files([PHOTO, PROGRAM])
    if not with_script:
        page.get_by_role("button", name="Dodaj wybrane pliki").click()
    expect(page.locator("#zalaczniki")).to_contain_text("„program.exe” ma format")
    assert attached(page) == ["kran.jpg"]
    expect(page.get_by_label("Opisz, co się dzieje")).to_have_value("Kapie od wczoraj.")
    page.get_by_role("button", name="Usuń kran.jpg").click()
    expect(page.locator("#zalaczniki .files")).to_have_count(0)
    expect(page.get_by_label("Co się zepsuło?")).to_have_value("Cieknie kran")
    page.get_by_label("Wybierz pliki").set_input_files(PHOTO)
    if not with_script:
        page.get_by_role("button", name="Dodaj wybrane pliki").click()
    expect(page.locator("#zalaczniki .files")).to_contain_text("kran.jpg")
    page.get_by_role("button", name="Dalej: sprawdź i wyślij").click()
    expect(page.get_by_role("main")).to_contain_text("+48 600 100 200")
    page.get_by_role("button", name="Wyślij pismo").click()
    h1(page, "Pismo jest u nas")
    expect(page.get_by_role("main")).to_contain_text("kran.jpg")


def test_the_keyboard_alone_sends_a_letter(visitors: Visitors, office: Portal) -> None:
    page = enter(visitors, office, "10003")
    tab_to(page, "Dodaj korespondencję")
    page.keyboard.press("Enter")
    h1(page, "Jaka to sprawa?")
    tab_to(page, "Pismo ogólne Gdy żadna z powyższych spraw nie pasuje")
    page.keyboard.press("Enter")
    h1(page, "Pismo ogólne")
    page.get_by_label("Temat").focus()
    page.keyboard.type("Kopia umowy")
    page.keyboard.press("Tab")
    page.keyboard.type("Proszę o kopię.")
    tab_to(page, "Dalej: sprawdź i wyślij")
    page.keyboard.press("Enter")
    h1(page, "Sprawdź i wyślij")
    tab_to(page, "Wyślij pismo")
    page.keyboard.press("Enter")
    h1(page, "Pismo jest u nas")


def test_enter_in_a_field_goes_on_and_neither_adds_nor_removes(
    visitors: Visitors, office: Portal
) -> None:
    page = enter(visitors, office, "10007")
    page.goto("/korespondencja/dodaj/pismo-ogolne")
    h1(page, "Nowe pismo")
    page = enter(visitors, office, "10002")
    page.goto("/korespondencja/dodaj/raty")
    page.get_by_label("Na ile rat?").fill("6")
    page.get_by_label("Na ile rat?").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Wpisz datę")


def test_what_is_typed_is_kept_without_a_button(visitors: Visitors, office: Portal) -> None:
    page = enter(visitors, office, "10003")
    page.goto("/korespondencja/dodaj/skarga")
    page.get_by_label("Czego dotyczy?").fill("Hałas")
    with page.expect_response(lambda answer: answer.request.method == "POST") as kept:
        page.get_by_label("Opisz sprawę").fill("Co noc.")
        page.wait_for_timeout(4500)
    assert kept.value.status == 204
    page.goto("/korespondencja")
    page.get_by_role("link", name=re.compile("Skarga albo wniosek")).click()
    expect(page.get_by_label("Opisz sprawę")).to_have_value("Co noc.")


def test_a_lost_session_loses_no_letter(visitors: Visitors, office: Portal) -> None:
    page = enter(visitors, office, "10004")
    page.goto("/korespondencja/dodaj/pismo-ogolne")
    page.get_by_label("Temat").fill("Temat")
    page.get_by_label("Treść").fill("Długi tekst.")
    page.context.clear_cookies(name="iok")
    page.get_by_role("button", name="Dalej: sprawdź i wyślij").click()
    page.get_by_text("Sesja się skończyła").wait_for()
    sign_in(page, "10004")
    page.get_by_role("main").get_by_role("button", name="Wyślij").click()
    h1(page, "Sprawdź i wyślij")
    expect(page.get_by_role("main")).to_contain_text("Długi tekst.")


def test_a_new_answer_is_counted_until_it_is_read_and_can_be_answered(
    visitors: Visitors, office: Portal
) -> None:
    page = enter(visitors, office, "10002", viewport=PHONE)
    expect(page.locator(".bar > a .n")).to_contain_text("1")
    page.get_by_role("link", name=re.compile("Rozłożenie zaległości")).first.click()
    expect(page.get_by_role("main")).to_contain_text("Prosimy o uzupełnienie")
    page.goto("/korespondencja")
    expect(page.locator(".bar > a .n")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Rozłożenie zaległości")).first.click()
    page.get_by_label("Odpowiedz").fill("Dołączam zaświadczenie.")
    page.get_by_text("Dodaj pliki").click()
    page.get_by_label("Wybierz pliki").set_input_files(PAPER)
    expect(page.locator("#zalaczniki .files")).to_contain_text("umowa.pdf")
    expect(page.get_by_label("Odpowiedz")).to_have_value("Dołączam zaświadczenie.")
    page.get_by_role("button", name="Wyślij odpowiedź").click()
    h1(page, "Pismo jest u nas")
    page.get_by_role("link", name="Zobacz sprawę").click()
    expect(page.get_by_role("main")).to_contain_text("w toku")


def test_a_settled_matter_is_opened_again(visitors: Visitors, office: Portal) -> None:
    page = enter(visitors, office, "10005")
    page.get_by_role("link", name=re.compile("Załatwione")).click()
    page.get_by_role("link", name=re.compile("Pytanie o saldo")).click()
    page.get_by_role("link", name="To nie rozwiązało sprawy").click()
    page.get_by_label("Odpowiedz").fill("Nadal nie rozumiem.")
    page.get_by_role("button", name="Wznów sprawę").click()
    h1(page, "Pismo jest u nas")
    page.get_by_role("link", name="Zobacz sprawę").click()
    expect(page.get_by_role("main")).to_contain_text("Wznowiono")
