"""Asking for instalments in a real browser: amounts at once, and without JavaScript by a button."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Portal
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser


def _amounts(page: Page) -> list[str]:
    return [
        words.replace("\u00a0", " ") for words in page.locator("#plan td.amt").all_inner_texts()
    ]


def test_the_amounts_change_at_once_and_the_choice_keeps_the_focus(visitors: Visitors) -> None:
    page = visitors.page("10002", viewport=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Poproś o raty").click()
    page.get_by_label("Dlaczego prosisz o raty?").fill("Zmieniam pracę.")
    page.get_by_label("Ile rat?").focus()
    page.get_by_label("Ile rat?").select_option("2")
    expect(page.locator("#plan td.amt")).to_have_count(2)
    assert _amounts(page) == ["1 363,89 zł", "1 363,89 zł"]
    assert page.locator("#stan").text_content() == "2\u00a0raty, pierwsza: 1\u00a0363,89\u00a0zł."
    assert page.evaluate("document.activeElement.id") == "liczba"
    assert page.get_by_label("Dlaczego prosisz o raty?").input_value() == "Zmieniam pracę."
    page.get_by_role("button", name="Przelicz").click()
    expect(page.locator("#plan td.amt")).to_have_count(2)
    assert page.url.endswith("/finanse/zaleglosc#raty"), "the button reckons in place"


def test_a_day_out_of_reach_is_told_in_place_of_the_amounts(visitors: Visitors) -> None:
    page = visitors.page("10002")
    page.goto("/finanse/zaleglosc")
    page.get_by_label("Dzień pierwszej raty").fill("2030-01-01")
    expect(page.locator("#plan .em")).to_contain_text("Wybierz dzień od 21.11.2026")
    page.get_by_label("Dzień pierwszej raty").fill("2026-12-01")
    expect(page.locator("#plan td.amt")).to_have_count(3)


@pytest.mark.parametrize("with_script", [True, False])
def test_a_tenant_asks_the_office_agrees_and_the_tenant_sees_the_plan(
    chromium, own_portal: Portal, with_script: bool
) -> None:
    def visit(login: str) -> Page:
        context = chromium.new_context(
            base_url=own_portal.url, java_script_enabled=with_script, viewport=PHONE
        )
        page = context.new_page()
        page.goto("/logowanie")
        page.locator("[name=login]").fill(login)
        page.locator("[name=password]").fill(f"demo-{login}")
        page.get_by_role("button", name="Zaloguj się").click()
        return page

    jan = visit("10002")
    jan.get_by_role("link", name="Poproś o raty").click()
    jan.get_by_label("Ile rat?").select_option("4")
    jan.get_by_role("button", name="Przelicz").click()
    expect(jan.locator("#plan td.amt")).to_have_count(4)
    jan.get_by_label("Dlaczego prosisz o raty?").fill("Zmieniam pracę.")
    jan.get_by_role("button", name="Wyślij prośbę").click()
    expect(jan.get_by_text("Prośba jest w biurze.")).to_be_visible()

    ewa = visit("biuro")
    ewa.goto("/biuro/raty")
    ewa.locator("tr:has-text('233/2011') a.btn").click()
    ewa.get_by_label("Ile rat?").fill("2")
    ewa.get_by_role("button", name="Przelicz").click()
    expect(ewa.locator("#plan td.amt")).to_have_count(2)
    ewa.get_by_role("button", name="Zgoda na te raty").click()
    expect(ewa.get_by_text("Zgoda jest zapisana.")).to_be_visible()

    jan.reload()
    expect(jan.get_by_role("heading", name="Zgadzamy się na raty")).to_be_visible()
    expect(jan.locator("main td.amt")).to_have_count(2)
    if with_script:
        with jan.expect_download() as started:
            jan.get_by_role("link", name="Pobierz plan (PDF)").click()
        assert started.value.suggested_filename == "raty-2026-11-21.pdf"
    for page in (jan, ewa):
        page.context.close()
