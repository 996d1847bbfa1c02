"""What the desk of letters and the printer ask."""

from datetime import date
from typing import Any, NamedTuple

from portal import clock
from portal.store.database import Database
from portal.tenancy.absent import NotThere
from portal.tenancy.buildings import in_order
from portal.tenancy.leases import NUMBERED

BATCHES_SHOWN = 100
LETTERS_ON_A_PAGE = 100
LONGEST_NAME = 300


class Batch(NamedTuple):
    """A batch of letters and how many of them are in each state."""

    batch_id: int
    made_at: str
    made_by: str | None
    reason: str
    letters: int
    made: int
    printed: int
    delivered: int
    used: int
    expired: int
    ended: int

    @property
    def states(self) -> list[tuple[str, int]]:
        """The states that some letter is in, with how many are."""
        counted = (
            (state, getattr(self, state))
            for state in ("made", "printed", "delivered", "used", "expired", "ended")
        )
        return [(state, number) for state, number in counted if number]


class Letter(NamedTuple):
    """A letter of a batch, for the desk."""

    letter_id: int
    tenant_id: int
    name: str
    login: str
    state: str
    changed_at: str


class Sheet(NamedTuple):
    """A letter that waits to be printed: its number, the login and the lines of the address."""

    letter_id: int
    login: str
    address: list[str]


def batches(db: Database, *, only: int | None = None) -> list[Batch]:
    """The latest batches, the newest first; or only the one of a number."""
    rows = db.execute(
        """
        SELECT batch_id, chosen.made_at, coalesce(staff.name, login), reason, count(*),
            sum(state = 'made'),
            sum(state = 'printed' AND ends_at > :now),
            sum(state = 'delivered' AND ends_at > :now),
            sum(state = 'used'),
            sum(state = 'expired' OR state IN ('printed', 'delivered') AND ends_at <= :now),
            sum(state = 'ended')
        FROM (
            SELECT batch_id, made_at, made_by, reason
            FROM letter_batches
            WHERE :only IS NULL OR batch_id = :only
            ORDER BY batch_id DESC
            LIMIT :limit
        ) AS chosen
        JOIN credential_letters USING (batch_id)
        LEFT JOIN accounts ON accounts.account_id = chosen.made_by
        LEFT JOIN staff USING (staff_id)
        GROUP BY batch_id
        ORDER BY batch_id DESC
        """,
        {"now": clock.as_text(clock.now()), "only": only, "limit": BATCHES_SHOWN},
    )
    return [Batch._make(row) for row in rows]


def batch_of(db: Database, batch_id: int) -> Batch:
    """One batch.

    Raises: NotThere.
    """
    for batch in batches(db, only=batch_id):
        return batch
    raise NotThere


def letters_of(db: Database, batch_id: int, page: int) -> list[Letter]:
    """The letters of a batch, a page of them, by name."""
    rows = db.execute(
        """
        SELECT credential_letter_id, tenant_id,
            coalesce(company_name, first_name || ' ' || last_name), login,
            CASE WHEN state IN ('printed', 'delivered') AND ends_at <= :now
                 THEN 'expired' ELSE state END,
            credential_letters.changed_at
        FROM credential_letters
        JOIN accounts USING (account_id)
        JOIN tenants USING (tenant_id)
        WHERE batch_id = :batch_id
        ORDER BY coalesce(last_name, company_name), first_name, credential_letter_id
        LIMIT :limit OFFSET :offset
        """,
        {
            "now": clock.as_text(clock.now()),
            "batch_id": batch_id,
            "limit": LETTERS_ON_A_PAGE,
            "offset": (page - 1) * LETTERS_ON_A_PAGE,
        },
    )
    return [Letter._make(row) for row in rows]


def state_of(db: Database, letter_id: int) -> str | None:
    """The state in which a letter was last written down; None where there is none."""
    row = db.execute(
        "SELECT state FROM credential_letters WHERE credential_letter_id = ?", (letter_id,)
    ).fetchone()
    return str(row[0]) if row else None


def name_of(db: Database, tenant_id: int) -> str:
    """The name of a tenant.

    Raises: NotThere.
    """
    row = db.execute(
        """
        SELECT coalesce(company_name, first_name || ' ' || last_name)
        FROM tenants WHERE tenant_id = :tenant_id
        """,
        {"tenant_id": tenant_id},
    ).fetchone()
    if row is None:
        raise NotThere
    return str(row[0])


def undelivered(db: Database, batch_id: int) -> list[int]:
    """The tenants whose letters of a batch were printed and not delivered."""
    rows = db.execute(
        """
        SELECT tenant_id
        FROM credential_letters
        JOIN accounts USING (account_id)
        WHERE batch_id = :batch_id AND state = 'printed'
        """,
        {"batch_id": batch_id},
    )
    return [row[0] for row in rows]


def sheets_of(db: Database, batch_id: int, today: date) -> list[Sheet]:
    """The letters of a batch that wait to be printed, in the order in which they are carried out.

    The address is the tenant's own; where there is none, that of the premises.
    """
    rows = db.execute(
        """
        SELECT credential_letter_id, login,
            coalesce(company_name, first_name || ' ' || last_name, ''),
            tenants.street, tenants.building, tenants.flat, tenants.postcode, tenants.city,
            iif(tenants.kind = 'company', 'commercial', 'flat'),
            home.street, home.building, home.flat, home.postcode, home.city, home.kind
        FROM credential_letters
        JOIN accounts USING (account_id)
        JOIN tenants USING (tenant_id)
        LEFT JOIN premises AS home ON home.premises_id = (
            SELECT premises_id
            FROM lease_tenants
            JOIN leases USING (lease_id)
            JOIN premises USING (premises_id)
            WHERE lease_tenants.tenant_id = tenants.tenant_id
            ORDER BY
                coalesce(ended_on < :today, 0),
                CASE kind WHEN 'flat' THEN 0 WHEN 'commercial' THEN 1 ELSE 2 END,
                started_on
            LIMIT 1
        )
        WHERE batch_id = :batch_id AND state = 'made'
        """,
        {"batch_id": batch_id, "today": today.isoformat()},
    ).fetchall()
    return [sheet for _, sheet in sorted(map(_placed, rows))]


def _placed(row: tuple[Any, ...]) -> tuple[tuple[Any, ...], Sheet]:
    """A sheet behind the key that sorts it: city, street, house, flat, name."""
    letter_id, login, name, *places = row
    own, home = places[:6], places[6:]
    street, building, flat, postcode, city, kind = own if own[0] and own[4] else home
    lines = [name[:LONGEST_NAME]]
    if street:
        inside = f" {NUMBERED[kind]}\u00a0{flat}" if flat else ""
        lines.append(f"{street}\u00a0{building or ''}".strip() + inside)
        lines.append(f"{postcode or ''} {city}".strip())
    key = (city or "", street or "", in_order(building), in_order(flat), name, letter_id)
    return key, Sheet(letter_id, login, lines)
