"""The inquirer: asks the operator about orders without news, refunds under way, and its channels.

Beside each process of the portal runs one; an order is claimed in the database, so that only one
of them asks. What the operator answers is taken in as its notices are.
"""

import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from portal import clock
from portal.online_payments import channels_kept, orders, refund_watch
from portal.online_payments.autopay.faults import NoAnswer, OperatorFault
from portal.online_payments.notices import accept_notice
from portal.online_payments.operator import Operator
from portal.online_payments.order_queries import progress_of
from portal.online_payments.orders import Order
from portal.settings import Settings
from portal.store import revisions
from portal.store.database import Database, connect, writing
from portal.store.events import Event, record

T = TypeVar("T")
log = logging.getLogger("portal.payments")

LOOKS_EVERY_SECONDS = 5.0
# A portal that has just begun has other things to do; one that ends at once asks nobody.
FIRST_LOOK_SECONDS = 2.0
LONGEST_GOODBYE_SECONDS = 15
# An operator that is out of reach is left alone for longer and longer.
PAUSES_SECONDS = (5, 10, 20, 40, 80, 160, 300)


class Round(NamedTuple):
    """What one round brought."""

    asked: int = 0
    news: int = 0
    faults: int = 0
    given_up: int = 0
    out_of_reach: bool = False


class Inquirer:
    """Asks for one process, on a thread of its own between `with` and its end."""

    def __init__(self, settings: Settings, *, every: float = LOOKS_EVERY_SECONDS) -> None:
        self.settings, self.every = settings, every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="inquirer", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join(LONGEST_GOODBYE_SECONDS)

    def ask_due(self, db: Database) -> Round:
        """Ask about every order whose question is due, until the operator is out of reach."""
        operator = Operator(self.settings, OwnConnection(db))
        done = Round()
        while not (self._stop.is_set() or done.out_of_reach) and orders.is_any_to_ask(db):
            with writing(db):
                order = orders.claim_to_ask(db)
            if order is not None:
                done = _ask(db, operator, order, done)
        return done

    def follow_refunds(self, db: Database) -> int:
        """Ask how far refunds have come; gives how many have come to an end."""
        write = OwnConnection(db)
        return refund_watch.follow_due(Operator(self.settings, write), write, db)

    def refresh_channels(self, db: Database) -> int:
        """Ask for the channels where the last list is a minute old; gives how many are kept."""
        autopay = self.settings.autopay
        if autopay is None:
            return 0
        if channels_kept.is_stale(db, autopay.service_id):
            return len(Operator(self.settings, OwnConnection(db)).refresh_channels())
        return len(channels_kept.kept_channels(db, autopay.service_id))

    def _work(self) -> None:
        """Look for questions until the end; whatever goes wrong, go on after a pause."""
        if self._stop.wait(min(self.every, FIRST_LOOK_SECONDS)):
            return
        db = connect(self.settings.database)
        failures = 0
        try:
            while not self._stop.is_set():
                failed = True
                try:
                    failed = self.ask_due(db).out_of_reach
                    self.follow_refunds(db)
                    self.refresh_channels(db)
                except sqlite3.Error as error:
                    _note("database", "", type(error).__name__)
                except Exception as error:
                    log.error(json.dumps({"payments": "fault", "fault": type(error).__name__}))
                failures = failures + 1 if failed else 0
                self._stop.wait(self._pause(failures))
        finally:
            db.close()

    def _pause(self, failures: int) -> float:
        """Seconds until the next look."""
        if not failures:
            return self.every
        return PAUSES_SECONDS[min(failures, len(PAUSES_SECONDS)) - 1]


def _ask(db: Database, operator: Operator, order: Order, done: Round) -> Round:
    """Ask about one order, and take in what is answered."""
    news, kind, out_of_reach = 0, "", False
    try:
        for notice in operator.ask_status(order.order_id):
            news += accept_notice(db, notice).is_news
    except OperatorFault as fault:
        kind, out_of_reach = fault.kind, isinstance(fault, NoAnswer)
        _note("status", order.order_id, kind)
    with writing(db):
        given_up = _settle(db, order.order_id, answered=not kind)
    return Round(
        done.asked + 1,
        done.news + news,
        done.faults + bool(kind),
        done.given_up + given_up,
        out_of_reach,
    )


def _settle(db: Database, order_id: str, *, answered: bool) -> bool:
    """Set the next question, stop where all is known, give up where nothing more can be learnt.

    Gives:  whether it was given up.
    """
    order = orders.order_by_id(db, order_id)
    progress = progress_of(db, order)
    if order.has_ended(clock.now()):
        # Pages that told of it as being under way are true no longer.
        revisions.bump_portal(db)
    is_over = answered and order.has_ended(clock.now())
    if progress.paid or (is_over and progress.state == "refused"):
        orders.stop_asking(db, order_id)
        return False
    if not (is_over and not progress.attempts) and orders.ask_again(db, order) is not None:
        return False
    orders.stop_asking(db, order_id)
    record(
        db, Event.PAYMENT_GIVEN_UP, tenant_id=order.tenant_id, order=order_id, state=progress.state
    )
    return True


class OwnConnection:
    """Runs work that writes on a connection of one's own."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def __call__(self, work: Callable[[Database], T]) -> T:
        return work(self._db)


def _note(what: str, order_id: str, fault: str) -> None:
    log.warning(json.dumps({"payments": what, "order": order_id, "fault": fault}))
