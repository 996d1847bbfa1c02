"""The online payments of the demonstration: each order is started and told of as real ones are."""

import base64
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from portal import clock
from portal.demo.autopay import notice as notices_of_operator
from portal.demo.autopay.amounts import as_amount
from portal.demo.autopay.notice import Plan
from portal.demo.autopay.orders import Attempt
from portal.demo.autopay.orders import Order as OperatorsOrder
from portal.demo.autopay.service import Numbers, make_service
from portal.demo.autopay.serving import settings_for
from portal.demo.autopay.start import Start
from portal.demo.organisation import TBS_WROCLAW
from portal.demo.payment_stories import STORIES, STRANGER, Story
from portal.mail import outbox
from portal.money import Grosze
from portal.online_payments import orders, trail
from portal.online_payments.autopay import start
from portal.online_payments.autopay.notice import read_notice
from portal.online_payments.notices import accept_notice
from portal.online_payments.orders import NewOrder, Order
from portal.store.database import Database, writing

# The portal's number at the operator's, in every demonstration; the key is another each time.
SERVICE_ID = "104170"
MINUTES_TO_CHOOSE, MINUTES_TO_DECIDE = timedelta(minutes=2), timedelta(minutes=1)
EMAIL = "platnosci@example.pl"


def pay_online(db: Database) -> None:
    """Let every story happen on its day, oldest first."""
    operator = _Operator()
    today = clock.today()
    for story in sorted((*STORIES, STRANGER), key=lambda each: -each.days_ago):
        day = today - timedelta(days=story.days_ago)
        with clock.standing_at(day, story.at):
            order = _start(db, story, operator) if story.tenant else None
        _try(db, story, order, day, operator)
        if order is not None:
            _set_question(db, order)
    _deliver(db)


class _Operator:
    """The operator of those days: its service and its numbers, the same in each demonstration."""

    def __init__(self) -> None:
        self.numbers = Numbers("płatności pokazowe")
        self.service = make_service(self.numbers, SERVICE_ID)
        self.autopay = settings_for(self.service, "http://localhost")

    def tell(self, db: Database, order_id: str, amount: int, attempt: Attempt) -> None:
        """Notify the portal of an attempt."""
        started = Start({"Amount": as_amount(amount)}, order_id, amount, 0, clock.now(), "")
        order = OperatorsOrder("", started, clock.now())
        xml = notices_of_operator.compose(order, attempt, self.service, Plan())
        message = base64.b64encode(xml.encode()).decode()
        accept_notice(db, read_notice(message, self.autopay))


def _start(db: Database, story: Story, operator: _Operator) -> Order:
    account_id, tenant_id = db.execute(
        """
        SELECT account_id, tenant_id
        FROM tenants
        JOIN accounts USING (tenant_id)
        WHERE source_id = ?
        """,
        (story.tenant,),
    ).fetchone()
    new = NewOrder(
        form_key=operator.numbers.draw(32),
        account_id=account_id,
        tenant_id=tenant_id,
        service_id=SERVICE_ID,
        shares={_lease(db, key): Grosze(amount) for key, amount in story.shares.items()},
        purpose=story.purpose,
        email=EMAIL,
        order_id=story.order_id or f"IOK-{clock.today():%y%m%d}-{operator.numbers.draw(12)}",
    )
    with writing(db):
        order = orders.start_order(db, new)
        trail.note(db, order.order_id, "out", "start", _form(order, operator))
    return order


def _form(order: Order, operator: _Operator) -> str:
    """What the payer's browser took to the operator."""
    fields = start.start_fields(
        start.Start(
            order_id=order.order_id,
            amount=order.amount,
            description=f"Oplata {order.order_id}",
            email=order.email,
            title=f"Opłata {order.order_id}",
            receiver=TBS_WROCLAW.name,
            account="",
            ends_at=clock.from_text(order.ends_at),
            return_url="",
        ),
        operator.autopay,
    )
    return urlencode(fields)


def _try(db: Database, story: Story, order: Order | None, day: date, operator: _Operator) -> None:
    """Each attempt is told of when its channel is chosen, and again when it is decided."""
    asked = order.amount if order else sum(each.amount for each in story.tries)
    order_id = order.order_id if order else story.order_id
    at = datetime.combine(day, story.at)
    for each in story.tries:
        at += MINUTES_TO_CHOOSE
        with clock.standing_at(day, at.time()):
            attempt = Attempt(
                operator.numbers.draw(10), each.channel, each.amount or asked, clock.now()
            )
            operator.tell(db, order_id, asked, attempt)
        if each.status == "PENDING":
            continue
        at += MINUTES_TO_DECIDE
        with clock.standing_at(day, at.time()):
            if order is not None and story.cancelled:
                _cancel(db, order)
            attempt.decide(each.status, each.details)
            operator.tell(db, order_id, asked, attempt)


def _cancel(db: Database, order: Order) -> None:
    with writing(db):
        orders.cancel(db, order, order.account_id)


def _set_question(db: Database, order: Order) -> None:
    """The operator is asked in the demonstration only where the answer is open."""
    with writing(db):
        if order.has_ended(clock.now()):
            orders.stop_asking(db, order.order_id)
        elif orders.order_by_id(db, order.order_id).ask_at is not None:
            orders.ask_again(db, order)


def _deliver(db: Database) -> None:
    """The letters of those days have long been read."""
    waiting = db.execute(
        "SELECT letter_id FROM outbox WHERE template GLOB 'online_payments/*'"
    ).fetchall()
    with writing(db):
        for (letter_id,) in waiting:
            outbox.mark_sent(db, letter_id)


def _lease(db: Database, key: str) -> int:
    (lease_id,) = db.execute("SELECT lease_id FROM leases WHERE source_id = ?", (key,)).fetchone()
    return int(lease_id)
