"""What a page waits for before it is drawn: one stylesheet; for staff, one more."""

import re
from pathlib import Path

import pytest

from portal.web.assets import script, stylesheet
from tests.factories import a_lease, a_member_of_staff, a_person, an_account

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

OWN_SCRIPTS = [p.name for p in (ROOT / "static").glob("*.js") if not p.name.endswith(".min.js")]
BY_HTMX = {"htmx-request"}


def styles(page):
    return [link["href"].split(".")[0] for link in page.soup.select("link[rel=stylesheet]")]


def classes_of(css: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", css)))


def words_of(text: str) -> set[str]:
    """The words that may be classes: in class attributes, and in strings of templates' code."""
    code = " ".join(re.findall(r"\{[{%].*?[}%]\}", text))
    plain = re.sub(r"\{[{%].*?[}%]\}", " ", text)
    quoted = [*re.findall(r'class="([^"]*)"', plain), *re.findall(r"[\"']([^\"']*)[\"']", code)]
    return set(" ".join(quoted).split())


@pytest.fixture(scope="module")
def used() -> set[str]:
    pages = (ROOT / "portal" / "web" / "pages.py").read_text(encoding="utf-8")
    own = "".join(map(script, OWN_SCRIPTS)) + pages.replace("{}", " ")
    in_code = set(re.findall(r"class(?:Name = |=)\"([\w ]+)", own))
    named = set().union(*(words_of(path.read_text(encoding="utf-8")) for path in TEMPLATES))
    return named.union(*(words.split() for words in in_code))


@pytest.mark.parametrize("folder", ["style", "style-office"])
def test_every_class_is_on_some_page(used, folder):
    assert classes_of(stylesheet(folder)) - used - BY_HTMX == set()


def test_what_staff_alone_see_is_not_in_the_stylesheet_of_all(used):
    office = classes_of(stylesheet("style-office"))
    assert {"viewing", "desk"} <= office
    assert not {"viewing", "desk"} & classes_of(stylesheet())


@pytest.mark.parametrize("address", ["/", "/logowanie", "/pomoc", "/finanse", "/lokale", "/profil"])
def test_a_tenants_page_waits_for_one_stylesheet(browser, db, address):
    tenant = a_person(db)
    a_lease(db, tenant)
    browser.sign_in(an_account(db, tenant))
    assert styles(browser.open(address)) == ["/static/portal"]


@pytest.mark.parametrize("address", ["/", "/logowanie", "/pomoc"])
def test_a_strangers_page_waits_for_one_stylesheet(browser, address):
    assert styles(browser.open(address)) == ["/static/portal"]


@pytest.mark.parametrize("address", ["/biuro", "/biuro/najemcy", "/pomoc"])
def test_staff_load_their_own_stylesheet_too(browser, db, address):
    browser.sign_in(a_member_of_staff(db))
    page = browser.open(address)
    assert styles(page) == ["/static/portal", "/static/office"]
    for link in page.soup.select("link[rel=stylesheet]"):
        answer = browser.client.get(link["href"])
        assert answer.headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_scripts_are_served_without_their_comments(name):
    assert "/*" not in script(name)
    assert "//" not in script(name).replace("://", "")
    assert script(name).startswith("(() => {")
    assert script(name).endswith("})();")


def test_a_script_loses_comments_and_nothing_else():
    assert "/^\\s*<!doctype/i" in script()


def test_a_stylesheet_loses_air_and_nothing_else():
    css = stylesheet()
    assert "/*" not in css
    assert css.count("{") == css.count("}")
    assert ".hero .town{" in css
    assert re.search(r"rgba\(12,30,22,\.22\)", css)
    assert "calc(100% * var(--z,1))" in css
