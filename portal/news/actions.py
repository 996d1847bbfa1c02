"""What the office does with news."""

from dataclasses import dataclass
from datetime import date

from portal.news import announcements
from portal.store.database import Database, writing
from portal.tenancy.buildings import Building


@dataclass(frozen=True)
class NewAnnouncement:
    """A piece of news that is to be published."""

    title: str
    body: str
    published_on: date
    ends_on: date | None
    building: Building | None = None


def publish(db: Database, new: NewAnnouncement, *, account_id: int) -> int:
    """Publish a piece of news; gives its number."""
    with writing(db):
        return announcements.publish(
            db,
            new.title,
            new.body,
            new.published_on.isoformat(),
            new.ends_on.isoformat() if new.ends_on else None,
            building=new.building,
            account_id=account_id,
        )


def withdraw(db: Database, announcement_id: int, today: date, *, account_id: int) -> bool:
    """Show a piece of news no longer; gives whether it was to be seen at all."""
    with writing(db):
        return announcements.withdraw(db, announcement_id, today, account_id=account_id)
