"""Requests, for the desk and for those who asked."""

from typing import NamedTuple

from portal.store.database import Database
from portal.tenancy.absent import NotThere

SHOWN = 25


class Request(NamedTuple):
    """Somebody who asks for login and password; instants as text."""

    request_id: int
    number: str
    name: str
    address: str
    contact: str | None
    state: str
    asked_at: str
    decided_at: str | None
    decided_by: str | None
    reason: str | None
    batch_id: int | None


_COLUMNS = """
    SELECT
        request_id, number, credential_requests.name, address, contact, state, asked_at,
        decided_at, coalesce(staff.name, login), reason, batch_id
    FROM credential_requests
    LEFT JOIN accounts ON account_id = decided_by
    LEFT JOIN staff USING (staff_id)
"""


def waiting(db: Database) -> tuple[list[Request], int]:
    """Requests that nobody has answered, the oldest first; and how many there are in all."""
    rows = db.execute(
        f"{_COLUMNS} WHERE state = 'waiting' ORDER BY asked_at, request_id LIMIT ?", (SHOWN,)
    ).fetchall()
    (number,) = db.execute(
        "SELECT count(*) FROM credential_requests WHERE state = 'waiting'"
    ).fetchone()
    return [Request._make(row) for row in rows], number


def decided(db: Database) -> list[Request]:
    """The requests that were answered or refused last."""
    rows = db.execute(
        f"{_COLUMNS} WHERE state <> 'waiting' ORDER BY request_id DESC LIMIT 10"
    ).fetchall()
    return [Request._make(row) for row in rows]


def request_of(db: Database, request_id: int) -> Request:
    """One request.

    Raises: NotThere.
    """
    row = db.execute(f"{_COLUMNS} WHERE request_id = ?", (request_id,)).fetchone()
    if row is None:
        raise NotThere
    return Request._make(row)


def asked_at(db: Database, number: str) -> str:
    """When the request with a number was asked: all that its owner is told.

    Raises: NotThere.
    """
    row = db.execute(
        "SELECT asked_at FROM credential_requests WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        raise NotThere
    return str(row[0])


def name_of_tenant(db: Database, tenant_id: int) -> str:
    """The name of a tenant.

    Raises: NotThere.
    """
    row = db.execute(
        """
        SELECT coalesce(company_name, first_name || ' ' || last_name, '')
        FROM tenants
        WHERE tenant_id = ?
        """,
        (tenant_id,),
    ).fetchone()
    if row is None:
        raise NotThere
    return str(row[0])
