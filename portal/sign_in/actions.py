"""What getting in and out changes."""

from dataclasses import dataclass

from portal.sign_in import reset_actions, resets
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import accounts, credential_letters, factors, passwords, throttle
from portal.web import sessions, viewing
from portal.web.access import Visitor


@dataclass(frozen=True)
class Attempt:
    """Somebody who says who they are."""

    login: str
    password: str
    address: str
    device: str
    known_device: bool


def begin_attempt(db: Database, attempt: Attempt, secret: str) -> int:
    """Count an attempt; gives the seconds to wait, 0 where it may go on."""
    with writing(db):
        return throttle.begin(db, _subjects(attempt, secret))


def asks_for_factor(db: Database, account: accounts.Account) -> bool:
    """Whether a password alone lets somebody in half-way only."""
    if account.staff_id is None:
        return False
    return factors.is_confirmed(db, account.staff_id) or factors.is_required(db)


def open_session(
    db: Database,
    attempt: Attempt,
    account: accounts.Account,
    *,
    hours: int,
    secret: str,
    former: int = 0,
) -> str:
    """Let somebody in whose password was right; gives the token of the new session.

    Takes:   former: the session that this browser had before, which ends; 0 for none.

    Staff who are to show a second factor come half-way in, which is not told as a sign-in yet.
    """
    with writing(db):
        sessions.sweep(db)
        throttle.sweep(db)
        sessions.close(db, former)
        throttle.forget(db, _subjects(attempt, secret))
        half = asks_for_factor(db, account)
        token = sessions.open_session(
            db, account.account_id, attempt.device, hours=hours, needs_factor=half
        )
        if not half:
            record(
                db,
                Event.SESSION_OPENED,
                account_id=account.account_id,
                tenant_id=account.tenant_id,
                by="password",
            )
    return token


def refuse_session(db: Database, account: accounts.Account | None) -> None:
    """Note a wrong password; an unknown login costs the same write."""
    with writing(db):
        record(db, Event.SESSION_REFUSED, account_id=account.account_id if account else None)


def renew_hash(db: Database, account: accounts.Account, password_hash: str) -> None:
    """Keep the same password under stronger parameters."""
    with writing(db):
        accounts.set_password(
            db,
            account.account_id,
            password_hash,
            account.password_state,
            ends_at=account.first_ends_at,
        )


def change_password(db: Database, person: Visitor, password_hash: str) -> str:
    """Set a password of one's own. Every other session of the account ends.

    Gives: the new token of this session.
    """
    account_id = person.account_id
    with writing(db):
        accounts.set_password(db, account_id, password_hash, "own")
        credential_letters.use(db, account_id)
        resets.forget(db, account_id)
        reset_actions.tell_of_change(db, account_id)
        ended = sessions.close_all(db, account_id, but=person.session_id)
        token = sessions.renew(db, person.session_id)
        record(db, Event.PASSWORD_CHANGED, account_id=account_id, sessions_ended=ended)
    return token


def close_session(db: Database, account_id: int, session_id: int) -> None:
    """Sign out."""
    with writing(db):
        sessions.close(db, session_id)
        record(db, Event.SESSION_CLOSED, account_id=account_id)


def end_viewing(db: Database, seen: viewing.Viewing) -> None:
    """Whoever signs out stops viewing as a tenant, too."""
    with writing(db):
        viewing.end(db, seen)


def new_hash(password: str) -> str:
    """The hash to keep of a new password; slow."""
    return passwords.hash_password(password)


def _subjects(attempt: Attempt, secret: str) -> list[tuple[str, throttle.Patience]]:
    return throttle.subjects_of(
        secret, attempt.login, attempt.address, known_device=attempt.known_device
    )
