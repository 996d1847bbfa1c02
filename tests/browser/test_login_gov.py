"""Signing in by login.gov.pl in a real browser: cookies and forms travel between two sites."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.own_checks import ask
from tests.browser.running import Portal
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser

SIMULATOR = re.compile(r"^http://localhost:[0-9]+/osoba/")


def choose(page: Page, person: str, fault: str = "") -> None:
    """Choose somebody in the simulator, and come back by its button."""
    expect(page).to_have_url(SIMULATOR)
    page.locator(f"input[name=person][value='{person}']").check()
    if fault:
        page.get_by_text("Szuflada z usterkami").click()
        page.locator(f"input[name=fault][value='{fault}']").check()
    page.get_by_role("button", name="Zaloguj", exact=True).click()
    page.get_by_role("button", name="Wróć do portalu").click()


def test_a_linked_tenant_comes_in_with_two_buttons_of_the_portal(visitors: Visitors) -> None:
    page = visitors.page(viewport=PHONE)
    page.goto("/logowanie?next=/finanse")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    choose(page, "10004")
    expect(page.get_by_role("heading", level=1)).to_have_text("Finanse")


def test_without_javascript_each_step_has_its_button(visitors: Visitors) -> None:
    page = visitors.page(viewport=PHONE, java_script_enabled=False)
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    page.get_by_role("button", name="Przejdź do login.gov.pl").click()
    choose(page, "10004")
    page.get_by_role("button", name="Dokończ logowanie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nie musisz nic płacić")


def test_back_leads_out_and_is_no_trap(visitors: Visitors) -> None:
    page = visitors.page()
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    expect(page).to_have_url(SIMULATOR)
    page.go_back()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Zaloguj się")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    choose(page, "10004")
    expect(heading).to_have_text("Nie musisz nic płacić")


def test_without_javascript_back_finds_the_page_that_leads_on(visitors: Visitors) -> None:
    page = visitors.page(java_script_enabled=False)
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    page.get_by_role("button", name="Przejdź do login.gov.pl").click()
    expect(page).to_have_url(SIMULATOR)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Przejście do login.gov.pl")
    page.get_by_role("button", name="Przejdź do login.gov.pl").click()
    choose(page, "10004")


def test_giving_up_leads_to_help(visitors: Visitors) -> None:
    page = visitors.page()
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    page.get_by_role("button", name="Anuluj").click()
    page.get_by_role("button", name="Wróć do portalu").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Logowanie przez login.gov.pl zostało przerwane")
    assert axe.violations(page) == []


def test_linking_from_the_first_try_to_the_next_sign_in(
    own_portal: Portal, visitors: Visitors
) -> None:
    page = visitors.page(url=own_portal.url)
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    choose(page, "10001")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nie znaleźliśmy połączonego konta")
    page.get_by_role("link", name="Zaloguj się loginem i hasłem").click()
    page.get_by_label("Login").fill("10001")
    page.get_by_label("Hasło", exact=True).fill("demo-10001")
    page.get_by_role("main").get_by_role("button", name="Zaloguj się").click()
    page.get_by_role("button", name="Połącz konto").click()
    expect(page.get_by_text("Konto jest połączone z login.gov.pl.")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    choose(page, "10001")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do zapłaty")


def test_the_simulator_is_good_for_everybody_too(visitors: Visitors) -> None:
    page = visitors.page(viewport=PHONE, bypass_csp=True)
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    expect(page).to_have_url(SIMULATOR)
    expect(page.get_by_text("SYMULATOR – to nie jest login.gov.pl")).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert [*axe.violations(page), *ask(page, "cutOff")] == []
    page.get_by_role("button", name="Zaloguj", exact=True).click()
    assert [*axe.violations(page), *ask(page, "cutOff")] == []
    page.get_by_role("button", name="Wróć do portalu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nie musisz nic płacić")
