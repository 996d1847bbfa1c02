"""Where the finance office is told by e-mail that something waits. The only writer of payment_desk.

Functions that write do so inside the caller's transaction.
"""

from portal.mail import outbox
from portal.store.database import Database
from portal.store.events import Event, record

KEPT, REFUND_WAITS = "online_payments/mail_desk_kept.txt", "online_payments/mail_desk_refund.txt"


def finance_email(db: Database) -> str:
    """The address; empty where nobody is told."""
    row = db.execute("SELECT finance_email FROM payment_desk").fetchone()
    return str(row[0]) if row else ""


def set_finance_email(db: Database, address: str, *, by: int) -> None:
    """Set the address, or none."""
    db.execute(
        """
        INSERT INTO payment_desk (only_row, finance_email)
        VALUES (1, ?)
        ON CONFLICT (only_row) DO UPDATE SET finance_email = excluded.finance_email
        """,
        (address,),
    )
    state = "on" if address else "off"
    record(db, Event.PAYMENT_DESK_SET, account_id=by, value=state)


def tell_office(db: Database, template: str) -> None:
    """Tell the office, where it wants to be told; a letter that still waits tells of this too."""
    address = finance_email(db)
    if address and not outbox.is_waiting(db, template, address):
        outbox.put(db, template, address, {})
