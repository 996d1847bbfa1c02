"""Certificates are made and revoked. The only writer of certificates."""

import json
import sqlite3
from datetime import timedelta

from portal import clock
from portal.certificates import codes
from portal.certificates.facts import Issuer, Refusal, facts_of
from portal.certificates.kinds import Kind
from portal.certificates.queries import Certificate
from portal.mail import notices
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy.leases import Lease

VALID_FOR = timedelta(days=30)
REVOKED_LETTER = "certificates/mail_revoked.txt"
TRIES_FOR_A_CODE = 5


def make(
    db: Database, lease: Lease, kind: Kind, issuer: Issuer, *, tenant_id: int, account_id: int
) -> int | Refusal:
    """Make a certificate of what holds now; gives its number.

    Who asks twice in a day for the same gets the same: a form sent twice makes one certificate.
    """
    with writing(db):
        facts = facts_of(db, lease, kind, issuer)
        if isinstance(facts, Refusal):
            return facts
        words = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        standing = _standing(db, lease, kind, words, tenant_id)
        if standing is not None:
            return standing
        certificate_id = _insert(db, lease, kind, words, tenant_id, account_id)
        record(
            db,
            Event.CERTIFICATE_MADE,
            account_id=account_id,
            tenant_id=tenant_id,
            certificate_id=certificate_id,
            kind=kind.name,
        )
    return certificate_id


def revoke(db: Database, certificate: Certificate, why: str, *, by: int) -> bool:
    """Let a certificate count no more, and tell who made it; gives whether it counted."""
    with writing(db):
        row = db.execute(
            """
            UPDATE certificates
            SET revoked_at = :now, revoked_by = :by, revoked_why = :why
            WHERE certificate_id = :certificate_id AND revoked_at IS NULL
            RETURNING account_id
            """,
            {
                "now": clock.as_text(clock.now()),
                "by": by,
                "why": why,
                "certificate_id": certificate.certificate_id,
            },
        ).fetchone()
        if row is None:
            return False
        notices.put(db, REVOKED_LETTER, row[0], {})
        record(
            db,
            Event.CERTIFICATE_REVOKED,
            account_id=by,
            tenant_id=certificate.tenant_id,
            certificate_id=certificate.certificate_id,
        )
    return True


def _standing(db: Database, lease: Lease, kind: Kind, words: str, tenant_id: int) -> int | None:
    """A certificate of today that says the very same and counts."""
    row = db.execute(
        """
        SELECT certificate_id
        FROM certificates
        WHERE tenant_id = :tenant_id AND lease_id = :lease_id AND kind = :kind
          AND valid_until = :valid_until AND facts = :facts AND revoked_at IS NULL
        """,
        {
            "tenant_id": tenant_id,
            "lease_id": lease.lease_id,
            "kind": kind.name,
            "valid_until": _valid_until(),
            "facts": words,
        },
    ).fetchone()
    return int(row[0]) if row else None


def _insert(
    db: Database, lease: Lease, kind: Kind, words: str, tenant_id: int, account_id: int
) -> int:
    values = {
        "kind": kind.name,
        "lease_id": lease.lease_id,
        "tenant_id": tenant_id,
        "account_id": account_id,
        "now": clock.as_text(clock.now()),
        "valid_until": _valid_until(),
        "facts": words,
    }
    for _ in range(TRIES_FOR_A_CODE):
        try:
            (certificate_id,) = db.execute(
                """
                INSERT INTO certificates
                    (code, kind, lease_id, tenant_id, account_id, issued_at, valid_until, facts)
                VALUES
                    (:code, :kind, :lease_id, :tenant_id, :account_id, :now, :valid_until, :facts)
                RETURNING certificate_id
                """,
                {**values, "code": codes.draw()},
            ).fetchone()
        except sqlite3.IntegrityError:
            continue
        return int(certificate_id)
    raise AssertionError("there are too few codes")


def _valid_until() -> str:
    return (clock.today() + VALID_FOR).isoformat()
