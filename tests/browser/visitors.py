"""People before their browsers, and what must never happen there."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.browser import axe
from tests.browser.own_checks import SOURCE

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
# 1280 × 1024 magnified four times.
MAGNIFIED = {"width": 320, "height": 256}


class Visitors:
    """Opens pages for people and listens for what goes wrong in them.

    kept: browsers of people who come again and again, by login; they outlive one test.
    """

    def __init__(
        self,
        chromium: Browser,
        url: str,
        signed_in: Callable[[str], list[dict]],
        kept: dict[str, Page],
    ) -> None:
        self.chromium = chromium
        self.url = url
        self.signed_in = signed_in
        self.kept = kept
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.listeners: list[tuple[Page, str, Callable]] = []

    def page(self, login: str = "", *, url: str = "", **options) -> Page:
        """A fresh browser, signed in where a login is named."""
        context = self._context(url or self.url, options)
        self.contexts.append(context)
        if login:
            context.add_cookies(self.signed_in(login))
        return self._listened_to(context.new_page())

    def again(self, login: str, viewport: dict = DESKTOP, *, forced_colors: str = "none") -> Page:
        """The browser of somebody who was here before, with nothing left in it but the session.

        For tests that only look; a fresh browser takes longer than most of what is asked in it.
        """
        if login not in self.kept:
            self.kept[login] = self._context(self.url, {}).new_page()
        page = self.kept[login]
        page.context.clear_cookies()
        page.context.add_cookies(self.signed_in(login) if login else [])
        page.unroute_all()
        page.set_viewport_size(viewport)
        page.emulate_media(media="screen", forced_colors=forced_colors)
        return self._listened_to(page)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        for page, event, listener in self.listeners:
            page.remove_listener(event, listener)
        assert not self.complaints, self.complaints

    def _context(self, url: str, options: dict) -> BrowserContext:
        options.setdefault("viewport", DESKTOP)
        context = self.chromium.new_context(
            base_url=url, locale="pl-PL", service_workers="block", **options
        )
        context.set_default_timeout(10_000)
        if options.get("java_script_enabled", True):
            context.add_init_script(path=SOURCE)
            context.add_init_script(script=axe.on_call())
        return context

    def _listened_to(self, page: Page) -> Page:
        listeners = {
            "console": self._hear,
            "pageerror": lambda error: self.complaints.append(str(error)),
            "response": self._see,
        }
        for event, listener in listeners.items():
            page.on(event, listener)
            self.listeners.append((page, event, listener))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that says what is wrong with a form, or that it is not there, is no fault of ours.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.text} at {message.location}")

    def _see(self, response: Response) -> None:
        whole_page = response.request.resource_type in ("document", "fetch", "xhr")
        if response.status >= 500 or (response.status >= 400 and not whole_page):
            self.complaints.append(f"{response.status} at {response.url}")
