"""„Do wyjaśnienia”: money that was kept aside, with the reason, its age and what can be done."""

from typing import NamedTuple

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock
from portal.online_payments import kept_aside, orders, quarantine, refund_queries
from portal.online_payments.desk import queries, words
from portal.online_payments.desk.forms import AddressForm, ReasonForm
from portal.online_payments.desk.order_desk import DESK
from portal.online_payments.desk.queries import LeaseLine
from portal.online_payments.kept_aside import Kept
from portal.online_payments.office_address import finance_email, set_finance_email
from portal.online_payments.orders import shares_of
from portal.online_payments.refundable import refundable
from portal.store.database import writing
from portal.tenancy import search
from portal.tenancy.absent import NotThere
from portal.web.rights import HANDLE_PAYMENTS
from portal.web.routing import Screen
from portal.web.visit import Visit

QUEUE = f"{DESK}/do-wyjasnienia"
LONGEST = 100
DONE = {
    "przypisana": "Pieniądze są w saldzie umowy.",
    "zamknieta": "Sprawa jest zamknięta.",
    "zwrot": "Prośba o zwrot czeka na drugą osobę.",
    "zmienione": "Ktoś już to załatwił albo trwa zwrot.",
}


class KeptLine(NamedTuple):
    """What was kept, as it stands in a list; `days` it has waited."""

    kept: Kept
    reason: words.Reason
    since: object
    days: int


class Candidate(NamedTuple):
    """A lease to which the money may belong, and who holds it."""

    lease: LeaseLine
    tenant: str


def queue(visit: Visit) -> Response:
    """What waits, the longest first, and what was settled last."""
    waiting = queries.kept_waiting(visit.db)
    settled = queries.kept_settled(visit.db)
    people = queries.staff_names(visit.db, (each.settled_by for each in settled))
    return visit.page(
        "online_payments/desk/kept.html",
        waiting=[_line(each) for each in waiting],
        settled=[
            (
                each,
                words.REASONS[each.reason].words,
                words.OUTCOMES[each.outcome or "booked"],
                clock.from_text(each.settled_at or each.kept_at),
                people.get(each.settled_by or 0, ""),
            )
            for each in settled
        ],
        told=finance_email(visit.db),
        done=DONE.get(visit.query.get("gotowe", ""), ""),
    )


def one(visit: Visit) -> Response:
    """One of them."""
    return _page(visit, _kept(visit), ReasonForm())


def book(visit: Visit) -> Response:
    """„Przypisz do umowy”."""
    kept = _kept(visit)
    lease_id = visit.services.references.find(str(visit.form.get("umowa", "")))
    if lease_id not in queries.leases_by_id(visit.db, [lease_id]):
        raise NotThere
    note = str(visit.form.get("szukane", ""))[:LONGEST]
    try:
        quarantine.book(visit.db, kept, lease_id, note, by=visit.person.account_id)
    except (quarantine.CannotBook, kept_aside.AlreadySettled):
        return visit.go_to(f"{QUEUE}?gotowe=zmienione")
    return visit.go_to(f"{QUEUE}?gotowe=przypisana")


def close(visit: Visit) -> Response:
    """Leave it, with a reason."""
    kept, form = _kept(visit), ReasonForm(visit.form)
    if not form.validate():
        return _page(visit, kept, form, status=422)
    try:
        quarantine.close(visit.db, kept, form.powod.data or "", by=visit.person.account_id)
    except (quarantine.CannotBook, kept_aside.AlreadySettled):
        return visit.go_to(f"{QUEUE}?gotowe=zmienione")
    return visit.go_to(f"{QUEUE}?gotowe=zamknieta")


def address(visit: Visit) -> Response:
    """Where the office is told."""
    form = AddressForm(FormData({"email": finance_email(visit.db)}))
    return visit.page("online_payments/desk/address.html", form=form)


def save_address(visit: Visit) -> Response:
    """Keep it."""
    form = AddressForm(visit.form)
    if not form.validate():
        return visit.page("online_payments/desk/address.html", status=422, form=form)
    with writing(visit.db):
        set_finance_email(visit.db, form.address, by=visit.person.account_id)
    return visit.go_to(QUEUE)


def _page(visit: Visit, kept: Kept, form: ReasonForm, status: int = 200) -> Response:
    db = visit.db
    order = orders.find_order(db, kept.order_id)
    asked = visit.query.get("szukaj", "").strip()[:LONGEST]
    found = _searched(visit, asked)
    leases = queries.leases_by_id(db, [*(shares_of(db, kept.order_id) if order else ())])
    visit.shows("payment", [order.tenant_id if order else None])
    people = queries.staff_names(db, [kept.settled_by])
    booked_to = queries.leases_by_id(db, [kept.lease_id])
    notice = next(
        (each for each in queries.notices_of(db, kept.order_id)
         if each.notice_id == kept.notice_id), None
    )  # fmt: skip
    return visit.page(
        "online_payments/desk/kept_one.html",
        status=status,
        line=_line(kept),
        kept=kept,
        currency=queries.currency_of(db, kept.notice_id),
        order=order,
        tenant=queries.tenant_name(db, order.tenant_id) if order else "",
        notice=notice,
        own=list(leases.values()),
        asked=asked,
        found=found,
        refundable=refundable(db, kept.order_id, kept.remote_id),
        refund_under_way=refund_queries.is_under_way(db, kept.order_id, kept.remote_id),
        outcome=words.OUTCOMES.get(kept.outcome or ""),
        settled_at=clock.from_text(kept.settled_at) if kept.settled_at else None,
        settled_by=people.get(kept.settled_by or 0, ""),
        booked_to=booked_to.get(kept.lease_id or 0),
        form=form,
        today=clock.today(),
    )


def _searched(visit: Visit, asked: str) -> list[Candidate] | None:
    """The leases that a search finds; None where nothing was searched for."""
    if not asked:
        return None
    if search.is_too_short(asked):
        return []
    tenants = search.find(visit.db, asked).tenants
    visit.shows("search", (each.tenant_id for each in tenants))
    found: dict[int, Candidate] = {}
    for tenant in tenants:
        for lease in tenant.leases:
            line = LeaseLine(lease.lease_id, lease.contract_number, lease.address)
            found.setdefault(lease.lease_id, Candidate(line, tenant.name))
    return list(found.values())


def _line(kept: Kept) -> KeptLine:
    since = clock.from_text(kept.kept_at)
    days = (clock.today() - since.astimezone(clock.WARSAW).date()).days
    return KeptLine(kept, words.REASONS[kept.reason], since, days)


def _kept(visit: Visit) -> Kept:
    """Raises: NotThere."""
    kept = kept_aside.kept_by_id(visit.db, visit.row_id("id"))
    if kept is None:
        raise NotThere
    return kept


who = HANDLE_PAYMENTS.who

screens = [
    Screen(QUEUE, queue, who=who),
    Screen(f"{QUEUE}/{{id}}", one, who=who, slow=True),
    Screen(f"{QUEUE}/{{id}}", close, who=who, method="POST"),
    Screen(f"{QUEUE}/{{id}}/umowa", book, who=who, method="POST"),
    Screen(f"{DESK}/powiadomienia", address, who=who),
    Screen(f"{DESK}/powiadomienia", save_address, who=who, method="POST"),
]
