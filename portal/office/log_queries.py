"""The audit log: lines of a range of days, filtered, a page at a time from the newest."""

from typing import NamedTuple

from portal.store.database import Database

LINES_ON_A_PAGE = 50


class Filter(NamedTuple):
    """What is asked of the log; None asks nothing. Instants are text, the last one excluded.

    `with_lists` asks also for tenants who came up on lists: a line each, many a day.
    """

    since: str
    until: str
    event: str | None = None
    account_id: int | None = None
    tenant_id: int | None = None
    with_lists: bool = False


class Line(NamedTuple):
    """A line of the log; the names are those of today."""

    event_id: int
    at: str
    event: str
    login: str | None
    who: str | None
    owner_id: int | None
    tenant_id: int | None
    tenant: str | None
    details: str


def lines(db: Database, asked: Filter, before: int | None) -> list[Line]:
    """A page of lines and one more, by which the caller sees that there are others.

    Takes:   before: the event that ended the page before this one.
    """
    rows = db.execute(
        """
        SELECT
            event_id, at, event, accounts.login,
            coalesce(staff.name, owner.company_name, owner.first_name || ' ' || owner.last_name),
            accounts.tenant_id, events.tenant_id,
            coalesce(whose.company_name, whose.first_name || ' ' || whose.last_name),
            details
        FROM events
        LEFT JOIN accounts USING (account_id)
        LEFT JOIN staff USING (staff_id)
        LEFT JOIN tenants AS owner ON owner.tenant_id = accounts.tenant_id
        LEFT JOIN tenants AS whose ON whose.tenant_id = events.tenant_id
        WHERE at >= :since
          AND at < :until
          AND (:event IS NULL OR event = :event)
          AND (:with_lists OR event <> 'tenant.listed')
          AND (:account_id IS NULL OR events.account_id = :account_id)
          AND (:tenant_id IS NULL OR events.tenant_id = :tenant_id)
          AND (:before IS NULL
               OR (at, event_id) < (SELECT at, event_id FROM events WHERE event_id = :before))
        ORDER BY at DESC, event_id DESC
        LIMIT :most
        """,
        {**asked._asdict(), "before": before, "most": LINES_ON_A_PAGE + 1},
    ).fetchall()
    return [Line._make(row) for row in rows]


def account_of_login(db: Database, login: str) -> tuple[int, int | None] | None:
    """The account with a login, and its tenant."""
    row = db.execute(
        "SELECT account_id, tenant_id FROM accounts WHERE login = ?", (login,)
    ).fetchone()
    return (row[0], row[1]) if row else None
