"""What holds for every screen, whoever looks at it and in whatever appearance."""

import pytest
from playwright.sync_api import Page

from portal.app import screens
from tests.browser import axe
from tests.browser.appearances import APPEARANCES, FONTS, choose
from tests.browser.own_checks import Look, ask, ask_in_each
from tests.browser.views import NOT_PAGES, VIEWS, View
from tests.browser.visitors import DESKTOP, MAGNIFIED, PHONE, Visitors

pytestmark = pytest.mark.browser

every_screen = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
# A screen has several views: people and states. What hangs on the style alone is asked of one.
FIRST_VIEWS = list({view.screen: view for view in reversed(VIEWS)}.values())
first_of_every_screen = pytest.mark.parametrize("view", FIRST_VIEWS, ids=lambda view: view.name)
# Where the whole of axe is asked; elsewhere only what an appearance can break.
IN_FULL = (("100", "domyslny"), ("200", "zolty-na-czarnym"))
# The appearances that differ most. They are asked of every view and of both widths; the others of
# one view of a screen, on the phone: colours do not hang on the width, nor targets on colours.
TELLING = (*IN_FULL, ("100", "ciemny"))
MOST_STOPS = 200
SPACED = ("spaceOut", "cutOff", "spaceBack")
CLOSE_LOOKS = (
    (DESKTOP, {"": ("smallTargets",), " spaced out": SPACED}),
    (PHONE, {"": ("smallTargets",), " spaced out": SPACED}),
    (MAGNIFIED, {"": ("smallTargets", "cutOff")}),
)


def test_every_screen_is_looked_at() -> None:
    addresses = {screen.path for screen in screens() if screen.method == "GET"}
    assert addresses - set(NOT_PAGES) - {view.screen for view in VIEWS} == set()


@every_screen
def test_axe_finds_nothing_and_nothing_is_cut_off(visitors: Visitors, view: View) -> None:
    page = visitors.again(view.login)
    found = Faults()
    view.open(page)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        found.note_each(ask_in_each(page, [_look(view, each, size) for each in APPEARANCES]))
    assert not found, found


@every_screen
def test_a_finger_hits_everything_and_wide_spacing_loses_nothing(
    visitors: Visitors, view: View
) -> None:
    page = visitors.again(view.login)
    found = Faults()
    view.open(page)
    for size, checks in CLOSE_LOOKS:
        page.set_viewport_size(size)
        where = f"{size['width']} × {size['height']}"
        found.note_each(
            ask_in_each(
                page,
                [
                    Look(f"{font} {where}{and_how}", (font, "domyslny"), asked)
                    for font in FONTS
                    for and_how, asked in checks.items()
                    # A wide window may be scrolled sideways then; a narrow one must not need it.
                    if size != DESKTOP or font == "100" or asked != SPACED
                ],
            )
        )
    assert not found, found


@every_screen
def test_the_keyboard_reaches_everything_and_the_focus_is_seen(
    visitors: Visitors, view: View
) -> None:
    page = visitors.again(view.login, PHONE)
    found = Faults()
    for size in (PHONE, DESKTOP) if view in FIRST_VIEWS else (PHONE,):
        page.set_viewport_size(size)
        view.open(page)
        found.note(f"with Tab {size['width']}", _walk(page))
        found.note(f"never reached {size['width']}", ask(page, "missed"))
    assert not found, found


@every_screen
def test_nothing_moves_and_nothing_is_left_behind(visitors: Visitors, view: View) -> None:
    page = visitors.again(view.login, PHONE)
    view.open(page)
    page.wait_for_load_state("networkidle")
    if view.then is None:
        assert _moves_whenever_opened(page, view) == []
    assert ask(page, "stored") == []


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


def _rules_for(appearance: tuple[str, str]) -> tuple[str, ...] | None:
    """All rules, or those that this appearance can break where the telling ones keep them.

    Contrast asks for the most of small text, so the sizes between tell nothing new of colours.
    """
    if appearance in IN_FULL:
        return None
    return axe.OF_APPEARANCE if appearance[0] in ("100", "200") else axe.OF_SIZE


def _look(view: View, appearance: tuple[str, str], size: dict) -> Look:
    asked = _is_asked_of_axe(view, appearance, size)
    rules = _rules_for(appearance) if asked else ()
    return Look(f"{' '.join(appearance)} {size['width']}", appearance, ("cutOff",), rules)


def _is_asked_of_axe(view: View, appearance: tuple[str, str], size: dict) -> bool:
    if appearance in TELLING:
        return size == PHONE or view in FIRST_VIEWS or appearance == TELLING[0]
    return size == PHONE and view in FIRST_VIEWS


class Faults:
    """What is wrong with a screen, and in which of its appearances."""

    def __init__(self) -> None:
        self.places: dict[str, list[str]] = {}

    def note(self, place: str, faults: list[str]) -> None:
        for fault in faults:
            self.places.setdefault(fault, []).append(place)

    def note_each(self, pairs: list[tuple[str, str]]) -> None:
        for fault, place in pairs:
            self.note(place, [fault])

    def __len__(self) -> int:
        return len(self.places)

    def __repr__(self) -> str:
        lines = (f"{fault}  [{', '.join(where)}]" for fault, where in self.places.items())
        return "\n" + "\n".join(lines)


def _walk(page: Page) -> list[str]:
    """Press Tab until everything was reached; what is wrong with any stop.

    Where the focus begins in the middle, at a list of mistakes, it comes to the top in the end.
    """
    found = list(ask(page, "focused") or [])
    rounds = 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        problems = ask(page, "focused")
        if problems is not None:
            found += problems
        elif rounds or not ask(page, "missed"):
            return found
        else:
            rounds += 1
    return [*found, "the focus never leaves the page"]


def _moves_whenever_opened(page: Page, view: View) -> list[str]:
    """What moves each time. On a busy machine a page may be painted while half of it has come."""
    moved = ask(page, "shift")
    for _ in range(2):
        if not moved:
            break
        view.open(page)
        page.wait_for_load_state("networkidle")
        moved = ask(page, "shift")
    return moved


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
