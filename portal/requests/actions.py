"""Requests are asked, answered by a letter or refused. The only writer of credential_requests."""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta

from portal import clock
from portal.requests import numbers
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import credential_letters, throttle
from portal.tenancy.throttle import Patience

# A family may share an address, and so do the visitors of a kiosk.
ONE_ADDRESS = Patience(10, timedelta(hours=1))
TRIES_FOR_A_NUMBER = 5


class Decided(Exception):
    """Somebody has answered or refused the request already."""


@dataclass(frozen=True)
class NewRequest:
    """Who asks: as they wrote it, looked up nowhere."""

    name: str
    address: str
    contact: str | None


def wait_for(db: Database, client: str, secret: str) -> int:
    """Count a request from an address of the network; gives the seconds to wait, 0 for none."""
    subject = throttle.subject_of(secret, "request", client)
    with writing(db):
        return throttle.begin(db, [(subject, ONE_ADDRESS)])


def ask(db: Database, new: NewRequest) -> str:
    """Keep a request; gives its number."""
    with writing(db):
        for _ in range(TRIES_FOR_A_NUMBER):
            try:
                return _insert(db, new, numbers.draw(clock.today().year))
            except sqlite3.IntegrityError:
                continue
    raise AssertionError("there are too few numbers")


def answer(db: Database, request_id: int, tenant_id: int, *, by: int) -> int:
    """Order a letter for a tenant, which answers the request; gives the number of the batch.

    Raises: Decided.
    """
    with writing(db):
        batch_id = credential_letters.order(
            db, tenant_ids=[tenant_id], reason="request", made_by=by
        )
        _decide(db, request_id, "answered", by=by, batch_id=batch_id)
        record(
            db,
            Event.CREDENTIALS_ANSWERED,
            account_id=by,
            tenant_id=tenant_id,
            request_id=request_id,
            batch_id=batch_id,
        )
    return batch_id


def refuse(db: Database, request_id: int, reason: str, *, by: int) -> None:
    """Refuse a request; the reason stays in the office.

    Raises: Decided.
    """
    with writing(db):
        _decide(db, request_id, "refused", by=by, reason=reason)
        record(db, Event.CREDENTIALS_REFUSED, account_id=by, request_id=request_id)


def _insert(db: Database, new: NewRequest, number: str) -> str:
    request_id = db.execute(
        """
        INSERT INTO credential_requests (number, name, address, contact, state, asked_at)
        VALUES (:number, :name, :address, :contact, 'waiting', :now)
        """,
        {
            "number": number,
            "name": new.name,
            "address": new.address,
            "contact": new.contact,
            "now": clock.as_text(clock.now()),
        },
    ).lastrowid
    record(db, Event.CREDENTIALS_ASKED, request_id=request_id)
    return number


def _decide(
    db: Database,
    request_id: int,
    state: str,
    *,
    by: int,
    reason: str | None = None,
    batch_id: int | None = None,
) -> None:
    changed = db.execute(
        """
        UPDATE credential_requests
        SET state = :state, decided_at = :now, decided_by = :by, reason = :reason,
            batch_id = :batch_id
        WHERE request_id = :request_id AND state = 'waiting'
        """,
        {
            "request_id": request_id,
            "state": state,
            "now": clock.as_text(clock.now()),
            "by": by,
            "reason": reason,
            "batch_id": batch_id,
        },
    ).rowcount
    if not changed:
        raise Decided
