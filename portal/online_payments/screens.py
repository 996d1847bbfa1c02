"""Płacę: what to pay and how, and the way to the operator and back."""

import secrets

from starlette.responses import Response

from portal import clock
from portal.online_payments import actions, channels_kept, orders, starting
from portal.online_payments.actions import InProgress
from portal.online_payments.autopay.channels import BLIK, Channel
from portal.online_payments.autopay.signing import is_signed
from portal.online_payments.forms import PayForm, pay_form
from portal.online_payments.offer import PURPOSES, Offer, document_of, offer_for
from portal.online_payments.order_queries import Progress, orders_in_progress, progress_of
from portal.online_payments.orders import NewOrder
from portal.settings import Autopay
from portal.tenancy import comparison, emails
from portal.tenancy.absent import NotThere
from portal.tenancy.charge_titles import title_of
from portal.tenancy.components import components_of
from portal.tenancy.leases import leases_of
from portal.tenancy.transfer import transfer_of
from portal.web.access import tenant
from portal.web.chosen_lease import Choice, chosen_lease, remember
from portal.web.headers import POLICY
from portal.web.headers import policy as content_policy
from portal.web.routing import Screen
from portal.web.visit import Visit

STILL_ON = "Poprzednia płatność jeszcze trwa. Zaznacz, że chcesz zapłacić mimo to."
TOO_MANY = "Masz za dużo płatności w toku. Dokończ je albo anuluj, zanim zaczniesz następną."


def pay(visit: Visit) -> Response:
    """What is due and what it is made of, what to pay of it, and the ways that cost nothing."""
    choice = chosen_lease(visit)
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    offer = offer_for(visit.db, choice.leases, choice.lease, clock.today())
    ways = offer.kinds()
    form = pay_form(
        offer,
        _channels(visit),
        visit.services.references.hide,
        ile=ways[0][0] if ways else "inna",
        klucz=secrets.token_urlsafe(24),
    )
    return remember(visit, _pay_page(visit, choice, offer, form), choice)


def start(visit: Visit) -> Response:
    """„Zapłać”: write the order down, and see the page that leads to the operator."""
    autopay = _autopay(visit)
    choice = chosen_lease(visit)
    if choice.lease is None:
        raise NotThere
    offer = offer_for(visit.db, choice.leases, choice.lease, clock.today())
    form = pay_form(offer, _channels(visit), visit.services.references.hide, visit.form)
    if not form.is_of_our_page:
        return visit.go_to("/place")
    if not form.is_right():
        return _pay_page(visit, choice, offer, form, status=422)
    try:
        order = actions.begin(
            visit.db,
            _new_order(visit, form, autopay),
            lambda order: starting.as_message(
                starting.fields_of(visit.db, order, choice.leases, visit.settings, autopay)
            ),
            despite=bool(form.mimo.data),
        )
    except InProgress as error:
        form.note(form.mimo, TOO_MANY if error.too_many else STILL_ON)
        return _pay_page(visit, choice, offer, form, status=422, in_progress=error.orders)
    if order.gateway_id == BLIK:
        return visit.go_to(f"/place/{order.order_id}/blik")
    return visit.go_to(f"/place/{order.order_id}/przejscie")


def on_the_way(visit: Visit) -> Response:
    """The page whose form takes the browser to the operator; Back and reload find it again."""
    autopay = _autopay(visit)
    order = orders.order_of(visit.db, visit.tenant_id, visit.parameters["order"])
    if progress_of(visit.db, order).state != "started":
        return visit.go_to(f"/place/{order.order_id}")
    leases = leases_of(visit.db, visit.tenant_id, clock.today())
    response = visit.page(
        "online_payments/go.html",
        order=order,
        action=f"{autopay.url}{autopay.path}",
        fields=starting.fields_of(visit.db, order, leases, visit.settings, autopay),
    )
    # From there it may go on at once to a bank, and browsers hold this against where that is.
    response.headers[POLICY] = content_policy(form_to=f"{autopay.url} https:")
    response.headers["cache-control"] = "no-store"
    return response


def returned(visit: Visit) -> Response:
    """The way back from the operator. It says nothing of the outcome, and nothing is believed."""
    autopay = _autopay(visit)
    query = visit.query
    named = [query.get(name, "") for name in ("ServiceID", "OrderID")]
    if "|" in "".join(named) or not is_signed(named, query.get("Hash", ""), autopay):
        raise NotThere
    order = orders.order_of(visit.db, visit.tenant_id, named[1])
    return visit.go_to(f"/place/{order.order_id}")


def _new_order(visit: Visit, form: PayForm, autopay: Autopay) -> NewOrder:
    account_id = visit.person.account_id
    return NewOrder(
        form_key=str(form.klucz.data),
        account_id=account_id,
        tenant_id=visit.tenant_id,
        service_id=autopay.service_id,
        shares=form.shares,
        purpose=PURPOSES[form.kind],
        email=emails.approved(visit.db, account_id) or visit.settings.organisation.email,
        document_number=document_of(visit.db, form.offer, form.kind),
        gateway_id=form.gateway_id,
    )


def _autopay(visit: Visit) -> Autopay:
    """Raises: NotThere where paying online is off."""
    if visit.settings.autopay is None:
        raise NotThere
    return visit.settings.autopay


def _channels(visit: Visit) -> list[Channel]:
    autopay = visit.settings.autopay
    return channels_kept.kept_channels(visit.db, autopay.service_id) if autopay else []


def _pay_page(
    visit: Visit,
    choice: Choice,
    offer: Offer,
    form: PayForm,
    *,
    status: int = 200,
    in_progress: list[Progress] | None = None,
) -> Response:
    account, shown, lease = offer.account, offer.shown, offer.lease
    if in_progress is None:
        in_progress = orders_in_progress(visit.db, {lease.lease_id, *offer.shares})
    return visit.page(
        "online_payments/pay.html",
        status=status,
        choice=choice,
        lease=lease,
        account=account,
        offer=offer,
        form=form,
        online=visit.settings.autopay is not None and visit.viewing is None,
        in_progress=[(each, clock.from_text(each.order.started_at)) for each in in_progress],
        tenant_id=visit.tenant_id,
        term=account.next_term(clock.today()),
        title=title_of(shown.kind, shown.period) if shown else "",
        lines=comparison.lines_of(components_of(visit.db, shown.charge_id), []) if shown else [],
        others=[
            (title_of(item.charge.kind, item.charge.period), item)
            for item in account.unpaid
            if item.charge != shown
        ],
        transfer_data=transfer_of(
            visit.settings.organisation, lease.contract_number, lease.bank_account, account.due
        ),
    )


screens = [
    Screen("/place", pay, who=tenant, tagged=False),
    Screen("/place", start, who=tenant, method="POST"),
    Screen("/place/powrot", returned, who=tenant, tagged=False),
    Screen("/place/{order}/przejscie", on_the_way, who=tenant, tagged=False),
]
