"""What payers do: an order is begun, once for each form, and knowingly beside another."""

import hashlib
from collections.abc import Callable

from portal.online_payments import orders, trail
from portal.online_payments.order_queries import Progress, orders_in_progress
from portal.online_payments.orders import NewOrder, Order
from portal.store.database import Database, writing

# So many orders of one tenant wait at once, whatever they know of it.
MOST_AT_ONCE = 5


class InProgress(Exception):
    """Money for the same lease may still come from an order of before; `too_many`: and another
    one may not be started, even by somebody who knows of that."""

    def __init__(self, orders_before: list[Progress], tenant_id: int) -> None:
        super().__init__(len(orders_before))
        self.orders = orders_before
        own = [each for each in orders_before if each.order.tenant_id == tenant_id]
        self.too_many = len(own) >= MOST_AT_ONCE


def begin(
    db: Database, new: NewOrder, message_of: Callable[[Order], str], *, despite: bool
) -> Order:
    """Write an order down, with the message that will take its payer to the operator.

    The same form gives the same order, as long as it asks for the same; where a payer comes Back
    and chooses something else, that is another order.

    Takes:   message_of: the start as it will be sent; despite: the payer knows of what is in
             progress.
    Raises:  InProgress.
    """
    new = new._replace(form_key=_key_of(new))
    with writing(db):
        before = orders.order_by_form(db, new.form_key)
        if before is None and (in_progress := orders_in_progress(db, new.shares)):
            error = InProgress(in_progress, new.tenant_id)
            if error.too_many or not despite:
                raise error
        order = orders.start_order(db, new)
        if before is None:
            trail.note(db, order.order_id, "out", "start", message_of(order))
        return order


def _key_of(new: NewOrder) -> str:
    asked = repr((new.account_id, sorted(new.shares.items()), new.gateway_id))
    return f"{new.form_key}.{hashlib.sha256(asked.encode()).hexdigest()[:16]}"
