"""What the card of a tenant shows."""

from datetime import timedelta
from typing import NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.events import Event
from portal.tenancy.absent import NotThere

# How long a look that was noted lets its member of staff see the card.
LOOK_LASTS = timedelta(minutes=15)
LATEST_EVENTS = 15


class Tenant(NamedTuple):
    """Who a tenant is, and their account; the PESEL is not kept and so not shown."""

    tenant_id: int
    source_id: str
    kind: str
    name: str
    nip: str | None
    street: str | None
    building: str | None
    flat: str | None
    postcode: str | None
    city: str | None
    account_id: int | None
    login: str | None
    password_state: str | None
    created_at: str | None

    @property
    def address(self) -> str:
        """The address for letters, or "" where none is known."""
        if not self.street:
            return ""
        flat = f" m.\u00a0{self.flat}" if self.flat else ""
        return f"{self.street}\u00a0{self.building or ''}{flat}, {self.postcode} {self.city}"


class Line(NamedTuple):
    """An event of a tenant; `who` is the login that acted."""

    at: str
    event: str
    who: str | None


class Letter(NamedTuple):
    """A letter with credentials."""

    batch_id: int
    state: str
    made_at: str
    changed_at: str


def tenant_of(db: Database, tenant_id: int) -> Tenant:
    """The tenant with a number.

    Raises: NotThere.
    """
    row = db.execute(
        """
        SELECT
            tenants.tenant_id, source_id, kind,
            coalesce(company_name, first_name || ' ' || last_name, ''), nip,
            street, building, flat, postcode, city,
            account_id, login, password_state, created_at
        FROM tenants
        LEFT JOIN accounts ON accounts.tenant_id = tenants.tenant_id
        WHERE tenants.tenant_id = ?
        """,
        (tenant_id,),
    ).fetchone()
    if row is None:
        raise NotThere
    return Tenant._make(row)


def has_looked(db: Database, account_id: int, tenant_id: int) -> bool:
    """Whether a look of this member of staff at this tenant was noted a short while ago."""
    row = db.execute(
        """
        SELECT 1
        FROM events
        WHERE tenant_id = :tenant_id
          AND at > :since
          AND account_id = :account_id
          AND event = :looked_at
        LIMIT 1
        """,
        {
            "tenant_id": tenant_id,
            "account_id": account_id,
            "since": clock.as_text(clock.now() - LOOK_LASTS),
            "looked_at": str(Event.TENANT_LOOKED_AT),
        },
    ).fetchone()
    return row is not None


def last_sign_in(db: Database, account_id: int) -> str | None:
    """The instant at which an account was last opened."""
    (at,) = db.execute(
        "SELECT max(at) FROM events WHERE account_id = ? AND event = 'session.opened'",
        (account_id,),
    ).fetchone()
    return str(at) if at else None


def latest_events(db: Database, tenant_id: int, account_id: int) -> list[Line]:
    """What was done by a tenant and to their data, the newest first."""
    rows = db.execute(
        """
        SELECT at, event, login
        FROM (
            SELECT * FROM (
                SELECT event_id, at, event, account_id FROM events
                WHERE tenant_id = :tenant_id AND event <> 'tenant.listed'
                ORDER BY at DESC LIMIT :latest
            )
            UNION
            SELECT * FROM (
                SELECT event_id, at, event, account_id FROM events
                WHERE account_id = :account_id ORDER BY at DESC LIMIT :latest
            )
        )
        LEFT JOIN accounts USING (account_id)
        ORDER BY at DESC, event_id DESC
        LIMIT :latest
        """,
        {"tenant_id": tenant_id, "account_id": account_id, "latest": LATEST_EVENTS},
    ).fetchall()
    return [Line._make(row) for row in rows]


def letters_of(db: Database, account_id: int) -> list[Letter]:
    """The last letters with credentials of an account, the newest first."""
    rows = db.execute(
        """
        SELECT batch_id, state, made_at, changed_at
        FROM credential_letters
        WHERE account_id = ?
        ORDER BY credential_letter_id DESC
        LIMIT 5
        """,
        (account_id,),
    ).fetchall()
    return [Letter._make(row) for row in rows]


def is_linked(db: Database, account_id: int) -> bool:
    """Whether an account can be opened by login.gov.pl."""
    row = db.execute(
        "SELECT 1 FROM national_links WHERE account_id = ? AND ended_at IS NULL", (account_id,)
    ).fetchone()
    return row is not None
