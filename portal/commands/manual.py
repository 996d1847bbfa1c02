"""`portal manual`."""

import base64
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.commands.exits import CannotRun
from portal.help.manual import HEIGHT, SECTIONS, WIDTH, Picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

FOLDER = Path(__file__).parents[2] / "static" / "manual"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 25_000
QUALITIES = (70, 55, 40, 25)
SHARPNESS = 2


@click.command()
@click.option(
    "--base",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="Where the demonstration runs (portal demo --testing).",
)
@click.option("--dry-run", is_flag=True, help="Make the pictures; write none.")
def command(base: str, dry_run: bool) -> None:
    """Make the pictures of the user's manual from a running demonstration."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise CannotRun("Playwright is not installed; run uv sync --group test") from error
    pictures = [section.picture for section in SECTIONS if section.picture]
    try:
        with sync_playwright() as playwright:
            browser = _browser(playwright)
            for picture in pictures:
                content = _taken(browser, picture, base.rstrip("/"))
                if not dry_run:
                    _keep(picture, content)
                verb = "would write" if dry_run else "wrote"
                click.echo(f"{verb} {picture.asset}, {len(content)} bytes")
    except Error as error:
        raise CannotRun(f"a picture could not be made: {error.message.splitlines()[0]}") from error


def _browser(playwright: "Playwright") -> "Browser":
    """The system's own Chromium where there is one, else the one that Playwright brought."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])


def _taken(browser: "Browser", picture: Picture, base: str) -> bytes:
    """A picture of one screen on a phone, as WebP."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SHARPNESS,
        locale="pl-PL",
        color_scheme="light",
    )
    page = context.new_page()
    try:
        if picture.login:
            _sign_in(page, picture.login, base)
        _open(page, f"{base}{picture.address}")
        if picture.part:
            page.locator("body").locator(picture.part).locator("visible=true").first.click()
            page.wait_for_load_state()
        return _small(page, picture)
    finally:
        context.close()


def _keep(picture: Picture, content: bytes) -> None:
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{picture.name}.webp"
    path.write_bytes(content)
    path.chmod(0o644)


def _open(page: "Page", address: str) -> None:
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        raise CannotRun(f"{address} answers {answer.status if answer else 'nothing'}")


def _sign_in(page: "Page", login: str, base: str) -> None:
    """Come in as a tenant of the demonstration."""
    _open(page, f"{base}/logowanie")
    page.fill("[name=login]", login)
    page.fill("[name=password]", f"demo-{login}")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    if page.url.endswith("/logowanie"):
        raise CannotRun(f"{base} does not let {login} in; is it portal demo --testing?")


def _small(page: "Page", picture: Picture) -> bytes:
    """The screen as it stands, in the best quality that is small enough."""
    session = page.context.new_cdp_session(page)
    for quality in QUALITIES:
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        content = base64.b64decode(shot["data"])
        if len(content) <= LARGEST:
            return content
    raise CannotRun(f"{picture.name} is larger than {LARGEST} bytes")
