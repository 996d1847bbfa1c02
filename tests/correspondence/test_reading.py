"""A tenant reads what was written, writes on, and sees nothing of others."""

import time
from datetime import date

import pytest

from portal.correspondence import actions
from portal.store.database import writing
from portal.tenancy import cases
from portal.tenancy.case_letters import NewLetter
from tests.case_factories import a_case, an_answer, case_as_it_is
from tests.factories import a_lease, a_member_of_staff, a_person, an_account, an_approved_address


def ref(anna, number: int) -> str:
    return anna.browser.client.app.app.services.references.hide(number)


def address_of(anna, case) -> str:
    return f"/korespondencja/{ref(anna, case.case_id)}"


@pytest.fixture
def case(anna, db):
    return a_case(db, anna.tenant_id, anna.lease_id, subject="Nieszczelne okno", body="Wieje.")


def test_an_empty_list_says_what_will_be_there(anna):
    page = anna.open("/korespondencja")
    assert "Nie masz jeszcze żadnych listów" in page.text
    assert "/korespondencja/dodaj" in page.links()


def test_each_state_has_its_word(anna, db, case):
    clerk = a_member_of_staff(db)
    lease = anna.lease_id
    waiting = a_case(db, anna.tenant_id, lease, subject="Raty")
    closed = a_case(db, anna.tenant_id, lease, subject="Bateria")
    an_answer(db, waiting, clerk, ask_until=date(2026, 12, 1))
    an_answer(db, closed, clerk, close_reason="Wymieniona.")
    for each in (waiting, closed):
        with writing(db):
            actions.case_reads.mark(db, each.case_id, anna.tenant_id)
    page = anna.open("/korespondencja")
    rows = dict(zip(page.select("#listy .rows b"), page.select("#listy .rows .tag"), strict=True))
    assert rows == {
        "Nieszczelne okno": "przyjęta", "Raty": "czeka na Ciebie", "Bateria": "załatwiona",
    }  # fmt: skip
    assert anna.open("/korespondencja?pokaz=zalatwione").select("#listy .rows b") == ["Bateria"]
    assert len(anna.open("/korespondencja?pokaz=w-toku").select("#listy .rows b")) == 2


def test_a_new_answer_is_marked_until_it_is_opened(anna, db, case):
    an_answer(db, case, a_member_of_staff(db), body="Monter przyjdzie w środę.\n\nDo widzenia.")
    assert anna.open("/korespondencja").select("#listy .new .tag") == ["nowa odpowiedź"]
    page = anna.open(address_of(anna, case))
    assert page.select(".msg.us p.lines") == ["Monter przyjdzie w środę.", "Do widzenia."]
    wait_until_read(db)
    assert anna.open("/korespondencja").select("#listy .new") == []


def test_staff_who_look_as_a_tenant_leave_letters_unread(anna, db, case):
    clerk = a_member_of_staff(db)
    an_answer(db, case, clerk)
    anna.browser.sign_in(clerk)
    anna.browser.send(f"/biuro/najemcy/{ref(anna, anna.tenant_id)}/zobacz")
    assert anna.open(address_of(anna, case)).h1 == "Nieszczelne okno"
    time.sleep(0.2)
    assert db.execute("SELECT count(*) FROM case_reads WHERE read_at IS NULL").fetchone() == (1,)


def test_a_reply_goes_to_the_office_and_is_acknowledged(anna, db, case):
    an_answer(db, case, a_member_of_staff(db), ask_until=date(2026, 12, 1))
    page = anna.open(address_of(anna, case))
    assert "Prosimy o uzupełnienie do 1 grudnia 2026" in page.text
    sent = anna.write(address_of(anna, case), co="wyslij", tresc="Będę w domu.")
    receipt = anna.open(sent.response.headers["location"])
    assert receipt.h1 == "Pismo jest u nas"
    assert case.case_number in receipt.text
    assert case_as_it_is(db, case.case_id).state == "in-progress"
    page = anna.open(address_of(anna, case))
    assert page.select(".msg h2")[0] == "Twoje pismo"


def test_a_reply_sent_twice_is_one_letter(anna, db, case):
    for _ in range(2):
        anna.write(address_of(anna, case), co="wyslij", tresc="Będę w domu.")
    assert db.execute("SELECT count(*) FROM case_letters").fetchone() == (2,)


def test_an_empty_reply_is_refused(anna, db, case):
    page = anna.write(address_of(anna, case), co="wyslij", tresc="  ")
    assert page.status == 422
    assert "Napisz, co chcesz nam przekazać." in page.text


def test_a_closed_case_can_be_opened_again(anna, db, case):
    an_answer(db, case, a_member_of_staff(db), close_reason="Naprawione.")
    page = anna.open(address_of(anna, case))
    assert "To nie rozwiązało sprawy" in page.text
    assert "Naprawione." in page.text
    anna.write(address_of(anna, case), co="wyslij", tresc="Nadal wieje.")
    assert case_as_it_is(db, case.case_id).state == "in-progress"
    assert "Wznowiono" in anna.open(address_of(anna, case)).text


def test_a_planned_visit_stands_in_the_course_of_the_case(anna, db, case):
    clerk = an_office(db)
    with writing(db):
        cases.plan_visit(db, case, date(2026, 11, 25), "9.00–11.00", account_id=clerk)
    page = anna.open(address_of(anna, case))
    assert page.select(".line .next") == ["Wizyta 25 listopada 2026, 9.00–11.00"]


def test_notes_of_the_office_are_not_shown(anna, db, case):
    clerk = an_office(db)
    with writing(db):
        cases.note(db, case, NewLetter("Trudny najemca", "Ewa", clerk), account_id=clerk)
    for address in (address_of(anna, case), "/korespondencja?szukaj=trudny"):
        assert "Trudny" not in anna.open(address).text


def test_another_tenants_case_looks_as_if_it_were_not_there(anna, db):
    jan = a_person(db, "Jan Kos")
    other = a_case(db, jan, a_lease(db, jan), subject="Cudza")
    letter_id = db.execute("SELECT max(letter_id) FROM case_letters").fetchone()[0]
    address = address_of(anna, other)
    anna.open(address, status=404)
    anna.open(f"{address}/potwierdzenie/{ref(anna, letter_id)}", status=404)
    assert anna.write(address, co="wyslij", tresc="Ha").status == 404
    assert "Cudza" not in anna.open("/korespondencja?szukaj=cudza").text.replace("„cudza”", "")


def test_a_receipt_of_another_case_is_not_there(anna, db, case):
    other = a_case(db, anna.tenant_id, anna.lease_id)
    letter_id = db.execute("SELECT max(letter_id) FROM case_letters").fetchone()[0]
    anna.open(f"{address_of(anna, case)}/potwierdzenie/{ref(anna, letter_id)}", status=404)
    anna.open(f"{address_of(anna, other)}/potwierdzenie/{ref(anna, letter_id)}")


def test_those_who_hold_the_lease_too_read_and_answer(anna, db, case):
    jan = a_person(db, "Jan Nowak")
    db.execute("INSERT INTO lease_tenants VALUES (?, ?, 'co-tenant')", (anna.lease_id, jan))
    anna.browser.sign_in(an_account(db, jan))
    page = anna.open(address_of(anna, case))
    assert page.select(".msg h2") == ["Pismo: Anna Nowak"]
    anna.write(address_of(anna, case), co="wyslij", tresc="Ja też proszę.")
    assert db.execute("SELECT signed FROM case_letters ORDER BY letter_id").fetchall() == [
        ("Anna Nowak",), ("Jan Nowak",),
    ]  # fmt: skip


def test_a_case_of_an_ended_lease_is_read_and_not_written_to(anna, db, case):
    db.execute("UPDATE leases SET ended_on = '2026-11-20'")
    page = anna.open(address_of(anna, case))
    assert "się skończyła" in page.text
    assert page.soup.select("main form") == []
    assert anna.write(address_of(anna, case), co="wyslij", tresc="Ha").status == 404


def test_who_is_asked_for_more_is_reminded_once_before_the_day(anna, db, case, mailbox):
    an_approved_address(db, anna.account_id)
    an_answer(db, case, an_office(db), ask_until=date(2026, 11, 24))
    assert actions.remind(db, date(2026, 11, 21), 2) == 0
    assert actions.remind(db, date(2026, 11, 22), 2) == 1
    assert actions.remind(db, date(2026, 11, 23), 2) == 0
    (letter,) = mailbox.letters
    assert case.case_number in letter.subject
    assert "24 listopada" in letter.text.replace("\u00a0", " ")
    assert "okno" not in letter.text


def test_a_long_list_goes_on_to_older_cases(anna, db):
    for number in range(25):
        a_case(db, anna.tenant_id, anna.lease_id, subject=f"Sprawa {number}")
    page = anna.open("/korespondencja")
    (older,) = [link for link in page.links() if "od=" in link]
    assert len(page.select("#listy .rows b")) == 20
    assert len(anna.open(older).select("#listy .rows b")) == 5
    anna.open("/korespondencja?od=zły&pokaz=nic")


def an_office(db) -> int:
    return a_member_of_staff(db)


def wait_until_read(db) -> None:
    """The mark is written without anyone waiting for it."""
    for _ in range(100):
        if db.execute("SELECT 1 FROM case_reads WHERE read_at IS NULL").fetchone() is None:
            return
        time.sleep(0.02)
    raise AssertionError("nobody has read it")
