"""What payers do: an order is begun, once for each form, and knowingly beside another."""

import hashlib
from collections.abc import Callable

from portal.online_payments import orders, trail
from portal.online_payments.order_queries import Progress, orders_in_progress
from portal.online_payments.orders import NewOrder, Order
from portal.store.database import Database, writing


class InProgress(Exception):
    """Money for the same lease may still come from an order of before."""

    def __init__(self, orders_before: list[Progress]) -> None:
        super().__init__(len(orders_before))
        self.orders = orders_before


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
        if before is None and not despite:
            in_progress = orders_in_progress(db, new.shares)
            if in_progress:
                raise InProgress(in_progress)
        order = orders.start_order(db, new)
        if before is None:
            trail.note(db, order.order_id, "out", "start", message_of(order))
        return order


def _key_of(new: NewOrder) -> str:
    asked = repr((new.account_id, sorted(new.shares.items()), new.gateway_id))
    return f"{new.form_key}.{hashlib.sha256(asked.encode()).hexdigest()[:16]}"
