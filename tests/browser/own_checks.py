"""Our own rules, asked of a page by checks.js, which comes with every page that is opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.appearances import attributes_of

SOURCE = Path(__file__).with_name("checks.js")


class Look(NamedTuple):
    """An appearance, and what is asked of a page in it.

    checks:  names of checks.js. rules: those of axe, None for all of them, () for no question.
    """

    where: str
    appearance: tuple[str, str]
    checks: Sequence[str] = ()
    rules: Sequence[str] | None = ()


def ask(page: Page, what: str) -> Any:
    """The answer of one check to the page as it is shown now."""
    return page.evaluate(f"ownChecks.{what}()")


def ask_in_each(page: Page, looks: Sequence[Look]) -> list[tuple[str, str]]:
    """What is wrong with a page in several appearances: (what, where)."""
    if any(look.rules != () for look in looks):
        axe.come(page)
    return page.evaluate("(looks) => ownChecks.inEach(looks)", [_as_asked(look) for look in looks])


def _as_asked(look: Look) -> dict[str, Any]:
    asked = {
        "where": look.where,
        "attributes": attributes_of(*look.appearance),
        "checks": [*look.checks],
    }
    return asked if look.rules == () else {**asked, "rules": look.rules}
