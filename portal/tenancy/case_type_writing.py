"""Case types are made and changed. The only writer of case_types, their fields and documents.

Functions that write do so inside the caller's transaction.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record
from portal.store.revisions import bump_portal
from portal.tenancy.case_types import CaseType, Document, Field


def save(db: Database, case_type: CaseType, *, account_id: int | None = None) -> int:
    """Keep a case type, a new one where its number is 0; gives its number.

    Raises: sqlite3.IntegrityError for a slug that another one has.
    """
    values = {**case_type._asdict(), "now": clock.as_text(clock.now())}
    if case_type.case_type_id:
        db.execute(
            """
            UPDATE case_types
            SET slug = :slug, path = :path, group_name = :group_name, name = :name,
                summary = :summary, search_words = :search_words, instructions = :instructions,
                next_steps = :next_steps, subject_label = :subject_label,
                subject_hint = :subject_hint, body_label = :body_label, body_hint = :body_hint,
                body_required = :body_required, attachments = :attachments,
                attachments_hint = :attachments_hint, answer_days = :answer_days, queue = :queue,
                shared = :shared, position = :position, visible_from = :visible_from,
                visible_to = :visible_to, changed_at = :now
            WHERE case_type_id = :case_type_id
            """,
            values,
        )
        case_type_id = case_type.case_type_id
    else:
        (case_type_id,) = db.execute(
            """
            INSERT INTO case_types
                (slug, path, group_name, name, summary, search_words, instructions, next_steps,
                 subject_label, subject_hint, body_label, body_hint, body_required, attachments,
                 attachments_hint, answer_days, queue, shared, position, visible_from, visible_to,
                 changed_at)
            VALUES
                (:slug, :path, :group_name, :name, :summary, :search_words, :instructions,
                 :next_steps, :subject_label, :subject_hint, :body_label, :body_hint,
                 :body_required, :attachments, :attachments_hint, :answer_days, :queue, :shared,
                 :position, :visible_from, :visible_to, :now)
            RETURNING case_type_id
            """,
            values,
        ).fetchone()
    record(db, Event.CASE_TYPE_SAVED, account_id=account_id, case_type=case_type.slug)
    bump_portal(db)
    return int(case_type_id)


def set_fields(db: Database, case_type_id: int, fields: Sequence[Field]) -> None:
    """The fields of a case type are these from now on, in this order.

    One that keeps its name keeps what drafts hold for it.
    """
    db.execute("DELETE FROM case_type_fields WHERE case_type_id = ?", (case_type_id,))
    db.executemany(
        """
        INSERT INTO case_type_fields
            (case_type_id, position, name, kind, label, hint, options, required, prefill)
        VALUES
            (:case_type_id, :position, :name, :kind, :label, :hint, :options, :required, :prefill)
        """,
        [
            {**field._asdict(), "case_type_id": case_type_id, "position": position}
            for position, field in enumerate(fields, 1)
        ],
    )


def add_document(db: Database, document: Document, *, account_id: int | None = None) -> int:
    """Add a document; gives its number. `version` is worked out, the former version ends the day
    before this one begins, and this one the day before one that is to begin later."""
    (former,) = db.execute(
        """
        SELECT coalesce(max(version), 0)
        FROM case_type_documents
        WHERE case_type_id = ? AND name = ?
        """,
        (document.case_type_id, document.name),
    ).fetchone()
    begins = date.fromisoformat(document.valid_from)
    values = {
        **document._asdict(),
        "version": former + 1,
        "before": (begins - timedelta(days=1)).isoformat(),
        "now": clock.as_text(clock.now()),
    }
    db.execute(
        """
        UPDATE case_type_documents
        SET valid_to = :before
        WHERE case_type_id = :case_type_id AND name = :name
          AND valid_from <= :valid_from AND (valid_to IS NULL OR valid_to > :before)
        """,
        values,
    )
    (document_id,) = db.execute(
        """
        INSERT INTO case_type_documents
            (case_type_id, file_id, name, file_name, version, valid_from, valid_to, added_at)
        VALUES
            (:case_type_id, :file_id, :name, :file_name, :version, :valid_from,
             coalesce(
                :valid_to,
                (SELECT date(min(valid_from), '-1 day')
                 FROM case_type_documents
                 WHERE case_type_id = :case_type_id AND name = :name
                   AND valid_from > :valid_from
                   AND coalesce(valid_to, valid_from) >= valid_from)
             ),
             :now)
        RETURNING document_id
        """,
        values,
    ).fetchone()
    record(
        db, Event.CASE_DOCUMENT_ADDED, account_id=account_id, document_id=document_id,
        case_type_id=document.case_type_id,
    )  # fmt: skip
    return int(document_id)


def end_document(db: Database, document_id: int, last_day: date, *, account_id: int) -> bool:
    """Show a document until a day; gives whether it was shown longer before."""
    changed = db.execute(
        """
        UPDATE case_type_documents
        SET valid_to = :last_day
        WHERE document_id = :document_id AND (valid_to IS NULL OR valid_to > :last_day)
        """,
        {"document_id": document_id, "last_day": last_day.isoformat()},
    ).rowcount
    if changed:
        record(db, Event.CASE_DOCUMENT_ENDED, account_id=account_id, document_id=document_id)
    return bool(changed)
