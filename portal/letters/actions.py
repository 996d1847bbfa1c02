"""What the office does with letters, one transaction each."""

from collections.abc import Mapping, Sequence

from portal.letters import queries
from portal.mail import outbox
from portal.store.database import Database, writing
from portal.tenancy import credential_letters, emails
from portal.web import sessions

PRINTED_LETTER = "letters/mail_new_password.txt"


def order(db: Database, tenant_ids: Sequence[int], *, reason: str, by: int | None) -> int:
    """Order a letter for each tenant; gives the number of the batch."""
    with writing(db):
        return credential_letters.order(db, tenant_ids=tenant_ids, reason=reason, made_by=by)


def activate(db: Database, hashes: Mapping[int, str], *, by: int | None) -> None:
    """Let the passwords of printed letters in, all or none.

    Whoever was signed in is signed out; whoever has an approved address is told.

    Raises: LettersChanged.
    """
    with writing(db):
        for account_id in credential_letters.activate(db, hashes, by=by):
            sessions.close_all(db, account_id)
            address = emails.approved(db, account_id)
            if address is not None:
                outbox.put(db, PRINTED_LETTER, address, {}, account_id=account_id)


def deliver(db: Database, batch_id: int, *, by: int) -> int:
    """Note that the printed letters of a batch went out; gives how many."""
    with writing(db):
        return credential_letters.deliver(db, batch_id, by=by)


def call_off(db: Database, batch_id: int, *, by: int) -> int:
    """End the letters of a batch that were not printed; gives how many."""
    with writing(db):
        return credential_letters.call_off(db, batch_id, by=by)


def order_again(db: Database, batch_id: int, *, by: int) -> int | None:
    """Order new letters in the place of those that were printed and not delivered.

    Gives:   the number of the new batch; None where there is nothing to replace.
    """
    reason = queries.batch_of(db, batch_id).reason
    with writing(db):
        tenant_ids = queries.undelivered(db, batch_id)
        if not tenant_ids:
            return None
        return credential_letters.order(db, tenant_ids=tenant_ids, reason=reason, made_by=by)
