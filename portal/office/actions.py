"""What the office does with tenants: looks at them, and sees the portal as they do."""

from portal.office import tenant_queries
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.web import viewing
from portal.web.access import Visitor
from portal.web.viewing import Viewing


def look_at(db: Database, staff: Visitor, tenant_id: int) -> None:
    """Note that a member of staff opens the card of a tenant.

    Raises: NotThere.
    """
    with writing(db):
        tenant_queries.tenant_of(db, tenant_id)
        record(db, Event.TENANT_LOOKED_AT, account_id=staff.account_id, tenant_id=tenant_id)


def begin_viewing(db: Database, staff: Visitor, tenant_id: int, secret_key: str) -> str:
    """Begin to see the portal as a tenant; gives what the cookie of the view holds.

    Raises: NotThere.
    """
    with writing(db):
        tenant_queries.tenant_of(db, tenant_id)
        return viewing.begin(db, staff, tenant_id, secret_key)


def end_viewing(db: Database, seen: Viewing) -> None:
    """End it."""
    with writing(db):
        viewing.end(db, seen)
