"""A portal, a simulator of login.gov.pl that listens, and somebody who walks between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import httpx2
import pytest
from bs4 import BeautifulSoup

from portal import clock
from portal.app import create_app
from portal.demo.estate_numbers import pesel
from portal.demo.national_node.app import Simulator, create_simulator
from portal.demo.national_node.keys import make_keys, settings_for
from portal.demo.national_node.people import person_of
from portal.demo.simulators import listening, serving, url_of
from portal.settings import Settings
from portal.store.database import Database, writing
from portal.tenancy.register import pesel_key
from tests.conftest import TODAY
from tests.factories import a_lease, a_person, an_account
from tests.pages import Browser, Page

CONSUMER = "http://127.0.0.1:8000/logowanie/login-gov/powrot"


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    clock.pin(TODAY)
    found = listening()
    app = create_simulator(
        make_keys(), url=url_of(found), consumer_url=CONSUMER, demonstration=True
    )
    with serving(app, found):
        yield app.state.simulator


@pytest.fixture
def settings(settings: Settings, simulator: Simulator) -> Settings:
    return replace(settings, national_node=settings_for(simulator.keys, simulator.url))


@pytest.fixture
def direct(settings: Settings, db: Database) -> Iterator[Browser]:
    """A visitor of a portal with the policy `direct`."""
    node = replace(settings.national_node, after_password=False)
    settings = replace(settings, national_node=node)
    visitor = Browser(create_app(settings), db, settings)
    yield visitor
    visitor.close()


@dataclass
class Walk:
    """The way of one browser from the portal to the node and back."""

    browser: Browser
    node: httpx2.Client

    def begin(self, address: str = "/logowanie/login-gov", **fields: str) -> Page:
        """Press the button; gives the page that leads on to the node."""
        return self.browser.send(address, follow=True, **fields)

    def to_node(self, page: Page) -> str:
        """Send that page's form; gives the address of the choice of a person."""
        form = page.soup.select_one("main form")
        answer = self.node.post(form["action"], data=_fields(form))
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def choose(self, address: str, person: str, **fields: str) -> dict[str, str]:
        """Choose a person; gives what the node's form takes back."""
        answer = self.node.post(address, data={"person": person, "action": "enter", **fields})
        return _fields(BeautifulSoup(answer.text, "html.parser").select_one("form"))

    def back(self, fields: dict[str, str]) -> Page:
        """Come back by the node's form, which brings no cookies, and see where that leads."""
        client = self.browser.client
        kept = list(client.cookies.jar)
        client.cookies.clear()
        answer = client.post(
            "/logowanie/login-gov/powrot", data=fields, headers={"sec-fetch-site": "cross-site"}
        )
        for cookie in kept:
            client.cookies.jar.set_cookie(cookie)
        assert answer.status_code == 303
        assert not answer.headers.get("set-cookie")
        return Page(
            client.get(answer.headers["location"], headers={"sec-fetch-site": "cross-site"})
        )

    def finish(self) -> Page:
        """The page of ours posts itself on."""
        return self.browser.send("/logowanie/login-gov/dalej")

    def whole(
        self, person: str, fault: str = "", *, start: str = "/logowanie/login-gov", **f
    ) -> Page:
        """All of it; gives the last answer, before any redirect is followed."""
        back = self.choose(self.to_node(self.begin(start, **f)), person, fault=fault)
        on = self.back(back)
        assert on.status == 200, on.text
        return self.finish()


def _fields(form) -> dict[str, str]:
    return {each["name"]: each["value"] for each in form.select("input[type=hidden]")}


@pytest.fixture
def node(simulator: Simulator) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=simulator.url, trust_env=False) as client:
        yield client


@pytest.fixture
def walk(browser: Browser, node: httpx2.Client) -> Walk:
    return Walk(browser, node)


@pytest.fixture
def direct_walk(direct: Browser, node: httpx2.Client) -> Walk:
    return Walk(direct, node)


class Town:
    """The simulator's people as tenants of the portal."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self.db, self.settings = db, settings

    def key(self, person: str) -> bytes:
        return pesel_key(self.settings.secret_key, person_of(person).identifier)

    def tenant(self, person: str, *, name: str = "", known: bool = True) -> int:
        tenant_id = a_person(self.db, name or person_of(person).name)
        if known:
            self.db.execute(
                "UPDATE tenants SET pesel_key = ? WHERE tenant_id = ?",
                (self.key(person), tenant_id),
            )
        return tenant_id

    def account(self, person: str, *, name: str = "", known: bool = True, **lease: object) -> int:
        """The person's account, with a lease; gives account_id."""
        tenant_id = self.tenant(person, name=name, known=known)
        a_lease(self.db, tenant_id, **lease)
        return an_account(self.db, tenant_id)

    def link(self, person: str, account_id: int) -> None:
        from portal.national_node import store

        with writing(self.db):
            store.link(self.db, account_id, self.key(person))

    def linked(self, person: str, **more: object) -> int:
        """The same, linked with login.gov.pl."""
        account_id = self.account(person, **more)
        self.link(person, account_id)
        return account_id

    def events(self, like: str = "%") -> list[tuple[str, str]]:
        return self.db.execute(
            "SELECT event, details FROM events WHERE event LIKE ? ORDER BY event_id", (like,)
        ).fetchall()

    def sessions(self) -> int:
        return self.db.execute("SELECT count(*) FROM sessions").fetchone()[0]


@pytest.fixture
def town(db: Database, settings: Settings) -> Town:
    return Town(db, settings)


PESELS = re.compile(r"\b[0-9]{11}\b")
ANY_PESEL = pesel
