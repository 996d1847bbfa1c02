"""One order: waiting, paid, refused or over; what it means and what can be done now."""

from datetime import datetime, timedelta
from typing import NamedTuple

from starlette.responses import Response

from portal import clock
from portal.online_payments import asking, channels_kept, orders, receipt, trail
from portal.online_payments.autopay.channels import BLIK
from portal.online_payments.operator import Operator
from portal.online_payments.order_queries import (
    MOST_LISTED,
    Progress,
    orders_of_tenant,
    progress_of,
)
from portal.online_payments.orders import Order
from portal.online_payments.refusals import refusal_of
from portal.online_payments.standing import Standing, standing_of
from portal.store.database import snapshot
from portal.tenancy.absent import NotThere
from portal.tenancy.leases import Lease, leases_of
from portal.web.access import tenant
from portal.web.pages import wants_fragment
from portal.web.routing import Screen
from portal.web.visit import Visit

# How long a page asks by itself whether anything is new; then its reader asks, by a link.
ASKS_FOR = timedelta(minutes=15)
# How long a bank's app waits for a BLIK payment to be confirmed in it.
BLIK_WAITS = timedelta(minutes=2)


class View(NamedTuple):
    """What an order's page shows beside the order: where it stands, whether it asks by itself,
    until when a BLIK code is to be confirmed, and all of this as a word to compare."""

    standing: Standing
    asks: bool
    confirm_by: datetime | None
    mark: str


class Paid(NamedTuple):
    """A lease and what an order pays for it."""

    lease: Lease
    amount: int


def everything(visit: Visit) -> Response:
    """The tenant's own payments online, the newest first."""
    return visit.page(
        "online_payments/list.html",
        orders=[
            (each, clock.from_text(each.order.started_at), standing_of(each))
            for each in orders_of_tenant(visit.db, visit.tenant_id)
        ],
        most=MOST_LISTED,
        can_pay=visit.settings.autopay is not None,
    )


def order(visit: Visit) -> Response:
    """How far an order has come. A page that waits asks for this again, and hears "nothing new"
    (204) until there is something."""
    progress = progress_of(visit.db, _order(visit))
    view = _view(visit, progress)
    if wants_fragment(visit.headers, "wynik") and visit.query.get("widac") == view.mark:
        return Response(status_code=204)
    return _page(visit, progress, view)


def cancel(visit: Visit) -> Response:
    """Let an order be paid no more; the operator is asked first, and may know better.

    Who takes it back to choose another way goes on to choose.
    """
    found = _order(visit)
    progress = progress_of(visit.db, found)
    here = f"/place/{found.order_id}"
    if not progress.is_in_progress:
        return visit.go_to(here)
    operator = Operator(visit.settings, visit.write)
    if not asking.cancel(operator, visit.write, found, by=visit.person.account_id):
        return visit.go_to(f"{here}?anulowanie=nie")
    return visit.go_to("/place" if visit.form.get("dalej") == "place" else here)


def confirmation(visit: Visit) -> Response:
    """The confirmation of a paid order as a tagged PDF."""
    with snapshot(visit.db):
        found = _order(visit)
        progress = progress_of(visit.db, found)
        paid = _shares(visit, found)
        channel = _channel(visit, progress)
    if progress.state != "paid":
        raise NotThere
    words = receipt.Receipt(
        organisation=visit.settings.organisation,
        payer=visit.person.name,
        progress=progress,
        shares=[(each.lease.contract_number, each.lease.address, each.amount) for each in paid],
        channel=channel,
    )
    return visit.file(
        receipt.as_pdf(words),
        name=f"potwierdzenie-{found.order_id}.pdf",
        media_type="application/pdf",
    )


def _view(visit: Visit, progress: Progress) -> View:
    found, now = progress.order, clock.now()
    sent_at = trail.code_sent_at(visit.db, found.order_id) if found.gateway_id == BLIK else None
    confirm_by = clock.from_text(sent_at) + BLIK_WAITS if sent_at else None
    counts = confirm_by is not None and now < confirm_by
    standing = standing_of(progress, code_sent=sent_at is not None, code_counts=counts)
    asks = (
        progress.is_in_progress
        and now < clock.from_text(sent_at or found.started_at) + ASKS_FOR
        and visit.viewing is None
    )
    shown = (standing.kind, asks, progress.paid, progress.refunded, progress.is_booked)
    return View(standing, asks, confirm_by, ".".join(map(str, shown)))


def _page(visit: Visit, progress: Progress, view: View) -> Response:
    found = progress.order
    return visit.page(
        "online_payments/order.html",
        fragment="wynik",
        said=view.standing.said,
        standing=view.standing,
        view=view,
        progress=progress,
        order=found,
        shares=_shares(visit, found),
        channel=_channel(visit, progress),
        started=clock.from_text(found.started_at),
        ends=clock.from_text(found.ends_at),
        last=progress.attempts[-1] if progress.attempts else None,
        now=clock.now(),
        refusal=refusal_of(progress.reason, progress.outcome),
        is_blik=found.gateway_id == BLIK,
        not_cancelled=visit.query.get("anulowanie") == "nie",
        can_pay=visit.settings.autopay is not None and visit.viewing is None,
    )


def _order(visit: Visit) -> Order:
    return orders.order_of(visit.db, visit.tenant_id, visit.parameters["order"])


def _shares(visit: Visit, found: Order) -> list[Paid]:
    leases = {each.lease_id: each for each in leases_of(visit.db, visit.tenant_id, clock.today())}
    shares = orders.shares_of(visit.db, found.order_id)
    return [Paid(leases[key], amount) for key, amount in shares.items() if key in leases]


def _channel(visit: Visit, progress: Progress) -> str:
    """What the channel of the last attempt is called."""
    chosen = [each.gateway_id for each in progress.attempts if each.gateway_id]
    gateway_id = chosen[-1] if chosen else progress.order.gateway_id
    return channels_kept.channel_name(visit.db, progress.order.service_id, gateway_id)


screens = [
    Screen("/place/lista", everything, who=tenant, tagged=False),
    Screen("/place/{order}", order, who=tenant, tagged=False),
    Screen("/place/{order}/anuluj", cancel, who=tenant, method="POST", distant=True),
    Screen("/place/{order}/potwierdzenie", confirmation, who=tenant, slow=True),
]
