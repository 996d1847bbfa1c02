"""Our own rules, asked of a page by checks.js."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).with_name("checks.js")


def ask(page: Page, what: str) -> Any:
    """The answer of one check to the page as it is shown now."""
    if not page.evaluate("typeof ownChecks === 'object'"):
        page.evaluate(_source())
    return page.evaluate(f"ownChecks.{what}()")


@lru_cache(maxsize=1)
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")
