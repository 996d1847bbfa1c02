"""The start of an order as the operator is told it: from the order, its lease and the company."""

from collections.abc import Sequence
from urllib.parse import urlencode

from portal import clock
from portal.online_payments.autopay.start import Start, start_fields
from portal.online_payments.orders import Order, shares_of
from portal.settings import Autopay, Settings
from portal.store.database import Database
from portal.tenancy.leases import Lease
from portal.tenancy.transfer import title_of

RETURN_PATH = "/place/powrot"


def fields_of(
    db: Database, order: Order, leases: Sequence[Lease], settings: Settings, autopay: Autopay,
    code: str = "",
    payer_ip: str = "",
) -> list[tuple[str, str]]:  # fmt: skip
    """The form that starts an order, its hash last; the same whenever it is made.

    Money for one lease is sent on to that lease's own account, under its title; for several it
    goes to the company in one sum, whose parts are in the export.
    """
    paid = [lease for lease in leases if lease.lease_id in shares_of(db, order.order_id)]
    numbers = ", ".join(lease.contract_number for lease in paid)
    alone = paid[0] if len(paid) == 1 else None
    start = Start(
        order_id=order.order_id,
        amount=order.amount,
        description=f"{order.order_id}, umowa {numbers}",
        email=order.email,
        title=title_of(alone.contract_number) if alone else f"{order.order_id} umowy {numbers}",
        receiver=settings.organisation.name,
        account=alone.bank_account if alone else "",
        ends_at=clock.from_text(order.ends_at),
        return_url=f"{settings.base_url}{RETURN_PATH}",
        gateway_id=order.gateway_id or 0,
        code=code,
        payer_ip=payer_ip,
    )
    return start_fields(start, autopay)


def as_message(fields: list[tuple[str, str]]) -> str:
    """The form as it travels, for the trail."""
    return urlencode(fields)
