"""Statements of the bank are kept. The only writer of bank_statements and bank_entries.

They are there to be compared with; no money is booked by them.
"""

import hashlib
from collections import Counter

from portal import clock
from portal.reconciliation.entries import Entry, Statement
from portal.reconciliation.reading import ReadFile
from portal.store.database import Database, writing
from portal.store.events import Event, record


class ReadBefore(Exception):
    """The very same file was read before; `statement_id` is the first of its statements."""

    def __init__(self, statement_id: int) -> None:
        super().__init__(statement_id)
        self.statement_id = statement_id


def keep(db: Database, file: ReadFile, file_name: str, *, by: int) -> list[int]:
    """Keep every statement of a file; gives their numbers.

    An entry that another file has brought, of the same account, day, amount, reference and words,
    is not kept again.

    Raises: ReadBefore.
    """
    with writing(db):
        row = db.execute(
            "SELECT min(statement_id) FROM bank_statements WHERE file_sha256 = ?", (file.sha256,)
        ).fetchone()
        if row[0] is not None:
            raise ReadBefore(row[0])
        numbers = [
            _keep(db, file, place, statement, file_name, by)
            for place, statement in enumerate(file.statements)
        ]
        record(
            db,
            Event.BANK_STATEMENT_READ,
            account_id=by,
            statements=len(numbers),
            rows=sum(len(each.entries) for each in file.statements),
        )
    return numbers


def _keep(
    db: Database, file: ReadFile, place: int, statement: Statement, file_name: str, by: int
) -> int:
    (statement_id,) = db.execute(
        """
        INSERT INTO bank_statements (
            file_sha256, place, file_name, format, account, number, first_on, last_on, opening,
            closing, entries, known, read_at, read_by
        )
        VALUES (
            :file_sha256, :place, :file_name, :format, :account, :number, :first_on, :last_on,
            :opening, :closing, :entries, 0, :now, :by
        )
        RETURNING statement_id
        """,
        {
            **statement._asdict(),
            "first_on": statement.first_on.isoformat(),
            "last_on": statement.last_on.isoformat(),
            "entries": len(statement.entries),
            "file_sha256": file.sha256,
            "place": place,
            "file_name": file_name,
            "format": file.format,
            "now": clock.as_text(clock.now()),
            "by": by,
        },
    ).fetchone()
    known = len(statement.entries) - _keep_entries(db, int(statement_id), statement)
    db.execute("UPDATE bank_statements SET known = ? WHERE statement_id = ?", (known, statement_id))
    return int(statement_id)


def _keep_entries(db: Database, statement_id: int, statement: Statement) -> int:
    """Gives: how many were new."""
    seen: Counter[tuple[object, ...]] = Counter()
    rows = []
    for entry in statement.entries:
        key = (entry.booked_on, entry.amount, entry.reference, _fingerprint(entry))
        seen[key] += 1
        rows.append((statement_id, statement.account, entry, key[-1], seen[key]))
    return db.executemany(
        """
        INSERT INTO bank_entries (
            statement_id, account, booked_on, amount, reference, position, fingerprint, name,
            counter, title, details
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        [
            (
                number,
                account,
                entry.booked_on.isoformat(),
                entry.amount,
                entry.reference,
                position,
                fingerprint,
                entry.name,
                entry.account,
                entry.title,
                entry.details,
            )
            for number, account, entry, fingerprint, position in rows
        ],
    ).rowcount


def _fingerprint(entry: Entry) -> bytes:
    words = "\n".join((entry.name, entry.account, entry.title))
    return hashlib.sha256("".join(words.split()).encode()).digest()[:16]
