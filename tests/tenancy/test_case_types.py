"""Case types: what a portal begins with, what is shown on a day, versions of documents."""

from datetime import date

from portal.store.database import writing
from portal.store.files import Kept
from portal.tenancy import case_type_seed, case_type_writing, case_types, files
from portal.tenancy.case_types import KINDS, PREFILLS, Document
from portal.tenancy.queues import QUEUES
from tests.case_factories import a_case_type

TODAY = date(2026, 11, 21)


def test_a_portal_begins_with_matters_that_can_be_reported(db):
    planted = case_type_seed.plant(db)
    types = case_types.visible(db, TODAY)
    assert len(types) == planted >= 14
    assert case_types.GENERAL in {case_type.slug for case_type in types}
    assert {case_type.queue for case_type in types} <= set(QUEUES)
    kinds = set()
    for case_type in types:
        for field in case_types.fields_of(db, case_type.case_type_id):
            kinds.add(field.kind)
            assert field.prefill in PREFILLS
            assert bool(field.choices) == (field.kind in ("choice", "choices"))
    assert kinds <= set(KINDS)


def test_what_the_office_made_of_them_stays(db):
    a_case_type(db, slug="wlasna")
    assert case_type_seed.plant(db) == 0
    assert [case_type.slug for case_type in case_types.visible(db, TODAY)] == ["wlasna"]


def test_a_case_type_is_shown_from_its_first_day_to_its_last(db):
    shown = a_case_type(db, visible_from="2026-11-21", visible_to="2026-11-30")
    assert not shown.is_visible(date(2026, 11, 20))
    assert shown.is_visible(date(2026, 11, 21))
    assert shown.is_visible(date(2026, 11, 30))
    assert not shown.is_visible(date(2026, 12, 1))


def test_a_new_version_of_a_document_takes_the_place_of_the_former(db):
    case_type = a_case_type(db)
    for letter, begins in (("a", "2026-01-01"), ("b", "2026-12-01")):
        with writing(db):
            file_id = files.note(db, Kept(letter * 64, 1000), "application/pdf", "unscanned")
            document = Document(
                0, case_type.case_type_id, file_id, "Oświadczenie", "wzor.pdf", 0, begins, None,
                "", 0, "",
            )  # fmt: skip
            case_type_writing.add_document(db, document)

    def valid(on: date) -> list[int]:
        found = case_types.documents_of(db, case_type.case_type_id, on)
        return [document.version for document in found]

    assert valid(date(2026, 11, 30)) == [1]
    assert valid(date(2026, 12, 1)) == [2]
    assert len(case_types.documents_of(db, case_type.case_type_id)) == 2
