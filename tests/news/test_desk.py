"""The office publishes and withdraws news; everybody reads it at once."""

import pytest

from tests.factories import a_lease, a_member_of_staff, a_person, an_account, some_premises

FIELDS = {
    "title": "Odczyty liczników",
    "body": "Pierwszy akapit.\n\nDrugi <b>akapit</b>.",
    "published_on": "2026-11-21",
    "ends_on": "",
}


@pytest.fixture(autouse=True)
def ewa(browser, db):
    account = a_member_of_staff(db, "clerk")
    browser.sign_in(account)
    return account


def test_what_is_published_is_read_at_once(browser, db, ewa):
    page = browser.send("/biuro/aktualnosci/dodaj", follow=True, **FIELDS)
    assert "Dodano." in page.text
    assert "Odczyty liczników" in browser.open("/aktualnosci").text
    row = db.execute("SELECT event, account_id FROM events ORDER BY event_id DESC").fetchone()
    assert row == ("announcement.published", ewa)


def test_a_day_may_be_typed_in_the_polish_way(browser):
    browser.send("/biuro/aktualnosci/dodaj", **{**FIELDS, "published_on": "1.12.2026"})
    assert "czeka na swój dzień" in browser.open("/biuro/aktualnosci").text
    assert "Odczyty" not in browser.open("/aktualnosci").text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", " ", "Wpisz tytuł, na przykład: Odczyty liczników 30 grudnia."),
        ("title", "x" * 121, "Skróć tytuł do 120 znaków."),
        ("body", "", "Napisz, co chcesz ogłosić."),
        ("published_on", "jutro", "Wpisz datę, na przykład 21.11.2026."),
        ("published_on", "2026-02-30", "Wpisz datę, na przykład 21.11.2026."),
        ("ends_on", "2026-11-01", "Ostatni dzień nie może być przed pierwszym."),
    ],
)
def test_a_mistake_is_told_and_everything_typed_is_kept(browser, field, value, told):
    page = browser.send("/biuro/aktualnosci/dodaj", **{**FIELDS, field: value})
    assert page.status == 422
    assert page.select("#bledy a") == [told]
    if field != "body":
        assert page.soup.select_one("#body").text.strip() == FIELDS["body"]


def test_what_is_withdrawn_is_read_no_more(browser):
    browser.send("/biuro/aktualnosci/dodaj", **FIELDS)
    form = browser.open("/biuro/aktualnosci").soup.select_one("main form")
    page = browser.send(form["action"], follow=True)
    assert "Wycofano." in page.text
    assert "Odczyty" not in browser.open("/aktualnosci").text
    assert browser.send(form["action"]).status == 404


def test_tenants_do_not_publish(browser, db):
    browser.sign_in(an_account(db, a_person(db)))
    assert browser.send("/biuro/aktualnosci/dodaj", **FIELDS).status == 403
    assert db.execute("SELECT count(*) FROM announcements").fetchone() == (0,)


class TestNewsOfABuilding:
    def test_only_its_tenants_see_them(self, browser, db):
        here, there = a_person(db), a_person(db, "Jan Kowal")
        a_lease(db, here)
        a_lease(db, there, premises=some_premises(db, street="ul. Kalinowa", building="3A"))
        browser.sign_in(a_member_of_staff(db, "clerk"))
        form = browser.open("/biuro/aktualnosci/dodaj").soup
        option = form.find("option", string=lambda words: words and "Kalinowa" in words)
        browser.send(
            "/biuro/aktualnosci/dodaj",
            title="Brak wody",
            body="Od 9.00 do 12.00.",
            building=option["value"],
            published_on="2026-11-21",
            ends_on="",
        )
        browser.sign_in(an_account(db, there))
        page = browser.open("/aktualnosci")
        assert "Brak wody" in page.text
        address = page.links("main .rows a")[0]
        assert "tylko budynek ul. Kalinowa 3A" in browser.open(address).text
        browser.sign_in(an_account(db, here))
        assert "Brak wody" not in browser.open("/aktualnosci").text
        browser.open(address, status=404)
        browser.sign_out()
        browser.open(address, status=404)

    def test_a_building_that_is_none_is_explained(self, browser, db):
        browser.sign_in(a_member_of_staff(db, "clerk"))
        page = browser.send(
            "/biuro/aktualnosci/dodaj", title="T", body="B", building="x", published_on="2026-11-21"
        )
        assert page.response.status_code == 422
        assert "Wybierz budynek z listy" in page.text
