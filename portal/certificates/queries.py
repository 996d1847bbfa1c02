"""Certificates that were made, for those who made them, for the office and for who checks one."""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from portal import clock
from portal.certificates import codes
from portal.certificates.kinds import Kind, kind_of
from portal.store.database import Database
from portal.tenancy.absent import NotThere

if TYPE_CHECKING:
    from portal.certificates.facts import Facts

SHOWN = 50

State = Literal["valid", "expired", "revoked"]


class Certificate(NamedTuple):
    """A certificate as it was made, and what became of it."""

    certificate_id: int
    code: str
    kind: Kind
    lease_id: int
    tenant_id: int
    issued_at: datetime
    valid_until: date
    facts: "Facts"
    revoked_at: datetime | None
    revoked_by: str | None
    revoked_why: str | None

    @property
    def printed_code(self) -> str:
        """CDJK-MPRT-2345."""
        return codes.as_printed(self.code)

    @property
    def issued_on(self) -> date:
        """The day on the paper, of the Polish calendar."""
        return self.issued_at.astimezone(clock.WARSAW).date()

    @property
    def state(self) -> State:
        """Whether it counts today."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.valid_until < clock.today() else "valid"


def people_on(db: Database, certificates: list[Certificate]) -> list[int]:
    """The tenants whom certificates name: all who hold the leases."""
    rows = db.execute(
        """
        SELECT DISTINCT tenant_id
        FROM json_each(?) AS wanted
        CROSS JOIN lease_tenants ON lease_id = wanted.value
        """,
        (json.dumps([each.lease_id for each in certificates]),),
    ).fetchall()
    return [int(row[0]) for row in rows]


_COLUMNS = """
    SELECT
        certificate_id, code, kind, lease_id, certificates.tenant_id, issued_at, valid_until,
        facts, revoked_at, coalesce(staff.name, login), revoked_why
    FROM certificates
    LEFT JOIN accounts ON accounts.account_id = revoked_by
    LEFT JOIN staff USING (staff_id)
"""
_ASKED_FOR = """
    (:asked = '' OR code = :code OR lease_id IN (
        SELECT lease_id FROM leases WHERE contract_number = :asked COLLATE NOCASE
    ))
"""


def made_by(db: Database, tenant_id: int) -> list[Certificate]:
    """The certificates that a tenant has made, the newest first."""
    rows = db.execute(
        f"{_COLUMNS} WHERE certificates.tenant_id = ? ORDER BY certificate_id DESC LIMIT ?",
        (tenant_id, SHOWN),
    ).fetchall()
    return [_certificate(row) for row in rows]


def own(db: Database, tenant_id: int, certificate_id: int) -> Certificate:
    """One of them.

    Raises: NotThere where there is none, or where it is somebody else's.
    """
    return _one(
        db,
        "certificate_id = ? AND certificates.tenant_id = ?",
        (certificate_id, tenant_id),
    )


def certificate_of(db: Database, certificate_id: int) -> Certificate:
    """One certificate, for the office.

    Raises: NotThere.
    """
    return _one(db, "certificate_id = ?", (certificate_id,))


def by_code(db: Database, code: str) -> Certificate | None:
    """The certificate of a code; None for a code that none bears, or for no code at all."""
    try:
        return _one(db, "code = ?", (code,))
    except NotThere:
        return None


def found(db: Database, asked: str) -> list[Certificate]:
    """For the office: those of a contract or a code, or the last ones; the newest first."""
    words = asked.strip()
    rows = db.execute(
        f"{_COLUMNS} WHERE {_ASKED_FOR} ORDER BY certificate_id DESC LIMIT :most",
        {"asked": words, "code": codes.as_kept(words), "most": SHOWN},
    ).fetchall()
    return [_certificate(row) for row in rows]


def components_of(db: Database, charge_id: int) -> list[tuple[str, int]]:
    """The lines of a charge: what it is for, and grosze."""
    return db.execute(
        "SELECT component, amount FROM charge_components WHERE charge_id = ? ORDER BY position",
        (charge_id,),
    ).fetchall()


def _one(db: Database, condition: str, values: tuple[object, ...]) -> Certificate:
    row = db.execute(f"{_COLUMNS} WHERE {condition}", values).fetchone()
    if row is None:
        raise NotThere
    return _certificate(row)


def _certificate(row: tuple[object, ...]) -> Certificate:
    number, code, kind, lease_id, tenant_id, issued_at, valid_until, facts, at, by, why = row
    return Certificate._make(
        (
            number,
            code,
            kind_of(str(kind)),
            lease_id,
            tenant_id,
            clock.from_text(str(issued_at)),
            date.fromisoformat(str(valid_until)),
            json.loads(str(facts)),
            clock.from_text(str(at)) if at else None,
            by,
            why,
        )
    )
