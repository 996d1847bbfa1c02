"""The payer's way: the start, the channel, the bank, the result and back to the portal."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.demo.autopay import answers, channels, faults, till
from portal.demo.autopay.notice import Plan
from portal.demo.autopay.orders import Attempt, Order
from portal.demo.autopay.pages import fields_of
from portal.demo.autopay.start import Start, Wrong, read_start
from portal.demo.autopay.start_fields import Problem
from portal.money import NotAnAmount, read_amount

if TYPE_CHECKING:
    from portal.demo.autopay.app import Simulator

BACKGROUND = "pay-bm-continue-transaction-url"
DETAILS = (
    ("Ogólne", till.GENERAL_DETAILS),
    ("BLIK", till.BLIK_DETAILS),
    ("Karty", till.CARD_DETAILS),
)


class Payer:
    """The pages that a payer sees."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator, self.pages = simulator, simulator.pages
        self.orders, self.till = simulator.orders, simulator.till

    async def start(self, request: Request) -> Response:
        """The portal's form, sent by a browser; or by its server, in the background."""
        background = request.headers.get("bmheader") == BACKGROUND
        body = await request.body()
        try:
            start = read_start(body, self.simulator.service, background=background)
            order = self._begin(start)
        except Wrong as wrong:
            self.simulator.refused.append((wrong, body))
            if background:
                return answers.error("VALIDATION_FAILED", str(wrong))
            return self.pages.draw("wrong.html", 400, wrong=wrong)
        if background:
            return await self.simulator.background.answer(request, order, body)
        order.note("Start", body.decode("ascii"), words="formularz przyjęty")
        if order.start.gateway_id:
            attempt = self.till.choose(order, order.start.gateway_id)
            return RedirectResponse(f"/platnosc/{order.key}/{attempt.remote_id}", 303)
        return RedirectResponse(f"/platnosc/{order.key}", 303)

    def _begin(self, start: Start) -> Order:
        """The order of a start; the same start again goes on with the same order.

        Raises: Wrong.
        """
        order = self.orders.of_order_id(start.order_id)
        if order is None:
            return self.orders.begin(start)
        words = ""
        if order.cancelled:
            words = "to zlecenie zostało anulowane i nie można go zacząć od nowa"
        elif order.is_remembered and order.start.amount == start.amount:
            order.start, order.is_remembered = start, False
        elif order.start.fields != start.fields and not _is_same_but_for_code(order.start, start):
            words = "ten OrderID ma już inne zlecenie; każde nowe potrzebuje nowego"
        if words:
            raise Wrong([Problem("OrderID", start.order_id, words)])
        return order

    async def order(self, request: Request) -> Response:
        """Which channel?"""
        order = self._order(request)
        ended = self._ended(order)
        if ended or order is None:
            return ended or self._unknown()
        offered = [each for each in channels.CHANNELS if each.takes(order.start.amount)]
        return self.pages.draw("channels.html", order=order, channels=offered)

    async def choose(self, request: Request) -> Response:
        """A channel is chosen, or the payer turns back."""
        order, form = self._order(request), await fields_of(request)
        ended = self._ended(order)
        if ended or order is None:
            return ended or self._unknown()
        if form.get("action") == "leave":
            self.till.leave(order)
            return RedirectResponse(self.simulator.return_address(order), 303)
        number = form.get("channel", "")
        channel = channels.channel_of(int(number)) if number.isdigit() else None
        if channel is None or not channel.takes(order.start.amount):
            return RedirectResponse(f"/platnosc/{order.key}", 303)
        attempt = self.till.choose(order, channel.gateway_id)
        return RedirectResponse(f"/platnosc/{order.key}/{attempt.remote_id}", 303)

    async def go_on(self, request: Request) -> Response:
        """The link that a start in the background was answered with."""
        order, attempt = self._attempt(request)
        if order is None or attempt is None:
            return self._unknown()
        if attempt.gateway_id:
            return RedirectResponse(f"/platnosc/{order.key}/{attempt.remote_id}", 303)
        return RedirectResponse(f"/platnosc/{order.key}", 303)

    async def bank(self, request: Request) -> Response:
        """The bank's page: what is to become of it?"""
        order, attempt = self._attempt(request)
        if order is None or attempt is None:
            return self._unknown()
        return self._bank(order, attempt)

    async def decide(self, request: Request) -> Response:
        """The payer's decision, with a fault where one was chosen."""
        order, attempt = self._attempt(request)
        if order is None or attempt is None:
            return self._unknown()
        if attempt.status != "PENDING":
            return self._bank(order, attempt)
        form = await fields_of(request)
        plan = plan_of(form, order, attempt)
        mistake = self._act(form, order, attempt, plan)
        if mistake:
            return self._bank(order, attempt, mistake)
        if form.get("action") == "away":
            return RedirectResponse(self.simulator.return_address(order), 303)
        return RedirectResponse(f"/platnosc/{order.key}/{attempt.remote_id}", 303)

    def _act(self, form: dict[str, str], order: Order, attempt: Attempt, plan: Plan) -> str:
        """Do what was decided. Gives: what is wrong with it, in words."""
        action = form.get("action", "")
        if action == "code":
            refused = self.till.refused_code(form.get("code", "").replace(" ", ""))
            if refused:
                return f"Kod odrzucony: {refused}. Wpisz inny."
            self.till.take_code(order, attempt, form["code"].replace(" ", ""), plan)
        elif action == "pay":
            self.till.pay(order, attempt, plan)
        elif action == "refuse":
            self.till.refuse(order, attempt, form.get("details") or "REJECTED", plan)
        elif action == "twice":
            self.till.pay_twice(order, attempt, plan)
        elif action == "late":
            self.till.pay_late(order, attempt, plan)
        elif action == "other":
            try:
                amount = read_amount(form.get("amount", ""))
            except NotAnAmount:
                return "Podaj kwotę w złotych, na przykład 450,50."
            self.till.pay_other(order, attempt, amount, plan)
        return ""

    def _bank(self, order: Order, attempt: Attempt, mistake: str = "") -> Response:
        """The page of an attempt; of its result once it is decided."""
        self.till.expire(order)
        back = self.simulator.return_address(order)
        values: dict[str, Any] = {"order": order, "attempt": attempt, "back": back}
        if attempt.status != "PENDING":
            return self.pages.draw("result.html", **values)
        channel = channels.channel_of(attempt.gateway_id)
        return self.pages.draw(
            "bank.html",
            422 if mistake else 200,
            channel=channel,
            is_blik=attempt.gateway_id == channels.BLIK,
            mistake=mistake,
            details=DETAILS,
            drawer=faults.DRAWER,
            **values,
        )

    def _order(self, request: Request) -> Order | None:
        order = self.orders.of(request.path_params["key"])
        if order:
            self.till.expire(order)
        return order

    def _attempt(self, request: Request) -> tuple[Order | None, Attempt | None]:
        order = self._order(request)
        return order, order.attempt(request.path_params["remote_id"]) if order else None

    def _ended(self, order: Order | None) -> Response | None:
        """The page for an order that can no longer be paid."""
        if order is None:
            return self._unknown()
        back = self.simulator.return_address(order)
        if order.cancelled:
            return self.pages.say("Zlecenie anulowane", "Portal je wycofał.", 410, back)
        if order.is_over:
            return self.pages.say("Minął czas na zapłatę", "To zlecenie wygasło.", 410, back)
        return None

    def _unknown(self) -> Response:
        words = "Symulator pamięta tylko to, co było od jego uruchomienia."
        return self.pages.say("Nie ma takiego zlecenia", words, 404)


def plan_of(form: dict[str, str], order: Order, attempt: Attempt) -> Plan:
    """The fault that a form chose."""
    return faults.plan_of(
        form.get("fault", ""),
        order,
        attempt,
        copies=_number(form.get("copies", ""), 10),
        seconds=_number(form.get("seconds", ""), 10),
    )


def return_address(order: Order, default: str, service_id: str, hashed: str) -> str:
    """Where the payer goes back to; the same for every outcome."""
    address = order.start.return_url or default
    query = urlencode({"ServiceID": service_id, "OrderID": order.start.order_id, "Hash": hashed})
    return f"{address}{'&' if '?' in address else '?'}{query}"


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise


def _is_same_but_for_code(before: Start, now: Start) -> bool:
    """Whether only the BLIK code and the hours differ, as when a code was wrong."""
    may_differ = {"AuthorizationCode", "ValidityTime", "CustomerIP"}
    names = {*before.fields, *now.fields} - may_differ
    return bool(now.of("AuthorizationCode")) and all(before.of(n) == now.of(n) for n in names)
