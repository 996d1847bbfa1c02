"""News of the company: published for some time, withdrawn when they are wrong."""

from datetime import date, timedelta
from typing import NamedTuple

from portal.store.database import Database
from portal.store.events import Event, record
from portal.store.revisions import bump_portal
from portal.tenancy.buildings import Building


class Announcement(NamedTuple):
    """One piece of news. The body is plain text; a blank line parts its paragraphs."""

    announcement_id: int
    title: str
    body: str
    published_on: str

    ends_on: str | None
    street: str | None = None
    building: str | None = None

    @property
    def concerns(self) -> str:
        """Whom it concerns: a building, or everybody."""
        return f"budynek {self.street}\u00a0{self.building}" if self.street else "wszyscy"

    @property
    def paragraphs(self) -> list[str]:
        """The body, a paragraph each."""
        parts = self.body.replace("\r\n", "\n").split("\n\n")
        return [" ".join(part.split()) for part in parts if part.strip()]


def publish(
    db: Database,
    title: str,
    body: str,
    published_on: str,
    ends_on: str | None = None,
    *,
    building: Building | None = None,
    account_id: int | None = None,
) -> int:
    """Publish a piece of news inside the caller's transaction; gives its number.

    Takes:   the first and the last day on which it is shown; without the last it stays; building:
             whose tenants alone see it.
    """
    (announcement_id,) = db.execute(
        """
        INSERT INTO announcements (title, body, published_on, ends_on, street, building, city)
        VALUES (:title, :body, :published_on, :ends_on, :street, :building, :city)
        RETURNING announcement_id
        """,
        {
            "title": title,
            "body": body,
            "published_on": published_on,
            "ends_on": ends_on,
            "street": building.street if building else None,
            "building": building.number if building else None,
            "city": building.city if building else None,
        },
    ).fetchone()
    record(
        db,
        Event.ANNOUNCEMENT_PUBLISHED,
        account_id=account_id,
        announcement_id=announcement_id,
        published_on=published_on,
        ends_on=ends_on,
    )
    bump_portal(db)
    return int(announcement_id)


def withdraw(
    db: Database, announcement_id: int, today: date, *, account_id: int | None = None
) -> bool:
    """Show a piece of news no longer, from today on, inside the caller's transaction.

    Gives:   whether it was to be seen, today or later; if not, nothing is changed.
    """
    changed = db.execute(
        """
        UPDATE announcements
        SET ends_on = :yesterday
        WHERE announcement_id = :announcement_id
          AND (ends_on IS NULL OR ends_on >= :today)
        """,
        {
            "announcement_id": announcement_id,
            "today": today.isoformat(),
            "yesterday": (today - timedelta(days=1)).isoformat(),
        },
    ).rowcount
    if changed:
        record(
            db,
            Event.ANNOUNCEMENT_WITHDRAWN,
            account_id=account_id,
            announcement_id=announcement_id,
        )
        bump_portal(db)
    return bool(changed)


def current(db: Database, today: date, tenant_id: int | None = None) -> list[Announcement]:
    """The news of a day, newest first: everybody's, and those of a tenant's buildings."""
    rows = db.execute(
        f"""
        SELECT announcement_id, title, body, published_on, ends_on, street, building
        FROM announcements
        WHERE {_SHOWN}
        ORDER BY published_on DESC, announcement_id DESC
        """,  # noqa: S608 - our own words
        {"today": today.isoformat(), "tenant_id": tenant_id},
    )
    return [Announcement._make(row) for row in rows]


def one(
    db: Database, announcement_id: int, today: date, tenant_id: int | None = None
) -> Announcement | None:
    """One piece of the news of a day; None where this reader has none of this number."""
    row = db.execute(
        f"""
        SELECT announcement_id, title, body, published_on, ends_on, street, building
        FROM announcements
        WHERE announcement_id = :announcement_id AND {_SHOWN}
        """,  # noqa: S608 - our own words
        {
            "announcement_id": announcement_id,
            "today": today.isoformat(),
            "tenant_id": tenant_id,
        },
    ).fetchone()
    return Announcement._make(row) if row else None


def all_of_them(db: Database) -> list[Announcement]:
    """Everything that was ever published, and what is to come; the newest first."""
    rows = db.execute(
        """
        SELECT announcement_id, title, body, published_on, ends_on, street, building
        FROM announcements
        ORDER BY published_on DESC, announcement_id DESC
        LIMIT 200
        """
    )
    return [Announcement._make(row) for row in rows]


_SHOWN = """
    published_on <= :today
    AND (ends_on IS NULL OR ends_on >= :today)
    AND (street IS NULL OR EXISTS (
        SELECT 1
        FROM lease_tenants
        JOIN leases USING (lease_id)
        JOIN premises USING (premises_id)
        WHERE lease_tenants.tenant_id = :tenant_id
          AND (leases.ended_on IS NULL OR leases.ended_on >= :today)
          AND premises.street = announcements.street
          AND premises.building = announcements.building
          AND premises.city = announcements.city
    ))
"""
