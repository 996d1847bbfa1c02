"""An approved refund goes to the operator, and what came of it is written down.

The wish is committed before (refunds.approve), the outcome after; in between anything may break.
Then the refund stays approved, and is sent again under the same MessageID, or its state is asked.
"""

from typing import Literal

from portal.online_payments import refunds
from portal.online_payments.autopay.faults import Declined, OperatorFault
from portal.online_payments.operator import Operator, Write
from portal.online_payments.refund_queries import Refund

Outcome = Literal["accepted", "declined", "unclear", "done", "failed", "under-way"]


def send(operator: Operator, write: Write, refund: Refund) -> Outcome:
    """Have a refund done, whether for the first time or once more.

    Raises: Decided where it is not to be sent.
    """
    write(lambda db: refunds.mark_sent(db, refund))
    try:
        operator.refund(refund.order_id, refund.remote_id, refund.amount, refund.message_id or "")
    except Declined as fault:
        kind = fault.kind
        write(lambda db: refunds.note_declined(db, refund, kind))
        return "declined"
    except OperatorFault as fault:
        kind = fault.kind
        write(lambda db: refunds.note_unclear(db, refund, kind))
        return "unclear"
    write(lambda db: refunds.note_accepted(db, refund))
    return "accepted"


def follow(operator: Operator, write: Write, refund: Refund) -> Outcome:
    """Ask how far a refund has come; one whose answer was lost becomes clear by it.

    Raises: Decided where somebody has noted it in the meantime.
    """
    try:
        found = operator.refund_state(refund.order_id, refund.message_id or "")
    except OperatorFault as fault:
        kind = fault.kind
        write(lambda db: refunds.note_unclear(db, refund, kind))
        return "unclear"
    if found.progress == "failed":
        if refund.state == "approved":
            write(lambda db: refunds.note_declined(db, refund, found.word))
            return "declined"
        write(lambda db: refunds.note_failed(db, refund, found.word))
        return "failed"
    if refund.state == "approved":
        write(lambda db: refunds.note_accepted(db, refund))
    if found.progress == "done":
        write(lambda db: refunds.note_done(db, refund))
        return "done"
    return "under-way"
