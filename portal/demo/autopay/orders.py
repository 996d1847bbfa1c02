"""What the simulator remembers: orders, the attempts to pay them, refunds, and what was said."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from portal import clock
from portal.demo.autopay.service import Numbers
from portal.demo.autopay.start import Start

MOST = 300
KEY_LENGTH, REMOTE_LENGTH = 20, 10


class Exchange(NamedTuple):
    """One message, what was answered, and what that means."""

    at: datetime
    name: str
    sent: str
    answered: str
    words: str
    good: bool


@dataclass
class Refund:
    """Money that goes back."""

    message_id: str
    amount: int
    done_at: datetime
    failed: bool = False


@dataclass
class Attempt:
    """One try to pay an order by one channel; the operator calls it a transaction."""

    remote_id: str
    gateway_id: int
    amount: int
    begun_at: datetime
    status: str = "PENDING"
    details: str = ""
    decided_at: datetime | None = None
    refunds: list[Refund] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """Its paymentDate."""
        return self.decided_at or self.begun_at

    @property
    def refunded(self) -> int:
        """What went back, or is on its way."""
        return sum(each.amount for each in self.refunds if not each.failed)

    def decide(self, status: str, details: str) -> None:
        """It is paid, or it is not."""
        self.status, self.details, self.decided_at = status, details, clock.now()


@dataclass
class Order:
    """A start that was accepted, and all that came of it."""

    key: str
    start: Start
    begun_at: datetime
    attempts: list[Attempt] = field(default_factory=list)
    talk: list[Exchange] = field(default_factory=list)
    cancelled: bool = False
    is_remembered: bool = False
    """Of an earlier run, so that not everything is known of its start."""

    @property
    def paid(self) -> list[Attempt]:
        """The attempts that brought money."""
        return [each for each in self.attempts if each.status == "SUCCESS"]

    @property
    def waiting(self) -> list[Attempt]:
        """The attempts that are not decided."""
        return [each for each in self.attempts if each.status == "PENDING"]

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.start.ends_at <= clock.now()

    def attempt(self, remote_id: str) -> Attempt | None:
        """The attempt of an identity."""
        return next((each for each in self.attempts if each.remote_id == remote_id), None)

    def note(
        self, name: str, sent: str, answered: str = "", words: str = "", *, good: bool = True
    ) -> None:
        """Keep a message for people to read."""
        self.talk.append(Exchange(clock.now(), name, sent, answered, words, good))


class Orders:
    """The last orders; each is found by its key, by OrderID and by RemoteID."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._kept: dict[str, Order] = {}

    def begin(self, start: Start) -> Order:
        """Remember a start."""
        return self.keep(Order(self._numbers.draw(KEY_LENGTH), start, clock.now()))

    def keep(self, order: Order) -> Order:
        """Remember an order; the oldest is forgotten where there are too many."""
        self._kept[order.key] = order
        while len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))
        return order

    def begin_attempt(self, order: Order, gateway_id: int) -> Attempt:
        """Somebody sets out to pay an order, gateway_id 0: without saying how."""
        remote_id = self._numbers.draw(REMOTE_LENGTH)
        attempt = Attempt(remote_id, gateway_id, order.start.amount, clock.now())
        order.attempts.append(attempt)
        return attempt

    def choose_channel(self, order: Order, gateway_id: int) -> Attempt:
        """An attempt by a channel: the one that waits for a channel, or a new one."""
        for attempt in order.waiting:
            if attempt.gateway_id == 0:
                attempt.gateway_id = gateway_id
                return attempt
        return self.begin_attempt(order, gateway_id)

    def of(self, key: str) -> Order | None:
        """The order of a key."""
        return self._kept.get(key)

    def of_order_id(self, order_id: str) -> Order | None:
        """The order that bears an OrderID."""
        return next((each for each in self.newest() if each.start.order_id == order_id), None)

    def of_remote_id(self, remote_id: str) -> tuple[Order, Attempt] | None:
        """An attempt, with its order."""
        for order in self.newest():
            attempt = order.attempt(remote_id)
            if attempt:
                return order, attempt
        return None

    def newest(self) -> list[Order]:
        """All that are kept, the newest first."""
        return list(self._kept.values())[::-1]
