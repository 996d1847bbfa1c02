"""People before their browsers, and what must never happen there."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from portal.web import looks

_ATTRIBUTE = re.compile(r'(data-[a-z]+)(?:="([^"]*)")?')

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
# 1280 × 1024 magnified four times.
MAGNIFIED = {"width": 320, "height": 256}


class Visitors:
    """Opens pages for people and listens for what goes wrong in them."""

    def __init__(self, chromium: Browser, url: str, signed_in: Callable[[str], list[dict]]) -> None:
        self.chromium = chromium
        self.url = url
        self.signed_in = signed_in
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(self, login: str = "", *, url: str = "", **options) -> Page:
        """A fresh browser, signed in where a login is named."""
        options.setdefault("viewport", DESKTOP)
        context = self.chromium.new_context(
            base_url=url or self.url, locale="pl-PL", service_workers="block", **options
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        if login:
            context.add_cookies(self.signed_in(login))
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._see)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert not self.complaints, self.complaints

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that says what is wrong with a form, or that it is not there, is no fault of ours.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.text} at {message.location}")

    def _see(self, response: Response) -> None:
        whole_page = response.request.resource_type in ("document", "fetch", "xhr")
        if response.status >= 500 or (response.status >= 400 and not whole_page):
            self.complaints.append(f"{response.status} at {response.url}")


def wear(page: Page, font: str, contrast: str) -> None:
    """Give an open page the attributes with which the server draws an appearance.

    The rest of a page is the same in each, so it need not be opened anew; that the server writes
    these attributes is tested where the doors are.
    """
    attributes = dict(_ATTRIBUTE.findall(looks.from_cookie(f"{font}.{contrast}").attributes))
    page.evaluate(
        """(attributes) => {
          const html = document.documentElement;
          for (const name of ["data-text", "data-big", "data-theme"]) html.removeAttribute(name);
          for (const [name, value] of Object.entries(attributes)) html.setAttribute(name, value);
        }""",
        attributes,
    )


def look(page: Page, font: str, contrast: str) -> None:
    """Choose an appearance, as the switches do; it shows on the next page that is opened."""
    page.context.add_cookies(
        [
            {
                "name": "iok_wyglad",
                "value": f"{font}.{contrast}",
                "domain": "127.0.0.1",
                "path": "/",
            }
        ]
    )
