"""Whom a letter of the office reaches, how, and who has read it."""

from datetime import date
from typing import NamedTuple

from portal.store.database import Database
from portal.tenancy.buildings import Building


class Recipient(NamedTuple):
    """A main tenant and the lease under which they are written to, the flat before the garage."""

    tenant_id: int
    lease_id: int
    account_id: int | None


class Bulletin(NamedTuple):
    """A letter that was sent, and how far it has come."""

    bulletin_id: int
    sent_at: str
    subject: str
    audience: str
    recipients: int
    read: int
    on_paper: int


class Delivery(NamedTuple):
    """One recipient: who, where, whether by e-mail, when read; `case_id` is the thread."""

    case_id: int
    tenant_id: int
    name: str
    street: str
    building: str
    flat: str | None
    postcode: str
    city: str
    by_email: int
    read_at: str | None


_RECIPIENTS = """
    SELECT tenant_id, lease_id, account_id
    FROM (
        SELECT
            lease_tenants.tenant_id, leases.lease_id, account_id,
            row_number() OVER (
                PARTITION BY lease_tenants.tenant_id
                ORDER BY
                    CASE premises.kind WHEN 'flat' THEN 0 WHEN 'commercial' THEN 1 ELSE 2 END,
                    leases.lease_id
            ) AS place
        FROM leases
        JOIN premises USING (premises_id)
        JOIN lease_tenants USING (lease_id)
        LEFT JOIN accounts ON accounts.tenant_id = lease_tenants.tenant_id
        WHERE lease_tenants.role = 'main'
          AND (ended_on IS NULL OR ended_on >= :today)
          AND (:street = '' OR (street, building, city) = (:street, :building, :city))
          AND (:tenant_id = 0 OR lease_tenants.tenant_id = :tenant_id)
    )
    WHERE place = 1
    ORDER BY tenant_id
"""


def recipients(
    db: Database, today: date, *, building: Building | None = None, tenant_id: int = 0
) -> list[Recipient]:
    """The main tenants of running leases: everybody's, a building's, or one of them."""
    rows = db.execute(
        _RECIPIENTS,
        {
            "today": today.isoformat(),
            "street": building.street if building else "",
            "building": building.number if building else "",
            "city": building.city if building else "",
            "tenant_id": tenant_id,
        },
    )
    return [Recipient._make(row) for row in rows]


def tenant_name(db: Database, tenant_id: int) -> str | None:
    """The name of a tenant; None where there is none."""
    row = db.execute(
        """
        SELECT coalesce(company_name, first_name || ' ' || last_name, '–')
        FROM tenants
        WHERE tenant_id = ?
        """,
        (tenant_id,),
    ).fetchone()
    return row[0] if row else None


def sent(db: Database, bulletin_id: int | None = None) -> list[Bulletin]:
    """The letters that were sent, the newest first; or one of them."""
    rows = db.execute(
        """
        SELECT
            bulletin_id, sent_at, subject, audience, count(*),
            sum(EXISTS (
                SELECT 1
                FROM case_reads
                WHERE case_reads.case_id = bulletin_cases.case_id AND read_at IS NOT NULL
            )),
            sum(by_email = 0)
        FROM bulletins
        JOIN bulletin_cases USING (bulletin_id)
        WHERE :bulletin_id IS NULL OR bulletin_id = :bulletin_id
        GROUP BY bulletin_id
        ORDER BY bulletin_id DESC
        LIMIT 60
        """,
        {"bulletin_id": bulletin_id},
    )
    return [Bulletin._make(row) for row in rows]


def deliveries(
    db: Database, bulletin_id: int, *, on_paper: bool = False, after: int = 0, most: int = 5000
) -> list[Delivery]:
    """Who a letter went to; only those without e-mail where it is to be put on paper."""
    rows = db.execute(
        """
        SELECT
            cases.case_id, cases.tenant_id,
            coalesce(company_name, first_name || ' ' || last_name, '–'),
            premises.street, premises.building, premises.flat, premises.postcode, premises.city,
            by_email,
            (SELECT min(read_at) FROM case_reads WHERE case_reads.case_id = cases.case_id)
        FROM bulletin_cases
        JOIN cases USING (case_id)
        JOIN tenants ON tenants.tenant_id = cases.tenant_id
        JOIN leases USING (lease_id)
        JOIN premises USING (premises_id)
        WHERE bulletin_id = :bulletin_id
          AND (by_email = 0 OR NOT :on_paper)
          AND cases.case_id > :after
        ORDER BY cases.case_id
        LIMIT :most
        """,
        {"bulletin_id": bulletin_id, "on_paper": on_paper, "after": after, "most": most},
    )
    return [Delivery._make(row) for row in rows]


def body_of(db: Database, bulletin_id: int) -> str:
    """What the letter says; the same to everybody."""
    row = db.execute(
        """
        SELECT body
        FROM bulletin_cases
        JOIN case_letters USING (case_id)
        WHERE bulletin_id = ? AND side = 'office'
        ORDER BY letter_id
        LIMIT 1
        """,
        (bulletin_id,),
    ).fetchone()
    return row[0] if row else ""
