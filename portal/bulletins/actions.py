"""A letter of the office is sent: a thread for each recipient, in one transaction.

The only writer of bulletins and bulletin_cases.
"""

from collections.abc import Sequence
from typing import NamedTuple

from portal import clock
from portal.bulletins.queries import Recipient
from portal.mail import notices
from portal.store import revisions
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import cases
from portal.tenancy.case_letters import NewLetter
from portal.tenancy.queues import FIRST
from portal.web.access import Visitor

LETTER = "bulletins/mail_letter.txt"
KIND = "Pismo biura"


class NewBulletin(NamedTuple):
    """A letter that is about to be sent; `audience` says in words to whom."""

    form_key: str
    subject: str
    body: str
    audience: str


def send(db: Database, new: NewBulletin, to: Sequence[Recipient], staff: Visitor) -> int:
    """Send it; the same form sent twice sends it once. Gives its number."""
    with writing(db):
        known = db.execute(
            "SELECT bulletin_id FROM bulletins WHERE form_key = ?", (new.form_key,)
        ).fetchone()
        if known is not None:
            return int(known[0])
        (bulletin_id,) = db.execute(
            """
            INSERT INTO bulletins (form_key, sent_at, sent_by, subject, audience)
            VALUES (?, ?, ?, ?, ?)
            RETURNING bulletin_id
            """,
            (
                new.form_key,
                clock.as_text(clock.now()),
                staff.account_id,
                new.subject,
                new.audience,
            ),
        ).fetchone()
        for recipient in to:
            _write_to(db, int(bulletin_id), new, recipient, staff)
        record(
            db,
            Event.BULLETIN_SENT,
            account_id=staff.account_id,
            bulletin_id=int(bulletin_id),
            letters=len(to),
        )
        revisions.bump_portal(db)
    return int(bulletin_id)


def _write_to(
    db: Database, bulletin_id: int, new: NewBulletin, to: Recipient, staff: Visitor
) -> None:
    case_id = cases.open_case(
        db,
        cases.NewCase(
            form_key=f"{new.form_key}.{to.tenant_id}",
            lease_id=to.lease_id,
            tenant_id=to.tenant_id,
            case_type_id=None,
            type_name=KIND,
            subject=new.subject,
            queue=FIRST,
            shared=True,
            due_on=None,
            opened_by="office",
        ),
        NewLetter(new.body, staff.name, staff.account_id),
        account_id=staff.account_id,
    )
    by_email = to.account_id is not None and notices.put(db, LETTER, to.account_id, {})
    db.execute(
        "INSERT INTO bulletin_cases (bulletin_id, case_id, by_email) VALUES (?, ?, ?)",
        (bulletin_id, case_id, int(by_email)),
    )
