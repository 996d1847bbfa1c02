"""Cases: who sees them, what state they are in, and how they are found."""

from datetime import date

import pytest

from portal.store.database import writing
from portal.tenancy import case_lists, case_reads, cases
from portal.tenancy.absent import NotThere
from portal.tenancy.case_events import events_of
from portal.tenancy.case_letters import NewLetter, letters_of
from tests.case_factories import a_case, an_answer, case_as_it_is
from tests.factories import a_lease, a_member_of_staff, a_person


def subjects(db, tenant, **how):
    return [case.subject for case in case_lists.cases_of(db, tenant, **how).cases]


def test_those_who_hold_a_lease_share_what_is_said_to_be_shared(db):
    anna, jan, stranger = a_person(db), a_person(db, "Jan Nowak"), a_person(db, "Ewa Kos")
    lease = a_lease(db, anna, jan)
    a_lease(db, stranger)
    a_case(db, anna, lease, subject="Okno")
    private = a_case(db, anna, lease, subject="Skarga", shared=False)

    assert sorted(subjects(db, anna)) == ["Okno", "Skarga"]
    assert subjects(db, jan) == ["Okno"]
    assert subjects(db, stranger) == []
    with pytest.raises(NotThere):
        case_lists.case_of_tenant(db, private.case_id, jan)


def test_an_answer_is_new_to_each_of_them_until_they_read_it(db):
    anna, jan = a_person(db), a_person(db, "Jan Nowak")
    case = a_case(db, anna, a_lease(db, anna, jan))
    an_answer(db, case, a_member_of_staff(db))
    assert case_lists.counts_of(db, anna).new == 1

    with writing(db):
        case_reads.mark(db, case.case_id, anna)

    assert case_lists.counts_of(db, anna).new == 0
    assert case_lists.counts_of(db, jan).new == 1
    assert subjects(db, jan, shown="new") == ["Okno"]


def test_a_case_goes_from_received_to_closed_and_back(db):
    anna, clerk = a_person(db), a_member_of_staff(db)
    case = a_case(db, anna, a_lease(db, anna))
    assert case.state_in_words == "przyjęta"

    an_answer(db, case, clerk, ask_until=date(2026, 12, 1))
    case = case_as_it_is(db, case.case_id)
    assert (case.state_in_words, case.answer_by_on) == ("czeka na Ciebie", "2026-12-01")

    with writing(db):
        cases.add_letter(db, case, NewLetter("Jest.", "Anna"), date(2026, 12, 9), account_id=None)
    case = case_as_it_is(db, case.case_id)
    assert (case.state_in_words, case.due_on) == ("w toku", "2026-12-09")

    an_answer(db, case, clerk, close_reason="Okno naprawione.")
    case = case_as_it_is(db, case.case_id)
    assert (case.state_in_words, case.close_reason) == ("załatwiona", "Okno naprawione.")

    with writing(db):
        cases.add_letter(db, case, NewLetter("Wieje.", "Anna"), date(2026, 12, 9), account_id=None)
    assert case_as_it_is(db, case.case_id).state_in_words == "w toku"
    kinds = [event.kind for event in events_of(db, case.case_id)]
    assert kinds == ["received", "asked", "added", "answered", "closed", "reopened"]


def test_numbers_count_the_cases_of_a_month(db):
    anna = a_person(db)
    lease = a_lease(db, anna)
    numbers = [a_case(db, anna, lease).case_number for _ in range(2)]
    assert numbers == ["2026/11/000001", "2026/11/000002"]


def test_words_are_found_in_their_forms_and_only_among_the_tenants_own(db):
    anna, jan = a_person(db), a_person(db, "Jan Kos")
    a_case(db, anna, a_lease(db, anna), subject="Łazienka", body="Cieknie bateria.")
    a_case(db, jan, a_lease(db, jan), subject="Łazienka Jana")
    for asked in ("lazienki", "ŁAZIENKA", "bateria cieknie 2026", "2026/11/000001"):
        assert subjects(db, anna, asked=asked) == ["Łazienka"], asked
    assert subjects(db, anna, asked="winda") == []
    assert subjects(db, anna, asked='" OR *') == []


def test_notes_are_nowhere_where_a_tenant_looks(db):
    anna, clerk = a_person(db), a_member_of_staff(db)
    case = a_case(db, anna, a_lease(db, anna))
    with writing(db):
        cases.note(db, case, NewLetter("Tajemnica", "Ewa Lis", clerk), account_id=clerk)
    assert [letter.side for letter in letters_of(db, case.case_id)] == ["tenant"]
    assert len(letters_of(db, case.case_id, with_notes=True)) == 2
    assert subjects(db, anna, asked="tajemnica") == []


def test_a_long_list_comes_in_pages(db):
    anna = a_person(db)
    lease = a_lease(db, anna)
    for number in range(25):
        a_case(db, anna, lease, subject=f"Sprawa {number}")
    first = case_lists.cases_of(db, anna)
    second = case_lists.cases_of(db, anna, after=first.more)
    assert (len(first.cases), len(second.cases), second.more) == (20, 5, None)
    assert len({case.case_id for case in (*first.cases, *second.cases)}) == 25
