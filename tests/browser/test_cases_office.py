"""What tenants write is answered in the office, and what the office makes reaches tenants."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from portal.demo.papers import PAPERS, STATEMENT
from tests.browser.running import Portal, running_portal
from tests.browser.test_journeys import sign_in
from tests.browser.test_letters import PHOTO, enter, h1
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser

FORM = f"{STATEMENT}.docx"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal with its office; each test is of another tenant."""
    with running_portal(tmp_path_factory.mktemp("office")) as running:
        yield running


def at_the_desk(
    visitors: Visitors, office: Portal, address: str, login: str = "biuro", **options
) -> Page:
    page = visitors.page(url=office.url, **options)
    page.goto(f"/logowanie?next={address}")
    sign_in(page, login)
    expect(page).to_have_url(f"{office.url}{address}")
    return page


def main(page: Page):
    return page.get_by_role("main")


def sent(page: Page) -> str:
    """Check and send what is written; gives the number of the case."""
    page.get_by_role("button", name="Dalej: sprawdź i wyślij").click()
    h1(page, "Sprawdź i wyślij")
    page.get_by_role("button", name="Wyślij pismo").click()
    h1(page, "Pismo jest u nas")
    found = re.search(r"\d{4}/\d{2}/\d{6}", main(page).inner_text())
    assert found is not None
    return found[0]


def find(clerk: Page, number: str) -> None:
    clerk.goto("/biuro/korespondencja")
    clerk.get_by_label("Szukaj sprawy").fill(number)
    clerk.get_by_role("button", name="Szukaj").click()
    expect(clerk.get_by_role("heading", name=f"Wyniki: {number}")).to_be_visible()
    clerk.locator("#sprawy tbody a").click()
    expect(main(clerk)).to_contain_text(f"Sprawa {number}")


def test_a_change_of_persons_is_taken_answered_and_read(visitors: Visitors, office: Portal) -> None:
    tenant = enter(visitors, office, "10008", viewport=PHONE)
    tenant.goto("/korespondencja/dodaj/liczba-osob")
    tenant.get_by_label("Ile osób będzie mieszkać po zmianie?").fill("3")
    tenant.get_by_label("Urodziło się dziecko").check()
    tenant.get_by_label("Od kiedy?").fill("2026-12-01")
    number = sent(tenant)

    clerk = at_the_desk(visitors, office, "/biuro/korespondencja")
    find(clerk, number)
    expect(main(clerk)).to_contain_text("Urodziło się dziecko")
    clerk.get_by_label("Osoba").select_option(label="Ewa Biurowa (Ty)")
    clerk.get_by_role("button", name="Przydziel").click()
    expect(main(clerk)).to_contain_text("Przydział jest zmieniony.")
    clerk.goto("/biuro/korespondencja?widok=moje")
    clerk.locator("tr", has_text=number).get_by_role("link").click()
    clerk.get_by_label("Treść odpowiedzi").fill("Gratulujemy. Opłaty zmienią się od grudnia.")
    clerk.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(main(clerk)).to_contain_text("Odpowiedź jest wysłana.")
    expect(main(clerk)).to_contain_text("jeszcze nieprzeczytane")

    tenant.goto("/korespondencja")
    expect(tenant.locator(".bar > a .n")).to_contain_text("1")
    row = tenant.locator("#listy .rows li", has_text="Zmiana liczby osób")
    expect(row).to_contain_text("nowa odpowiedź")
    row.get_by_role("link").click()
    expect(main(tenant)).to_contain_text("Gratulujemy. Opłaty zmienią się od grudnia.")
    tenant.goto("/korespondencja")
    expect(row).not_to_contain_text("nowa odpowiedź")
    expect(tenant.locator(".bar > a .n")).to_have_count(0)
    clerk.reload()
    expect(main(clerk)).to_contain_text(": przeczytano")
    expect(main(clerk)).not_to_contain_text("jeszcze nieprzeczytane")


def test_a_fault_gets_a_visit_an_end_and_a_second_beginning_without_a_script(
    visitors: Visitors, office: Portal
) -> None:
    tenant = enter(visitors, office, "10005", viewport=PHONE, java_script_enabled=False)
    tenant.goto("/korespondencja/dodaj/usterka-w-mieszkaniu")
    tenant.get_by_role("link", name="To może czekać, zgłaszam usterkę").click()
    tenant.get_by_label("Co się zepsuło?").fill("Cieknie kran")
    tenant.get_by_label("Kuchnia").check()
    tenant.get_by_label("Sobota").check()
    tenant.get_by_label("Telefon do umówienia wizyty").fill("600 100 200")
    tenant.get_by_label("Opisz, co się dzieje").fill("Kapie od wczoraj.")
    tenant.get_by_label("Wybierz pliki").set_input_files(PHOTO)
    number = sent(tenant)

    clerk = at_the_desk(visitors, office, "/biuro/korespondencja", java_script_enabled=False)
    find(clerk, number)
    with clerk.expect_download() as photo:
        main(clerk).get_by_role("link", name="kran.jpg").click()
    assert photo.value.path().read_bytes().startswith(b"\xff\xd8")
    clerk.get_by_label("Dzień", exact=True).fill("30.11.2026")
    clerk.get_by_label("Kto przyjdzie i o której").fill("Hydraulik, między 9.00 a 12.00")
    clerk.get_by_role("button", name="Wpisz wizytę").click()
    expect(main(clerk)).to_contain_text("Wizyta jest wpisana.")
    tenant.get_by_role("link", name="Zobacz sprawę").click()
    expect(main(tenant)).to_contain_text("Hydraulik, między 9.00 a 12.00")

    closing = clerk.get_by_role("region", name="Zamknij bez odpowiedzi")
    closing.get_by_label("Jak została załatwiona").fill("Kran jest wymieniony.")
    closing.get_by_role("button", name="Zamknij sprawę").click()
    expect(main(clerk)).to_contain_text("Sprawa jest załatwiona.")
    tenant.reload()
    expect(main(tenant)).to_contain_text("Kran jest wymieniony.")
    tenant.get_by_role("link", name="To nie rozwiązało sprawy").click()
    tenant.get_by_label("Odpowiedz").fill("Nadal kapie.")
    tenant.get_by_role("button", name="Wznów sprawę").click()
    h1(tenant, "Pismo jest u nas")

    find(clerk, number)
    expect(main(clerk)).to_contain_text("Nadal kapie.")
    expect(main(clerk)).to_contain_text("w toku")


def test_a_new_case_type_is_there_for_tenants_at_once(visitors: Visitors, office: Portal) -> None:
    admin = at_the_desk(visitors, office, "/biuro/rodzaje-spraw", "admin")
    admin.get_by_role("link", name="Dodaj rodzaj sprawy").click()
    admin.get_by_label("Nazwa sprawy").fill("Miejsce w rowerowni")
    admin.get_by_label("Grupa na liście").fill("Części wspólne")
    admin.get_by_role("button", name="Zapisz").click()
    h1(admin, "Rodzaj sprawy: Miejsce w rowerowni")
    admin.get_by_label("Pytanie", exact=True).fill("Ile masz rowerów?")
    admin.get_by_label("Rodzaj odpowiedzi").select_option(label="liczba")
    admin.get_by_label("Odpowiedź jest potrzebna").check()
    admin.get_by_role("button", name="Dodaj pytanie").click()
    expect(main(admin)).to_contain_text("Pytania są zapisane.")
    admin.get_by_label("Co to za dokument").fill("Regulamin rowerowni do podpisu")
    admin.get_by_label("Plik", exact=True).set_input_files(PAPERS / FORM)
    admin.get_by_role("button", name="Dodaj dokument").click()
    expect(main(admin)).to_contain_text("Dokument jest dodany.")

    tenant = enter(visitors, office, "10004", viewport=PHONE)
    tenant.get_by_role("link", name="Dodaj korespondencję").click()
    tenant.get_by_role("link", name=re.compile("Miejsce w rowerowni")).click()
    with tenant.expect_download() as paper:
        tenant.get_by_role("link", name=re.compile("Regulamin rowerowni.*DOCX")).click()
    assert paper.value.path().read_bytes() == (PAPERS / FORM).read_bytes()
    tenant.get_by_label("Ile masz rowerów?").fill("2")
    tenant.get_by_label("Napisz, o co chodzi").fill("Proszę o dwa miejsca.")
    number = sent(tenant)

    clerk = at_the_desk(visitors, office, "/biuro/korespondencja")
    find(clerk, number)
    expect(main(clerk)).to_contain_text("Ile masz rowerów?")
    expect(main(clerk)).to_contain_text("Proszę o dwa miejsca.")


def test_a_letter_to_a_building_is_seen_to_be_read(visitors: Visitors, office: Portal) -> None:
    clerk = at_the_desk(visitors, office, "/biuro/pisma/nowe")
    to = clerk.get_by_label("Do kogo")
    building = to.get_by_role("option", name=re.compile("Budynek ul. Jarzębinowa 14,"))
    to.select_option(building.get_attribute("value"))
    clerk.get_by_label("Temat").fill("Przegląd kominiarski 5 grudnia")
    clerk.get_by_label("Treść pisma").fill("Kominiarz przyjdzie między 9.00 a 14.00.")
    clerk.get_by_role("button", name="Sprawdź przed wysłaniem").click()
    h1(clerk, "Sprawdź pismo")
    clerk.get_by_role("button", name="Wyślij pismo").click()
    expect(main(clerk)).to_contain_text("Pismo jest wysłane.")
    anna = clerk.locator("tbody tr", has_text="Anna Nowak")
    expect(anna).to_contain_text("jeszcze nie")

    tenant = enter(visitors, office, "10001", viewport=PHONE)
    tenant.get_by_role("link", name=re.compile("Przegląd kominiarski 5 grudnia")).click()
    expect(main(tenant)).to_contain_text("Kominiarz przyjdzie między 9.00 a 14.00.")
    tenant.goto("/korespondencja")
    clerk.reload()
    expect(anna).to_contain_text("przeczytano")
