"""What holds for every screen, whoever looks at it and in whatever appearance."""

import pytest
from playwright.sync_api import Page

from portal.app import screens
from tests.browser.appearances import choose
from tests.browser.looking import in_every_appearance, when_it_comes_and_by_keyboard
from tests.browser.own_checks import ask
from tests.browser.views import NOT_PAGES, VIEWS, View
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser

every_screen = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
# A screen has several views: people and states. What hangs on the style alone is asked of one.
FIRST_VIEWS = list({view.screen: view for view in reversed(VIEWS)}.values())
first_of_every_screen = pytest.mark.parametrize("view", FIRST_VIEWS, ids=lambda view: view.name)


def test_every_screen_is_looked_at() -> None:
    addresses = {screen.path for screen in screens() if screen.method == "GET"}
    assert addresses - set(NOT_PAGES) - {view.screen for view in VIEWS} == set()


@every_screen
def test_everybody_can_see_it_and_a_finger_hits_everything(visitors: Visitors, view: View) -> None:
    page = visitors.again(view.login)
    found = in_every_appearance(page, view.open, is_first=view in FIRST_VIEWS)
    assert not found, found


@every_screen
def test_nothing_moves_and_the_keyboard_reaches_everything(visitors: Visitors, view: View) -> None:
    page = visitors.again(view.login, PHONE)
    found = when_it_comes_and_by_keyboard(
        page, view.open, is_first=view in FIRST_VIEWS, comes_by_itself=view.then is None
    )
    assert not found, found


@first_of_every_screen
def test_it_has_one_heading_and_prints_without_the_navigation(
    visitors: Visitors, view: View
) -> None:
    page = visitors.again(view.login)
    view.open(page)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "pl"
    choose(page, "200", "ciemny")
    view.open(page)
    page.emulate_media(media="print")
    assert _shown(page, "nav, header, footer, button, .btn, .skip, [role=status]:not(.vh)") == []
    assert page.locator("h1").is_visible()
    assert _colours(page) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


@first_of_every_screen
def test_the_colours_of_the_system_are_kept(visitors: Visitors, view: View) -> None:
    page = visitors.again(view.login, PHONE, forced_colors="active")
    view.open(page)
    assert ask(page, "cutOff") == []
    without_edge = page.evaluate(
        """() => [...document.querySelectorAll("main .btn, main .in")].filter((part) =>
             part.checkVisibility() && getComputedStyle(part).borderTopStyle === "none")
             .map((part) => part.outerHTML)"""
    )
    assert without_edge == []


def test_titles_tell_the_screens_apart(visitors: Visitors) -> None:
    titles: dict[str, set[str]] = {}
    for login in sorted({view.login for view in VIEWS}):
        page = visitors.again(login)
        for view in VIEWS:
            if view.login == login and view.then is None and not view.screen.startswith("("):
                view.open(page)
                titles.setdefault(page.title(), set()).add(view.screen)
    # A screen that is not open to this visitor says so, like every other.
    titles = {title: who for title, who in titles.items() if "Nie ma takiej strony" not in title}
    shared = {title: who for title, who in titles.items() if len(who - SAME_PAGE) > 1}
    assert shared == {}


# The first premises stand at an address of their own and at that of all.
SAME_PAGE = {"/lokale"}


def _shown(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all(
        "parts => parts.filter((part) => part.checkVisibility()).map((part) => part.outerHTML)"
    )


def _colours(page: Page) -> tuple[str, str]:
    return tuple(
        page.evaluate(
            "(() => { const {color, backgroundColor} = getComputedStyle(document.body);"
            " return [color, backgroundColor]; })()"
        )
    )
