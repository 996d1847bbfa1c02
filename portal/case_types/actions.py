"""What the editor writes: each act is one transaction with its event."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from portal.store import revisions
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import case_type_writing, case_types, files
from portal.tenancy.case_types import CaseType, Document, Field
from portal.tenancy.files import Taken


class AddressTaken(Exception):
    """Another case type has this word in its address."""


def save(db: Database, case_type: CaseType, account_id: int) -> int:
    """Keep a case type; gives its number.

    Raises: AddressTaken.
    """
    try:
        with writing(db):
            return case_type_writing.save(db, case_type, account_id=account_id)
    except sqlite3.IntegrityError as error:
        raise AddressTaken from error


def set_fields(db: Database, case_type: CaseType, fields: Sequence[Field], account_id: int) -> None:
    """The fields are these from now on, in this order."""
    with writing(db):
        case_type_writing.set_fields(db, case_type.case_type_id, fields)
        record(db, Event.CASE_TYPE_SAVED, account_id=account_id, case_type=case_type.slug)
        revisions.bump_portal(db)


def add_document(
    db: Database, case_type: CaseType, name: str, begins: date, taken: Taken, account_id: int
) -> None:
    """A document, or the next version of one with the same name."""
    with writing(db):
        file_id = files.note(db, taken.kept, taken.media_type, taken.safety)
        document = Document(
            document_id=0,
            case_type_id=case_type.case_type_id,
            file_id=file_id,
            name=name,
            file_name=taken.name,
            version=0,
            valid_from=begins.isoformat(),
            valid_to=None,
            sha256="",
            size=0,
            media_type=taken.media_type,
        )
        case_type_writing.add_document(db, document, account_id=account_id)
        revisions.bump_portal(db)


def end_document(db: Database, document_id: int, last_day: date, account_id: int) -> None:
    """Show a document until a day.

    Raises: NotThere.
    """
    with writing(db):
        document = case_types.document_of(db, document_id)
        case_type_writing.end_document(db, document.document_id, last_day, account_id=account_id)
        revisions.bump_portal(db)
