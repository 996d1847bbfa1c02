"""Contact, privacy and the funding strip."""

from dataclasses import replace

from portal.app import create_app
from portal.sign_in.screens import DEVICE_COOKIE
from portal.web import chosen_lease, looks
from tests.pages import Browser


def test_contact_gives_every_way_to_the_office(browser):
    page = browser.open("/kontakt")
    assert page.title.startswith("Kontakt")
    links = page.links()
    assert "tel:+48220000000" in links
    assert "mailto:biuro@nasze-domy.example" in links
    for words in ("Nasze Domy Sp. z o.o.", "ul. Kwiatowa 2", "00-001 Miasto", "1234563218"):
        assert words in page.text
    assert "Strona internetowa" not in page.text


def test_contact_leaves_out_what_the_company_does_not_have(settings, db):
    organisation = replace(settings.organisation, nip="", office_hours="")
    settings = replace(settings, organisation=organisation)
    visitor = Browser(create_app(settings), db, settings)
    page = visitor.open("/kontakt")
    assert "NIP" not in page.text
    assert "Godziny pracy" not in page.text
    visitor.close()


def test_privacy_names_the_company_and_every_cookie(browser):
    page = browser.open("/prywatnosc")
    assert page.title.startswith("Prywatność")
    assert "Administratorem danych jest Nasze Domy Sp. z o.o." in page.text
    names = page.select(".rows b")
    assert names == ["iok", "iok_reset", looks.COOKIE, chosen_lease.COOKIE, DEVICE_COOKIE]
    assert "12 godz. albo 30 min" in page.text


def test_under_https_the_session_has_its_longer_name(settings, db):
    settings = replace(settings, base_url="https://iok.nasze-domy.example")
    visitor = Browser(create_app(settings), db, settings)
    assert visitor.open("/prywatnosc").select(".rows b")[0] == "__Host-iok"
    visitor.close()


def test_the_funding_strip_stands_on_every_page_of_a_company_that_has_one(settings, db, tmp_path):
    strip = tmp_path / "anything.svg"
    strip.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    organisation = replace(
        settings.organisation, funding_text="Dofinansowano z Unii.", funding_strip=strip
    )
    settings = replace(settings, organisation=organisation)
    visitor = Browser(create_app(settings), db, settings)
    page = visitor.open("/kontakt")
    assert page.select("footer .fund") == ["Dofinansowano z Unii."]
    image = page.soup.select_one("footer .fund img")
    assert visitor.client.get(image["src"]).content == strip.read_bytes()
    visitor.close()


def test_the_funding_text_stands_without_a_picture_too(settings, db):
    organisation = replace(settings.organisation, funding_text="Dofinansowano z Unii.")
    settings = replace(settings, organisation=organisation)
    visitor = Browser(create_app(settings), db, settings)
    page = visitor.open("/kontakt")
    assert page.select("footer .fund") == ["Dofinansowano z Unii."]
    assert not page.soup.select("footer img")
    visitor.close()


def test_without_funding_there_is_no_strip(browser):
    page = browser.open("/kontakt")
    assert not page.soup.select("footer .fund, footer img")
