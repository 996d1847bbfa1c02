"""Paying online, from „Płacę” to the balance, with the operator's simulator on the other side."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.running import Portal
from tests.browser.test_journeys import sign_in, tab_to
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def enter(visitors: Visitors, portal: Portal, login: str, **options) -> Page:
    page = visitors.page(url=portal.url, **options)
    page.goto("/logowanie?next=/place")
    sign_in(page, login)
    expect(heading(page)).to_have_text("Płacę")
    return page


def due(page: Page) -> str:
    page.goto("/")
    return page.locator(".hero .sum").text_content().replace("\u00a0", " ").strip()


def test_anna_pays_by_blik_on_a_phone_and_gets_a_letter(
    visitors: Visitors, own_portal: Portal
) -> None:
    page = enter(visitors, own_portal, "10001", viewport=PHONE)
    _choose(page, "BLIK")
    expect(heading(page)).to_have_text("Kod BLIK")
    page.get_by_label("Kod BLIK").fill("111121")
    page.get_by_role("button", name="Zapłać").click()
    expect(page.locator("#bledy")).to_be_focused()
    expect(page.locator("#bledy")).to_contain_text("Ten kod BLIK jest błędny")
    page.get_by_label("Kod BLIK").fill("111 111")
    page.get_by_role("button", name="Zapłać").click()
    expect(heading(page)).to_have_text("Potwierdź w aplikacji banku")
    # The page finds out by itself, and says it once.
    expect(heading(page)).to_have_text("Zapłacono", timeout=20_000)
    expect(page.locator("#stan")).to_have_text("Zapłacono.")
    expect(page).to_have_title(re.compile("^Zapłacono"))
    assert axe.violations(page) == []
    assert due(page).startswith("0,00")
    expect(page.get_by_text("oczekuje na zaksięgowanie")).to_be_visible()

    page.goto("/demo/poczta")
    letter = page.get_by_role("link", name=re.compile("^Płatność IOK.* potwierdzona"))
    for _ in range(40):
        if letter.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    expect(letter.first).to_be_visible()


def test_who_has_no_code_takes_it_back_and_chooses_another_way(
    visitors: Visitors, own_portal: Portal
) -> None:
    page = enter(visitors, own_portal, "10001")
    _choose(page, "BLIK")
    page.get_by_role("button", name="Anuluj i wybierz inny sposób").click()
    expect(heading(page)).to_have_text("Płacę")
    expect(page.get_by_text("Płatność w toku")).to_have_count(0)


def test_anna_pays_by_transfer_at_the_operators(visitors: Visitors, own_portal: Portal) -> None:
    page = enter(visitors, own_portal, "10001")
    page.get_by_role("button", name="Zapłać").click()
    expect(heading(page)).to_have_text("Wybierz sposób zapłaty")
    page.get_by_text("Bank Testowy").click()
    page.get_by_role("button", name="Dalej").click()
    page.get_by_role("button", name="Zapłać", exact=True).click()
    _return(page)
    expect(heading(page)).to_have_text("Zapłacono", timeout=20_000)
    assert due(page).startswith("0,00")


def test_jans_refused_payment_tells_him_what_to_do(visitors: Visitors, own_portal: Portal) -> None:
    page = enter(visitors, own_portal, "10002", viewport=PHONE)
    expect(page.get_by_text("Płatność w toku")).to_be_visible()
    page.get_by_role("button", name="Zapłać").click()
    expect(page.locator("#bledy")).to_contain_text("Poprzednia płatność jeszcze trwa")
    page.get_by_label("Wiem o płatności w toku i płacę mimo to").check()
    page.get_by_role("button", name="Zapłać").click()
    expect(heading(page)).to_have_text("Wybierz sposób zapłaty")
    page.get_by_text("Karta płatnicza").click()
    page.get_by_role("button", name="Dalej").click()
    page.get_by_role("combobox").first.select_option("CARD_LIMIT_EXCEEDED")
    page.get_by_role("button", name="Odmów").click()
    _return(page)
    expect(heading(page)).to_have_text("Płatność się nie udała", timeout=20_000)
    expect(page.get_by_role("heading", level=2)).to_have_text(
        "Limit karty jest za mały na tę kwotę."
    )
    expect(page.get_by_text("Saldo się nie zmieniło")).to_be_visible()
    page.get_by_role("link", name="Spróbuj ponownie").click()
    expect(heading(page)).to_have_text("Płacę")


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def test_the_whole_way_without_javascript(
    visitors: Visitors, own_portal: Portal, size: dict
) -> None:
    page = enter(visitors, own_portal, "10001", viewport=size, java_script_enabled=False)
    page.locator("[name=ile][value=inna]").check()
    page.get_by_label("Kwota w złotych").fill("dużo")
    page.get_by_role("button", name="Zapłać").click()
    expect(page.locator("#bledy")).to_contain_text("Wpisz kwotę cyframi")
    page.get_by_label("Kwota w złotych").fill("284,37")
    page.get_by_role("button", name="Zapłać").click()
    expect(heading(page)).to_have_text("Przejście do Autopay")
    page.get_by_role("button", name="Przejdź do Autopay").click()
    page.get_by_text("Bank Testowy").click()
    page.get_by_role("button", name="Dalej").click()
    page.get_by_role("button", name="Zapłać", exact=True).click()
    _return(page)
    for _ in range(40):
        if heading(page).text_content() == "Zapłacono":
            break
        page.wait_for_timeout(250)
        page.get_by_role("link", name="Sprawdź ponownie").click()
    expect(heading(page)).to_have_text("Zapłacono")
    assert due(page).startswith("1 000,00")


def test_the_keyboard_is_enough_to_start_paying(visitors: Visitors, own_portal: Portal) -> None:
    page = enter(visitors, own_portal, "10001")
    tab_to(page, "Zapłać")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Wybierz sposób zapłaty")


def test_two_clicks_two_tabs_and_back_make_one_order(
    visitors: Visitors, own_portal: Portal
) -> None:
    page = enter(visitors, own_portal, "10001")
    page.get_by_role("button", name="Zapłać").dblclick()
    expect(heading(page)).to_have_text("Wybierz sposób zapłaty")
    page.goto("/place")
    expect(page.get_by_text("Płatność w toku")).to_be_visible()
    other = page.context.new_page()
    other.goto("/place")
    other.get_by_role("button", name="Zapłać").click()
    expect(other.locator("#bledy")).to_contain_text("Poprzednia płatność jeszcze trwa")
    other.goto("/place/lista")
    expect(other.locator("main .rows li").filter(has_text="czeka na płatność")).to_have_count(1)
    other.get_by_role("link", name=re.compile("czeka na płatność")).click()
    other.get_by_role("button", name="Anuluj tę płatność").click()
    expect(heading(other)).to_have_text("Płatność anulowana")
    page.goto("/place")
    expect(page.get_by_text("Płatność w toku")).to_have_count(0)


def test_an_operator_that_sends_on_to_a_bank_at_once_is_not_in_the_way(
    visitors: Visitors, own_portal: Portal
) -> None:
    """Browsers hold the page's policy against each address that a form is sent on to."""
    page = enter(visitors, own_portal, "10001")
    bank = "https://bank.example/"
    page.route(
        "http://localhost:*/payment",
        lambda route: route.fulfill(status=303, headers={"location": bank}),
    )
    page.route(f"{bank}**", lambda route: route.fulfill(body="<h1>Bank</h1>"))
    page.get_by_role("button", name="Zapłać").click()
    expect(page).to_have_url(bank)


def _choose(page: Page, channel: str) -> None:
    """The channels come from the operator a moment after the portal's start."""
    for _ in range(40):
        if page.locator("#kanal").count():
            break
        page.wait_for_timeout(250)
        page.reload()
    page.locator("#kanal").select_option(label=channel)
    page.get_by_role("button", name="Zapłać").click()


def _return(page: Page) -> None:
    """Back from the operator, by itself or by its button."""
    back = page.get_by_role("button", name=re.compile("[Ww]róć do")).or_(
        page.get_by_role("link", name=re.compile("^Wróć do"))
    )
    expect(heading(page)).not_to_have_text("Bank Testowy (przelew)")
    if "/place/" not in page.url:
        back.first.click()
    expect(page).to_have_url(re.compile("/place/IOK-"))
