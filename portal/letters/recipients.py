"""Who is to get a letter: those who never got in, a building, or the tenants of named leases."""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from portal import clock
from portal.store.database import Database
from portal.tenancy.buildings import Building


class Recipients(NamedTuple):
    """Tenants to write to, and how many are left out because they have passwords of their own."""

    tenant_ids: list[int]
    left_out: int = 0


def newcomers(db: Database, today: date) -> Recipients:
    """All tenants of running leases who cannot get in and have no letter that would let them in.

    Somebody can get in with a password of their own or through login.gov.pl.
    """
    rows = db.execute(
        """
        SELECT DISTINCT tenant_id
        FROM leases
        JOIN lease_tenants USING (lease_id)
        LEFT JOIN accounts USING (tenant_id)
        WHERE (ended_on IS NULL OR ended_on >= :today)
          AND password_state IS NOT 'own'
          AND NOT EXISTS (
              SELECT 1 FROM national_links AS links
              WHERE links.account_id = accounts.account_id AND links.ended_at IS NULL
          )
          AND NOT EXISTS (
              SELECT 1 FROM credential_letters AS letters
              WHERE letters.account_id = accounts.account_id
                AND (letters.state = 'made'
                     OR letters.state IN ('printed', 'delivered') AND letters.ends_at > :now)
          )
        ORDER BY tenant_id
        """,
        {"today": today.isoformat(), "now": clock.as_text(clock.now())},
    )
    return Recipients([row[0] for row in rows])


def of_building(db: Database, premises_id: int, today: date) -> Recipients:
    """The tenants of running leases in a building who have no password of their own.

    Takes:   any premises of the building.
    """
    rows = db.execute(
        """
        SELECT DISTINCT tenant_id, password_state IS 'own'
        FROM premises AS one
        JOIN premises AS beside
            ON (beside.city, beside.street, beside.building) = (one.city, one.street, one.building)
        JOIN leases ON leases.premises_id = beside.premises_id
        JOIN lease_tenants USING (lease_id)
        LEFT JOIN accounts USING (tenant_id)
        WHERE one.premises_id = :premises_id
          AND (ended_on IS NULL OR ended_on >= :today)
        ORDER BY tenant_id
        """,
        {"premises_id": premises_id, "today": today.isoformat()},
    ).fetchall()
    return Recipients(
        [tenant_id for tenant_id, has_own in rows if not has_own],
        sum(has_own for _, has_own in rows),
    )


def of_leases(db: Database, keys: Sequence[str]) -> tuple[Recipients, list[str]]:
    """All tenants of leases named by their keys in the housing system, ended leases included.

    Gives:   the tenants, whatever passwords they have, and the keys that no lease has.
    """
    rows = db.execute(
        """
        SELECT leases.source_id, tenant_id
        FROM json_each(:keys) AS wanted
        JOIN leases ON leases.source_id = wanted.value
        JOIN lease_tenants USING (lease_id)
        """,
        {"keys": json.dumps(list(keys))},
    ).fetchall()
    known = {key for key, _ in rows}
    unknown = [key for key in dict.fromkeys(keys) if key not in known]
    return Recipients(sorted({tenant_id for _, tenant_id in rows})), unknown


def buildings_called(every: Sequence[Building], words: str) -> list[Building]:
    """The buildings that somebody means by "Jarzębinowa 14", "ul. Jarzębinowa 14, Wrocław"."""
    street, _, city = words.partition(",")
    return [
        building
        for building in every
        if _bare(building.address) == _bare(street)
        and (not city.strip() or _bare(building.city) == _bare(city))
    ]


def _bare(words: str) -> str:
    return re.sub(r"^ul\.? ", "", " ".join(words.split()).casefold())
