"""A simulator of Autopay that listens, and a letter box for its notifications."""

import base64
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import httpx2
import pytest
from lxml import etree

from portal.demo.autopay.app import Pace
from portal.demo.autopay.serving import simulated_autopay
from portal.demo.autopay.start_fields import FIELDS

QUICK = Pace(faster=6000, blik=0.05, refund=timedelta(0))


class LetterBox(ThreadingHTTPServer):
    """Takes notifications at an address of its own and answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Slot)
        self.came: list[bytes] = []
        self.answers: list[tuple[int, bytes]] = []
        """What to answer first; afterwards everything is confirmed."""
        self.service = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def said(self, path: str = "paymentStatus") -> list[str]:
        """A value of every notification that can be read."""
        return [etree.fromstring(each).findtext(f".//{path}") for each in self.came]

    def confirmation(self, order_id: str, word: str = "CONFIRMED") -> bytes:
        hashed = self.service.hash_of((self.service.service_id, order_id, word))
        return (
            f"<confirmationList><serviceID>{self.service.service_id}</serviceID>"
            f"<transactionsConfirmations><transactionConfirmed><orderID>{order_id}</orderID>"
            f"<confirmation>{word}</confirmation></transactionConfirmed>"
            f"</transactionsConfirmations><hash>{hashed}</hash></confirmationList>"
        ).encode()


class _Slot(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        box = self.server
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        xml = base64.b64decode(parse_qs(body)["transactions"][0])
        order_id = etree.fromstring(xml).findtext(".//orderID")
        box.came.append(xml)
        status, content = box.answers.pop(0) if box.answers else (200, box.confirmation(order_id))
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def box() -> Iterator[LetterBox]:
    server = LetterBox()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


class Shop:
    """A portal's side of the conversation, by code of its own."""

    def __init__(self, autopay, simulator, client: httpx2.Client, box: LetterBox) -> None:
        self.autopay, self.simulator = autopay, simulator
        self.client, self.box = client, box
        self.service = box.service = simulator.service

    def start_fields(self, **changes: str) -> dict[str, str]:
        fields = {
            "ServiceID": self.service.service_id,
            "OrderID": "A7K2-1",
            "Amount": "1403.48",
            "GatewayID": "0",
            "Currency": "PLN",
            "CustomerEmail": "anna@example.pl",
            "Title": "Opłata za lokal 417/2014",
            "ReturnURL": f"{self.box.url}/place/powrot",
            **changes,
        }
        values = [fields.get(field.name, "") for field in FIELDS]
        return {"Hash": self.service.hash_of(values), **fields}

    def start(self, *, header: str = "", **changes: str):
        headers = {"bmheader": header} if header else {}
        fields = self.start_fields(**changes)
        return self.client.post(self.autopay.path, data=fields, headers=headers)

    def choose(self, channel: int, **changes: str) -> str:
        """Start and choose a channel; gives the address of the bank's page."""
        address = self.start(**changes).headers["location"]
        answer = self.client.post(address, data={"channel": str(channel), "action": "choose"})
        return answer.headers["location"]

    def call(self, path: str, header: str = "pay-bm", **fields: str):
        """A call, its fields in the order of their hash."""
        signed = {**fields, "Hash": self.service.hash_of(fields.values())}
        headers = {"bmheader": header} if header else {}
        return self.client.post(path, data=signed, headers=headers)

    def settle(self) -> None:
        assert self.simulator.courier.wait(10)


@pytest.fixture
def shop(request: pytest.FixtureRequest, box: LetterBox) -> Iterator[Shop]:
    algorithm = getattr(request, "param", "sha256")
    with (
        simulated_autopay(box.url, algorithm=algorithm, pace=QUICK) as (autopay, simulator),
        httpx2.Client(base_url=autopay.url, trust_env=False) as client,
    ):
        yield Shop(autopay, simulator, client, box)
