"""One order: waiting, paid, refused or over; what it means and what can be done now."""

from datetime import timedelta
from typing import NamedTuple

from starlette.responses import Response

from portal import clock
from portal.online_payments import channels_kept, orders, receipt, trail
from portal.online_payments.autopay.channels import BLIK
from portal.online_payments.autopay.faults import OperatorFault
from portal.online_payments.operator import Operator
from portal.online_payments.order_queries import Progress, orders_of_tenant, progress_of
from portal.online_payments.orders import Order
from portal.online_payments.refusals import refusal_of
from portal.store.database import Database, snapshot, writing
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

SAID = {
    "started": "Czekamy na płatność.",
    "pending": "Czekamy na bank.",
    "paid": "Zapłacono.",
    "refused": "Płatność się nie udała.",
    "cancelled": "Płatność jest anulowana.",
    "expired": "Czas na płatność minął.",
}


TAGS = {
    "started": ("warn", "czeka na płatność"),
    "pending": ("warn", "czeka na bank"),
    "paid": ("ok", "zapłacona"),
    "refused": ("bad", "nie udała się"),
    "cancelled": ("info", "anulowana"),
    "expired": ("info", "czas minął"),
}


class Paid(NamedTuple):
    """A lease and what an order pays for it."""

    lease: Lease
    amount: int


def everything(visit: Visit) -> Response:
    """The tenant's own payments online, the newest first."""
    return visit.page(
        "online_payments/list.html",
        orders=[
            (each, clock.from_text(each.order.started_at), TAGS[each.state])
            for each in orders_of_tenant(visit.db, visit.tenant_id)
        ],
        can_pay=visit.settings.autopay is not None,
    )


def order(visit: Visit) -> Response:
    """How far an order has come. A page that waits asks for this again, and hears "nothing new"
    (204) until there is something."""
    found = _order(visit)
    progress = progress_of(visit.db, found)
    if wants_fragment(visit.headers, "wynik") and visit.query.get("widac") == _state_of(progress):
        return Response(status_code=204)
    return _page(visit, progress)


def cancel(visit: Visit) -> Response:
    """Let an order be paid no more; the operator is asked first, and may know better."""
    found = _order(visit)
    progress = progress_of(visit.db, found)
    here = f"/place/{found.order_id}"
    if not progress.is_in_progress:
        return visit.go_to(here)
    try:
        answer = Operator(visit.settings, visit.write).cancel(found.order_id)
    except OperatorFault as fault:
        # The operator does not know an order that nobody has gone to it with.
        if fault.kind != "TRANSACTION_NOT_FOUND":
            return visit.go_to(f"{here}?anulowanie=nie")
    else:
        if not answer.confirmed and answer.reason != "TRANSACTION_NOT_FOUND":
            return visit.go_to(f"{here}?anulowanie=nie")
    visit.write(lambda db: _note_cancelled(db, found, visit.person.account_id))
    return visit.go_to(here)


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


def _page(visit: Visit, progress: Progress) -> Response:
    found = progress.order
    now, started = clock.now(), clock.from_text(found.started_at)
    last = progress.attempts[-1] if progress.attempts else None
    blik_at = trail.last_at(visit.db, found.order_id, "pre") if found.gateway_id == BLIK else None
    return visit.page(
        "online_payments/order.html",
        fragment="wynik",
        said=SAID[progress.state],
        progress=progress,
        order=found,
        shares=_shares(visit, found),
        channel=_channel(visit, progress),
        started=started,
        ends=clock.from_text(found.ends_at),
        last=last,
        now=now,
        refusal=refusal_of(progress.reason) if progress.state == "refused" else None,
        shown=_state_of(progress),
        asks=progress.is_in_progress and now < started + ASKS_FOR and visit.viewing is None,
        is_blik=found.gateway_id == BLIK,
        blik_waits=blik_at is not None and now < clock.from_text(blik_at) + BLIK_WAITS,
        blik_sent=blik_at is not None,
        not_cancelled=visit.query.get("anulowanie") == "nie",
        can_pay=visit.settings.autopay is not None,
    )


def _state_of(progress: Progress) -> str:
    """All that a page shows of an order, as one word to compare."""
    kept = "k" if progress.kept_aside else ""
    return f"{progress.state}.{progress.paid}.{progress.refunded}.{len(progress.attempts)}{kept}"


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


def _note_cancelled(db: Database, found: Order, account_id: int) -> None:
    with writing(db):
        orders.cancel(db, found, account_id)


screens = [
    Screen("/place/lista", everything, who=tenant, tagged=False),
    Screen("/place/{order}", order, who=tenant, tagged=False),
    Screen("/place/{order}/anuluj", cancel, who=tenant, method="POST", distant=True),
    Screen("/place/{order}/potwierdzenie", confirmation, who=tenant, slow=True),
]
