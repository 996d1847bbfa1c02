"""Cases and what belongs to them, in a real database; see factories.py."""

import itertools
from datetime import date

from portal.store.database import Database, writing
from portal.tenancy import case_type_writing, cases
from portal.tenancy.case import Case, case_of
from portal.tenancy.case_letters import NewLetter
from portal.tenancy.case_types import CaseType, Field

_numbers = itertools.count(1)


def a_case_type(db: Database, *fields: Field, **columns: object) -> CaseType:
    """A matter that can be reported."""
    number = next(_numbers)
    values = {
        "case_type_id": 0,
        "slug": f"sprawa-{number}",
        "path": "letter",
        "group_name": "Mieszkanie i umowa",
        "name": f"Sprawa {number}",
        "summary": "",
        "search_words": "",
        "instructions": "",
        "next_steps": "",
        "subject_label": "",
        "subject_hint": "",
        "body_label": "Treść",
        "body_hint": "",
        "body_required": True,
        "attachments": "optional",
        "attachments_hint": "",
        "answer_days": 14,
        "queue": "customer-office",
        "shared": True,
        "position": number,
        "visible_from": None,
        "visible_to": None,
        **columns,
    }
    case_type = CaseType(**values)
    with writing(db):
        case_type_id = case_type_writing.save(db, case_type)
        case_type_writing.set_fields(db, case_type_id, fields)
    return case_type._replace(case_type_id=case_type_id)


def a_field(name: str = "osoby", kind: str = "short", **columns: object) -> Field:
    """Something that a form asks for."""
    values = {
        "field_id": 0,
        "name": name,
        "kind": kind,
        "label": name.capitalize(),
        "hint": "",
        "options": "",
        "required": True,
        "prefill": "",
        **columns,
    }
    return Field(**values)


def a_case(
    db: Database, tenant_id: int, lease_id: int, *, subject: str = "Okno", body: str = "Wieje.",
    **columns: object,
) -> Case:  # fmt: skip
    """A case with its first letter."""
    values = {
        "form_key": f"form-{next(_numbers)}",
        "lease_id": lease_id,
        "tenant_id": tenant_id,
        "case_type_id": None,
        "type_name": "Usterka w mieszkaniu",
        "subject": subject,
        "queue": "technical",
        "shared": True,
        "due_on": date(2026, 12, 5),
        **columns,
    }
    with writing(db):
        letter = NewLetter(body, "Anna Nowak")
        case_id = cases.open_case(db, cases.NewCase(**values), letter, account_id=None)
    return case_as_it_is(db, case_id)


def an_answer(db: Database, case: Case, by: int, body: str = "Przyjdziemy.", **how: object) -> int:
    """A letter of the office; gives letter_id."""
    with writing(db):
        letter = NewLetter(body, "Ewa Lis, Dział Techniczny", by)
        return cases.answer(db, case, letter, account_id=by, **how)


def case_as_it_is(db: Database, case_id: int) -> Case:
    """A case as it stands now."""
    case = case_of(db, case_id)
    assert case
    return case
