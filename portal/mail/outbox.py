"""The outbox: letters that wait to be sent, written in the transaction of their cause.

Functions that write do so inside the caller's transaction.
"""

import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database

# Longer than any conversation with a server lasts; who has not told by then, was broken off.
CLAIMED_FOR = timedelta(minutes=10)
# A letter that nobody took for so long is given up, or is too late where it says so itself.
TRIED_FOR = timedelta(days=3)
# A letter that waits for longer is a delay that people are told of.
SOON = timedelta(minutes=5)
# To whom was written is known for so long after.
KEPT_FOR = timedelta(days=90)
UNTIL = "until"
# Beside what a letter says: it goes only to those who still want notices.
NOTICE = "notice"

LetterState = Literal["waiting", "sent", "given up"]


class Letter(NamedTuple):
    """A letter that one postman holds, this attempt counted."""

    letter_id: int
    message_id: str
    account_id: int | None
    recipient: str
    template: str
    contents: dict[str, str]
    put_at: datetime
    attempts: int


# What a letter says, found out when it is about to be sent, inside the transaction that claims it;
# None where it turns out that nobody should get it.
Prepare = Callable[[Database, Letter], dict[str, str] | None]


def put(
    db: Database,
    template: str,
    recipient: str,
    contents: dict[str, str],
    *,
    account_id: int | None = None,
    until: datetime | None = None,
) -> int:
    """Put a letter into the outbox, inside the caller's transaction; gives its number.

    Takes:   template: "<room>/mail_<name>.txt"; contents: what the template names. They are
             emptied once the letter is sent. until: when it is too late to send it.
    """
    now = clock.as_text(clock.now())
    if until is not None:
        contents = {**contents, UNTIL: clock.as_text(until)}
    (letter_id,) = db.execute(
        """
        INSERT INTO outbox
            (message_id, account_id, recipient, template, contents, put_at, next_try_at)
        VALUES
            (:message_id, :account_id, :recipient, :template, :contents, :now, :now)
        RETURNING letter_id
        """,
        {
            "message_id": secrets.token_hex(16),
            "account_id": account_id,
            "recipient": recipient,
            "template": template,
            "contents": json.dumps(contents, ensure_ascii=False),
            "now": now,
        },
    ).fetchone()
    return int(letter_id)


def is_any_due(db: Database) -> bool:
    """Whether a letter waits for a postman; asked without a lock."""
    row = db.execute(
        "SELECT 1 FROM outbox WHERE next_try_at <= ? LIMIT 1", (clock.as_text(clock.now()),)
    ).fetchone()
    return row is not None


def claim(db: Database) -> Letter | None:
    """Take the letter that has waited longest; no other postman gets it while it is held.

    A postman who vanishes lets go of it by himself, after CLAIMED_FOR.
    """
    now = clock.now()
    row = db.execute(
        """
        UPDATE outbox
        SET attempts = attempts + 1, next_try_at = :held_until
        WHERE letter_id = (
            SELECT letter_id FROM outbox WHERE next_try_at <= :now ORDER BY next_try_at LIMIT 1
        )
        RETURNING letter_id, message_id, account_id, recipient, template, contents, put_at, attempts
        """,
        {"now": clock.as_text(now), "held_until": clock.as_text(now + CLAIMED_FOR)},
    ).fetchone()
    if row is None:
        return None
    letter = Letter._make(row)
    return letter._replace(
        contents=json.loads(row[5] or "{}"), put_at=clock.from_text(str(letter.put_at))
    )


def mark_sent(db: Database, letter_id: int) -> None:
    """It is with the server; what it said is forgotten."""
    db.execute(
        """
        UPDATE outbox
        SET sent_at = :now, next_try_at = NULL, contents = NULL, last_fault = NULL
        WHERE letter_id = :letter_id
        """,
        {"now": clock.as_text(clock.now()), "letter_id": letter_id},
    )


def put_off(db: Database, letter_id: int, fault: str, until: datetime) -> None:
    """It could not be sent; try again later. `fault` is a kind, never the server's words."""
    db.execute(
        "UPDATE outbox SET next_try_at = ?, last_fault = ? WHERE letter_id = ?",
        (clock.as_text(until), fault, letter_id),
    )


def give_up(db: Database, letter_id: int, fault: str) -> None:
    """It will never be sent; what it said is forgotten."""
    db.execute(
        "UPDATE outbox SET next_try_at = NULL, contents = NULL, last_fault = ? WHERE letter_id = ?",
        (fault, letter_id),
    )


def discard(db: Database, letter_id: int) -> None:
    """It turned out that nobody should get it; not even to whom it was addressed is kept."""
    db.execute("DELETE FROM outbox WHERE letter_id = ?", (letter_id,))


def sweep(db: Database) -> int:
    """Remove what was sent or given up long ago, and to whom; gives how many letters."""
    return db.execute(
        "DELETE FROM outbox WHERE next_try_at IS NULL AND put_at <= ?",
        (clock.as_text(clock.now() - KEPT_FOR),),
    ).rowcount


def state_of_last(db: Database, account_id: int, template: str) -> LetterState | None:
    """What became of the last letter of a kind to an account; None where there was none."""
    row = db.execute(
        """
        SELECT sent_at, next_try_at
        FROM outbox
        WHERE account_id = :account_id AND template = :template
        ORDER BY letter_id DESC
        LIMIT 1
        """,
        {"account_id": account_id, "template": template},
    ).fetchone()
    if row is None:
        return None
    sent_at, next_try_at = row
    if sent_at:
        return "sent"
    return "waiting" if next_try_at else "given up"


def is_waiting(db: Database, template: str, recipient: str) -> bool:
    """Whether a letter of a kind to somebody has not been tried yet."""
    row = db.execute(
        """
        SELECT 1
        FROM outbox
        WHERE next_try_at IS NOT NULL AND attempts = 0
          AND template = ? AND recipient = ?
        """,
        (template, recipient),
    ).fetchone()
    return row is not None


def is_late(db: Database) -> bool:
    """Whether letters wait for longer than they should, for no fault of their own."""
    row = db.execute(
        """
        SELECT 1
        FROM outbox
        WHERE
            next_try_at IS NOT NULL AND put_at <= ?
            AND coalesce(last_fault, '') NOT IN (
                'recipient-refused', 'content-refused', 'not-composed'
            )
        LIMIT 1
        """,
        (clock.as_text(clock.now() - SOON),),
    ).fetchone()
    return row is not None
