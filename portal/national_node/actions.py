"""What signing in and linking change: one transaction each, with its event."""

from portal.mail import outbox
from portal.national_node import store
from portal.national_node.assertion import Vouched
from portal.national_node.queries import Holder
from portal.national_node.refusals import Refused, untrusted
from portal.national_node.store import NodeSession, Replayed, Request
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import emails
from portal.web import sessions
from portal.web.access import Visitor

LINKED_LETTER = "national_node/mail_linked.txt"
UNLINKED_LETTER = "national_node/mail_unlinked.txt"


def begin(
    db: Database, request_id: str, secret: str, *, account_id: int | None, next_path: str
) -> None:
    """Note that a browser was sent to the node."""
    with writing(db):
        store.put_request(db, request_id, secret, account_id=account_id, next_path=next_path)


def keep_artifact(db: Database, relay: str, artifact: str) -> None:
    """Note what the node sent back with the browser."""
    with writing(db):
        store.keep_artifact(db, relay, artifact)


def take_request(db: Database, secret: str) -> Request | None:
    """Take the request of a browser; whatever comes of it, it is used."""
    with writing(db):
        return store.take_request(db, secret)


def use(db: Database, vouched: Vouched) -> None:
    """Use an assertion, once.

    Raises: Refused where it was used before.
    """
    try:
        with writing(db):
            store.use_assertion(db, vouched.assertion_id, vouched.ends_at)
    except Replayed as error:
        raise untrusted("assertion-replayed") from error


def wait(
    db: Database,
    secret: str,
    person_key: bytes,
    accounts: list[int],
    next_path: str,
    opened: NodeSession,
) -> None:
    """Keep who was identified until they have signed in by password, or chosen an account."""
    with writing(db):
        store.put_waiting(db, secret, person_key, accounts, next_path, opened)


def open_session(
    db: Database,
    holder: Holder,
    opened: NodeSession | None,
    *,
    device: str,
    hours: int,
    former: int,
    waited: str = "",
) -> str:
    """Let somebody in whom the node vouched for; gives the token of the new session.

    Takes:   former: the session that this browser had before, which ends; 0 for none.
    """
    account_id = holder.account_id
    with writing(db):
        sessions.sweep(db)
        sessions.close(db, former)
        store.end_waiting(db, waited)
        token = sessions.open_session(db, account_id, device, hours=hours)
        if opened is not None:
            store.put_session(db, sessions.token_hash(token), opened)
        record(
            db,
            Event.SESSION_OPENED,
            account_id=account_id,
            tenant_id=holder.tenant_id,
            by="login.gov.pl",
        )
    return token


def link(
    db: Database,
    visitor: Visitor,
    person_key: bytes,
    opened: NodeSession | None,
    waited: str = "",
) -> None:
    """Link the account of a visitor with the person whom the node vouched for."""
    account_id = visitor.account_id
    with writing(db):
        store.end_waiting(db, waited)
        store.link(db, account_id, person_key)
        if opened is not None:
            store.join_session(db, visitor.session_id, opened)
        _tell(db, account_id, LINKED_LETTER)
        record(db, Event.NATIONAL_LINKED, account_id=account_id, tenant_id=visitor.tenant_id)


def unlink(db: Database, account_id: int, tenant_id: int) -> None:
    """End the link of an account; nothing where there is none."""
    with writing(db):
        if store.unlink(db, account_id):
            _tell(db, account_id, UNLINKED_LETTER)
            record(db, Event.NATIONAL_UNLINKED, account_id=account_id, tenant_id=tenant_id)


def _tell(db: Database, account_id: int, letter: str) -> None:
    """A letter to the approved address that a way in was added or has ended."""
    address = emails.approved(db, account_id)
    if address is not None:
        outbox.put(db, letter, address, {}, account_id=account_id)


def refuse(db: Database, refusal: Refused, account_id: int | None) -> None:
    """Note that nobody was let in, and by which check."""
    with writing(db):
        record(
            db,
            Event.NATIONAL_REFUSED,
            account_id=account_id,
            kind=str(refusal.kind),
            why=refusal.why,
        )
