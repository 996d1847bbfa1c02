"""E-mail addresses of accounts. The only writer of email_addresses.

An address counts only after its owner opened a link that was sent to it and the office approved
it. Until then the address approved before stays the one that counts. Functions that write do so
inside the caller's transaction; letters are the caller's to put into the outbox.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record

EmailState = Literal["unconfirmed", "waiting", "approved", "refused", "replaced"]

LINK_LIVES = timedelta(hours=24)
# Letters with a link that an account may have sent to addresses in a day.
MOST_WISHES_A_DAY = 5


class TooManyWishes(Exception):
    """The account had enough links sent for a day."""


class Email(NamedTuple):
    """An address of an account and how far it has come; instants as text."""

    email_id: int
    account_id: int
    address: str
    state: EmailState
    asked_at: str
    confirmed_at: str | None
    decided_at: str | None
    reason: str | None
    link_ends_at: str | None


class Decision(NamedTuple):
    """What was decided about an address, and the one that it takes the place of."""

    account_id: int
    address: str
    replaced: str | None


class Waiting(NamedTuple):
    """How many addresses wait for the office, and since when the oldest does."""

    number: int
    oldest: str | None


def emails_of(db: Database, account_id: int) -> tuple[Email | None, Email | None]:
    """The approved address of an account, and its last wish: one under way or refused."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM email_addresses"  # noqa: S608 - our own columns
        " WHERE account_id = ? AND state <> 'replaced' ORDER BY email_id DESC",
        (account_id,),
    ).fetchall()
    emails = [Email._make(row) for row in rows]
    counting = next((email for email in emails if email.state == "approved"), None)
    wish = next(iter(emails), None)
    return counting, None if wish is counting else wish


def approved(db: Database, account_id: int) -> str | None:
    """The address that counts for an account."""
    row = db.execute(
        "SELECT address FROM email_addresses WHERE account_id = ? AND state = 'approved'",
        (account_id,),
    ).fetchone()
    return str(row[0]) if row else None


def ask(db: Database, account_id: int, address: str) -> str:
    """Wish for an address; gives the token of the link to send to it, which is not kept.

    A wish that was under way is dropped, and its link dies.

    Raises: TooManyWishes.
    """
    now = clock.now()
    (asked,) = db.execute(
        "SELECT count(*) FROM email_addresses WHERE account_id = ? AND asked_at > ?",
        (account_id, clock.as_text(now - timedelta(days=1))),
    ).fetchone()
    if asked >= MOST_WISHES_A_DAY:
        raise TooManyWishes
    _drop_wishes(db, account_id)
    token = secrets.token_urlsafe(32)
    db.execute(
        """
        INSERT INTO email_addresses
            (account_id, address, state, token_hash, token_ends_at, asked_at)
        VALUES
            (:account_id, :address, 'unconfirmed', :token_hash, :ends_at, :now)
        """,
        {
            "account_id": account_id,
            "address": address,
            "token_hash": _hashed(token),
            "ends_at": clock.as_text(now + LINK_LIVES),
            "now": clock.as_text(now),
        },
    )
    _record(db, Event.EMAIL_ASKED, account_id)
    return token


def of_token(db: Database, token: str) -> Email | None:
    """The address that a link confirms; None where the link was used, has ended or never was."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM email_addresses"  # noqa: S608 - our own columns
        " WHERE token_hash = ? AND state = 'unconfirmed' AND token_ends_at > ?",
        (_hashed(token), clock.as_text(clock.now())),
    ).fetchone()
    return Email._make(row) if row else None


def confirm(db: Database, token: str) -> Email | None:
    """Its owner has opened the link: the address waits for the office from now on."""
    email = of_token(db, token)
    if email is None:
        return None
    now = clock.as_text(clock.now())
    db.execute(
        """
        UPDATE email_addresses
        SET state = 'waiting', confirmed_at = :now, token_hash = NULL, token_ends_at = NULL
        WHERE email_id = :email_id
        """,
        {"email_id": email.email_id, "now": now},
    )
    _record(db, Event.EMAIL_CONFIRMED, email.account_id)
    return email._replace(state="waiting", confirmed_at=now, link_ends_at=None)


def withdraw(db: Database, account_id: int) -> bool:
    """Drop the wish that is under way; gives whether there was one."""
    if not _drop_wishes(db, account_id):
        return False
    _record(db, Event.EMAIL_WITHDRAWN, account_id)
    return True


def approve(db: Database, email_id: int, *, by: int) -> Decision | None:
    """Let an address count from now on; None where it does not wait for that any more."""
    decided = _decide(db, email_id, "approved", by)
    if decided is None:
        return None
    account_id, address = decided
    former = db.execute(
        """
        UPDATE email_addresses
        SET state = 'replaced'
        WHERE account_id = :account_id AND state = 'approved' AND email_id <> :email_id
        RETURNING address
        """,
        {"account_id": account_id, "email_id": email_id},
    ).fetchone()
    _record(db, Event.EMAIL_APPROVED, account_id, by=by)
    return Decision(account_id, address, former[0] if former else None)


def refuse(db: Database, email_id: int, reason: str, *, by: int) -> Decision | None:
    """Say no, and why; None where the address does not wait for that any more."""
    decided = _decide(db, email_id, "refused", by, reason)
    if decided is None:
        return None
    account_id, address = decided
    _record(db, Event.EMAIL_REFUSED, account_id, by=by)
    return Decision(account_id, address, None)


def waiting(db: Database) -> Waiting:
    """The queue of the office: how long it is, and since when its oldest waits."""
    row = db.execute(
        "SELECT count(*), min(confirmed_at) FROM email_addresses WHERE state = 'waiting'"
    ).fetchone()
    return Waiting._make(row)


def _decide(
    db: Database, email_id: int, state: EmailState, by: int, reason: str | None = None
) -> tuple[int, str] | None:
    row = db.execute(
        """
        UPDATE email_addresses
        SET state = :state, decided_at = :now, decided_by = :by, reason = :reason
        WHERE email_id = :email_id AND state = 'waiting'
        RETURNING account_id, address
        """,
        {
            "email_id": email_id,
            "state": state,
            "now": clock.as_text(clock.now()),
            "by": by,
            "reason": reason,
        },
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def _drop_wishes(db: Database, account_id: int) -> int:
    return db.execute(
        """
        UPDATE email_addresses
        SET state = 'replaced', decided_at = :now, token_hash = NULL, token_ends_at = NULL
        WHERE account_id = :account_id AND state IN ('unconfirmed', 'waiting')
        """,
        {"account_id": account_id, "now": clock.as_text(clock.now())},
    ).rowcount


def _record(db: Database, event: Event, account_id: int, *, by: int | None = None) -> None:
    """The event of a change to an account's address, by its owner or by the office."""
    row = db.execute(
        "SELECT tenant_id FROM accounts WHERE account_id = ?", (account_id,)
    ).fetchone()
    record(db, event, account_id=by or account_id, tenant_id=row[0] if row else None)


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


_COLUMNS = (
    "email_id, account_id, address, state, asked_at, confirmed_at, decided_at, reason,"
    " token_ends_at"
)
