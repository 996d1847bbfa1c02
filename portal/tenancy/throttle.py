"""Slowing down those who guess, without shutting out those who know. The only writer of
sign_in_failures.

For passwords there are three counts of failures, each with its own patience: one login from one
address, one login from anywhere, one address for any login. A count that has run out asks for a
pause that grows with each further failure and has a ceiling; nothing is ever locked. Strangers
elsewhere can spoil only the second count, whose pause is short, and a browser from which the
owner has signed in before is not asked about it at all. Other ways in have a subject of their own.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from portal import clock
from portal.store.database import Database


@dataclass(frozen=True)
class Patience:
    """How many failures pass freely, and how long the pause may grow."""

    free: int
    longest: timedelta
    first: timedelta = timedelta(seconds=5)


LOGIN_HERE = Patience(5, timedelta(minutes=15))
LOGIN_ANYWHERE = Patience(30, timedelta(seconds=30))
ADDRESS = Patience(60, timedelta(minutes=5))
# Codes of second factors come after a right password, so nobody else can use these up.
CODE = Patience(5, timedelta(minutes=15))

FORGOTTEN_AFTER = timedelta(hours=24)


def subjects_of(
    secret: str, login: str, address: str, *, known_device: bool
) -> list[tuple[str, Patience]]:
    """What to count for an attempt: keyed hashes, so that the table tells no login or address."""
    login = login.casefold()
    counted = [
        (_hidden(secret, f"{login}@{address}"), LOGIN_HERE),
        (_hidden(secret, f"@{address}"), ADDRESS),
    ]
    if not known_device:
        counted.append((_hidden(secret, f"{login}@"), LOGIN_ANYWHERE))
    return counted


def subject_of(secret: str, purpose: str, what: str) -> str:
    """What to count for an attempt of another kind: a keyed hash."""
    return _hidden(f"{purpose} {secret}", what)


def begin(db: Database, subjects: list[tuple[str, Patience]]) -> int:
    """Count an attempt before its password is looked at, inside the caller's transaction.

    Counting first means that many attempts at once are still counted one by one.

    Gives: 0 where the attempt may go on, else the seconds to wait; then nothing was counted.
    """
    now = clock.now()
    waits = [_wait(db, subject, patience) for subject, patience in subjects]
    if any(waits):
        return max(waits)
    for subject, _ in subjects:
        db.execute(
            """
            INSERT INTO sign_in_failures (subject, failures, last_at)
            VALUES (:subject, 1, :now)
            ON CONFLICT (subject) DO UPDATE SET failures = failures + 1, last_at = :now
            """,
            {"subject": subject, "now": clock.as_text(now)},
        )
    return 0


def forget(db: Database, subjects: list[tuple[str, Patience]]) -> None:
    """The attempt was right: the counts of its login begin anew.

    The address loses this attempt only. Whoever has one password must not buy with it the right
    to guess at others from the same place.
    """
    for subject, patience in subjects:
        if patience is ADDRESS:
            db.execute(
                "UPDATE sign_in_failures SET failures = failures - 1 WHERE subject = ?", (subject,)
            )
        else:
            db.execute("DELETE FROM sign_in_failures WHERE subject = ?", (subject,))


def sweep(db: Database) -> None:
    """Remove what would be forgotten anyway."""
    db.execute(
        "DELETE FROM sign_in_failures WHERE last_at < ?",
        (clock.as_text(clock.now() - FORGOTTEN_AFTER),),
    )


def _wait(db: Database, subject: str, patience: Patience) -> int:
    row = db.execute(
        "SELECT failures, last_at FROM sign_in_failures WHERE subject = ?", (subject,)
    ).fetchone()
    if row is None:
        return 0
    failures, last_at = row
    past = clock.now() - clock.from_text(last_at)
    if past > FORGOTTEN_AFTER:
        db.execute("DELETE FROM sign_in_failures WHERE subject = ?", (subject,))
        return 0
    if failures < patience.free:
        return 0
    doublings = min(failures - patience.free, 16)
    pause = min(patience.first * 2**doublings, patience.longest)
    return max(0, int((pause - past).total_seconds()))


def _hidden(secret: str, subject: str) -> str:
    return hmac.new(f"sign-in {secret}".encode(), subject.encode(), hashlib.sha256).hexdigest()
