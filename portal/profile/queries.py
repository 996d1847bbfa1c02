"""What the profile shows."""

from typing import NamedTuple

from portal.store.database import Database


class OpenSession(NamedTuple):
    """A device that is signed in; instants as text."""

    session_id: int
    opened_at: str
    seen_at: str
    device: str


class SignIn(NamedTuple):
    """A line of the history of sign-ins."""

    at: str
    event: str


class WaitingAddress(NamedTuple):
    """An address in the queue of the office, and whose it is."""

    email_id: int
    tenant_id: int | None
    address: str
    confirmed_at: str
    login: str
    name: str
    premises: str | None
    counting: str | None
    others: int


class NationalLink(NamedTuple):
    """How a tenant and login.gov.pl stand; the instant is text, None without a link."""

    kind: str
    has_pesel: bool
    linked_at: str | None


def national_link(db: Database, account_id: int) -> NationalLink | None:
    """Whether an account is linked with login.gov.pl, or could be; None for staff."""
    row = db.execute(
        """
        SELECT kind, pesel_key IS NOT NULL, linked_at
        FROM accounts
        JOIN tenants USING (tenant_id)
        LEFT JOIN national_links
            ON national_links.account_id = accounts.account_id AND ended_at IS NULL
        WHERE accounts.account_id = ?
        """,
        (account_id,),
    ).fetchone()
    return NationalLink(row[0], bool(row[1]), row[2]) if row else None


def open_sessions(db: Database, account_id: int, now: str) -> list[OpenSession]:
    """The devices that are signed in, the one seen last first."""
    rows = db.execute(
        """
        SELECT session_id, opened_at, seen_at, device
        FROM sessions
        WHERE account_id = :account_id AND ends_at > :now
        ORDER BY seen_at DESC
        """,
        {"account_id": account_id, "now": now},
    ).fetchall()
    return [OpenSession._make(row) for row in rows]


def sign_ins(db: Database, account_id: int) -> list[SignIn]:
    """The last ten times somebody signed in, or gave a wrong password there or later."""
    rows = db.execute(
        """
        SELECT at, event
        FROM events
        WHERE account_id = ? AND event IN ('session.opened', 'session.refused', 'password.refused')
        ORDER BY at DESC, event_id DESC
        LIMIT 10
        """,
        (account_id,),
    ).fetchall()
    return [SignIn._make(row) for row in rows]


def address_queue(db: Database) -> list[WaitingAddress]:
    """The addresses that wait for the office, the one that waits longest first.

    `counting` is the address that is approved now, `others` how many other accounts have the
    new one approved.
    """
    rows = db.execute(
        """
        SELECT
            wish.email_id, accounts.tenant_id, wish.address, wish.confirmed_at, login,
            coalesce(company_name, first_name || ' ' || last_name, login),
            (
                SELECT
                    premises.street || ' ' || premises.building
                    || coalesce(' m. ' || premises.flat, '')
                FROM lease_tenants
                JOIN leases USING (lease_id)
                JOIN premises USING (premises_id)
                WHERE lease_tenants.tenant_id = accounts.tenant_id
                ORDER BY
                    leases.ended_on IS NOT NULL, premises.kind <> 'flat', leases.started_on DESC
                LIMIT 1
            ),
            (
                SELECT counting.address
                FROM email_addresses AS counting
                WHERE counting.account_id = wish.account_id AND counting.state = 'approved'
            ),
            (
                SELECT count(*)
                FROM email_addresses AS other
                WHERE
                    other.state = 'approved' AND other.address = wish.address
                    AND other.account_id <> wish.account_id
            )
        FROM email_addresses AS wish
        JOIN accounts USING (account_id)
        LEFT JOIN tenants USING (tenant_id)
        WHERE wish.state = 'waiting'
        ORDER BY wish.confirmed_at, wish.email_id
        """
    ).fetchall()
    return [WaitingAddress._make(row) for row in rows]
