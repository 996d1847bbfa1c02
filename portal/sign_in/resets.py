"""Resets of passwords by e-mail. The only writer of password_resets.

What a stranger types is put into the outbox as it stands, whoever it names: nothing is looked up
while they wait. Only when the letter is about to be sent is it found out whether login and address
belong together and the office approved the address; else the letter is dropped. So neither the
answer nor its time tells anything, and the link's time begins when the letter leaves, however
long the mail server was away.

The token is made from the letter's own random number and the state of the account under the
portal's key. A letter that is sent twice carries the same link, and no token is kept anywhere.
"""

import base64
import hashlib
import hmac
from datetime import timedelta

from portal import clock, language
from portal.mail import outbox
from portal.mail.outbox import Letter, Prepare
from portal.settings import Settings
from portal.store.database import Database
from portal.store.events import Event, record
from portal.tenancy import accounts, contacts, emails

LETTER = "sign_in/mail_reset.txt"
PATH = "/haslo/reset"
LIVES = timedelta(minutes=30)


def ask(db: Database, login: str, address: str) -> None:
    """Put the question into the outbox, inside the caller's transaction."""
    contents = {"login": login, "email": address}
    outbox.put(db, LETTER, address, contents, until=clock.now() + outbox.TRIED_FOR)
    record(db, Event.PASSWORD_RESET_ASKED)


def preparing(settings: Settings) -> dict[str, Prepare]:
    """How the letter of this room is made when it is sent."""
    secret, base_url = settings.secret_key, settings.base_url
    return {LETTER: lambda db, letter: prepare(db, letter, secret=secret, base_url=base_url)}


def prepare(db: Database, letter: Letter, *, secret: str, base_url: str) -> dict[str, str] | None:
    """What the letter says; None where login and approved address do not belong together."""
    account = accounts.account_of_login(db, letter.contents["login"])
    if account is None:
        return None
    address = emails.approved(db, account.account_id)
    if address is None or not contacts.same_address(address, letter.contents["email"]):
        return None
    token = _token(secret, letter.message_id, account)
    _keep(db, account, token)
    if letter.attempts == 1:
        record(
            db,
            Event.PASSWORD_RESET_SENT,
            account_id=account.account_id,
            tenant_id=account.tenant_id,
        )
    return {
        "link": f"{base_url}{PATH}/{token}",
        "login": account.login,
        "asked_at": language.instant(letter.put_at),
    }


def find(db: Database, token: str) -> accounts.Account | None:
    """The account that a token opens; None where it ended, was used or the account has changed."""
    row = db.execute(
        """
        SELECT account_id
        FROM password_resets
        JOIN accounts USING (account_id)
        WHERE token_hash = :token_hash AND bound_to = changed_at AND ends_at > :now
        """,
        {"token_hash": _hashed(token), "now": clock.as_text(clock.now())},
    ).fetchone()
    return accounts.account_of(db, row[0]) if row else None


def name_of(db: Database, account: accounts.Account) -> str:
    """The name of an account's owner, for what a password must not be."""
    row = db.execute(
        """
        SELECT coalesce(company_name, first_name || ' ' || last_name)
        FROM tenants WHERE tenant_id = ?
        """,
        (account.tenant_id,),
    ).fetchone()
    return str(row[0] or "") if row else ""


def forget(db: Database, account_id: int) -> None:
    """End every reset of an account: its password was changed."""
    db.execute("DELETE FROM password_resets WHERE account_id = ?", (account_id,))


def _keep(db: Database, account: accounts.Account, token: str) -> None:
    """Keep the hash of a token; the ones before it end, and so do all that are over."""
    now = clock.now()
    db.execute(
        "DELETE FROM password_resets WHERE account_id = :account_id OR ends_at <= :now",
        {"account_id": account.account_id, "now": clock.as_text(now)},
    )
    db.execute(
        """
        INSERT INTO password_resets (token_hash, account_id, bound_to, ends_at)
        VALUES (:token_hash, :account_id, :bound_to, :ends_at)
        """,
        {
            "token_hash": _hashed(token),
            "account_id": account.account_id,
            "bound_to": account.changed_at,
            "ends_at": clock.as_text(now + LIVES),
        },
    )


def _token(secret: str, message_id: str, account: accounts.Account) -> str:
    """256 bits that nobody can guess and that come out the same for the same letter."""
    state = f"{message_id} {account.account_id} {account.changed_at}"
    made = hmac.digest(f"password-reset {secret}".encode(), state.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
