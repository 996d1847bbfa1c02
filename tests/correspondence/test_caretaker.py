"""The caretaker reminds once, asks the scanner again, and sweeps only what nobody needs."""

import os
from datetime import date, timedelta

import pytest

from portal import clock
from portal.correspondence.caretaker import Caretaker
from portal.settings import Uploads
from portal.tenancy import files
from tests.case_factories import a_case, an_answer
from tests.correspondence.conftest import GENERAL, GENERAL_FORM
from tests.factories import a_member_of_staff, an_approved_address
from tests.uploads.conftest import a_pdf, a_picture
from tests.uploads.test_scanner import a_scanner


@pytest.fixture
def caretaker(settings):
    return Caretaker(settings)


def kept(anna) -> list[str]:
    return list(anna.browser.client.app.app.services.files.all_of_them())


def a_day_later(anna) -> None:
    """Everything on the disk is old."""
    services = anna.browser.client.app.app.services
    for name in kept(anna):
        os.utime(services.files.path_of(name), (0, 0))


def test_what_was_sent_stays_and_what_was_dropped_is_swept(anna, db, caretaker):
    anna.write(GENERAL, ("umowa.pdf", a_pdf()), **GENERAL_FORM)
    anna.send(GENERAL)
    anna.write(GENERAL, ("okno.jpg", a_picture()), co="zapisz", **GENERAL_FORM)
    assert len(kept(anna)) == 2
    a_day_later(anna)
    with clock.standing_at(date(2026, 11, 23)):
        assert caretaker.sweep(db) == (0, 0, 0), "a draft holds its files"
        anna.browser.sign_in(anna.account_id)
        anna.write(GENERAL, co="odrzuc", **GENERAL_FORM)
        a_day_later(anna)
        assert caretaker.sweep(db) == (0, 1, 1)
    (left,) = kept(anna)
    assert files.is_known(db, left)


def test_a_file_that_was_just_let_go_is_left_for_a_day(anna, db, caretaker):
    anna.write(GENERAL, ("okno.jpg", a_picture()), co="zapisz", **GENERAL_FORM)
    anna.write(GENERAL, co="odrzuc", **GENERAL_FORM)
    assert caretaker.sweep(db) == (0, 0, 0)
    assert len(kept(anna)) == 1


def test_drafts_that_nobody_has_touched_for_long_go(anna, db, caretaker):
    anna.write(GENERAL, co="zapisz", **GENERAL_FORM)
    with clock.standing_at(clock.today() + timedelta(days=89)):
        assert caretaker.sweep(db).drafts == 0
    with clock.standing_at(clock.today() + timedelta(days=91)):
        assert caretaker.sweep(db).drafts == 1


def test_bytes_that_no_row_ever_named_are_swept(anna, db, caretaker):
    services = anna.browser.client.app.app.services
    services.files.keep(b"left by a crash")
    a_day_later(anna)
    assert caretaker.sweep(db).files == 1


def test_who_is_asked_for_more_is_reminded(anna, db, caretaker, mailbox):
    an_approved_address(db, anna.account_id)
    case = a_case(db, anna.tenant_id, anna.lease_id)
    an_answer(db, case, a_member_of_staff(db), ask_until=clock.today() + timedelta(days=2))
    assert caretaker.look_after(db).reminded == 1
    assert caretaker.look_after(db).reminded == 0
    assert [subject for _, subject in mailbox.subjects] == [
        f"Sprawa {case.case_number} czeka na odpowiedź do 23 listopada 2026"
    ]


@pytest.mark.parametrize(
    ("answer", "status"), [(b"stream: OK\0", 200), (b"stream: Eicar FOUND\0", 403)]
)
def test_a_file_that_waited_is_given_once_the_scanner_has_looked(
    anna, db, settings, tmp_path, answer, status
):
    object.__setattr__(settings, "uploads", Uploads(scanner=str(tmp_path / "no.socket")))
    anna.write(GENERAL, ("umowa.pdf", a_pdf()), **GENERAL_FORM)
    anna.send(GENERAL)
    assert Caretaker(settings).look_after(db).scanned == 0
    with a_scanner(answer) as (address, received):
        object.__setattr__(settings, "uploads", Uploads(scanner=address))
        assert Caretaker(settings).look_after(db).scanned == 1
    assert b"".join(received) == a_pdf()
    link = f"/pliki/{anna.browser.client.app.app.services.references.hide(1)}"
    assert anna.browser.client.get(link).status_code == status
