"""Who of the office saw a tenant's data, from the audit log."""

from typing import Literal, NamedTuple

from portal.store.database import Database

LOOKS_ON_A_PAGE = 50
Kind = Literal["", "karty", "listy"]


class Look(NamedTuple):
    """Somebody of the office who saw a tenant's data: when, in which role, on what occasion.

    `place` is the page of the office where it was, None for those that have an event of their own.
    """

    event_id: int
    at: str
    role: str | None
    event: str
    place: str | None


class OnLists(NamedTuple):
    """How often a tenant came up on lists of the office, and when last."""

    number: int
    last: str | None


def looks(
    db: Database, tenant_id: int, kind: Kind, limit: int, before: int | None = None
) -> list[Look]:
    """The looks at a tenant, the newest first.

    Takes:   kind: "karty" for those at this tenant alone, "listy" for those on lists, "" for all;
             before: the event after which the page begins.
    """
    rows = db.execute(
        """
        SELECT event_id, at, role, event, json_extract(details, '$.place')
        FROM events
        LEFT JOIN accounts USING (account_id)
        LEFT JOIN staff USING (staff_id)
        WHERE events.tenant_id = :tenant_id
          AND (
              event IN ('tenant.looked-at', 'email.approved', 'email.refused', 'tenant.listed',
                        'tenant.shown', 'credentials.answered')
              OR event = 'tenant.viewed-as' AND json_extract(details, '$.part') = 'start'
              OR event = 'letter.state-changed' AND json_extract(details, '$.state') = 'printed'
          )
          AND (:kind = '' OR (event = 'tenant.listed') = (:kind = 'listy'))
          AND (:before IS NULL
               OR (at, event_id) < (SELECT at, event_id FROM events WHERE event_id = :before))
        ORDER BY at DESC, event_id DESC
        LIMIT :limit
        """,
        {"tenant_id": tenant_id, "kind": kind, "before": before, "limit": limit},
    ).fetchall()
    return [Look._make(row) for row in rows]


def on_lists(db: Database, tenant_id: int, since: str) -> OnLists:
    """How often a tenant came up on lists since an instant."""
    row = db.execute(
        """
        SELECT count(*), max(at)
        FROM events
        WHERE tenant_id = ? AND at >= ? AND event = 'tenant.listed'
        """,
        (tenant_id, since),
    ).fetchone()
    return OnLists._make(row)
