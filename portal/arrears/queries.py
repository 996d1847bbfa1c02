"""Proposals of instalments, for tenants and for the office."""

import json
from datetime import date, datetime
from typing import Literal, NamedTuple

from portal import clock
from portal.arrears.instalments import Instalment, instalments_of
from portal.money import Grosze
from portal.store.database import Database
from portal.tenancy.absent import NotThere

SHOWN = 25

State = Literal["waiting", "visit", "accepted", "refused", "withdrawn", "ended"]
OPEN = ("waiting", "visit")


class Proposal(NamedTuple):
    """Somebody asks to pay arrears in parts; `instalments` are the agreed ones, once there are."""

    proposal_id: int
    lease_id: int
    tenant_id: int
    name: str
    asked_at: datetime
    amount: Grosze
    number: int
    first_on: date
    reason: str
    state: State
    changed_at: datetime
    changed_by: str | None
    answer: str | None
    agreed: list[Instalment]

    @property
    def asked_on(self) -> date:
        """The day of the Polish calendar on which it was asked."""
        return self.asked_at.astimezone(clock.WARSAW).date()

    @property
    def instalments(self) -> list[Instalment]:
        """The parts that were agreed; those that were asked for where none were."""
        return self.agreed or instalments_of(self.amount, self.number, self.first_on)

    @property
    def agreed_amount(self) -> Grosze:
        """What is paid in parts."""
        return Grosze(sum(part.amount for part in self.instalments))

    @property
    def is_open(self) -> bool:
        """Whether the office has still to say yes or no."""
        return self.state in OPEN

    @property
    def is_running(self) -> bool:
        """Whether it was agreed and its last day has not passed."""
        return self.state == "accepted" and self.agreed[-1].due_on >= clock.today()


_COLUMNS = """
    SELECT
        proposal_id, lease_id, instalment_proposals.tenant_id,
        coalesce(company_name, first_name || ' ' || last_name, '–'),
        asked_at, amount, number, first_on, reason, state, instalment_proposals.changed_at,
        coalesce(staff.name, login), answer,
        (
            SELECT json_group_array(json_array(due_on, amount))
            FROM (
                SELECT due_on, amount
                FROM instalments
                WHERE instalments.proposal_id = instalment_proposals.proposal_id
                ORDER BY position
            )
        )
    FROM instalment_proposals
    JOIN tenants USING (tenant_id)
    LEFT JOIN accounts ON accounts.account_id = changed_by
    LEFT JOIN staff USING (staff_id)
"""


def proposals_of(db: Database, lease_id: int) -> list[Proposal]:
    """What was asked for a lease, the newest first."""
    return _found(db, "lease_id = ? ORDER BY proposal_id DESC LIMIT ?", lease_id, SHOWN)


def own(db: Database, tenant_id: int, proposal_id: int) -> Proposal:
    """A proposal for a lease that a tenant holds.

    Raises: NotThere where there is none, or where it is somebody else's.
    """
    return _one(
        db,
        "proposal_id = ? AND lease_id IN (SELECT lease_id FROM lease_tenants WHERE tenant_id = ?)",
        proposal_id,
        tenant_id,
    )


def proposal_of(db: Database, proposal_id: int) -> Proposal:
    """A proposal, for the office.

    Raises: NotThere.
    """
    return _one(db, "proposal_id = ?", proposal_id)


def waiting(db: Database) -> list[Proposal]:
    """Those that the office has still to answer, the oldest first."""
    return _found(db, "state IN ('waiting', 'visit') ORDER BY asked_at, proposal_id LIMIT ?", SHOWN)


def answered(db: Database) -> list[Proposal]:
    """Those that were answered or withdrawn last."""
    return _found(
        db,
        """
        state NOT IN ('waiting', 'visit')
        ORDER BY instalment_proposals.changed_at DESC, proposal_id DESC
        LIMIT 10
        """,
    )


def contracts_of(db: Database, proposals: list[Proposal]) -> dict[int, str]:
    """The contract of each lease that proposals are for."""
    marks = ", ".join("?" for _ in proposals)
    return dict(
        db.execute(
            f"SELECT lease_id, contract_number FROM leases WHERE lease_id IN ({marks})",  # noqa: S608
            [each.lease_id for each in proposals],
        ).fetchall()
    )


def _one(db: Database, condition: str, *values: int) -> Proposal:
    found = _found(db, condition, *values)
    if not found:
        raise NotThere
    return found[0]


def _found(db: Database, condition: str, *values: int) -> list[Proposal]:
    rows = db.execute(f"{_COLUMNS} WHERE {condition}", values).fetchall()
    return [_proposal(row) for row in rows]


def _proposal(row: tuple[object, ...]) -> Proposal:
    number, lease_id, tenant_id, name, asked_at, amount, parts, first_on, reason, state = row[:10]
    changed_at, changed_by, answer, agreed = row[10:]
    return Proposal._make(
        (
            number,
            lease_id,
            tenant_id,
            name,
            clock.from_text(str(asked_at)),
            amount,
            parts,
            date.fromisoformat(str(first_on)),
            reason,
            state,
            clock.from_text(str(changed_at)),
            changed_by,
            answer,
            [Instalment(date.fromisoformat(day), part) for day, part in json.loads(str(agreed))],
        )
    )
