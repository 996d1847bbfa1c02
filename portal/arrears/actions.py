"""Instalments are asked for and answered. The only writer of instalment_proposals, instalments."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from portal import clock
from portal.arrears.instalments import Instalment
from portal.arrears.queries import Proposal, State
from portal.mail import notices
from portal.money import Grosze
from portal.store.database import Database, writing
from portal.store.events import Event, record

ANSWER_LETTER = "arrears/mail_answered.txt"


class Answered(Exception):
    """Somebody has answered or withdrawn the proposal already, or the lease has one that waits."""


class NewProposal(NamedTuple):
    """Who asks, for which lease, and for what; `amount` is what is late that day."""

    lease_id: int
    tenant_id: int
    account_id: int
    amount: Grosze
    number: int
    first_on: date
    reason: str


def propose(db: Database, new: NewProposal) -> int:
    """Ask for instalments; gives the number of the proposal.

    Raises: Answered where one waits for an answer, so that a form sent twice asks once.
    """
    now = clock.as_text(clock.now())
    with writing(db):
        try:
            (proposal_id,) = db.execute(
                """
                INSERT INTO instalment_proposals
                    (lease_id, tenant_id, account_id, asked_at, amount, number, first_on, reason,
                     state, changed_at)
                VALUES
                    (:lease_id, :tenant_id, :account_id, :now, :amount, :number, :first_on,
                     :reason, 'waiting', :now)
                RETURNING proposal_id
                """,
                {**new._asdict(), "first_on": new.first_on.isoformat(), "now": now},
            ).fetchone()
        except sqlite3.IntegrityError as error:
            raise Answered from error
        record(
            db,
            Event.INSTALMENTS_ASKED,
            account_id=new.account_id,
            tenant_id=new.tenant_id,
            proposal_id=proposal_id,
            instalments=new.number,
        )
    return int(proposal_id)


def withdraw(db: Database, proposal: Proposal, *, by: int) -> None:
    """Who asked does not want it any more.

    Raises: Answered.
    """
    with writing(db):
        _move(db, proposal, "withdrawn", Event.INSTALMENTS_WITHDRAWN, by=by)


def accept(
    db: Database, proposal: Proposal, agreed: Sequence[Instalment], note: str | None, *, by: int
) -> None:
    """Agree to instalments, which may be others than were asked for, and tell who asked.

    Raises: Answered.
    """
    with writing(db):
        _move(db, proposal, "accepted", Event.INSTALMENTS_ACCEPTED, by=by, answer=note)
        db.executemany(
            "INSERT INTO instalments (proposal_id, position, due_on, amount) VALUES (?, ?, ?, ?)",
            [
                (proposal.proposal_id, position, part.due_on.isoformat(), part.amount)
                for position, part in enumerate(agreed, 1)
            ],
        )


def refuse(db: Database, proposal: Proposal, reason: str, *, by: int) -> None:
    """Say no, with the reason that the tenant reads.

    Raises: Answered.
    """
    with writing(db):
        _move(db, proposal, "refused", Event.INSTALMENTS_REFUSED, by=by, answer=reason)


def ask_to_come(db: Database, proposal: Proposal, words: str, *, by: int) -> None:
    """Ask who asked to come or to call; the answer is still to be given.

    Raises: Answered.
    """
    with writing(db):
        _move(db, proposal, "visit", Event.INSTALMENTS_VISIT_ASKED, by=by, answer=words)


def end(db: Database, proposal: Proposal, reason: str, *, by: int) -> None:
    """Call off instalments that were agreed; they stay to be read.

    Raises: Answered.
    """
    with writing(db):
        _move(
            db, proposal, "ended", Event.INSTALMENTS_ENDED, by=by, answer=reason, former="accepted"
        )


def _move(
    db: Database,
    proposal: Proposal,
    state: State,
    event: Event,
    *,
    by: int,
    answer: str | None = None,
    former: State | None = None,
) -> None:
    """Bring a proposal into its next state, with the event and the notice."""
    row = db.execute(
        """
        UPDATE instalment_proposals
        SET state = :state, changed_at = :now, changed_by = :by, answer = :answer
        WHERE proposal_id = :proposal_id
          AND (state = :former OR :former IS NULL AND state IN ('waiting', 'visit'))
        RETURNING account_id
        """,
        {
            "state": state,
            "now": clock.as_text(clock.now()),
            "by": by,
            "answer": answer,
            "former": former,
            "proposal_id": proposal.proposal_id,
        },
    ).fetchone()
    if row is None:
        raise Answered
    if state != "withdrawn":
        notices.put(db, ANSWER_LETTER, row[0], {})
    record(db, event, account_id=by, tenant_id=proposal.tenant_id, proposal_id=proposal.proposal_id)
