"""Whose names or data a page of the office has shown to whom. Written as events of the tenants.

Opening a card is an event of its own. This is about tenants who come up among others (results of a
search, queues, lists of letters) and about pages of one tenant beside the card. Each is noted once
a day for a member of staff and a place, so that the tenant reads "on a list that day" and not
every turn of a page.
"""

import json
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import NamedTuple

from portal import clock
from portal.store.database import Database, writing
from portal.store.events import Event, record


class Place(NamedTuple):
    """Where the office sees tenants, as they read of it; alone: a page about one of them."""

    words: str
    alone: bool = False

    @property
    def event(self) -> Event:
        """What is written down."""
        return Event.TENANT_SHOWN if self.alone else Event.TENANT_LISTED


PLACES = {
    "search": Place("wyniki wyszukiwania"),
    "requests": Place("wnioski o login i hasło"),
    "addresses": Place("adresy e-mail do zatwierdzenia"),
    "letters": Place("listy z loginem i hasłem"),
    "log": Place("dziennik zdarzeń"),
    "certificates": Place("wydane zaświadczenia"),
    "certificate": Place("zaświadczenie", alone=True),
    "bulletin": Place("pismo biura do najemców"),
    "cases": Place("korespondencja"),
    "case": Place("sprawa", alone=True),
    "payments": Place("płatności online"),
    "payment": Place("płatność online", alone=True),
    "reconciliation": Place("uzgodnienie wpłat"),
    "instalments": Place("prośby o raty"),
    "instalment": Place("prośba o raty", alone=True),
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
              AND event = :event
              AND details = :details
        )
        """,
        {
            "tenant_ids": json.dumps(sorted(set(tenant_ids))),
            "since": clock.as_text(clock.end_of(clock.today() - timedelta(days=1))),
            "account_id": account_id,
            "event": str(PLACES[place].event),
            "details": json.dumps({"place": place}),
        },
    ).fetchall()
    return [int(row[0]) for row in rows]


def note(db: Database, account_id: int, place: str, tenant_ids: Collection[int]) -> None:
    """Note that a page shows these tenants to a member of staff; nobody is noted twice a day."""
    with writing(db):
        for tenant_id in not_noted_yet(db, account_id, place, tenant_ids):
            record(
                db,
                PLACES[place].event,
                account_id=account_id,
                tenant_id=tenant_id,
                place=place,
            )
