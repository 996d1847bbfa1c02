"""Settings that an administrator changes in the browser. The only writer of office_settings."""

from portal.store.database import Database
from portal.store.events import Event, record
from portal.tenancy import factors
from portal.web import sessions


def require_second_factor(db: Database, required: bool, *, account_id: int) -> None:
    """Ask every member of staff for a second factor, or leave it to them.

    Who is signed in without one is led to set one up, inside the caller's transaction.
    """
    if factors.is_required(db) == required:
        return
    value = "on" if required else "off"
    db.execute(
        """
        INSERT INTO office_settings (name, value)
        VALUES ('require_second_factor', :value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """,
        {"value": value},
    )
    if required:
        sessions.ask_for_factors(db)
    record(
        db,
        Event.OFFICE_SETTING_CHANGED,
        account_id=account_id,
        setting="require_second_factor",
        value=value,
    )
