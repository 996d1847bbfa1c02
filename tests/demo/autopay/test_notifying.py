"""The simulator's notifications: what becomes of a payment, and how the portal is told."""

import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree

from portal.demo.autopay import courier
from portal.demo.autopay.faults import FAULTS


def decide(shop, address: str, action: str, **fields: str):
    answer = shop.client.post(address, data={"action": action, **fields})
    shop.settle()
    return answer


BOTH = pytest.mark.parametrize("shop", ["sha256", "sha512"], indirect=True)


@BOTH
def test_a_payment_is_told_twice_pending_and_paid_and_the_payer_goes_back(shop):
    bank = shop.choose(106)
    decide(shop, bank, "pay")
    assert shop.box.said() == ["PENDING", "SUCCESS"]
    assert len(set(shop.box.said("remoteID"))) == 1
    result = shop.client.get(bank).text
    back = result.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    expected = f"{shop.service.service_id}|A7K2-1|{shop.service.key}".encode()
    assert asked == {
        "ServiceID": shop.service.service_id,
        "OrderID": "A7K2-1",
        "Hash": hashlib.new(shop.service.algorithm, expected).hexdigest(),
    }


@BOTH
def test_the_hash_of_a_notification_is_over_its_values_in_order(shop):
    decide(shop, shop.choose(106), "refuse", details="CARD_EXPIRED")
    root = etree.fromstring(shop.box.came[-1])
    names = ("orderID", "remoteID", "amount", "currency", "gatewayID", "paymentDate",
             "paymentStatus", "paymentStatusDetails")  # fmt: skip
    values = [root.findtext("serviceID"), *(root.findtext(f".//{name}") for name in names)]
    words = "|".join([*values, shop.service.key]).encode()
    assert root.findtext("hash") == hashlib.new(shop.service.algorithm, words).hexdigest()
    assert values[-2:] == ["FAILURE", "CARD_EXPIRED"]


@pytest.mark.parametrize(
    ("action", "fields", "statuses"),
    [
        ("twice", {}, ["PENDING", "SUCCESS", "SUCCESS"]),
        ("late", {}, ["PENDING", "FAILURE", "SUCCESS"]),
        ("away", {}, ["PENDING"]),
        ("other", {"amount": "12,50"}, ["PENDING", "SUCCESS"]),
        ("code", {"code": "111111"}, ["PENDING", "SUCCESS"]),
        ("code", {"code": "777 777"}, ["PENDING"]),
    ],
)
def test_every_ending_is_told(shop, action, fields, statuses):
    decide(shop, shop.choose(509), action, **fields)
    assert shop.box.said() == statuses
    if action == "other":
        assert shop.box.said("amount")[-1] == "12.50"
    if action == "twice":
        assert len(set(shop.box.said("remoteID"))) == 2


def test_turning_back_without_a_channel_is_one_refusal(shop):
    address = shop.start().headers["location"]
    answer = decide(shop, address, "leave")
    assert answer.headers["location"].startswith(shop.box.url)
    assert shop.box.said() == ["FAILURE"]
    assert shop.box.said("paymentStatusDetails") == ["REJECTED_BY_USER"]


@pytest.mark.parametrize(
    ("code", "reason"),
    [("111121", "WRONG_TICKET"), ("111122", "TICKET_EXPIRED"), ("111123", "TICKET_USED"),
     ("1", "WRONG_TICKET")],
)  # fmt: skip
def test_a_refused_code_may_be_typed_again_and_is_told_to_nobody(shop, code, reason):
    bank = shop.choose(509)
    answer = decide(shop, bank, "code", code=code)
    assert answer.status_code == 422
    assert reason in answer.text
    decide(shop, bank, "code", code="111111")
    assert shop.box.said() == ["PENDING", "SUCCESS"]


def test_with_one_code_the_amount_decides(shop):
    decide(shop, shop.choose(509, Amount="756.37"), "code", code="111112")
    assert shop.box.said("paymentStatusDetails")[-1] == "BAD_PIN"


@pytest.mark.parametrize("status", [500, 302, 200])
def test_what_is_not_answered_as_it_must_is_told_again(shop, status):
    shop.box.answers = [(status, b"nie"), (status, b"<?xml <a>"), (200, b"<confirmationList/>")]
    decide(shop, shop.choose(106), "pay")
    assert shop.box.said()[-1] == "SUCCESS"
    talk = shop.simulator.orders.newest()[0].talk
    assert [each.good for each in talk if "próba" in each.name].count(False) == 3


def test_what_is_not_confirmed_is_told_again(shop):
    shop.box.answers = [(200, shop.box.confirmation("A7K2-1", "NOTCONFIRMED"))]
    shop.choose(106)
    shop.settle()
    assert shop.box.said() == ["PENDING", "PENDING"]


def test_the_patience_of_the_operator_lasts_as_long_as_it_says():
    pauses = list(courier.pauses(1))
    assert len(pauses) == 209
    assert sum(pauses) == 36 * 60 + 24 * 3600 + 48 * 3600 + 5 * 86_400


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in ("pipe", "not-base64")])
def test_every_fault_does_what_it_says(shop, fault):
    decide(shop, shop.choose(106), "pay", fault=fault, copies="3", seconds="0")
    came = shop.box.came[1:]
    copies = {"repeat": 3, "together": 2, "reversed": 2, "lost": 0}
    assert len(came) == copies.get(fault, 1)
    if came and FAULTS[fault].is_right:
        assert b"<paymentStatus>SUCCESS" in came[0]


def test_bars_in_a_value_make_the_signature_of_another_message(shop):
    decide(shop, shop.choose(106), "pay", fault="pipe")
    assert "|SUCCESS" in shop.box.said("orderID")[-1]


def test_what_was_told_wrongly_can_be_told_rightly_from_behind(shop):
    bank = shop.choose(106)
    decide(shop, bank, "pay", fault="lost")
    assert shop.box.said() == ["PENDING"]
    _, _, key, remote_id = bank.split("/")
    decide(shop, f"/zlecenie/{key}/{remote_id}", "announce")
    assert shop.box.said() == ["PENDING", "SUCCESS"]
    assert "CONFIRMED: portal potwierdził" in shop.client.get(f"/zlecenie/{key}").text
