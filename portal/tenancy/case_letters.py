"""Letters of a case: of the tenant, of the office, and the office's notes, which no tenant sees.

The only writer of case_letters, case_answers and attachments, inside the caller's transaction.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeVar

from portal import clock
from portal.store.database import Database
from portal.tenancy.absent import NotThere
from portal.tenancy.files import Safety

T = TypeVar("T")
Side = Literal["tenant", "office", "note"]


class Enclosed(NamedTuple):
    """A file that goes with a letter; is_form: the portal made it of the answers."""

    file_id: int
    name: str
    is_form: bool = False


class NewLetter(NamedTuple):
    """A letter that is about to be kept. Answers are the words of a form: what was asked, what was
    answered."""

    body: str
    signed: str
    account_id: int | None = None
    answers: tuple[tuple[str, str], ...] = ()
    enclosed: tuple[Enclosed, ...] = ()


class Attachment(NamedTuple):
    """A file of a letter."""

    attachment_id: int
    letter_id: int
    name: str
    is_form: bool
    sha256: str
    size: int
    media_type: str
    safety: Safety

    @property
    def may_be_given(self) -> bool:
        """Whether anyone may have it: not what waits for the scanner, nor what it has found."""
        return self.safety in ("unscanned", "clean")


class Letter(NamedTuple):
    """A letter with what belongs to it."""

    letter_id: int
    side: Side
    written_at: str
    account_id: int | None
    signed: str
    body: str
    answers: list[tuple[str, str]]
    attachments: list[Attachment]

    @property
    def paragraphs(self) -> list[str]:
        """The text, a paragraph each; line breaks inside one are kept."""
        parts = self.body.replace("\r\n", "\n").split("\n\n")
        return [part.strip("\n") for part in parts if part.strip()]


def write(db: Database, case_id: int, side: Side, new: NewLetter) -> int:
    """Keep a letter; gives its number."""
    (letter_id,) = db.execute(
        """
        INSERT INTO case_letters (case_id, side, written_at, account_id, signed, body)
        VALUES (:case_id, :side, :now, :account_id, :signed, :body)
        RETURNING letter_id
        """,
        {
            "case_id": case_id,
            "side": side,
            "now": clock.as_text(clock.now()),
            "account_id": new.account_id,
            "signed": new.signed,
            "body": new.body,
        },
    ).fetchone()
    db.executemany(
        "INSERT INTO case_answers (letter_id, position, label, value) VALUES (?, ?, ?, ?)",
        [(letter_id, place, label, value) for place, (label, value) in enumerate(new.answers, 1)],
    )
    db.executemany(
        """
        INSERT INTO attachments (letter_id, file_id, position, name, is_form)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
            (letter_id, file.file_id, place, file.name, file.is_form)
            for place, file in enumerate(new.enclosed, 1)
        ],
    )
    return int(letter_id)


def letters_of(db: Database, case_id: int, *, with_notes: bool = False) -> list[Letter]:
    """The letters of a case, the newest first; the notes only for the office."""
    rows = db.execute(
        """
        SELECT letter_id, side, written_at, account_id, signed, body
        FROM case_letters
        WHERE case_id = :case_id AND (side <> 'note' OR :with_notes)
        ORDER BY letter_id DESC
        """,
        {"case_id": case_id, "with_notes": with_notes},
    ).fetchall()
    answers = _answers_of(db, case_id)
    attachments = _attachments_of(db, case_id)
    return [
        Letter._make((*row, answers.get(row[0], []), attachments.get(row[0], []))) for row in rows
    ]


def written_since(db: Database, tenant_id: int, since: str) -> int:
    """How many letters there are in the cases of a tenant that tenants wrote since an instant."""
    (number,) = db.execute(
        """
        SELECT count(*)
        FROM cases
        CROSS JOIN case_letters USING (case_id)
        WHERE tenant_id = ? AND last_letter_at >= ? AND side = 'tenant' AND written_at >= ?
        """,
        (tenant_id, since, since),
    ).fetchone()
    return int(number)


def attachment_of_tenant(db: Database, attachment_id: int, tenant_id: int) -> Attachment:
    """A file of a letter that this tenant may read.

    Raises: NotThere, also for a file of a note.
    """
    row = db.execute(
        f"""
        {_ATTACHMENTS}
        JOIN case_letters USING (letter_id)
        JOIN cases USING (case_id)
        WHERE attachment_id = :attachment_id
          AND side <> 'note'
          AND (
              cases.tenant_id = :tenant_id
              OR (shared AND EXISTS (
                  SELECT 1
                  FROM lease_tenants
                  WHERE lease_tenants.lease_id = cases.lease_id
                    AND lease_tenants.tenant_id = :tenant_id
              ))
          )
        """,  # noqa: S608 - our own words
        {"attachment_id": attachment_id, "tenant_id": tenant_id},
    ).fetchone()
    return _attachment(row)


def attachment_of_any(db: Database, attachment_id: int) -> Attachment:
    """A file of any letter, for the office.

    Raises: NotThere.
    """
    row = db.execute(f"{_ATTACHMENTS} WHERE attachment_id = ?", (attachment_id,)).fetchone()
    return _attachment(row)


def tenant_of(db: Database, attachment_id: int) -> int | None:
    """Whose case a file belongs to."""
    row = db.execute(
        """
        SELECT tenant_id
        FROM attachments
        JOIN case_letters USING (letter_id)
        JOIN cases USING (case_id)
        WHERE attachment_id = ?
        """,
        (attachment_id,),
    ).fetchone()
    return int(row[0]) if row else None


def _answers_of(db: Database, case_id: int) -> dict[int, list[tuple[str, str]]]:
    rows = db.execute(
        """
        SELECT letter_id, label, value
        FROM case_letters
        JOIN case_answers USING (letter_id)
        WHERE case_id = ?
        ORDER BY letter_id, position
        """,
        (case_id,),
    )
    return _grouped((letter_id, (label, value)) for letter_id, label, value in rows)


def _attachments_of(db: Database, case_id: int) -> dict[int, list[Attachment]]:
    rows = db.execute(
        f"""
        {_ATTACHMENTS}
        JOIN case_letters USING (letter_id)
        WHERE case_id = ?
        ORDER BY letter_id, position
        """,
        (case_id,),
    )
    return _grouped((row[1], _attachment(row)) for row in rows)


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    groups: dict[int, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _attachment(row: tuple[object, ...] | None) -> Attachment:
    if row is None:
        raise NotThere
    attachment = Attachment._make(row)
    return attachment._replace(is_form=bool(attachment.is_form))


_ATTACHMENTS = """
    SELECT attachment_id, letter_id, name, is_form, sha256, size, media_type, safety
    FROM attachments
    JOIN files USING (file_id)
"""
