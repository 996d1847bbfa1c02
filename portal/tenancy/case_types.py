"""Case types: what can be reported, what is asked then, and the documents that belong to it."""

from datetime import date
from typing import Literal, NamedTuple

from portal.store.database import Database
from portal.tenancy.absent import NotThere

FieldKind = Literal[
    "short", "long", "number", "date", "choice", "choices", "yes-no", "amount", "telephone",
    "e-mail", "meters",
]  # fmt: skip
Path = Literal["letter", "fault"]
Attachments = Literal["none", "optional", "required"]

KINDS: dict[FieldKind, str] = {
    "short": "krótki tekst",
    "long": "długi tekst",
    "number": "liczba",
    "date": "data",
    "choice": "jeden z kilku",
    "choices": "kilka z kilku",
    "yes-no": "tak albo nie",
    "amount": "kwota",
    "telephone": "telefon",
    "e-mail": "e-mail",
    "meters": "odczyty liczników umowy",
}
# What of the lease or its tenant can stand in a field at first, as the editor calls it.
PREFILLS = {
    "": "nic",
    "tenant.name": "imię i nazwisko albo nazwa",
    "tenant.telephone": "telefon z profilu",
    "tenant.e-mail": "zatwierdzony e-mail",
    "lease.number": "numer umowy",
    "lease.address": "adres lokalu",
    "lease.persons": "liczba osób",
    "account.arrears": "zaległość",
    "today": "dzisiejsza data",
}
GENERAL = "pismo-ogolne"


class CaseType(NamedTuple):
    """What can be reported. Texts of several lines have a line for each thing."""

    case_type_id: int
    slug: str
    path: Path
    group_name: str
    name: str
    summary: str
    search_words: str
    instructions: str
    next_steps: str
    subject_label: str
    subject_hint: str
    body_label: str
    body_hint: str
    body_required: bool
    attachments: Attachments
    attachments_hint: str
    answer_days: int
    queue: str
    shared: bool
    position: int
    visible_from: str | None
    visible_to: str | None

    def is_visible(self, on: date) -> bool:
        """Whether tenants may choose it on a day."""
        day = on.isoformat()
        return (self.visible_from or day) <= day <= (self.visible_to or day)


class Field(NamedTuple):
    """Something that the form of a case type asks for."""

    field_id: int
    name: str
    kind: FieldKind
    label: str
    hint: str
    options: str
    required: bool
    prefill: str

    @property
    def choices(self) -> list[str]:
        """What there is to choose from."""
        return [line.strip() for line in self.options.splitlines() if line.strip()]


class Document(NamedTuple):
    """A document to download and fill in, in one of its versions."""

    document_id: int
    case_type_id: int
    file_id: int
    name: str
    file_name: str
    version: int
    valid_from: str
    valid_to: str | None
    sha256: str
    size: int
    media_type: str

    @property
    def format(self) -> str:
        """What kind of file it is, as its link says: PDF, DOCX."""
        return self.file_name.rpartition(".")[2].upper()


def all_of_them(db: Database) -> list[CaseType]:
    """Every case type, seen by tenants or not, in the order in which they are shown."""
    rows = db.execute(
        """
        SELECT
            case_type_id, slug, path, group_name, name, summary, search_words, instructions,
            next_steps, subject_label, subject_hint, body_label, body_hint, body_required,
            attachments, attachments_hint, answer_days, queue, shared, position, visible_from,
            visible_to
        FROM case_types
        ORDER BY position, case_type_id
        """
    ).fetchall()
    return [_case_type(row) for row in rows]


def visible(db: Database, on: date) -> list[CaseType]:
    """What tenants can report on a day."""
    return [case_type for case_type in all_of_them(db) if case_type.is_visible(on)]


def case_type_of(db: Database, slug: str) -> CaseType:
    """One case type by the word in its address, visible or not.

    Raises: NotThere.
    """
    for case_type in all_of_them(db):
        if case_type.slug == slug:
            return case_type
    raise NotThere


def case_type_by_id(db: Database, case_type_id: int) -> CaseType:
    """One case type by its number.

    Raises: NotThere.
    """
    for case_type in all_of_them(db):
        if case_type.case_type_id == case_type_id:
            return case_type
    raise NotThere


def fields_of(db: Database, case_type_id: int) -> list[Field]:
    """What the form of a case type asks for, in its order."""
    rows = db.execute(
        """
        SELECT field_id, name, kind, label, hint, options, required, prefill
        FROM case_type_fields
        WHERE case_type_id = ?
        ORDER BY position, field_id
        """,
        (case_type_id,),
    ).fetchall()
    return [Field._make(row)._replace(required=bool(row[6])) for row in rows]


def documents_of(db: Database, case_type_id: int, on: date | None = None) -> list[Document]:
    """The documents of a case type: those of a day, or every version that ever was."""
    rows = db.execute(
        """
        SELECT
            document_id, case_type_id, case_type_documents.file_id, name, file_name, version,
            valid_from, valid_to, sha256, size, media_type
        FROM case_type_documents
        JOIN files USING (file_id)
        WHERE case_type_id = :case_type_id
          AND (:day IS NULL OR (valid_from <= :day AND coalesce(valid_to, :day) >= :day))
        ORDER BY position, name, version DESC, document_id
        """,
        {"case_type_id": case_type_id, "day": on.isoformat() if on else None},
    ).fetchall()
    return [Document._make(row) for row in rows]


def document_of(db: Database, document_id: int, on: date | None = None) -> Document:
    """One document by its number; on a day only one that is valid then.

    Raises: NotThere.
    """
    row = db.execute(
        """
        SELECT
            document_id, case_type_id, case_type_documents.file_id, name, file_name, version,
            valid_from, valid_to, sha256, size, media_type
        FROM case_type_documents
        JOIN files USING (file_id)
        WHERE document_id = :document_id
          AND (:day IS NULL OR (valid_from <= :day AND coalesce(valid_to, :day) >= :day))
        """,
        {"document_id": document_id, "day": on.isoformat() if on else None},
    ).fetchone()
    if row is None:
        raise NotThere
    return Document._make(row)


def with_documents(db: Database, on: date) -> frozenset[int]:
    """The case types that have a document to fill in on a day."""
    rows = db.execute(
        """
        SELECT DISTINCT case_type_id
        FROM case_type_documents
        WHERE valid_from <= :day AND coalesce(valid_to, :day) >= :day
        """,
        {"day": on.isoformat()},
    ).fetchall()
    return frozenset(row[0] for row in rows)


def _case_type(row: tuple[object, ...]) -> CaseType:
    case_type = CaseType._make(row)
    return case_type._replace(
        body_required=bool(case_type.body_required), shared=bool(case_type.shared)
    )
