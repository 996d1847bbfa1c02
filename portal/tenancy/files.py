"""What is known of the files that store/files.py keeps. The only writer of files.

Functions that write do so inside the caller's transaction, after the file lies in its place.
"""

import contextlib
import sqlite3
from datetime import timedelta
from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.files import Kept

Safety = Literal["unscanned", "waiting", "clean", "infected"]

# A file that nothing names any more is forgotten after so long.
KEPT_UNUSED = timedelta(days=1)
MOST_AT_ONCE = 500


class File(NamedTuple):
    """A file that is kept."""

    file_id: int
    sha256: str
    size: int
    media_type: str
    safety: Safety

    @property
    def may_be_given(self) -> bool:
        """Whether anyone may have it: not what waits for the scanner, nor what it has found."""
        return self.safety in ("unscanned", "clean")


class Taken(NamedTuple):
    """A file that lies in its place and may be named by a row."""

    kept: Kept
    name: str
    media_type: str
    safety: Safety


def note(db: Database, kept: Kept, media_type: str, safety: Safety) -> int:
    """Know a file from now on; gives its number. The same content is known once."""
    (file_id,) = db.execute(
        """
        INSERT INTO files (sha256, size, media_type, safety, kept_at)
        VALUES (:sha256, :size, :media_type, :safety, :now)
        ON CONFLICT (sha256) DO UPDATE SET
            kept_at = excluded.kept_at,
            safety = CASE
                WHEN excluded.safety IN ('clean', 'infected') THEN excluded.safety
                ELSE safety
            END
        RETURNING file_id
        """,
        {
            "sha256": kept.sha256,
            "size": kept.size,
            "media_type": media_type,
            "safety": safety,
            "now": clock.as_text(clock.now()),
        },
    ).fetchone()
    return int(file_id)


def settle(db: Database, file_id: int, safety: Safety) -> None:
    """The scanner has answered for a file that waited."""
    db.execute(
        "UPDATE files SET safety = ? WHERE file_id = ? AND safety = 'waiting'", (safety, file_id)
    )


def waiting(db: Database) -> list[File]:
    """The files that wait for the scanner, the oldest first."""
    rows = db.execute(
        """
        SELECT file_id, sha256, size, media_type, safety
        FROM files
        WHERE safety = 'waiting'
        ORDER BY kept_at
        LIMIT ?
        """,
        (MOST_AT_ONCE,),
    ).fetchall()
    return [File._make(row) for row in rows]


def file_of(db: Database, file_id: int) -> File | None:
    """One file; whose it is, the caller has asked."""
    row = db.execute(
        "SELECT file_id, sha256, size, media_type, safety FROM files WHERE file_id = ?", (file_id,)
    ).fetchone()
    return File._make(row) if row else None


def is_known(db: Database, sha256: str) -> bool:
    """Whether a row names this content."""
    row = db.execute("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None


def unused(db: Database) -> list[int]:
    """Files that nothing has named for a day and longer; asked for without a lock."""
    rows = db.execute(
        """
        SELECT file_id
        FROM files
        WHERE kept_at < :before
          AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.file_id = files.file_id)
          AND NOT EXISTS (SELECT 1 FROM draft_files WHERE draft_files.file_id = files.file_id)
          AND NOT EXISTS (
              SELECT 1
              FROM case_type_documents
              WHERE case_type_documents.file_id = files.file_id
          )
        LIMIT :most
        """,
        {"before": clock.as_text(clock.now() - KEPT_UNUSED), "most": MOST_AT_ONCE},
    ).fetchall()
    return [row[0] for row in rows]


def forget(db: Database, file_ids: list[int]) -> int:
    """Forget files that are unused; gives how many. One that is named after all stays."""
    forgotten = 0
    for file_id in file_ids:
        with contextlib.suppress(sqlite3.IntegrityError):
            forgotten += db.execute(
                "DELETE FROM files WHERE file_id = ? AND kept_at < ?",
                (file_id, clock.as_text(clock.now() - KEPT_UNUSED)),
            ).rowcount
    return forgotten
