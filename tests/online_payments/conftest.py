"""A portal that takes online payments, and an operator that signs what tests make it say."""

import base64
from dataclasses import dataclass, replace

import pytest

from portal.money import Grosze
from portal.online_payments import orders
from portal.online_payments.autopay.notice import read_notice
from portal.online_payments.autopay.signing import signature
from portal.online_payments.notices import Verdict, accept_notice
from portal.online_payments.orders import NewOrder, Order
from portal.settings import Autopay, Settings
from portal.store.database import Database, writing
from tests.factories import a_charge, a_lease, a_person, an_account

DUE = 140_348
AUTOPAY = Autopay(
    url="https://pay.example", service_id="903712", keys=("our-key-of-the-service-903712",)
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, autopay=AUTOPAY)


def an_order(
    db: Database,
    lease: int | None = None,
    amount: int = 128_437,
    *,
    shares: dict[int, int] | None = None,
    account: int | None = None,
    form: str | None = None,
) -> Order:
    """An order that somebody has started."""
    if account is None:
        tenant = a_person(db)
        account = an_account(db, tenant)
    tenant = db.execute(
        "SELECT tenant_id FROM accounts WHERE account_id = ?", (account,)
    ).fetchone()[0]
    if shares is None:
        shares = {lease if lease is not None else a_lease(db, tenant): amount}
    with writing(db):
        return orders.start_order(
            db,
            NewOrder(
                form_key=form or f"form-{id(object())}-{account}-{amount}-{len(shares)}",
                account_id=account,
                tenant_id=tenant,
                service_id=AUTOPAY.service_id,
                shares={lease: Grosze(amount) for lease, amount in shares.items()},
                purpose="all",
            ),
        )


@dataclass(frozen=True)
class Operator:
    """Says what a test wants to be said, signed as it should be unless told otherwise."""

    autopay: Autopay = AUTOPAY

    def values(self, order: Order | str, **said: str) -> dict[str, str]:
        """The fields of a transaction, in the order of the documentation."""
        known = isinstance(order, Order)
        amount = order.amount if known else 128_437
        fields = {
            "orderID": order.order_id if known else order,
            "remoteID": "9A1",
            "amount": f"{amount // 100}.{amount % 100:02d}",
            "currency": "PLN",
            "gatewayID": "106",
            "paymentDate": "20261121101500",
            "paymentStatus": "SUCCESS",
            "paymentStatusDetails": "AUTHORIZED",
        }
        fields.update(said)
        return {name: text for name, text in fields.items() if text != ""}

    def xml(self, fields: dict[str, str], *, key: str = "", service_id: str = "") -> bytes:
        service_id = service_id or self.autopay.service_id
        signed = signature(
            [service_id, *fields.values()], key or self.autopay.keys[0], self.autopay.algorithm
        )
        leaves = "".join(f"<{name}>{text}</{name}>" for name, text in fields.items())
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f"<transactionList><serviceID>{service_id}</serviceID><transactions><transaction>"
            f"{leaves}</transaction></transactions><hash>{signed}</hash></transactionList>"
        ).encode()

    def message(self, order: Order | str, **said: str) -> str:
        """The parameter `transactions` of a notification."""
        return packed(self.xml(self.values(order, **said)))

    def says(self, db: Database, order: Order | str, **said: str) -> Verdict:
        """A notification, read and taken in."""
        return accept_notice(db, read_notice(self.message(order, **said), self.autopay))


def packed(xml: bytes) -> str:
    return base64.b64encode(xml).decode()


@pytest.fixture
def operator() -> Operator:
    return Operator()


@pytest.fixture
def anna(db) -> int:
    return a_person(db)


@pytest.fixture
def account(db, anna) -> int:
    return an_account(db, anna)


@pytest.fixture
def lease(db, anna, account, browser) -> int:
    """What Anna, who is signed in, owes for."""
    lease = a_lease(db, anna)
    a_charge(db, lease, due_on="2026-12-10", amount=DUE, components=(
        ("Czynsz", 52_400, "m²", 172_000, 90_128), ("Woda", None, None, None, DUE - 90_128),
    ))  # fmt: skip
    browser.sign_in(account)
    return lease
