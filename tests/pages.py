"""A visitor without a screen, who checks every page they open.

The rules hold for whatever page any test opens, errors and forms with mistakes included.
"""

import itertools
import re
from urllib.parse import urlencode

import html5lib
from bs4 import BeautifulSoup
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from portal.settings import Settings
from portal.store.database import Database, writing
from portal.web import sessions
from portal.web.door import session_cookie

CONTROLS = "input:not([type=hidden]), select, textarea"
OWN_SITE = {"sec-fetch-site": "same-origin"}


class Page:
    """A page as it came."""

    def __init__(self, response) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.text
        self.soup = BeautifulSoup(self.html, "html.parser")

    @property
    def title(self) -> str:
        return self.soup.title.get_text()

    @property
    def h1(self) -> str:
        return words(self.soup.h1)

    @property
    def text(self) -> str:
        """Everything inside <main>, spaces made plain."""
        return words(self.soup.select_one("main") or self.soup)

    def select(self, selector: str) -> list[str]:
        """The words of every element that fits."""
        return [words(element) for element in self.soup.select(selector)]

    def links(self, selector: str = "main a") -> list[str]:
        return [link["href"] for link in self.soup.select(selector)]


class Browser:
    """Opens pages, sends forms, keeps cookies."""

    _numbers = itertools.count(1)

    def __init__(self, app: ASGIApp, db: Database, settings: Settings) -> None:
        self.client = TestClient(app, follow_redirects=False, base_url="http://127.0.0.1:8000")
        self.client.__enter__()
        self.db = db
        self.settings = settings

    def close(self) -> None:
        self.client.__exit__()

    def sign_in(self, account_id: int) -> None:
        """Come in with a session, without the work of a password."""
        with writing(self.db):
            token = sessions.open_session(self.db, account_id, "Test", hours=12)
        self.client.cookies.set(session_cookie(self.settings.secure), token)

    def sign_out(self) -> None:
        self.client.cookies.clear()

    def open(self, address: str, *, status: int = 200, headers: dict | None = None) -> Page:
        """Open a page, going where it sends us, and check it."""
        response = self.client.get(address, headers=headers)
        for _ in range(5):
            if response.status_code not in (302, 303):
                break
            response = self.client.get(response.headers["location"], headers=headers)
        page = Page(response)
        assert page.status == status, f"{address}: {page.status} instead of {status}"
        check_page(page, address)
        return page

    def piece(self, address: str, element_id: str, tag: str = "section") -> Page:
        """What htmx gets when it asks for one element of a page."""
        headers = {
            "hx-request": "true",
            "hx-request-type": "partial",
            "hx-target": f"{tag}#{element_id}",
        }
        return Page(self.client.get(address, headers=headers))

    def send(self, address: str, /, *, follow: bool = False, **fields: str) -> Page:
        """Send a form from a page of our own."""
        response = self.client.post(
            address,
            content=urlencode(fields),
            headers={"content-type": "application/x-www-form-urlencoded", **OWN_SITE},
        )
        if follow and response.status_code == 303:
            return self.open(response.headers["location"])
        page = Page(response)
        if page.html:
            check_page(page, address)
        return page

    def send_files(
        self, address: str, *files: tuple[str, bytes], field: str = "pliki", **fields: str
    ) -> Page:
        """Send a form with files, as a browser does without a script."""
        response = self.client.post(
            address,
            data=fields,
            files=[(field, file) for file in files] or {field: ("", b"")},
            headers=OWN_SITE,
        )
        page = Page(response)
        if page.html and "text/html" in response.headers.get("content-type", ""):
            check_page(page, address)
        return page


def words(element) -> str:
    """The text of an element, with plain spaces."""
    return re.sub(r"\s+", " ", element.get_text(" ").replace("\u00a0", " ")).strip()


def check_page(page: Page, address: str) -> None:
    """The rules of every page."""
    html5lib.HTMLParser(strict=True).parse(page.html)
    soup = page.soup
    assert soup.html["lang"] == "pl", address
    headings = soup.find_all("h1")
    assert len(headings) == 1, f"{address}: {len(headings)} h1"
    assert len(soup.find_all("main")) == 1, address
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), f"{address}: repeated ids"
    _check_headings(soup, address)
    _check_controls(soup, address)
    _check_references(soup, ids, address)
    for button in soup.find_all("button"):
        assert button.get("type"), f"{address}: a button without a type"
    for image in soup.find_all("img"):
        assert image.has_attr("alt"), f"{address}: {image}"
        assert image.get("width"), f"{address}: {image}"
    for element in soup.select("[data-hx-get], [data-hx-post]"):
        assert element.get("href") or element.find_parent("form") or element.name == "form", address
    assert not soup.select("[style], [onclick], [accesskey]"), address
    assert not soup.select("script:not([src])"), address
    assert soup.select_one("a.skip[href='#main']"), address
    check_headers(page.response, address)


def check_headers(response, address: str) -> None:
    """What every answer carries."""
    assert "default-src 'none'" in response.headers["content-security-policy"], address
    assert response.headers["x-content-type-options"] == "nosniff", address
    assert "server" not in response.headers, address


def _check_headings(soup: BeautifulSoup, address: str) -> None:
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
    for before, after in itertools.pairwise(levels):
        assert after - before <= 1, f"{address}: h{before} is followed by h{after}"


def _check_controls(soup: BeautifulSoup, address: str) -> None:
    for control in soup.select(CONTROLS):
        if control.get("aria-hidden") == "true" or control.get("type") in ("submit", "button"):
            continue
        labelled = (
            soup.select_one(f"label[for='{control.get('id')}']")
            or control.find_parent("label")
            or control.get("aria-label")
        )
        assert labelled, f"{address}: no label for {control}"


def _check_references(soup: BeautifulSoup, ids: list[str], address: str) -> None:
    for attribute in ("aria-labelledby", "aria-describedby", "for", "form"):
        for element in soup.select(f"[{attribute}]"):
            for name in element[attribute].split():
                assert name in ids, f"{address}: {attribute} names #{name}, which is not there"
    for link in soup.select("a[href^='#']"):
        assert link["href"][1:] in ids, f"{address}: {link['href']} leads nowhere"
