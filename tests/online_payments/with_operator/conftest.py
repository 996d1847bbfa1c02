"""A portal that listens, a simulator of Autopay that listens, and a payer between the two."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx2
import pytest
import time_machine
import uvicorn

from portal import clock
from portal.app import create_app
from portal.demo.autopay.app import Pace, Simulator
from portal.demo.autopay.serving import simulated_autopay
from portal.money import Grosze
from portal.online_payments import orders
from portal.online_payments.autopay import conversation
from portal.online_payments.autopay.start import Start, start_fields
from portal.online_payments.inquirer import Inquirer, OwnConnection, Round
from portal.online_payments.notices import accept_notice
from portal.online_payments.operator import Operator
from portal.online_payments.order_queries import Progress, progress_of
from portal.online_payments.orders import NewOrder, Order
from portal.online_payments.payment_notice import PaymentNotice
from portal.settings import Settings
from portal.store.database import Database, writing
from tests.factories import a_charge, a_lease, a_person, an_account

QUICK = Pace(faster=600, blik=0.05, refund=timedelta(0))
DUE = 140_348


@contextmanager
def served(settings: Settings, listening: socket.socket) -> Iterator[None]:
    """The portal over HTTP until the end of the block."""
    config = uvicorn.Config(create_app(settings), access_log=False, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)


class World:
    """Anna owes rent; she pays it at the operator's, and both sides talk over HTTP."""

    def __init__(self, db: Database, settings: Settings, simulator: Simulator) -> None:
        self.db, self.settings, self.simulator = db, settings, simulator
        self.operator = Operator(settings, OwnConnection(db))
        self.client = httpx2.Client(base_url=simulator.url, trust_env=False)
        self.anna = a_person(db)
        self.account = an_account(db, self.anna)
        self.lease = a_lease(db, self.anna)
        a_charge(db, self.lease, due_on="2026-11-30", amount=DUE)
        self._forms = 0

    def order(self, amount: int = DUE, gateway_id: int | None = None) -> Order:
        """Anna presses „Zapłać”."""
        self._forms += 1
        with writing(self.db):
            return orders.start_order(
                self.db,
                NewOrder(
                    form_key=f"form {self._forms}",
                    account_id=self.account,
                    tenant_id=self.anna,
                    service_id=self.settings.autopay.service_id,
                    shares={self.lease: Grosze(amount)},
                    purpose="all",
                    email="anna@example.pl",
                    gateway_id=gateway_id,
                ),
            )

    def fields(self, order: Order, **more: object) -> list[tuple[str, str]]:
        start = Start(
            order_id=order.order_id,
            amount=order.amount,
            description="Opłata za lokal 417/2014",
            email=order.email,
            title="Opłata za lokal 417/2014, zażółć",
            receiver="Nasze Domy Sp. z o.o.",
            account="56999900000000417000104582",
            ends_at=clock.from_text(order.ends_at),
            return_url=f"{self.settings.base_url}/place/powrot",
            gateway_id=order.gateway_id or 0,
            **more,
        )
        return start_fields(start, self.settings.autopay)

    def accept(self, notice: PaymentNotice) -> None:
        accept_notice(self.db, notice)

    def leave(self, order: Order) -> str:
        """The browser takes the form to the operator; gives the address of its page."""
        answer = self.client.post(self.settings.autopay.path, data=dict(self.fields(order)))
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def choose(self, order: Order, channel: int) -> str:
        """Choose a channel there; gives the address of the bank's page."""
        page = self.leave(order)
        answer = self.client.post(page, data={"channel": str(channel), "action": "choose"})
        self.settle()
        return answer.headers["location"]

    def do(self, address: str, action: str, **fields: str):
        answer = self.client.post(address, data={"action": action, **fields})
        self.settle()
        return answer

    def settle(self) -> None:
        """Wait until the operator has told everything."""
        assert self.simulator.courier.wait(10)

    def progress(self, order: Order) -> Progress:
        return progress_of(self.db, orders.order_by_id(self.db, order.order_id))

    def state(self, order: Order) -> str:
        return self.progress(order).state

    def credited(self) -> list[int]:
        """What the ledger of Anna's lease holds of confirmed online money."""
        rows = self.db.execute(
            "SELECT amount FROM payments WHERE lease_id = ? AND awaits_booking = 1", (self.lease,)
        )
        return sorted(amount for (amount,) in rows)

    def turn_operator_away(self) -> None:
        """Nobody listens where the operator was."""
        gone = replace(self.settings.autopay, url="http://localhost:9")
        settings = replace(self.settings, autopay=gone)
        self.operator = Operator(settings, OwnConnection(self.db))

    def wait_for(self, fact: Callable[[], bool]) -> None:
        """Wait for what happens elsewhere."""
        for _ in range(200):
            if fact():
                return
            threading.Event().wait(0.05)
        raise AssertionError("it did not happen")

    def ask_due(self) -> Round:
        """The inquirer's round."""
        return Inquirer(self.settings).ask_due(self.db)

    def kinds(self, order: Order) -> list[str]:
        """The kinds of messages in an order's trail."""
        rows = self.db.execute(
            "SELECT kind FROM operator_messages WHERE order_id = ? ORDER BY message_id",
            (order.order_id,),
        )
        return [kind for (kind,) in rows]

    def events(self) -> list[str]:
        rows = self.db.execute("SELECT event FROM events ORDER BY event_id")
        return [event for (event,) in rows]


@pytest.fixture
def world(settings: Settings, db: Database) -> Iterator[World]:
    listening = socket.create_server(("127.0.0.1", 0))
    portal_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with simulated_autopay(portal_url, pace=QUICK) as (autopay, simulator):
        settings = replace(settings, autopay=autopay, base_url=portal_url)
        assert urlsplit(autopay.url).hostname == "localhost"
        with served(settings, listening):
            found = World(db, settings, simulator)
            yield found
            found.client.close()


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits ten seconds in a test."""
    monkeypatch.setattr(conversation, "SECONDS", 0.3)


@pytest.fixture
def later() -> Iterator[Callable[[timedelta], None]]:
    """Let time pass, on the portal's clock and the operator's alike."""
    clock.pin(None)
    with time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=UTC), tick=True) as moment:
        yield moment.shift
