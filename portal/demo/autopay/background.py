"""A start in the background (przedtransakcja): a link to go on by, or the fate of a BLIK code."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from portal.demo.autopay import answers, channels
from portal.demo.autopay.orders import Order
from portal.demo.autopay.silence import keep_silent

if TYPE_CHECKING:
    from portal.demo.autopay.app import Simulator


class Background:
    """Answers starts that the portal's server sends."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator = simulator

    async def answer(self, request: Request, order: Order, body: bytes) -> Response:
        """Answer A, a link, where the payer has something to do yet; else answer B."""
        fault = self.simulator.switches["beginning"]
        code = _code(body)
        if fault == "email":
            answer = self._not_taken(order, "INVALID_EMAIL")
        elif code:
            answer = self._charge(order, code, forged=fault == "forged")
        else:
            answer = self._go_on(order, forged=fault == "forged")
        shown = body.decode("ascii").replace(code, "······") if code else body.decode("ascii")
        order.note("Start w tle", shown, bytes(answer.body).decode())
        if fault == "slow":
            await keep_silent(request)
        return answer

    def _go_on(self, order: Order, *, forged: bool) -> Response:
        gateway_id = order.start.gateway_id
        if gateway_id:
            attempt = self.simulator.till.choose(order, gateway_id)
        else:
            attempt = self.simulator.orders.choose_channel(order, 0)
        link = f"{self.simulator.url}/payment/continue/{attempt.remote_id}/{order.key}"
        fields = [
            ("status", "PENDING"),
            ("redirecturl", link),
            ("orderID", order.start.order_id),
            ("remoteID", attempt.remote_id),
        ]
        return answers.signed("transaction", fields, self.simulator.service, forged=forged)

    def _charge(self, order: Order, code: str, *, forged: bool) -> Response:
        till = self.simulator.till
        refused = till.refused_code(code)
        if refused:
            return self._not_taken(order, refused)
        attempt = till.choose(order, channels.BLIK)
        till.take_code(order, attempt, code)
        fields = [
            ("orderID", order.start.order_id),
            ("remoteID", attempt.remote_id),
            ("confirmation", "CONFIRMED"),
            ("paymentStatus", "PENDING"),
        ]
        return answers.signed("transaction", fields, self.simulator.service, forged=forged)

    def _not_taken(self, order: Order, reason: str) -> Response:
        """No notification follows."""
        fields = [
            ("orderID", order.start.order_id),
            ("confirmation", "NOTCONFIRMED"),
            ("reason", reason),
        ]
        return answers.signed("transaction", fields, self.simulator.service)


def _code(body: bytes) -> str:
    return dict(parse_qsl(body.decode("ascii"))).get("AuthorizationCode", "")
