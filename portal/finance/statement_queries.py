"""What a statement adds to the ledger: the numbers of documents, the titles of payments, names."""

from portal.store.database import Database

Marks = dict[tuple[str, int], str]


def marks_of(db: Database, lease_id: int, first: str, last: str) -> Marks:
    """By kind of entry and its key: the number of the document, the title of the payment."""
    rows = db.execute(
        """
        SELECT 'naliczenia', charge_id, document_number
        FROM charges
        WHERE lease_id = :lease_id AND issued_on BETWEEN :first AND :last
        UNION ALL
        SELECT 'wplaty', payment_id, title
        FROM payments
        WHERE lease_id = :lease_id AND booked_on BETWEEN :first AND :last AND title <> ''
        """,
        {"lease_id": lease_id, "first": first, "last": last},
    ).fetchall()
    return {(path, row_id): mark for path, row_id, mark in rows}
