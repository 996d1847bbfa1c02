"""The calls of the portal's server: status, cancellation, refund, channels.

Each is kept with its answer in the order that it is about.
"""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.demo.autopay import answers, channels
from portal.demo.autopay.amounts import grosze
from portal.demo.autopay.orders import Attempt, Order
from portal.demo.autopay.refunds import refund, refund_state
from portal.demo.autopay.silence import keep_silent

if TYPE_CHECKING:
    from portal.demo.autopay.app import Simulator

LONGEST_BODY = 20_000
MOST_ATTEMPTS = 50
MESSAGE_ID = re.compile(r"[A-Za-z0-9]{32}")


class Unanswerable(Exception):
    """A call that is wrong in itself; the error that answers it."""

    def __init__(self, name: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.name, self.status = name, status


class Calls:
    """Answers the calls of one service."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator = simulator
        self.service = simulator.service

    async def status(self, request: Request) -> Response:
        """transactionStatus."""
        fields = await self._form(request, "ServiceID", "OrderID")
        if isinstance(fields, Response):
            return fields
        order = self.simulator.orders.of_order_id(fields["OrderID"])
        if order:
            self.simulator.till.expire(order)
        fault = self.simulator.switches["status"]
        if fault == "slow":
            await keep_silent(request)
        if fault == "500":
            return Response("<html>500</html>", 500)
        if fault == "limit" or (order and len(order.attempts) > MOST_ATTEMPTS):
            answer = answers.too_many(fields["OrderID"], self.service)
        else:
            answer = answers.status_of(
                order, fields["OrderID"], self.service, forged=fault == "forged"
            )
        return _kept(order, "transactionStatus", fields, answer)

    async def cancel(self, request: Request) -> Response:
        """transactionCancel: by OrderID every attempt that waits, by RemoteID the one."""
        fields = await self._form(request, "ServiceID", "MessageID", "RemoteID?", "OrderID?")
        if isinstance(fields, Response):
            return fields
        remote_id, order_id = fields.get("RemoteID", ""), fields.get("OrderID", "")
        if bool(remote_id) == bool(order_id):
            return answers.error("VALIDATION_FAILED", "Podaj RemoteID albo OrderID, jedno z nich.")
        if order_id:
            order = self.simulator.orders.of_order_id(order_id)
            asked = list(order.attempts) if order else []
        else:
            found = self.simulator.orders.of_remote_id(remote_id)
            order, asked = (found[0], [found[1]]) if found else (None, [])
        confirmation, reason = self._cancel(order, asked)
        answer = answers.signed(
            "transaction",
            [("serviceID", self.service.service_id), ("messageID", fields["MessageID"]),
             ("confirmation", confirmation), ("reason", reason)],
            self.service,
        )  # fmt: skip
        return _kept(order, "transactionCancel", fields, answer)

    def _cancel(self, order: Order | None, asked: list[Attempt]) -> tuple[str, str]:
        if order is None or not asked:
            return "NOTCONFIRMED", "TRANSACTION_NOT_FOUND"
        waiting = [each for each in asked if each.status == "PENDING"]
        if not waiting:
            return "NOTCONFIRMED", "INCORRECT_PAYMENT_STATUS"
        self.simulator.till.cancel(order, waiting)
        paid = [each for each in asked if each.status == "SUCCESS"]
        return "CONFIRMED", "CANCELED_PARTIALLY" if paid else "CANCELED_FULLY"

    async def refund(self, request: Request) -> Response:
        """transactionRefund."""
        fields = await self._form(
            request, "ServiceID", "MessageID", "RemoteID", "Amount?", "Currency?", header=""
        )
        if isinstance(fields, Response):
            return fields
        found = self.simulator.orders.of_remote_id(fields["RemoteID"])
        fault = self.simulator.switches["refunds"]
        amount = grosze(fields["Amount"]) if fields.get("Amount") else 0
        answer = refund(
            found, fields["MessageID"], amount, fields.get("Currency", ""), self.service, fault,
            self.simulator.pace.refund,
        )  # fmt: skip
        _kept(found[0] if found else None, "transactionRefund", fields, answer)
        if fault == "slow":
            await keep_silent(request)
        return answer

    async def refund_details(self, request: Request) -> Response:
        """outDetails/v2: what became of a refund."""
        fields = await self._json(request, "serviceId", "messageId", "method")
        if isinstance(fields, Response):
            return fields
        return JSONResponse(refund_state(self.simulator.orders, fields["messageId"], self.service))

    async def gateways(self, request: Request) -> Response:
        """gatewayList/v3."""
        self.simulator.channel_questions += 1
        fault = self.simulator.switches["gateways"]
        if fault == "slow":
            await keep_silent(request)
        if fault == "500":
            return Response("<html>500</html>", 500)
        if fault == "garbage":
            return Response("<html>przerwa</html>", media_type="application/json")
        fields = await self._json(request, "ServiceID", "MessageID", "Currencies", "Language")
        if isinstance(fields, Response):
            return fields
        listed = channels.listed(self.service.service_id, fields["MessageID"])
        if fault == "empty":
            listed["gatewayList"] = []
        return JSONResponse(listed)

    async def _form(
        self, request: Request, *names: str, header: str = "pay-bm"
    ) -> dict[str, str] | Response:
        """The fields of a form by the order of their hash; a name with "?" may be missing."""
        try:
            if header and request.headers.get("bmheader") != header:
                raise Unanswerable("VALIDATION_FAILED", f"Brakuje nagłówka BmHeader: {header}.")
            body = await _body(request)
            fields = dict(parse_qsl(body.decode("ascii"), max_num_fields=20, errors="strict"))
            self._check(fields, names, "Hash")
        except UnicodeDecodeError:
            return answers.error("INVALID_FORMAT", "To nie jest formularz w UTF-8.")
        except Unanswerable as fault:
            return answers.error(fault.name, str(fault), fault.status)
        return fields

    async def _json(self, request: Request, *names: str) -> dict[str, str] | Response:
        try:
            sent = json.loads(await _body(request))
            fields = {str(name): str(value) for name, value in sent.items()}
            self._check(fields, names, "hash" if names[0] == "serviceId" else "Hash")
        except (ValueError, AttributeError):
            return _json_error("INVALID_FORMAT", "To nie jest obiekt JSON.")
        except Unanswerable as fault:
            return _json_error(fault.name, str(fault), fault.status)
        return fields

    def _check(self, fields: Mapping[str, str], names: tuple[str, ...], hash_name: str) -> None:
        """Raises: Unanswerable."""
        bare = [name.rstrip("?") for name in names]
        missing = [name for name in names if "?" not in name and not fields.get(name)]
        strange = set(fields) - {*bare, hash_name}
        if missing or strange:
            words = f"brakuje: {', '.join(missing)}; nieznane: {', '.join(sorted(strange))}"
            raise Unanswerable("VALIDATION_FAILED", words)
        message_id = fields.get("MessageID") or fields.get("messageId")
        if message_id and not MESSAGE_ID.fullmatch(message_id):
            raise Unanswerable("VALIDATION_FAILED", "MessageID to 32 litery i cyfry.")
        values = [fields.get(name, "") for name in bare]
        if not self.service.is_signed(values, fields.get(hash_name, "")):
            raise Unanswerable("INVALID_HASH", "Skrót się nie zgadza.")
        if fields[bare[0]] != self.service.service_id:
            raise Unanswerable("SERVICE_NOT_FOUND", "Nie znamy takiego serwisu.")


def _json_error(name: str, description: str, status: int = 200) -> Response:
    return JSONResponse(
        {"result": "ERROR", "errorStatus": name, "description": description}, status
    )


async def _body(request: Request) -> bytes:
    body = await request.body()
    if len(body) > LONGEST_BODY:
        raise Unanswerable("INVALID_FORMAT", "Za dużo naraz.", 413)
    return body


def _kept(order: Order | None, name: str, fields: Mapping[str, str], answer: Response) -> Response:
    """Note a call and its answer."""
    if order is not None:
        sent = "\n".join(f"{key}: {value}" for key, value in fields.items())
        order.note(name, sent, bytes(answer.body).decode(), good=answer.status_code == 200)
    return answer
