"""What a form already knows: of the lease, its tenant and their account."""

from datetime import date

from portal import money
from portal.correspondence import fields
from portal.store.database import Database
from portal.tenancy import contacts, emails, ledger
from portal.tenancy.case_types import Field
from portal.tenancy.leases import Lease


def prefilled(
    db: Database, asked: list[Field], lease: Lease, account_id: int, name: str, today: date
) -> dict[str, str]:
    """What stands in the fields at first, by their names in the form."""
    found: dict[str, str] = {}
    for field in asked:
        words = _words(db, field.prefill, lease, account_id, name, today)
        if words:
            found[fields.name_of(field)] = words
    return found


def _words(
    db: Database, prefill: str, lease: Lease, account_id: int, name: str, today: date
) -> str:
    match prefill:
        case "tenant.name":
            return name
        case "tenant.telephone":
            return _telephone(db, account_id)
        case "tenant.e-mail":
            return emails.approved(db, account_id) or ""
        case "lease.number":
            return lease.contract_number
        case "lease.address":
            return f"{lease.address}, {lease.postcode} {lease.city}"
        case "lease.persons":
            return "" if lease.persons is None else str(lease.persons)
        case "account.arrears":
            overdue = ledger.account_of(db, lease.lease_id, today).overdue
            return money.in_zloty(overdue) if overdue > 0 else ""
        case "today":
            return today.isoformat()
    return ""


def _telephone(db: Database, account_id: int) -> str:
    row = db.execute(
        "SELECT telephone FROM preferences WHERE account_id = ?", (account_id,)
    ).fetchone()
    return contacts.telephone_in_words(row[0]) if row and row[0] else ""
