"""The drawer of faults: every way in which a notification or an answer may go wrong, by name."""

from dataclasses import dataclass, field, replace
from typing import Any

from portal.demo.autopay.notice import BOMB, DTD, Plan
from portal.demo.autopay.orders import Attempt, Order

MOST_COPIES, MOST_SECONDS = 200, 600


@dataclass(frozen=True)
class Fault:
    """A fault: what people read, what it changes of the plan, and whether the portal bears it."""

    words: str
    changes: dict[str, Any] = field(default_factory=dict)
    is_right: bool = False


DELIVERY = {
    "repeat": Fault("To samo powiadomienie wiele razy, ile: pole niżej", is_right=True),
    "together": Fault(
        "Dwa jednakowe powiadomienia w tej samej chwili", {"copies": 2, "together": True}, True
    ),
    "reversed": Fault("Kolejność odwrotna: wynik, a po nim PENDING", {"reversed": True}, True),
    "delayed": Fault("Powiadomienie spóźnione, o ile sekund: pole niżej", is_right=True),
    "lost": Fault("Powiadomienie nie wychodzi wcale", {"lost": True}, True),
}
CONTENTS = {
    "forged": Fault("Skrót podrobiony", {"hashed": "forged"}),
    "upper": Fault("Skrót wielkimi literami", {"hashed": "upper"}),
    "no-hash": Fault("Bez skrótu", {"hashed": "none"}),
    "service": Fault("Inny serwis, skrót dobry", {"service_id": "1"}),
    "currency": Fault("Inna waluta, skrót dobry", {"currency": "EUR"}),
    "more": Fault("Kwota o 1,00 większa od wpłaty, skrót dobry", {"more": 100}),
    "less": Fault("Kwota o 0,01 mniejsza od wpłaty, skrót dobry", {"more": -1}),
    "pipe": Fault("Kreski w OrderID, skrót dobry (wyrocznia podpisu)"),
    "stranger": Fault("Zlecenie, którego portal nie zna, skrót dobry", {"order_id": "NIEZNANE-1"}),
    "two": Fault("Dwie transakcje w jednej wiadomości", {"two": True}),
    "dtd": Fault("DTD w wiadomości", {"doctype": DTD}),
    "bomb": Fault("Bomba z encji w wiadomości", {"doctype": BOMB}),
    "not-base64": Fault("To nie jest base64", {"raw": "%%%"}),
    "customer": Fault("Z danymi płacącego (działa)", {"customer": True}, True),
    "commission": Fault(
        "Prowizja 1,00 po stronie płacącego, ze startAmount (działa)", {"commission": 100}, True
    ),
}
DRAWER = (("Doręczenie", DELIVERY), ("Treść", CONTENTS))
FAULTS = {name: fault for _, faults in DRAWER for name, fault in faults.items()}


def plan_of(name: str, order: Order, attempt: Attempt, *, copies: int, seconds: float) -> Plan:
    """The plan of a fault by its name; the right one where there is no such fault."""
    fault = FAULTS.get(name)
    if fault is None:
        return Plan()
    plan = Plan(**{"is_right": fault.is_right, **fault.changes})
    if name == "repeat":
        return replace(plan, copies=min(max(copies, 1), MOST_COPIES))
    if name == "delayed":
        return replace(plan, seconds=min(max(seconds, 0), MOST_SECONDS))
    if name == "pipe":
        words = (order.start.order_id, attempt.remote_id, order.start.of("Amount"), "PLN", "1",
                 "20260101111111", "SUCCESS")  # fmt: skip
        return replace(plan, order_id="|".join(words))
    return plan


# How the calls that the portal makes may be answered, each by what people read.
GATEWAY_LIST = {
    "": "Dobra lista",
    "slow": "Nie odpowiada",
    "500": "Błąd 500",
    "empty": "Pusta lista",
    "garbage": "To nie jest JSON",
}
STATUS = {
    "": "Dobra odpowiedź",
    "slow": "Nie odpowiada",
    "500": "Błąd 500",
    "forged": "Skrót podrobiony",
    "limit": "Błąd 403, za dużo transakcji",
}
REFUNDS = {
    "": "Zwrot się udaje",
    "fails": "Zwrot przyjęty, potem nieudany (brak środków na saldzie)",
    "refused": "Zwrot odrzucony od razu",
    "slow": "Zwrot przyjęty, ale odpowiedź nie dociera",
}
BEGINNING = {
    "": "Dobra odpowiedź",
    "slow": "Nie odpowiada",
    "forged": "Skrót podrobiony",
    "email": "INVALID_EMAIL",
}
SWITCHES = (
    ("gateways", "Lista kanałów (gatewayList)", GATEWAY_LIST),
    ("status", "Pytanie o stan (transactionStatus)", STATUS),
    ("refunds", "Zwroty (transactionRefund)", REFUNDS),
    ("beginning", "Start w tle (przedtransakcja)", BEGINNING),
)
