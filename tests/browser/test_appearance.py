"""Text size and contrast: chosen by a button, kept, and the system's own wish where none is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser

DARK, LIGHT, BLACK = "rgb(16, 23, 20)", "rgb(255, 255, 255)", "rgb(0, 0, 0)"


def paper(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_who_has_chosen_nothing_gets_what_the_system_asks_for(visitors: Visitors) -> None:
    page = visitors.page(color_scheme="dark")
    page.goto("/logowanie")
    assert paper(page) == DARK
    page.emulate_media(color_scheme="light")
    assert paper(page) == LIGHT


def test_a_choice_is_stronger_than_the_system(visitors: Visitors) -> None:
    page = visitors.page(color_scheme="dark")
    page.goto("/logowanie")
    page.get_by_role("button", name="Domyślny").click()
    assert paper(page) == LIGHT
    page.get_by_role("button", name="Żółto-czarny").click()
    assert paper(page) == BLACK


def test_more_contrast_is_given_to_who_asks_the_system_for_it(visitors: Visitors) -> None:
    page = visitors.page("10001", contrast="more")
    page.goto("/")
    assert (
        page.locator(".card, .tag, .hero").first.evaluate(
            "part => getComputedStyle(part).borderBottomWidth"
        )
        == "2px"
    )


def test_the_choice_stays_on_every_page_and_the_page_stays_where_it_was(
    visitors: Visitors,
) -> None:
    page = visitors.page("10001")
    page.goto("/finanse?rok=2025&rodzaj=wplaty")
    page.get_by_role("button", name="A+++ – tekst największy, 200 %").click()
    expect(page).to_have_url(re.compile(r"\?rok=2025&rodzaj=wplaty$"))
    expect(page.get_by_role("button", name=re.compile("200 %"))).to_have_attribute(
        "aria-pressed", "true"
    )
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    page.goto("/lokale")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"


def test_nothing_moves_for_who_asks_for_calm(visitors: Visitors) -> None:
    page = visitors.page("10001", reduced_motion="reduce", viewport=PHONE)
    page.goto("/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((part) =>
             parseFloat(getComputedStyle(part).transitionDuration) > 0)
             .map((part) => part.outerHTML)"""
    )
    assert moving == []
