"""Letters with a login and a first password: what becomes of each. The only writer of the tables
letter_batches and credential_letters.

A letter is made (ordered), printed (its password exists now and lets in), delivered (a clerk says
so), used (the person has a password of their own), expired, or ended (a newer letter was ordered,
or this one was called off). No function here sees a password; hashes come from outside.

All functions that write do so inside the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record
from portal.tenancy import accounts, logins

DAYS_VALID = 30


class LettersChanged(Exception):
    """A letter is no longer in the state that was meant: somebody else was faster."""


class Refusal(NamedTuple):
    """Why the password of a letter lets nobody in."""

    expired: bool
    ends_at: datetime

    @property
    def last_day(self) -> date:
        """The last day on which it was to let in."""
        return clock.last_day_of(self.ends_at)


def last_day(printed_on: date) -> date:
    """The last day on which a password printed on a day lets in."""
    return printed_on + timedelta(days=DAYS_VALID)


def order(db: Database, *, tenant_ids: Sequence[int], reason: str, made_by: int | None) -> int:
    """Order a letter for each tenant; gives the number of the batch.

    Who has no account gets one. Older letters end, and with them the first passwords that they
    brought; a password of one's own works until the new letter is printed.

    Takes:   reason: "one", "new", "building" or "request"; made_by: the account of the clerk,
             None for a command.
    Raises:  ValueError where there are no tenants.
    """
    wanted = sorted(set(tenant_ids))
    if not wanted:
        raise ValueError("no tenants")
    expire(db)
    now, ends_at = clock.as_text(clock.now()), clock.as_text(clock.end_of(last_day(clock.today())))
    (batch_id,) = db.execute(
        """
        INSERT INTO letter_batches (made_at, made_by, reason)
        VALUES (:now, :made_by, :reason)
        RETURNING batch_id
        """,
        {"now": now, "made_by": made_by, "reason": reason},
    ).fetchone()
    for tenant_id in wanted:
        account_id = _account_of(db, tenant_id)
        _end_older(db, account_id, by=made_by)
        (letter_id,) = db.execute(
            """
            INSERT INTO credential_letters
                (batch_id, account_id, state, made_at, ends_at, changed_at)
            VALUES (:batch_id, :account_id, 'made', :now, :ends_at, :now)
            RETURNING credential_letter_id
            """,
            {"batch_id": batch_id, "account_id": account_id, "now": now, "ends_at": ends_at},
        ).fetchone()
        _tell(db, letter_id, account_id, "made", made_by)
    record(
        db,
        Event.LETTERS_MADE,
        account_id=made_by,
        batch_id=batch_id,
        letters=len(wanted),
        reason=reason,
    )
    return int(batch_id)


def activate(db: Database, hashes: Mapping[int, str], *, by: int | None) -> list[int]:
    """Let the passwords of printed letters in; all of them, or none.

    Takes:   hashes: by the number of the letter, each of which must still be only made.
    Gives:   the accounts whose passwords changed; their sessions are the caller's to end.
    Raises:  LettersChanged.
    """
    ends_at = clock.as_text(clock.end_of(last_day(clock.today())))
    account_ids = []
    for letter_id, password_hash in hashes.items():
        row = db.execute(
            """
            UPDATE credential_letters
            SET state = 'printed', ends_at = :ends_at, changed_at = :now
            WHERE credential_letter_id = :letter_id AND state = 'made'
            RETURNING account_id
            """,
            {"letter_id": letter_id, "ends_at": ends_at, "now": clock.as_text(clock.now())},
        ).fetchone()
        if row is None:
            raise LettersChanged
        accounts.set_password(db, row[0], password_hash, "first")
        account_ids.append(int(row[0]))
        _tell(db, letter_id, row[0], "printed", by)
    return account_ids


def deliver(db: Database, batch_id: int, *, by: int) -> int:
    """Note that the printed letters of a batch were sent or handed out; gives how many."""
    expire(db)
    return _change_all(db, batch_id, "printed", "delivered", by)


def call_off(db: Database, batch_id: int, *, by: int) -> int:
    """End the letters of a batch that were not printed; gives how many."""
    return _change_all(db, batch_id, "made", "ended", by)


def use(db: Database, account_id: int) -> None:
    """Note that the first password of an account was replaced, by whatever way."""
    rows = db.execute(
        """
        UPDATE credential_letters
        SET state = 'used', changed_at = :now
        WHERE account_id = :account_id AND state IN ('printed', 'delivered')
        RETURNING credential_letter_id
        """,
        {"account_id": account_id, "now": clock.as_text(clock.now())},
    ).fetchall()
    for (letter_id,) in rows:
        _tell(db, letter_id, account_id, "used", account_id)


def expire(db: Database) -> None:
    """Write down which letters have expired; they let nobody in from that moment anyway."""
    now = clock.as_text(clock.now())
    db.execute(
        """
        UPDATE credential_letters
        SET state = 'expired', changed_at = ends_at
        WHERE state IN ('printed', 'delivered') AND ends_at <= :now
        """,
        {"now": now},
    )


def refusal_of(db: Database, account_id: int) -> Refusal | None:
    """Why the first password of an account lets nobody in; None where it does.

    The newest letter decides. A first password that came by no letter is not refused.
    """
    row = db.execute(
        """
        SELECT state, ends_at
        FROM credential_letters
        WHERE account_id = :account_id
        ORDER BY credential_letter_id DESC
        LIMIT 1
        """,
        {"account_id": account_id},
    ).fetchone()
    if row is None:
        return None
    state, ends_at = row[0], clock.from_text(row[1])
    if state in ("printed", "delivered") and ends_at <= clock.now():
        state = "expired"
    if state in ("printed", "delivered", "used"):
        return None
    return Refusal(expired=state == "expired", ends_at=ends_at)


def _account_of(db: Database, tenant_id: int) -> int:
    row = db.execute(
        "SELECT account_id FROM accounts WHERE tenant_id = :tenant_id", {"tenant_id": tenant_id}
    ).fetchone()
    while row is None:
        login = logins.next_login(db)
        # A login of another origin may look like ours.
        if accounts.account_of_login(db, login) is None:
            row = (accounts.create_tenant_account(db, login, tenant_id, None, "none"),)
    return int(row[0])


def _end_older(db: Database, account_id: int, *, by: int | None) -> None:
    rows = db.execute(
        """
        UPDATE credential_letters
        SET state = 'ended', changed_at = :now
        WHERE account_id = :account_id AND state IN ('made', 'printed', 'delivered')
        RETURNING credential_letter_id
        """,
        {"account_id": account_id, "now": clock.as_text(clock.now())},
    ).fetchall()
    for (letter_id,) in rows:
        _tell(db, letter_id, account_id, "ended", by)


def _change_all(db: Database, batch_id: int, state: str, to: str, by: int) -> int:
    rows = db.execute(
        """
        UPDATE credential_letters
        SET state = :to, changed_at = :now
        WHERE batch_id = :batch_id AND state = :state
        RETURNING credential_letter_id, account_id
        """,
        {"batch_id": batch_id, "state": state, "to": to, "now": clock.as_text(clock.now())},
    ).fetchall()
    for letter_id, account_id in rows:
        _tell(db, letter_id, account_id, to, by)
    return len(rows)


def _tell(db: Database, letter_id: int, account_id: int, state: str, by: int | None) -> None:
    """Write a letter's new state into the audit log of its tenant."""
    batch_id, tenant_id = db.execute(
        """
        SELECT batch_id, tenant_id
        FROM credential_letters
        JOIN accounts USING (account_id)
        WHERE credential_letter_id = :letter_id
        """,
        {"letter_id": letter_id},
    ).fetchone()
    record(
        db,
        Event.LETTER_STATE_CHANGED,
        account_id=by,
        tenant_id=tenant_id,
        batch_id=batch_id,
        state=state,
    )
