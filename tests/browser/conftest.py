"""A real browser, a real portal, and the people who use them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.running import Portal, running_portal
from tests.browser.visitors import Visitors

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or the one that Playwright has fetched."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=SWITCHES
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal that tests look at and leave as it was."""
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture
def own_portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal for a test that changes what is in it."""
    with running_portal(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, portal: Portal) -> Callable[[str], list[dict]]:
    """The cookies of each person, who signs in once."""
    kept: dict[str, list[dict]] = {}

    def cookies(login: str) -> list[dict]:
        if login not in kept:
            kept[login] = _sign_in(chromium, portal, login)
        return kept[login]

    return cookies


@pytest.fixture(scope="session")
def kept_pages() -> dict[str, Page]:
    """The browsers of people who come again, by login."""
    return {}


@pytest.fixture
def visitors(
    chromium: Browser,
    portal: Portal,
    signed_in: Callable[[str], list[dict]],
    kept_pages: dict[str, Page],
) -> Iterator[Visitors]:
    """Opens browsers for people; in the end nothing must have gone wrong in any of them."""
    opened = Visitors(chromium, portal.url, signed_in, kept_pages)
    yield opened
    opened.close()


@pytest.fixture
def stranger(visitors: Visitors) -> Page:
    """A page before somebody who has not signed in."""
    return visitors.page()


def _sign_in(chromium: Browser, portal: Portal, login: str) -> list[dict]:
    context: BrowserContext = chromium.new_context(base_url=portal.url)
    answer = context.request.post(
        "/logowanie",
        form={"login": login, "password": f"demo-{login}", "next": "/"},
        headers={"origin": portal.url},
        max_redirects=0,
    )
    assert answer.status == 303, f"{login}: {answer.status}"
    cookies = context.cookies()
    context.close()
    return cookies
