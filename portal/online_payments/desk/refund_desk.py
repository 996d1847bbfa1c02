"""Refunds at the desk: asked for by one person, approved by another, followed to their end."""

from starlette.responses import Response

from portal import clock
from portal.money import Grosze
from portal.online_payments import orders, refund_queries, refunding, refunds
from portal.online_payments.autopay.calls import new_message_id
from portal.online_payments.desk import queries, words
from portal.online_payments.desk.forms import ReasonForm, RefundForm
from portal.online_payments.desk.order_desk import DESK
from portal.online_payments.operator import Operator
from portal.online_payments.refund_queries import Refund, refund_by_id, shares_of
from portal.online_payments.refundable import Refundable, refundable
from portal.online_payments.refunds import NewRefund
from portal.tenancy.absent import NotThere
from portal.web.rights import HANDLE_PAYMENTS
from portal.web.routing import Screen
from portal.web.visit import Visit

REFUNDS = f"{DESK}/zwroty"
DONE = {
    "prosba": ("ok", "Prośba o zwrot czeka na drugą osobę."),
    "accepted": ("ok", "Operator przyjął zwrot. Pieniądze są już odjęte od salda."),
    "declined": ("bad", "Operator odrzucił zwrot. Saldo się nie zmieniło."),
    "unclear": ("bad", "Nie wiadomo, czy operator przyjął zwrot. Można bezpiecznie ponowić."),
    "under-way": ("info", "Operator jeszcze wykonuje ten zwrot."),
    "done": ("ok", "Operator wykonał zwrot."),
    "failed": ("bad", "Zwrot się nie udał. Pieniądze wróciły do salda."),
    "odmowa": ("ok", "Odmowa jest zapisana."),
    "wycofany": ("ok", "Prośba jest wycofana."),
    "ta-sama": ("bad", "Zgodę daje inna osoba niż ta, która prosi o zwrot."),
    "zmienione": ("info", "Ktoś był szybszy. Stan jest poniżej."),
}


def everything(visit: Visit) -> Response:
    """What waits for somebody, and what is over."""
    waiting, over = refund_queries.waiting(visit.db), refund_queries.over(visit.db)
    people = queries.staff_names(visit.db, (each.asked_by for each in (*waiting, *over)))
    return visit.page(
        "online_payments/desk/refunds.html",
        waiting=[_line(each, people) for each in waiting],
        over=[_line(each, people) for each in over],
        me=visit.person.account_id,
        done=DONE.get(visit.query.get("gotowe", "")),
    )


def asking(visit: Visit) -> Response:
    """The form that asks to give money of an attempt back."""
    return _asking_page(visit, _refundable(visit), RefundForm())


def ask(visit: Visit) -> Response:
    """Ask for it."""
    found, form = _refundable(visit), RefundForm(visit.form)
    form.validate()
    form.read_shares(_typed(visit, found), found.left_of)
    if form.mistakes:
        return _asking_page(visit, found, form, status=422)
    new = NewRefund(
        found.order_id,
        found.remote_id,
        form.shares,
        form.powod.data or "",
        visit.person.account_id,
    )
    try:
        refunds.ask(visit.db, new)
    except refunds.NotRefundable:
        form.note(form.kwota, "Tyle już nie zostało. Ktoś właśnie poprosił o zwrot.")
        return _asking_page(visit, _refundable(visit), form, status=422)
    return visit.go_to(f"{REFUNDS}?gotowe=prosba")


def one(visit: Visit) -> Response:
    """One refund."""
    return _page(visit, _refund(visit), ReasonForm())


def approve(visit: Visit) -> Response:
    """„Zgadzam się”: the wish is committed, the operator told, and the outcome committed."""
    refund = _refund(visit)
    operator, by = Operator(visit.settings, visit.write), visit.person.account_id
    message_id = new_message_id()
    try:
        visit.write(lambda db: refunds.approve(db, refund, message_id, by=by))
    except refunds.SameAccount:
        return _back(visit, "ta-sama")
    except refunds.Decided:
        return _back(visit, "zmienione")
    return _send(visit, operator)


def send_again(visit: Visit) -> Response:
    """„Ponów”: the same message once more, for its answer was lost."""
    return _send(visit, Operator(visit.settings, visit.write))


def follow(visit: Visit) -> Response:
    """„Sprawdź u operatora”."""
    operator, refund = Operator(visit.settings, visit.write), _refund(visit)
    if refund.state not in ("approved", "accepted"):
        return _back(visit, "zmienione")
    try:
        return _back(visit, refunding.follow(operator, visit.write, refund))
    except refunds.Decided:
        return _back(visit, "zmienione")


def refuse(visit: Visit) -> Response:
    """The second person says no."""
    refund, form = _refund(visit), ReasonForm(visit.form)
    if not form.validate():
        return _page(visit, refund, form, status=422)
    try:
        refunds.refuse(visit.db, refund, form.powod.data or "", by=visit.person.account_id)
    except refunds.SameAccount:
        return _back(visit, "ta-sama")
    except refunds.Decided:
        return _back(visit, "zmienione")
    return _back(visit, "odmowa")


def withdraw(visit: Visit) -> Response:
    """Who asked takes it back."""
    try:
        refunds.withdraw(visit.db, _refund(visit), by=visit.person.account_id)
    except (refunds.SameAccount, refunds.Decided):
        return _back(visit, "zmienione")
    return _back(visit, "wycofany")


def mark_failed(visit: Visit) -> Response:
    """The operator's report says that it failed after all."""
    refund, form = _refund(visit), ReasonForm(visit.form)
    if not form.validate():
        return _page(visit, refund, form, status=422)
    try:
        refunds.note_failed(visit.db, refund, form.powod.data or "", by=visit.person.account_id)
    except refunds.Decided:
        return _back(visit, "zmienione")
    return _back(visit, "failed")


def _send(visit: Visit, operator: Operator) -> Response:
    try:
        return _back(visit, refunding.send(operator, visit.write, _refund(visit)))
    except refunds.Decided:
        return _back(visit, "zmienione")


def _back(visit: Visit, done: str) -> Response:
    return visit.go_to(f"{REFUNDS}/{visit.parameters['id']}?gotowe={done}")


def _asking_page(visit: Visit, found: Refundable, form: RefundForm, status: int = 200) -> Response:
    order = orders.find_order(visit.db, found.order_id)
    visit.shows("payment", [order.tenant_id if order else None])
    leases = queries.leases_by_id(visit.db, found.left_of)
    typed = _typed(visit, found)
    return visit.page(
        "online_payments/desk/refund_ask.html",
        status=status,
        found=found,
        order=order,
        tenant=queries.tenant_name(visit.db, order.tenant_id) if order else "",
        parts=[
            (leases[lease_id], left, typed.get(lease_id, ""))
            for lease_id, left in found.left_of.items()
        ],
        form=form,
        today=clock.today(),
    )


def _page(visit: Visit, refund: Refund, form: ReasonForm, status: int = 200) -> Response:
    db = visit.db
    order = orders.find_order(db, refund.order_id)
    visit.shows("payment", [order.tenant_id if order else None])
    shares = shares_of(db, refund.refund_id)
    leases = queries.leases_by_id(db, shares)
    return visit.page(
        "online_payments/desk/refund.html",
        status=status,
        refund=refund,
        tag=words.REFUNDS[refund.state],
        order=order,
        tenant=queries.tenant_name(db, order.tenant_id) if order else "",
        shares=[(leases[lease_id], amount) for lease_id, amount in shares.items()],
        people=queries.staff_names(db, [refund.asked_by, refund.decided_by]),
        fault=words.fault_in_words(refund.fault),
        asked_at=clock.from_text(refund.asked_at),
        decided_at=clock.from_text(refund.decided_at) if refund.decided_at else None,
        sent_at=clock.from_text(refund.sent_at) if refund.sent_at else None,
        changed_at=clock.from_text(refund.changed_at),
        is_mine=refund.asked_by == visit.person.account_id,
        is_on=visit.settings.autopay is not None,
        form=form,
        done=DONE.get(visit.query.get("gotowe", "")),
    )


def _line(refund: Refund, people: dict[int, str]) -> tuple[object, ...]:
    return (
        refund,
        words.REFUNDS[refund.state],
        clock.from_text(refund.changed_at),
        people.get(refund.asked_by, ""),
    )


def _typed(visit: Visit, found: Refundable) -> dict[int, str]:
    """What was typed for each lease."""
    hide = visit.services.references.hide
    return {
        lease_id: str(visit.form.get(f"kwota-{hide(lease_id)}", "")) for lease_id in found.left_of
    }


def _refundable(visit: Visit) -> Refundable:
    """Raises: NotThere where nothing was paid, or no more can go back."""
    found = refundable(visit.db, visit.parameters["order"], visit.parameters["attempt"])
    if found is None or found.left <= Grosze(0):
        raise NotThere
    return found


def _refund(visit: Visit) -> Refund:
    return refund_by_id(visit.db, visit.row_id("id"))


who = HANDLE_PAYMENTS.who
ONE = f"{REFUNDS}/{{id}}"
ASK = f"{DESK}/{{order}}/zwrot/{{attempt}}"

screens = [
    Screen(REFUNDS, everything, who=who),
    Screen(ASK, asking, who=who),
    Screen(ASK, ask, who=who, method="POST"),
    Screen(ONE, one, who=who),
    Screen(f"{ONE}/zgoda", approve, who=who, method="POST", distant=True),
    Screen(f"{ONE}/ponow", send_again, who=who, method="POST", distant=True),
    Screen(f"{ONE}/sprawdz", follow, who=who, method="POST", distant=True),
    Screen(f"{ONE}/odmowa", refuse, who=who, method="POST"),
    Screen(f"{ONE}/wycofaj", withdraw, who=who, method="POST"),
    Screen(f"{ONE}/nieudany", mark_failed, who=who, method="POST"),
]
