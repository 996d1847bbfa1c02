"""A page looked at as everybody may see it: what is wrong with it, and where that shows.

It is opened as seldom as can be: once for all appearances, once for the keyboard.
"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.appearances import APPEARANCES, FONTS
from tests.browser.own_checks import Look, ask, ask_in_each
from tests.browser.visitors import DESKTOP, MAGNIFIED, PHONE

# Where the whole of axe is asked; elsewhere only what an appearance can break.
IN_FULL = (("100", "domyslny"), ("200", "zolty-na-czarnym"))
# The appearances that differ most. They are asked of every view and of both widths; the others of
# one view of a screen, on the phone: colours do not hang on the width, nor targets on colours, so
# the sizes between are asked in one contrast.
TELLING = (*IN_FULL, ("100", "ciemny"))
SPACED = ("spaceOut", "cutOff", "spaceBack")
CLOSE_LOOKS = (
    (DESKTOP, {"": ("smallTargets",), " spaced out": SPACED}),
    (PHONE, {"": ("smallTargets",), " spaced out": SPACED}),
    (MAGNIFIED, {"": ("smallTargets", "cutOff")}),
)
MOST_STOPS = 200
# So often is Tab pressed before it is asked whether that is all.
STOPS_AT_ONCE = 8

Open = Callable[[Page], None]


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


def in_every_appearance(page: Page, open_it: Open, *, is_first: bool) -> Faults:
    """What axe finds, what is cut off, what a finger misses and what wide spacing loses.

    Takes:   is_first: whether no other view of the screen is looked at as closely.
    """
    found = Faults()
    open_it(page)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        looks = [_with_axe(appearance, size, is_first=is_first) for appearance in APPEARANCES]
        found.note_each(ask_in_each(page, looks))
    for size, checks in CLOSE_LOOKS:
        page.set_viewport_size(size)
        where = f"{size['width']} × {size['height']}"
        looks = [
            Look(f"{font} {where}{and_how}", (font, "domyslny"), asked)
            for font in FONTS
            for and_how, asked in checks.items()
            # A wide window may be scrolled sideways then; a narrow one must not need it.
            if size != DESKTOP or font == "100" or asked != SPACED
        ]
        found.note_each(ask_in_each(page, looks))
    return found


def when_it_comes_and_by_keyboard(
    page: Page, open_it: Open, *, is_first: bool, comes_by_itself: bool
) -> Faults:
    """What moves while a page comes, what it leaves behind, and what Tab does not reach or show.

    Takes:   is_first: whether to walk through it on a desktop too; comes_by_itself: whether nobody
             does anything before it is looked at, which may well move what is on it.
    """
    found = Faults()
    for size in (PHONE, DESKTOP) if is_first else (PHONE,):
        page.set_viewport_size(size)
        open_it(page)
        if size == PHONE:
            ask(page, "quiet")
            if comes_by_itself:
                found.note("moves", _moves_whenever_opened(page, open_it))
            found.note("stored", ask(page, "stored"))
        found.note(f"with Tab {size['width']}", _walk(page))
        found.note(f"never reached {size['width']}", ask(page, "missed"))
    return found


def _with_axe(appearance: tuple[str, str], size: dict, *, is_first: bool) -> Look:
    if appearance in TELLING:
        asked = size == PHONE or is_first or appearance == TELLING[0]
    else:
        of_colours = appearance[0] in ("100", "200")
        asked = size == PHONE and is_first and (of_colours or appearance[1] == "domyslny")
    rules = _rules_for(appearance) if asked else ()
    return Look(f"{' '.join(appearance)} {size['width']}", appearance, ("cutOff",), rules)


def _rules_for(appearance: tuple[str, str]) -> tuple[str, ...] | None:
    """All rules, or those that this appearance can break where the telling ones keep them.

    Contrast asks for the most of small text, so the sizes between tell nothing new of colours.
    """
    if appearance in IN_FULL:
        return None
    return axe.OF_APPEARANCE if appearance[0] in ("100", "200") else axe.OF_SIZE


def _walk(page: Page) -> list[str]:
    """Press Tab until everything was reached; what is wrong with any stop."""
    for _ in range(0, MOST_STOPS, STOPS_AT_ONCE):
        for _ in range(STOPS_AT_ONCE):
            page.keyboard.press("Tab")
        walked = ask(page, "walked")
        if walked["over"]:
            return walked["faults"]
    return [*walked["faults"], "the focus never leaves the page"]


def _moves_whenever_opened(page: Page, open_it: Open) -> list[str]:
    """What moves each time. On a busy machine a page may be painted while half of it has come."""
    moved = ask(page, "shift")
    for _ in range(2):
        if not moved:
            break
        open_it(page)
        ask(page, "quiet")
        moved = ask(page, "shift")
    return moved
