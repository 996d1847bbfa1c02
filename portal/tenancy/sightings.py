"""Whose names or data a page of the office has shown to whom. Written as events of the tenants.

Opening a card is an event of its own; this is about tenants who come up among others: results of a
search, queues, lists of letters. Each is noted once a day for a member of staff and a place, so
that the tenant reads "on a list that day" and not every turn of a page.
"""

import json
from collections.abc import Collection, Iterable
from datetime import timedelta

from portal import clock
from portal.store.database import Database, writing
from portal.store.events import Event, record

# What the tenant reads of each place.
PLACES = {
    "search": "wyniki wyszukiwania",
    "requests": "wnioski o login i hasło",
    "addresses": "adresy e-mail do zatwierdzenia",
    "letters": "listy z loginem i hasłem",
    "log": "dziennik zdarzeń",
}


def not_noted_yet(
    db: Database, account_id: int, place: str, tenant_ids: Iterable[int]
) -> list[int]:
    """Those of the tenants whom this member of staff has not seen in a place today."""
    rows = db.execute(
        """
        SELECT value
        FROM json_each(:tenant_ids)
        WHERE NOT EXISTS (
            SELECT 1
            FROM events
            WHERE tenant_id = value
              AND at >= :since
              AND account_id = :account_id
              AND event = :listed
              AND details = :details
        )
        """,
        {
            "tenant_ids": json.dumps(sorted(set(tenant_ids))),
            "since": clock.as_text(clock.end_of(clock.today() - timedelta(days=1))),
            "account_id": account_id,
            "listed": str(Event.TENANT_LISTED),
            "details": json.dumps({"place": place}),
        },
    ).fetchall()
    return [int(row[0]) for row in rows]


def note(db: Database, account_id: int, place: str, tenant_ids: Collection[int]) -> None:
    """Note that a page shows these tenants to a member of staff; nobody is noted twice a day."""
    if place not in PLACES:
        raise ValueError(f"tenants would read of no place called {place}")
    with writing(db):
        for tenant_id in not_noted_yet(db, account_id, place, tenant_ids):
            record(
                db,
                Event.TENANT_LISTED,
                account_id=account_id,
                tenant_id=tenant_id,
                place=place,
            )
