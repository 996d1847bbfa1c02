"""What the first page of the office counts."""

from datetime import date
from typing import NamedTuple

from portal.store.database import Database


class Numbers(NamedTuple):
    """How much there is, and how much of it waits."""

    leases: int
    accounts: int
    never_signed_in: int
    announcements: int
    refused_imports: int


def numbers(db: Database, today: date) -> Numbers:
    """Counts for the first page; an import is waiting while it is the last and was refused."""
    row = db.execute(
        """
        SELECT
            (SELECT count(*) FROM leases WHERE ended_on IS NULL OR ended_on >= :today),
            (SELECT count(*) FROM accounts WHERE tenant_id IS NOT NULL),
            (SELECT count(*) FROM accounts
             WHERE tenant_id IS NOT NULL AND password_state = 'first'),
            (SELECT count(*) FROM announcements
             WHERE published_on <= :today AND (ends_on IS NULL OR ends_on >= :today)),
            (SELECT count(*) FROM import_batches
             WHERE outcome = 'refused'
               AND batch_id = (SELECT max(batch_id) FROM import_batches))
        """,
        {"today": today.isoformat()},
    ).fetchone()
    return Numbers._make(row)
