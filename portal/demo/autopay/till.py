"""The till: what becomes of an order, and the news of it for the portal."""

from dataclasses import replace

from portal.demo.autopay.courier import Courier
from portal.demo.autopay.notice import Plan
from portal.demo.autopay.orders import Attempt, Order, Orders

# Codes of the operator's test environment; the last is ours.
GOOD_CODE, CODE_BY_AMOUNT, WAITING_CODE = "111111", "111112", "777777"
REFUSED_CODES = {"111121": "WRONG_TICKET", "111122": "TICKET_EXPIRED", "111123": "TICKET_USED"}
# With CODE_BY_AMOUNT these amounts are refused.
BY_AMOUNT = {
    756_31: "INSUFFICIENT_FUNDS",
    756_32: "ISSUER_DECLINED",
    756_33: "TIMEOUT",
    756_34: "USER_TIMEOUT",
    756_35: "AM_TIMEOUT",
    756_36: "SEC_DECLINED",
    756_37: "BAD_PIN",
    756_38: "LIMIT_EXCEEDED",
    756_39: "SYSTEM_ERROR",
    756_40: "GENERAL_ERROR",
}
GENERAL_DETAILS = (
    "REJECTED", "REJECTED_BY_USER", "INCORRECT_AMOUNT", "EXPIRED", "CANCELLED", "ANOTHER_ERROR",
)  # fmt: skip
CARD_DETAILS = (
    "CONNECTION_ERROR", "CARD_LIMIT_EXCEEDED", "SECURITY_ERROR", "DO_NOT_HONOR",
    "THREEDS_NEGATIVE", "CARD_EXPIRED", "INCORRECT_CARD_NUMBER", "FRAUD_SUSPECT",
    "STOP_RECURRING", "VOID", "UNCLASSIFIED",
)  # fmt: skip
BLIK_DETAILS = (
    "INSUFFICIENT_FUNDS", "LIMIT_EXCEEDED", "BAD_PIN", "ISSUER_DECLINED", "USER_DECLINED",
    "SEC_DECLINED", "TIMEOUT", "AM_TIMEOUT", "USER_TIMEOUT", "SYSTEM_ERROR", "GENERAL_ERROR",
)  # fmt: skip


class Till:
    """Decides for one simulator; each decision is announced as planned."""

    def __init__(self, orders: Orders, courier: Courier, *, seconds_of_blik: float) -> None:
        self.orders, self.courier = orders, courier
        self.seconds_of_blik = seconds_of_blik

    def choose(self, order: Order, gateway_id: int) -> Attempt:
        """A channel is chosen."""
        attempt = self.orders.choose_channel(order, gateway_id)
        self.courier.announce(order, attempt)
        return attempt

    def pay(self, order: Order, attempt: Attempt, plan: Plan | None = None) -> None:
        """The money is there."""
        attempt.decide("SUCCESS", "AUTHORIZED")
        self.courier.announce(order, attempt, plan)

    def refuse(
        self, order: Order, attempt: Attempt, details: str, plan: Plan | None = None
    ) -> None:
        """There will be no money."""
        attempt.decide("FAILURE", details)
        self.courier.announce(order, attempt, plan)

    def pay_twice(self, order: Order, attempt: Attempt, plan: Plan | None = None) -> None:
        """The same order is paid by two attempts, one after the other."""
        self.pay(order, attempt, plan)
        self.pay(order, self.orders.begin_attempt(order, attempt.gateway_id))

    def pay_late(self, order: Order, attempt: Attempt, plan: Plan | None = None) -> None:
        """The order has expired, and then the money comes all the same."""
        self.refuse(order, attempt, "EXPIRED")
        attempt.decide("SUCCESS", "ACCEPTED")
        plan = plan or Plan(seconds=0.5)
        self.courier.announce(order, attempt, plan)

    def pay_other(
        self, order: Order, attempt: Attempt, amount: int, plan: Plan | None = None
    ) -> None:
        """Another sum comes in than was asked for."""
        attempt.amount = amount
        attempt.decide("SUCCESS", "ACCEPTED")
        self.courier.announce(order, attempt, plan)

    def leave(self, order: Order) -> None:
        """The payer goes away without a channel: the first word of it is FAILURE."""
        attempt = self.orders.choose_channel(order, order.start.gateway_id)
        self.refuse(order, attempt, "REJECTED_BY_USER")

    def refused_code(self, code: str) -> str:
        """Why a BLIK code is refused at once; empty for one that is taken."""
        if code in (GOOD_CODE, CODE_BY_AMOUNT, WAITING_CODE):
            return ""
        return REFUSED_CODES.get(code, "WRONG_TICKET")

    def take_code(
        self, order: Order, attempt: Attempt, code: str, plan: Plan | None = None
    ) -> None:
        """A BLIK code that is not refused at once; the outcome comes a moment later."""
        plan = plan or Plan()
        later = replace(plan, seconds=plan.seconds or self.seconds_of_blik)
        details = BY_AMOUNT.get(order.start.amount) if code == CODE_BY_AMOUNT else None
        if details:
            self.refuse(order, attempt, details, later)
        elif code != WAITING_CODE:
            self.pay(order, attempt, later)

    def expire(self, order: Order) -> None:
        """End what was not paid in time."""
        if not order.is_over:
            return
        for attempt in order.waiting:
            self.refuse(order, attempt, "EXPIRED")

    def cancel(self, order: Order, attempts: list[Attempt]) -> None:
        """The portal takes back what is not paid."""
        order.cancelled = True
        for attempt in attempts:
            self.refuse(order, attempt, "CANCELLED")
