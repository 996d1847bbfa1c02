"""Who has read which letter of the office. The only writer of case_reads.

A row is made for everybody who may read the letter when it is written, and learns when they do.
So what is unread is few rows of an index of their own, however many cases there are.
"""

from typing import NamedTuple

from portal import clock
from portal.store.database import Database


class Reading(NamedTuple):
    """A letter of the office, one of those it is for, and when they read it."""

    letter_id: int
    tenant_id: int
    name: str
    read_at: str | None


def expect(db: Database, case_id: int, letter_id: int) -> None:
    """A letter of the office waits for everybody who may read it, inside the caller's
    transaction."""
    db.execute(
        """
        INSERT INTO case_reads (letter_id, tenant_id, case_id)
        SELECT :letter_id, tenant_id, case_id FROM cases WHERE case_id = :case_id
        UNION
        SELECT :letter_id, lease_tenants.tenant_id, case_id
        FROM cases
        JOIN lease_tenants USING (lease_id)
        WHERE case_id = :case_id AND shared
        """,
        {"letter_id": letter_id, "case_id": case_id},
    )


def mark(db: Database, case_id: int, tenant_id: int) -> int:
    """A tenant has the letters of a case before them, inside the caller's transaction; gives how
    many were new."""
    return db.execute(
        """
        UPDATE case_reads
        SET read_at = :now
        WHERE tenant_id = :tenant_id AND case_id = :case_id AND read_at IS NULL
        """,
        {"now": clock.as_text(clock.now()), "tenant_id": tenant_id, "case_id": case_id},
    ).rowcount


def unread_in(db: Database, case_id: int, tenant_id: int) -> frozenset[int]:
    """The letters of a case that are new to a tenant."""
    rows = db.execute(
        """
        SELECT letter_id
        FROM case_reads
        WHERE tenant_id = :tenant_id AND case_id = :case_id AND read_at IS NULL
        """,
        {"tenant_id": tenant_id, "case_id": case_id},
    ).fetchall()
    return frozenset(row[0] for row in rows)


def readings_of(db: Database, case_id: int) -> list[Reading]:
    """For the office: who of those a letter is for has read it, and when."""
    rows = db.execute(
        """
        SELECT
            case_reads.letter_id, case_reads.tenant_id,
            coalesce(company_name, first_name || ' ' || last_name, ''), read_at
        FROM case_letters
        JOIN case_reads USING (letter_id)
        JOIN tenants ON tenants.tenant_id = case_reads.tenant_id
        WHERE case_letters.case_id = ?
        ORDER BY case_reads.letter_id DESC, case_reads.tenant_id
        """,
        (case_id,),
    ).fetchall()
    return [Reading._make(row) for row in rows]


def accounts_of_readers(db: Database, case_id: int) -> list[int]:
    """The accounts of everybody who may read a case, to be told of something new in it."""
    rows = db.execute(
        """
        SELECT account_id
        FROM cases
        JOIN accounts ON accounts.tenant_id = cases.tenant_id
        WHERE case_id = :case_id
        UNION
        SELECT account_id
        FROM cases
        JOIN lease_tenants USING (lease_id)
        JOIN accounts ON accounts.tenant_id = lease_tenants.tenant_id
        WHERE case_id = :case_id AND shared
        """,
        {"case_id": case_id},
    ).fetchall()
    return [row[0] for row in rows]
