"""The short way: htmx swaps one part, and nobody is lost by it."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser


@pytest.fixture
def finance(visitors: Visitors) -> Page:
    """Finanse of a tenant, with a mark that a reload would wipe out."""
    page = visitors.page("10001")
    page.goto("/finanse")
    page.wait_for_function("typeof htmx === 'object' || typeof htmx === 'function'")
    page.evaluate("document.body.dataset.mark = 'the same page'")
    return page


def is_the_same_page(page: Page) -> bool:
    return page.evaluate("document.body.dataset.mark") == "the same page"


def test_a_filter_swaps_the_history_alone(finance: Page) -> None:
    asked: list[Request] = []
    finance.on(
        "request",
        lambda request: asked.append(request) if request.resource_type == "fetch" else None,
    )
    kind = finance.get_by_role("link", name="Wpłaty", exact=True)
    kind.click()
    expect(finance.get_by_role("heading", name="Wpłaty, 2026 rok")).to_be_visible()
    assert is_the_same_page(finance)
    assert [request.url.rpartition("/")[2] for request in asked] == [
        "finanse?rok=2026&rodzaj=wplaty"
    ]
    assert len(asked[0].response().body()) < 20_000
    expect(finance).to_have_url(re.compile(r"/finanse\?rok=2026&rodzaj=wplaty$"))
    expect(finance).to_have_title(re.compile("^Finanse – "))
    expect(finance.locator("#historia")).to_have_count(1)
    expect(finance.locator("h1")).to_have_count(1)


def test_the_focus_stays_on_the_control_that_was_used(finance: Page) -> None:
    for name in ("Wpłaty", "2025", "Wszystko"):
        link = finance.locator("#historia").get_by_role("link", name=name, exact=True)
        link.focus()
        finance.keyboard.press("Enter")
        expect(link).to_have_attribute("aria-current", "true")
        expect(link).to_be_focused()
    assert is_the_same_page(finance)


def test_the_number_of_rows_is_announced(finance: Page) -> None:
    assert finance.locator("#stan").get_attribute("role") == "status"
    finance.evaluate("document.querySelector('#stan').dataset.mark = 'the same region'")
    finance.get_by_role("link", name="Wpłaty", exact=True).click()
    rows = finance.locator("#historia tbody tr")
    expect(finance.locator("#stan")).to_have_text(re.compile("^Pokazano pozycji: [0-9]+$"))
    expect(finance.locator("#stan")).to_have_text(f"Pokazano pozycji: {rows.count()}")
    assert finance.locator("#stan").get_attribute("data-mark") == "the same region"


def test_back_and_forward_and_reload_show_the_right_list(finance: Page) -> None:
    history = finance.locator("#historia")
    history.get_by_role("link", name="2025").click()
    expect(history.get_by_role("heading")).to_have_text("Opłaty i wpłaty, 2025 rok")
    history.get_by_role("link", name="Opłaty", exact=True).click()
    expect(history.get_by_role("heading")).to_have_text("Opłaty, 2025 rok")
    finance.go_back()
    expect(history.get_by_role("heading")).to_have_text("Opłaty i wpłaty, 2025 rok")
    expect(finance).to_have_url(re.compile(r"\?rok=2025$"))
    finance.go_back()
    expect(history.get_by_role("heading")).to_have_text("Opłaty i wpłaty, 2026 rok")
    expect(finance.locator(".side")).to_be_visible()
    finance.go_forward()
    expect(history.get_by_role("heading")).to_have_text("Opłaty i wpłaty, 2025 rok")
    finance.reload()
    expect(history.get_by_role("heading")).to_have_text("Opłaty i wpłaty, 2025 rok")
    expect(finance.locator(".side")).to_be_visible()


def test_back_from_another_page_shows_the_whole_page(finance: Page) -> None:
    history = finance.locator("#historia")
    history.get_by_role("link", name="Wpłaty", exact=True).click()
    expect(history.get_by_role("heading")).to_have_text("Wpłaty, 2026 rok")
    history.locator("tbody a").first.click()
    expect(finance.get_by_role("heading", level=1)).to_have_text(re.compile("^Wpłata z "))
    finance.go_back()
    expect(history.get_by_role("heading")).to_have_text("Wpłaty, 2026 rok")
    expect(finance.locator(".side")).to_be_visible()
    expect(finance.get_by_role("heading", level=1)).to_have_text("Finanse")


def test_a_session_that_ended_leads_to_signing_in_not_into_the_list(visitors: Visitors) -> None:
    page = visitors.page("10001", viewport=PHONE)
    page.goto("/finanse")
    page.context.clear_cookies(name="iok")
    page.get_by_role("link", name="Wpłaty", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zaloguj się")
    expect(page.locator("#historia")).to_have_count(0)
    expect(page.locator("h1")).to_have_count(1)
