"""/demo/poczta: the demonstration's mailbox, which production does not have."""

from dataclasses import replace

import pytest

from portal.app import create_app
from portal.demo import mail_pages
from portal.demo.emails import APPROVED, WAITING, give_addresses
from portal.demo.mail_catcher import MailCatcher
from portal.mail import outbox
from portal.store.database import writing
from portal.tenancy import accounts, emails
from tests.factories import a_member_of_staff, a_person, an_account
from tests.pages import Browser


@pytest.fixture
def visitor(settings, db):
    with MailCatcher() as catcher:
        settings = replace(settings, smtp_url=catcher.url, demonstration=True)
        browser = Browser(create_app(settings, mail_pages.screens(catcher)), db, settings)
        yield browser
        browser.close()


def wait_for_a_letter(visitor):
    import threading

    for _ in range(100):
        page = visitor.open("/demo/poczta")
        if page.select("main .rows a"):
            return page
        threading.Event().wait(0.05)
    raise AssertionError("the postman brought nothing")


def test_a_letter_can_be_read_and_its_link_followed(visitor, db):
    assert "Nie ma jeszcze żadnego listu." in visitor.open("/demo/poczta").text
    contents = {"link": f"{visitor.settings.base_url}/pomoc", "login": "10001"}
    with writing(db):
        outbox.put(db, "profile/mail_address_confirm.txt", "<anna>@example.pl", contents)
        outbox.put(db, "profile/mail_address_confirm.txt", "anna@example.pl", contents)
    page = wait_for_a_letter(visitor)
    assert "Do: anna@example.pl." in page.text
    letter = visitor.open(page.links("main .rows a")[0])
    assert letter.h1 == "Potwierdzenie adresu e-mail w IOK Nasze Domy"
    assert letter.links("main .card a") == [f"{visitor.settings.base_url}/pomoc"]
    assert "Auto-Submitted" in letter.text
    assert visitor.open("/demo/poczta?do=jan@example.pl").select("main .rows a") == []
    visitor.open("/demo/poczta/999", status=404)


def test_production_has_no_such_page(settings, browser):
    browser.open("/demo/poczta", status=404)
    with MailCatcher() as catcher, pytest.raises(ValueError, match="no place in production"):
        create_app(settings, mail_pages.screens(catcher))


def test_the_addresses_of_the_demonstration_stand_where_they_were_promised(db):
    for login in (*APPROVED, *WAITING):
        an_account(db, a_person(db), login)
    with writing(db):
        accounts.create_staff_account(db, "biuro", "Ewa", "clerk", None, "none")
    a_member_of_staff(db)
    give_addresses(db)
    for login, address in APPROVED.items():
        account = accounts.account_of_login(db, login)
        assert account is not None
        assert emails.approved(db, account.account_id) == address
    waiting = emails.waiting(db)
    assert waiting.number == 1
    assert waiting.oldest is not None
    assert waiting.oldest.startswith("2026-11-20")
