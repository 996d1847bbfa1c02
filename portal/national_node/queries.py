"""Whose account it is, and with whom it is linked."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.store.database import Database


class Holder(NamedTuple):
    """An account and what the register says of the tenant whose it is."""

    account_id: int
    tenant_id: int
    kind: str
    first_name: str | None
    last_name: str | None
    pesel_key: bytes | None


def holder_of(db: Database, account_id: int) -> Holder | None:
    """The tenant behind an account; None for staff."""
    row = db.execute(
        """
        SELECT account_id, tenant_id, kind, first_name, last_name, pesel_key
        FROM accounts
        JOIN tenants USING (tenant_id)
        WHERE account_id = ?
        """,
        (account_id,),
    ).fetchone()
    return Holder._make(row) if row else None


def linked_to(db: Database, person_key: bytes) -> list[Holder]:
    """The accounts that are linked with a person."""
    rows = db.execute(
        """
        SELECT account_id, tenant_id, kind, first_name, last_name, pesel_key
        FROM national_links
        JOIN accounts USING (account_id)
        JOIN tenants USING (tenant_id)
        WHERE person_key = ? AND ended_at IS NULL
        ORDER BY account_id
        """,
        (person_key,),
    ).fetchall()
    return [Holder._make(row) for row in rows]


def of_person(db: Database, person_key: bytes) -> list[Holder]:
    """The accounts of people, never of companies, whose number in the register is this one."""
    rows = db.execute(
        """
        SELECT account_id, tenant_id, kind, first_name, last_name, pesel_key
        FROM tenants
        JOIN accounts USING (tenant_id)
        WHERE pesel_key = ? AND kind = 'person'
        ORDER BY account_id
        """,
        (person_key,),
    ).fetchall()
    return [Holder._make(row) for row in rows]


def holders(db: Database, account_ids: Iterable[int]) -> list[Holder]:
    """The accounts of these numbers that are still there."""
    found = (holder_of(db, account_id) for account_id in account_ids)
    return [holder for holder in found if holder is not None]
