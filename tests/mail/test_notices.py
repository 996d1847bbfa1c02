"""Notices go to those who want them, at the address that the office approved."""

import pytest

from portal.mail import notices
from portal.profile.actions import save_notifications
from portal.store.database import writing
from portal.tenancy import emails
from portal.tenancy.notices import notice_address
from tests.factories import (
    a_member_of_staff,
    a_person,
    a_waiting_address,
    an_account,
    an_approved_address,
)

# Any letter will do.
LETTER = "profile/mail_address_approved.txt"


@pytest.fixture
def anna(db):
    return an_account(db, a_person(db))


def notify(db, account: int) -> bool:
    with writing(db):
        return notices.put(db, LETTER, account, {})


def test_who_chose_nothing_yet_gets_notices_at_the_approved_address(db, anna):
    an_approved_address(db, anna)
    assert notice_address(db, anna) == "anna.nowak@example.pl"


def test_who_turned_notices_off_gets_none_until_they_are_on_again(db, anna):
    an_approved_address(db, anna)
    save_notifications(db, anna, notify=False)
    assert notice_address(db, anna) is None
    save_notifications(db, anna, notify=True)
    assert notice_address(db, anna) == "anna.nowak@example.pl"


def test_an_address_that_was_not_approved_gets_no_notice(db, anna):
    a_waiting_address(db, anna)
    assert notice_address(db, anna) is None
    assert not notify(db, anna)


def test_a_new_address_gets_notices_only_from_its_approval_on(db, anna):
    an_approved_address(db, anna)
    wish = a_waiting_address(db, anna, "nowy@example.pl")
    assert notice_address(db, anna) == "anna.nowak@example.pl"
    clerk = a_member_of_staff(db)
    with writing(db):
        emails.approve(db, wish, by=clerk)
    assert notice_address(db, anna) == "nowy@example.pl"


def test_a_notice_reaches_its_owner_and_nobody_else(db, mailbox, anna):
    an_approved_address(db, an_account(db, a_person(db, "Jan Kowalski")), "jan@example.pl")
    an_approved_address(db, anna)
    assert notify(db, anna)
    assert [letter.recipient for letter in mailbox.letters] == ["anna.nowak@example.pl"]


def test_who_turns_notices_off_before_one_has_left_does_not_get_it(db, mailbox, anna):
    an_approved_address(db, anna)
    notify(db, anna)
    save_notifications(db, anna, notify=False)
    assert mailbox.letters == []
    assert db.execute("SELECT count(*) FROM outbox").fetchone() == (0,)


def test_a_notice_that_waited_does_not_go_to_an_address_given_up_since(db, mailbox, anna):
    an_approved_address(db, anna)
    notify(db, anna)
    an_approved_address(db, anna, "nowy@example.pl")
    assert mailbox.letters == []
