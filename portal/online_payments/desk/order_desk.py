"""Orders as the office sees them: by state and by search, and one order with all about it."""

from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock
from portal.online_payments import asking, channels_kept, orders, refund_queries, trail
from portal.online_payments.autopay.faults import OperatorFault
from portal.online_payments.desk import order_list, queries, words
from portal.online_payments.desk.order_list import Days, Line
from portal.online_payments.operator import Operator
from portal.online_payments.order_queries import Attempt, progress_of
from portal.online_payments.orders import Order
from portal.online_payments.refundable import Refundable, refundable
from portal.online_payments.refusals import refusal_of
from portal.online_payments.standing import standing_of
from portal.web.day_range import DayRangeForm
from portal.web.days import read_day
from portal.web.rights import HANDLE_PAYMENTS, LOOK_AT_PAYMENTS, LOOK_AT_TENANTS
from portal.web.routing import Screen
from portal.web.visit import Visit

DESK = "/biuro/platnosci"
DAYS_AT_FIRST = 30
LONGEST = 100
DONE = {
    "nowe": ("ok", "Operator odpowiedział. Stan jest poniżej."),
    "bez-zmian": ("info", "Operator odpowiedział. Nic się nie zmieniło."),
    "cisza": ("bad", "Operator nie odpowiedział. Spróbuj za kilka minut."),
    "anulowana": ("ok", "Płatność jest anulowana."),
    "nie-anulowana": ("bad", "Operator nie anulował tej płatności. Bank mógł ją już przyjąć."),
}


class TriedOnce(NamedTuple):
    """An attempt as it stands on the page."""

    attempt: Attempt
    tag: tuple[str, str]
    why: str
    channel: str
    refundable: Refundable | None


def everything(visit: Visit) -> Response:
    """The orders of some days by state, or those that were searched for."""
    asked = visit.query.get("szukaj", "").strip()[:LONGEST]
    if asked:
        found = order_list.found(visit.db, asked)
        return _list(visit, found, asked=asked, said=f"Wyniki: {len(found)}.")
    form = _days(visit)
    if not form.validate():
        return _list(visit, [], form=form, status=422)
    days = Days(read_day(form.od.data or ""), read_day(form.do.data or ""))
    state = visit.query.get("stan", "")
    state = state if state in words.STATES else ""
    lines, more = order_list.page(visit.db, days, state, visit.query.get("przed", "")[:LONGEST])
    older = ""
    if more:
        older = _address(form, state, f"{lines[-1].started_at}{lines[-1].order_id}")
    counts = order_list.counts(visit.db, days)
    states = [("", "Wszystkie", sum(counts.values()), _address(form, ""))]
    states += [
        (key, tag[1].capitalize(), counts.get(key, 0), _address(form, key))  # type: ignore[call-overload]
        for key, tag in words.STATES.items()
    ]
    return _list(visit, lines, form=form, state=state, states=states, older=older)


def _list(
    visit: Visit,
    lines: list[Line],
    *,
    form: DayRangeForm | None = None,
    asked: str = "",
    state: str = "",
    states: list[tuple[str, str, int, str]] | None = None,
    older: str = "",
    status: int = 200,
    said: str = "",
) -> Response:
    visit.shows("payments", (line.tenant_id for line in lines))
    return visit.page(
        "online_payments/desk/all.html",
        fragment="zlecenia",
        status=status,
        said=said or f"Płatności: {len(lines)}.",
        lines=[
            (line, clock.from_text(line.started_at), words.STATES[line.state]) for line in lines
        ],
        form=form or _days(visit),
        asked=asked,
        state=state,
        states=states or [],
        older=older,
        most=order_list.MOST_FOUND,
        handles=_handles(visit),
        is_on=visit.settings.autopay is not None,
    )


def one(visit: Visit) -> Response:
    """One order: what was to be paid, how it was tried, what came of it, and every message."""
    found = _order(visit)
    visit.shows("payment", [found.tenant_id])
    db, progress = visit.db, progress_of(visit.db, found)
    shares = orders.shares_of(db, found.order_id)
    credits = queries.shares(db, found.order_id)
    refunds = refund_queries.refunds_of(db, found.order_id)
    leases = queries.leases_by_id(db, [*shares, *(each.lease_id for each in credits)])
    return visit.page(
        "online_payments/desk/one.html",
        order=found,
        progress=progress,
        tag=words.STATES[progress.state],
        tenant=queries.tenant_name(db, found.tenant_id),
        purpose=words.PURPOSES[found.purpose],
        started=clock.from_text(found.started_at),
        ends=clock.from_text(found.ends_at),
        asks_at=clock.from_text(found.ask_at) if found.ask_at else None,
        shares=[(leases[lease_id], amount) for lease_id, amount in shares.items()],
        credits=[(leases[each.lease_id], each) for each in credits],
        attempts=[_tried(visit, found, each) for each in progress.attempts],
        refunds=[
            (each, words.REFUNDS[each.state], clock.from_text(each.changed_at)) for each in refunds
        ],
        seen=standing_of(progress),
        refusal=refusal_of(progress.reason) if progress.state == "refused" else None,
        messages=_messages(visit, found.order_id),
        done=DONE.get(visit.query.get("gotowe", "")),
        handles=_handles(visit),
        looks_at_tenants=visit.person.role in LOOK_AT_TENANTS.roles,
        is_on=visit.settings.autopay is not None,
    )


def ask(visit: Visit) -> Response:
    """„Zapytaj operatora”."""
    found = _order(visit)
    try:
        news = asking.ask_now(
            Operator(visit.settings, visit.write), visit.write, found, by=visit.person.account_id
        )
    except OperatorFault:
        return visit.go_to(f"{DESK}/{found.order_id}?gotowe=cisza")
    done = "nowe" if news == "news" else "bez-zmian"
    return visit.go_to(f"{DESK}/{found.order_id}?gotowe={done}")


def cancel(visit: Visit) -> Response:
    """„Anuluj płatność”."""
    found = _order(visit)
    if not progress_of(visit.db, found).is_in_progress:
        return visit.go_to(f"{DESK}/{found.order_id}")
    agrees = asking.cancel(
        Operator(visit.settings, visit.write), visit.write, found, by=visit.person.account_id
    )
    done = "anulowana" if agrees else "nie-anulowana"
    return visit.go_to(f"{DESK}/{found.order_id}?gotowe={done}")


def _tried(visit: Visit, order: Order, attempt: Attempt) -> TriedOnce:
    failed = attempt.status == "FAILURE"
    return TriedOnce(
        attempt,
        words.ATTEMPTS[attempt.status],
        refusal_of(attempt.details).what if failed else "",
        channels_kept.channel_name(visit.db, order.service_id, attempt.gateway_id),
        refundable(visit.db, order.order_id, attempt.remote_id),
    )


def _messages(visit: Visit, order_id: str) -> list[tuple[str, str, str, str]]:
    """Every message of an order by time: when, whither, what, and its address."""
    hide, address = visit.services.references.hide, f"{DESK}/{order_id}"
    found = [
        (each.at, each.direction, words.message_in_words(each.kind), "wiadomosc", each.message_id)
        for each in trail.trail_of(visit.db, order_id)
    ]
    found += [
        (each.received_at, "in", f"Powiadomienie: {words.ATTEMPTS[each.status][1]}",
         "powiadomienie", each.notice_id)
        for each in queries.notices_of(visit.db, order_id)
    ]  # fmt: skip
    found.sort(key=lambda each: each[0])
    return [
        (clock.from_text(at), direction, what, f"{address}/{kind}/{hide(number)}")  # type: ignore[misc]
        for at, direction, what, kind, number in found
    ]


def _order(visit: Visit) -> Order:
    return orders.order_by_id(visit.db, visit.parameters["order"])


def _handles(visit: Visit) -> bool:
    return visit.person.role in HANDLE_PAYMENTS.roles


def _days(visit: Visit) -> DayRangeForm:
    today = clock.today()
    first = today.fromordinal(today.toordinal() - DAYS_AT_FIRST + 1)
    given = {
        "od": visit.query.get("od", "") or first.isoformat(),
        "do": visit.query.get("do", "") or today.isoformat(),
    }
    return DayRangeForm(FormData(given))


def _address(form: DayRangeForm, state: str, before: str = "") -> str:
    asked = {"od": form.od.data or "", "do": form.do.data or "", "stan": state, "przed": before}
    return f"{DESK}?{urlencode({name: text for name, text in asked.items() if text})}"


looking, handling = LOOK_AT_PAYMENTS.who, HANDLE_PAYMENTS.who

screens = [
    Screen(DESK, everything, who=looking, slow=True),
    Screen(f"{DESK}/{{order}}", one, who=looking),
    Screen(f"{DESK}/{{order}}/zapytaj", ask, who=looking, method="POST", distant=True),
    Screen(f"{DESK}/{{order}}/anuluj", cancel, who=handling, method="POST", distant=True),
]
