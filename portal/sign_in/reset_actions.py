"""What a reset by e-mail changes."""

from datetime import timedelta

from portal.mail import outbox
from portal.sign_in import resets
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import accounts, credential_letters, emails, throttle
from portal.tenancy.throttle import Patience
from portal.web import sessions

CHANGED_LETTER = "sign_in/mail_password_changed.txt"

# Each question may be a letter to somebody, so a few an hour are enough.
LOGIN_HERE = Patience(5, timedelta(minutes=15), timedelta(minutes=1))
ONE_MAILBOX = Patience(3, timedelta(minutes=30), timedelta(minutes=5))
ADDRESS = Patience(30, timedelta(minutes=5))


def ask(db: Database, *, login: str, address: str, client: str, secret: str | None) -> int:
    """Take a question for a link; gives the seconds to wait, 0 where it was taken.

    Takes:   client: where it comes from; secret: None where nobody is asked to wait.
    """
    with writing(db):
        if secret is not None:
            seconds = throttle.begin(db, _subjects(secret, login, address, client))
            if seconds:
                return seconds
        resets.ask(db, login, address)
    return 0


def set_password(db: Database, token: str, password_hash: str, *, client: str, secret: str) -> bool:
    """Set a new password by a token, which ends with it; gives whether the token was still good.

    Every session of the account ends, and its owner is told by e-mail.
    """
    with writing(db):
        account = resets.find(db, token)
        if account is None:
            return False
        account_id = account.account_id
        accounts.set_password(db, account_id, password_hash, "own")
        credential_letters.use(db, account_id)
        resets.forget(db, account_id)
        throttle.forget(db, _failures(secret, account.login, client))
        ended = sessions.close_all(db, account_id)
        tell_of_change(db, account_id)
        record(
            db,
            Event.PASSWORD_RESET,
            account_id=account_id,
            tenant_id=account.tenant_id,
            sessions_ended=ended,
        )
    return True


def tell_of_change(db: Database, account_id: int) -> None:
    """A letter to the approved address that the password was changed, inside a transaction."""
    address = emails.approved(db, account_id)
    if address is not None:
        outbox.put(db, CHANGED_LETTER, address, {}, account_id=account_id)


def _subjects(secret: str, login: str, address: str, client: str) -> list[tuple[str, Patience]]:
    """What to count for a question: who asks, and who gets the letter, if anybody does."""
    login, address = login.strip().casefold(), address.strip().casefold()
    counted = {f"{login}@{client}": LOGIN_HERE, f"{login} {address}": ONE_MAILBOX, client: ADDRESS}
    return [
        (throttle.subject_of(secret, "reset", what), patience) for what, patience in counted.items()
    ]


def _failures(secret: str, login: str, client: str) -> list[tuple[str, Patience]]:
    """The wrong passwords that a new one makes void; not those of everybody at this address."""
    counted = throttle.subjects_of(secret, login, client, known_device=False)
    return [each for each in counted if each[1] is not throttle.ADDRESS]
