"""Letters that are being written. The only writer of drafts and draft_files.

There is one for each case type and one for each case of a tenant, so it is found again whatever
became of the session. Functions that write do so inside the caller's transaction.
"""

import json
import secrets
from datetime import timedelta
from typing import NamedTuple

from portal import clock
from portal.store.database import Database
from portal.tenancy.absent import NotThere
from portal.tenancy.files import Safety

KEPT_FOR = timedelta(days=90)

Answers = dict[str, str | list[str]]


class Begun(NamedTuple):
    """What a draft is of: a new case of a type, or a further letter in a case."""

    tenant_id: int
    lease_id: int
    case_type_id: int | None = None
    case_id: int | None = None


class Draft(NamedTuple):
    """A letter that is being written."""

    draft_id: int
    form_key: str
    tenant_id: int
    lease_id: int
    case_type_id: int | None
    case_id: int | None
    subject: str
    body: str
    answers: Answers
    begun_at: str
    saved_at: str


class DraftFile(NamedTuple):
    """A file that is going to be sent with it."""

    draft_file_id: int
    file_id: int
    name: str
    sha256: str
    size: int
    media_type: str
    safety: Safety

    @property
    def may_be_given(self) -> bool:
        """Whether even its owner may have it back."""
        return self.safety in ("unscanned", "clean")


class Waiting(NamedTuple):
    """A draft as it is offered on return."""

    draft_id: int
    slug: str | None
    type_name: str | None
    case_id: int | None
    case_subject: str | None
    saved_at: str


def draft_of(db: Database, begun: Begun) -> Draft | None:
    """The tenant's draft of a type or in a case."""
    row = db.execute(
        f"""
        SELECT {_COLUMNS}
        FROM drafts
        WHERE tenant_id = :tenant_id
          AND CASE WHEN :case_id IS NULL THEN case_type_id = :case_type_id
                   ELSE case_id = :case_id END
        """,  # noqa: S608 - our own columns
        begun._asdict(),
    ).fetchone()
    return _draft(row) if row else None


def waiting(db: Database, tenant_id: int) -> list[Waiting]:
    """The tenant's drafts, the last one first."""
    rows = db.execute(
        """
        SELECT draft_id, slug, name, case_id, cases.subject, saved_at
        FROM drafts
        LEFT JOIN case_types USING (case_type_id)
        LEFT JOIN cases USING (case_id)
        WHERE drafts.tenant_id = ?
        ORDER BY saved_at DESC, draft_id DESC
        """,
        (tenant_id,),
    ).fetchall()
    return [Waiting._make(row) for row in rows]


def save(db: Database, begun: Begun, subject: str, body: str, answers: Answers) -> Draft:
    """Keep what was typed so far; the draft is made where there is none."""
    draft = draft_of(db, begun)
    values = {
        **begun._asdict(),
        "subject": subject,
        "body": body,
        "answers": json.dumps(answers, ensure_ascii=False),
        "now": clock.as_text(clock.now()),
    }
    if draft is None:
        db.execute(
            """
            INSERT INTO drafts
                (form_key, tenant_id, lease_id, case_type_id, case_id, subject, body, answers,
                 begun_at, saved_at)
            VALUES
                (:form_key, :tenant_id, :lease_id, :case_type_id, :case_id, :subject, :body,
                 :answers, :now, :now)
            """,
            {**values, "form_key": secrets.token_urlsafe(16)},
        )
    else:
        db.execute(
            """
            UPDATE drafts
            SET lease_id = :lease_id, subject = :subject, body = :body, answers = :answers,
                saved_at = :now
            WHERE draft_id = :draft_id
            """,
            {**values, "draft_id": draft.draft_id},
        )
    saved = draft_of(db, begun)
    if saved is None:
        raise AssertionError("it was kept a line above")
    return saved


def add_file(db: Database, draft: Draft, file_id: int, name: str) -> int:
    """Put a file to a draft; gives the number under which it can be taken away again."""
    (draft_file_id,) = db.execute(
        """
        INSERT INTO draft_files (draft_id, file_id, name, added_at)
        VALUES (?, ?, ?, ?)
        RETURNING draft_file_id
        """,
        (draft.draft_id, file_id, name, clock.as_text(clock.now())),
    ).fetchone()
    return int(draft_file_id)


def remove_file(db: Database, draft: Draft, draft_file_id: int) -> str | None:
    """Take a file away; gives its name, None where it is not in this draft."""
    row = db.execute(
        "DELETE FROM draft_files WHERE draft_file_id = ? AND draft_id = ? RETURNING name",
        (draft_file_id, draft.draft_id),
    ).fetchone()
    return str(row[0]) if row else None


def files_of(db: Database, draft_id: int) -> list[DraftFile]:
    """The files of a draft, in the order in which they came."""
    rows = db.execute(
        """
        SELECT draft_file_id, file_id, name, sha256, size, media_type, safety
        FROM draft_files
        JOIN files USING (file_id)
        WHERE draft_id = ?
        ORDER BY draft_file_id
        """,
        (draft_id,),
    ).fetchall()
    return [DraftFile._make(row) for row in rows]


def file_of_tenant(db: Database, draft_file_id: int, tenant_id: int) -> DraftFile:
    """A file of one of the tenant's drafts.

    Raises: NotThere.
    """
    row = db.execute(
        """
        SELECT draft_file_id, file_id, name, sha256, size, media_type, safety
        FROM draft_files
        JOIN drafts USING (draft_id)
        JOIN files USING (file_id)
        WHERE draft_file_id = ? AND tenant_id = ?
        """,
        (draft_file_id, tenant_id),
    ).fetchone()
    if row is None:
        raise NotThere
    return DraftFile._make(row)


def remove(db: Database, draft: Draft) -> None:
    """The draft was sent or is not wanted; its files are swept where nothing else names them."""
    db.execute("DELETE FROM drafts WHERE draft_id = ?", (draft.draft_id,))


def sweep(db: Database) -> int:
    """Remove drafts that nobody has touched for long; gives how many."""
    return db.execute(
        "DELETE FROM drafts WHERE saved_at < ?", (clock.as_text(clock.now() - KEPT_FOR),)
    ).rowcount


def _draft(row: tuple[object, ...]) -> Draft:
    draft = Draft._make(row)
    return draft._replace(answers=json.loads(str(draft.answers)))


_COLUMNS = (
    "draft_id, form_key, tenant_id, lease_id, case_type_id, case_id, subject, body, answers,"
    " begun_at, saved_at"
)
