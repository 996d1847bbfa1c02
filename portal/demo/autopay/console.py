"""Behind the scenes: every order with what was said about it, and the switches of faults."""

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.demo.autopay import faults
from portal.demo.autopay.orders import Order
from portal.demo.autopay.pages import fields_of
from portal.demo.autopay.payer import DETAILS, plan_of
from portal.demo.autopay.readable import readable

if TYPE_CHECKING:
    from portal.demo.autopay.app import Simulator


class Console:
    """The pages for whoever runs the demonstration."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator, self.pages = simulator, simulator.pages

    async def home(self, request: Request) -> Response:
        """What this is, the last orders, and how calls are answered."""
        return self.pages.draw(
            "home.html",
            orders=self.simulator.orders.newest(),
            refused=list(self.simulator.refused)[::-1],
            switches=faults.SWITCHES,
            set_to=self.simulator.switches,
        )

    async def switch(self, request: Request) -> Response:
        """Set how calls are answered from now on."""
        form = await fields_of(request)
        for name, _, ways in faults.SWITCHES:
            if form.get(name, "") in ways:
                self.simulator.switches[name] = form.get(name, "")
        return RedirectResponse("/", 303)

    async def order(self, request: Request) -> Response:
        """One order: what was asked for, its attempts, and every message."""
        order = self._order(request)
        if order is None:
            return self.pages.say("Nie ma takiego zlecenia", "Symulator go nie pamięta.", 404)
        return self.pages.draw(
            "order.html",
            order=order,
            talk=[(each, readable(each.sent), readable(each.answered)) for each in order.talk],
            details=DETAILS,
            drawer=faults.DRAWER,
        )

    async def act(self, request: Request) -> Response:
        """Decide about an attempt from behind, or tell the portal of it once more."""
        order = self._order(request)
        attempt = order.attempt(request.path_params["remote_id"]) if order else None
        if order is None or attempt is None:
            return self.pages.say("Nie ma takiej próby", "Symulator jej nie pamięta.", 404)
        form = await fields_of(request)
        action, plan = form.get("action", ""), plan_of(form, order, attempt)
        till = self.simulator.till
        if action == "announce":
            self.simulator.courier.announce(order, attempt, plan)
        elif action == "pay" and attempt.status != "SUCCESS":
            till.pay(order, attempt, plan)
        elif action == "refuse" and attempt.status == "PENDING":
            till.refuse(order, attempt, form.get("details") or "REJECTED", plan)
        elif action == "fail-refund":
            for refund in attempt.refunds:
                refund.failed = refund.failed or refund.message_id == form.get("refund")
        return RedirectResponse(f"/zlecenie/{order.key}", 303)

    def _order(self, request: Request) -> Order | None:
        order = self.simulator.orders.of(request.path_params["key"])
        if order:
            self.simulator.till.expire(order)
        return order
