"""BLIK in the page: a code of six digits, and the wait for the bank's app."""

from starlette.responses import Response

from portal import clock
from portal.online_payments import orders, starting, trail
from portal.online_payments.autopay.channels import BLIK
from portal.online_payments.autopay.faults import Declined, OperatorFault
from portal.online_payments.forms import BlikForm
from portal.online_payments.operator import Operator
from portal.online_payments.order_queries import progress_of
from portal.online_payments.orders import Order
from portal.online_payments.refusals import CODES, UNKNOWN_CODE
from portal.online_payments.trail import CodeHolds
from portal.settings import Autopay
from portal.tenancy.absent import NotThere
from portal.tenancy.leases import leases_of
from portal.web.access import tenant
from portal.web.routing import Screen
from portal.web.visit import Visit


def code(visit: Visit) -> Response:
    """The form for a code; while one may still be charged, its outcome instead."""
    order, _ = _order(visit)
    if not _takes_code(visit, order):
        return visit.go_to(f"/place/{order.order_id}")
    return _page(visit, order, BlikForm())


def send_code(visit: Visit) -> Response:
    """Let the operator charge a code. Whatever it answers, the notice decides."""
    order, autopay = _order(visit)
    here = f"/place/{order.order_id}"
    form = BlikForm(visit.form)
    if not _takes_code(visit, order):
        return visit.go_to(here)
    if not form.validate():
        return _page(visit, order, form, status=422)
    leases = leases_of(visit.db, visit.tenant_id, clock.today())
    fields = starting.fields_of(
        visit.db, order, leases, visit.settings, autopay, form.code, visit.client
    )
    try:
        beginning = Operator(visit.settings, visit.write).begin(order.order_id, fields)
    except Declined:
        form.note(form.kod, UNKNOWN_CODE)
        return _page(visit, order, form, status=422)
    except (CodeHolds, OperatorFault):
        # It may have been charged: the page waits, and the operator is asked later.
        return visit.go_to(here)
    if not beginning.taken:
        form.note(form.kod, CODES.get(beginning.reason, UNKNOWN_CODE))
        return _page(visit, order, form, status=422)
    return visit.go_to(here)


def _takes_code(visit: Visit, order: Order) -> bool:
    return (
        progress_of(visit.db, order).state == "started"
        and trail.code_sent_at(visit.db, order.order_id) is None
    )


def _order(visit: Visit) -> tuple[Order, Autopay]:
    """Raises: NotThere where it is not to be paid by a code here."""
    order = orders.order_of(visit.db, visit.tenant_id, visit.parameters["order"])
    if visit.settings.autopay is None or order.gateway_id != BLIK:
        raise NotThere
    return order, visit.settings.autopay


def _page(visit: Visit, order: Order, form: BlikForm, *, status: int = 200) -> Response:
    return visit.page("online_payments/blik.html", status=status, order=order, form=form)


screens = [
    Screen("/place/{order}/blik", code, who=tenant, tagged=False),
    Screen("/place/{order}/blik", send_code, who=tenant, method="POST", distant=True),
]
