"""The simulator as an application: the payer's pages, the calls of the portal, the console."""

import ipaddress
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.routing import Route

from portal.demo.autopay import pages
from portal.demo.autopay.background import Background
from portal.demo.autopay.calls import Calls
from portal.demo.autopay.console import Console
from portal.demo.autopay.courier import FASTER, Courier
from portal.demo.autopay.faults import SWITCHES
from portal.demo.autopay.orders import Order, Orders
from portal.demo.autopay.payer import Payer, return_address
from portal.demo.autopay.service import Numbers, Service
from portal.demo.autopay.start import Wrong
from portal.demo.autopay.till import Till

NOTICE_PATH, RETURN_PATH, START_PATH = "/platnosci/itn", "/place/powrot", "/payment"
MOST_REFUSED = 20


@dataclass(frozen=True)
class Pace:
    """How quickly things happen: retries so many times faster, the word of BLIK, refunds."""

    faster: float = FASTER
    blik: float = 1.5
    refund: timedelta = timedelta(seconds=20)


class Simulator:
    """The operator of one demonstration."""

    def __init__(
        self, service: Service, numbers: Numbers, *, url: str, portal_url: str, pace: Pace
    ) -> None:
        self.service, self.numbers, self.url, self.pace = service, numbers, url, pace
        self.portal_url = portal_url
        self.pages = pages.Pages("{0.scheme}://{0.netloc}".format(urlsplit(portal_url)))
        self.orders = Orders(numbers)
        self.courier = Courier(f"{portal_url}{NOTICE_PATH}", service, faster=pace.faster)
        self.till = Till(self.orders, self.courier, seconds_of_blik=pace.blik)
        self.background = Background(self)
        self.switches = {name: "" for name, _, _ in SWITCHES}
        self.channel_questions = 0
        self.refused: deque[tuple[Wrong, bytes]] = deque(maxlen=MOST_REFUSED)

    def return_address(self, order: Order) -> str:
        """Where a payer goes back to."""
        service_id = self.service.service_id
        hashed = self.service.hash_of((service_id, order.start.order_id))
        return return_address(order, f"{self.portal_url}{RETURN_PATH}", service_id, hashed)

    def remember(self, orders: Iterable[Order]) -> None:
        """Take in what an earlier run left."""
        for order in orders:
            self.orders.keep(order)

    def close(self) -> None:
        """Send nothing more."""
        self.courier.close()


def create_simulator(
    service: Service,
    numbers: Numbers,
    *,
    url: str,
    portal_url: str,
    demonstration: bool,
    pace: Pace = Pace(),
) -> Starlette:
    """The simulator as an ASGI application; its `state.simulator` is to be closed at the end.

    Takes:  url: where it is reached; portal_url: where the portal is, which it notifies.
    Raises: ValueError outside a demonstration, and for a portal that is not of this computer.
    """
    if not demonstration or not _is_of_this_computer(url) or not _is_of_this_computer(portal_url):
        raise ValueError("the simulator of Autopay runs in a demonstration only")
    simulator = Simulator(service, numbers, url=url, portal_url=portal_url, pace=pace)
    app = Starlette(routes=_routes(simulator))
    app.state.simulator = simulator
    return app


def _routes(simulator: Simulator) -> list[Route]:
    payer, calls, console = Payer(simulator), Calls(simulator), Console(simulator)
    attempt = "/platnosc/{key}/{remote_id}"
    return [
        Route("/", console.home),
        Route("/style.css", pages.style),
        Route("/usterki", console.switch, methods=["POST"]),
        Route("/zlecenie/{key}", console.order),
        Route("/zlecenie/{key}/{remote_id}", console.act, methods=["POST"]),
        Route(START_PATH, payer.start, methods=["POST"]),
        Route("/payment/continue/{remote_id}/{key}", payer.go_on),
        Route("/platnosc/{key}", payer.order),
        Route("/platnosc/{key}", payer.choose, methods=["POST"]),
        Route(attempt, payer.bank),
        Route(attempt, payer.decide, methods=["POST"]),
        Route("/webapi/transactionStatus", calls.status, methods=["POST"]),
        Route("/webapi/transactionCancel", calls.cancel, methods=["POST"]),
        Route("/settlementapi/transactionRefund", calls.refund, methods=["POST"]),
        Route("/settlementapi/outDetails/v2", calls.refund_details, methods=["POST"]),
        Route("/gatewayList/v3", calls.gateways, methods=["POST"]),
    ]


def _is_of_this_computer(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
