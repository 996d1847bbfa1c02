"""The operator's channels as they were last heard of: kept, and asked for no more than each minute.

One process asks at a time. Where the operator says nothing, or nonsense, the last good copy stays.
"""

import json
from datetime import timedelta

from portal import clock
from portal.online_payments.autopay.channels import Channel
from portal.store import revisions
from portal.store.database import Database

GOOD_FOR = timedelta(minutes=1)


def is_stale(db: Database, service_id: str) -> bool:
    """Whether it is time to ask again; asked without a lock."""
    row = db.execute(
        "SELECT asked_at FROM payment_channels WHERE service_id = ?", (service_id,)
    ).fetchone()
    now = clock.now()
    return row is None or not now - GOOD_FOR < clock.from_text(row[0]) <= now


def claim(db: Database, service_id: str) -> bool:
    """Take it upon this process to ask, inside the caller's transaction; one a minute may."""
    if not is_stale(db, service_id):
        return False
    db.execute(
        """
        INSERT INTO payment_channels (service_id, asked_at)
        VALUES (?, ?)
        ON CONFLICT (service_id) DO UPDATE SET asked_at = excluded.asked_at
        """,
        (service_id, clock.as_text(clock.now())),
    )
    return True


def keep(db: Database, service_id: str, channels: list[Channel]) -> bool:
    """Keep a good list, inside the caller's transaction; what people see changes where it did.

    Gives:  whether it is another list than before.
    """
    listed = json.dumps(channels, ensure_ascii=False)
    changed = db.execute(
        "UPDATE payment_channels SET listed = ? WHERE service_id = ? AND listed IS NOT ?",
        (listed, service_id, listed),
    ).rowcount
    if changed:
        revisions.bump_portal(db)
    return bool(changed)


def kept_channels(db: Database, service_id: str) -> list[Channel]:
    """The last good list; empty where there never was one, and the operator's page offers all."""
    row = db.execute(
        "SELECT listed FROM payment_channels WHERE service_id = ?", (service_id,)
    ).fetchone()
    return [Channel(*each) for each in json.loads(row[0])] if row and row[0] else []


def channels_for(db: Database, service_id: str, amount: int) -> list[Channel]:
    """The channels that take an amount."""
    return [each for each in kept_channels(db, service_id) if each.takes(amount)]


def channel_name(db: Database, service_id: str, gateway_id: int | None) -> str:
    """What a channel is called; empty where it is not known."""
    found = (each for each in kept_channels(db, service_id) if each.gateway_id == gateway_id)
    channel = next(found, None)
    return channel.name if channel else ""
