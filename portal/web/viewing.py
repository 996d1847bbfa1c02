"""Seeing the portal as a tenant sees it: for staff, to read only, and always in the audit log.

The line in the log that tells of the start is the view itself: a signed cookie names it and the
session it belongs to, and the door looks it up on every request. So there is no view without its
line, another session cannot take it over, and once its end is in the log it cannot come back.
"""

from datetime import timedelta
from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record
from portal.web.access import Visitor
from portal.web.rights import VIEW_AS_TENANT

COOKIE = "iok_podglad"
LONGEST = timedelta(minutes=30)
ROLES = VIEW_AS_TENANT.roles


class Viewing(NamedTuple):
    """A member of staff who sees the portal as a tenant."""

    staff: Visitor
    tenant: Visitor


def begin(db: Database, staff: Visitor, tenant_id: int, secret_key: str) -> str:
    """Note the start inside the caller's transaction; gives what the cookie holds."""
    start = record(
        db,
        Event.TENANT_VIEWED_AS,
        account_id=staff.account_id,
        tenant_id=tenant_id,
        part="start",
    )
    return _signer(secret_key).dumps([start, staff.session_id])


def end(db: Database, viewing: Viewing) -> None:
    """Note the end inside the caller's transaction; the cookie opens nothing from now on."""
    record(
        db,
        Event.TENANT_VIEWED_AS,
        account_id=viewing.staff.account_id,
        tenant_id=viewing.tenant.tenant_id,
        part="end",
    )


def viewing_of(db: Database, staff: Visitor | None, cookie: str, secret_key: str) -> Viewing | None:
    """The view that a cookie names, if it is this visitor's and has not ended."""
    if staff is None or staff.role not in ROLES:
        return None
    if staff.needs_factor or staff.must_replace_password:
        return None
    try:
        start, session_id = _signer(secret_key).loads(cookie)
    except (BadSignature, TypeError, ValueError):
        return None
    if session_id != staff.session_id:
        return None
    tenant = _tenant(db, staff, start)
    return Viewing(staff, tenant) if tenant else None


def _tenant(db: Database, staff: Visitor, start: int) -> Visitor | None:
    """The tenant whom a start in the log names, as a visitor with the session of the staff."""
    row = db.execute(
        """
        SELECT
            tenants.tenant_id, coalesce(company_name, first_name || ' ' || last_name, ''),
            accounts.account_id, login,
            (SELECT count(*) || '.' || coalesce(max(letter_id), '')
             FROM case_reads
             WHERE case_reads.tenant_id = tenants.tenant_id AND read_at IS NULL)
        FROM events AS start
        JOIN tenants ON tenants.tenant_id = start.tenant_id
        LEFT JOIN accounts ON accounts.tenant_id = start.tenant_id
        WHERE start.event_id = :start
          AND start.account_id = :account_id
          AND start.event = :viewed_as
          AND start.at > :earliest
          AND NOT EXISTS (
              SELECT 1
              FROM events AS later
              WHERE later.account_id = :account_id
                AND later.at >= start.at
                AND later.event = :viewed_as
                AND later.event_id > :start
          )
        """,
        {
            "start": start,
            "account_id": staff.account_id,
            "viewed_as": str(Event.TENANT_VIEWED_AS),
            "earliest": clock.as_text(clock.now() - LONGEST),
        },
    ).fetchone()
    if row is None:
        return None
    tenant_id, name, account_id, login, letters = row
    return staff._replace(
        account_id=account_id or 0,
        login=login or "",
        name=name,
        tenant_id=tenant_id,
        role=None,
        letters=letters,
    )


def _signer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="view-as-tenant")
