"""The operator's answers are read with nothing trusted in them."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.online_payments.autopay import calls, channels, status
from portal.online_payments.autopay.answer import read_xml
from portal.online_payments.autopay.faults import BadAnswer, Declined
from portal.settings import Autopay

AUTOPAY = Autopay(url="https://pay.example", service_id="10042", keys=("k",))
MESSAGE_ID = "a" * 32
PAID = {
    "orderID": "A1", "remoteID": "91", "amount": "11.20", "currency": "PLN", "gatewayID": "106",
    "paymentDate": "20261121101500", "paymentStatus": "SUCCESS",
    "paymentStatusDetails": "AUTHORIZED",
}  # fmt: skip


def hash_of(*values: str, key: str = "k") -> str:
    return hashlib.sha256("|".join([*filter(None, values), key]).encode()).hexdigest()


def xml(root: str, fields: dict[str, str], hashed: str | None = None) -> bytes:
    nodes = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    hashed = hash_of(*fields.values()) if hashed is None else hashed
    return f"<{root}>{nodes}<hash>{hashed}</hash></{root}>".encode()


def status_answer(*attempts: dict[str, str], service_id: str = "10042", key: str = "k") -> bytes:
    nodes = "".join(
        "<transaction>"
        + "".join(f"<{name}>{value}</{name}>" for name, value in each.items())
        + "</transaction>"
        for each in attempts
    )
    values = [value for each in attempts for value in each.values()]
    return (
        f"<transactionList><serviceID>{service_id}</serviceID><transactions>{nodes}</transactions>"
        f"<hash>{hash_of(service_id, *values, key=key)}</hash></transactionList>"
    ).encode()


def test_every_attempt_of_an_order_is_read():
    refused = {**PAID, "remoteID": "90", "paymentStatus": "FAILURE", "paymentStatusDetails": ""}
    notices = status.read_status(status_answer(refused, PAID), "A1", AUTOPAY)
    assert [(each.remote_id, each.status, each.details) for each in notices] == [
        ("90", "FAILURE", ""), ("91", "SUCCESS", "AUTHORIZED"),
    ]  # fmt: skip
    paid = notices[1]
    assert (paid.amount, paid.currency, paid.gateway_id) == (1120, "PLN", 106)
    assert (paid.paid_at, paid.source, paid.start_amount) == ("20261121101500", "status", None)


def test_what_is_told_and_what_is_asked_bear_the_same_mark():
    (asked,) = status.read_status(status_answer(PAID), "A1", AUTOPAY)
    words = "|".join(["10042", *PAID.values()])
    assert asked.fingerprint == hashlib.sha256(words.encode()).digest()


def test_an_order_that_nobody_tried_to_pay_has_no_attempts():
    assert status.read_status(status_answer(), "A1", AUTOPAY) == []


@pytest.mark.parametrize(
    "content",
    [
        status_answer(PAID, key="other"),
        status_answer(PAID, service_id="1"),
        status_answer({**PAID, "orderID": "B"}),
        status_answer({**PAID, "amount": "11,20"}),
        status_answer({**PAID, "amount": "-1.00"}),
        status_answer({**PAID, "amount": "١.00"}),
        status_answer({**PAID, "paymentStatus": "PAID"}),
        status_answer({**PAID, "paymentDate": "2026"}),
        status_answer({**PAID, "remoteID": "9/1"}),
        status_answer({**PAID, "remoteID": "9|1"}),
        status_answer({**PAID, "remoteID": ""}),
        status_answer(PAID).replace(b"SUCCESS", b"<b>SUCCESS</b>"),
        status_answer(PAID).replace(b"<amount>", b"<amount>0.01</amount><amount>"),
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + status_answer(PAID),
        status_answer(PAID).decode().encode("utf-16"),
        b"<html>przerwa</html>",
        b"",
        b"<" * 600_000,
    ],
)
def test_an_answer_that_is_wrong_anywhere_proves_nothing(content):
    with pytest.raises(BadAnswer):
        status.read_status(content, "A1", AUTOPAY)


def test_space_around_values_is_no_part_of_them():
    content = (
        status_answer(PAID).replace(b"<hash>", b"<hash>\n  ").replace(b">11.20<", b"> 11.20 <")
    )
    assert status.read_status(content, "A1", AUTOPAY)[0].amount == 1120


def test_an_error_of_the_operator_is_told_by_its_name():
    content = b"<error><statusCode>55</statusCode><name>BALANCE_ERROR</name><description>Wrong!</description></error>"  # noqa: E501
    with pytest.raises(Declined) as caught:
        calls.read_refund(content, MESSAGE_ID, AUTOPAY)
    assert (caught.value.kind, caught.value.description) == ("BALANCE_ERROR", "Wrong!")
    with pytest.raises(Declined):
        status.read_status(
            b"<transaction><reason>LIMIT_REQUESTED_TRANSACTIONS_X</reason></transaction>",
            "A1",
            AUTOPAY,
        )


@pytest.mark.parametrize(
    ("confirmation", "reason", "confirmed"),
    [("CONFIRMED", "CANCELED_FULLY", True), ("NOTCONFIRMED", "TRANSACTION_NOT_FOUND", False)],
)
def test_a_cancellation_is_confirmed_or_not(confirmation, reason, confirmed):
    fields = {"serviceID": "10042", "messageID": MESSAGE_ID, "confirmation": confirmation,
              "reason": reason}  # fmt: skip
    found = calls.read_cancelled(xml("transaction", fields), MESSAGE_ID, AUTOPAY)
    assert found == (confirmed, reason)
    with pytest.raises(BadAnswer):
        calls.read_cancelled(xml("transaction", fields, "0" * 64), MESSAGE_ID, AUTOPAY)


def test_a_cancellation_of_something_else_is_none_of_ours():
    fields = {"serviceID": "10042", "messageID": "b" * 32, "confirmation": "CONFIRMED"}
    with pytest.raises(BadAnswer):
        calls.read_cancelled(xml("transaction", fields), MESSAGE_ID, AUTOPAY)
    with pytest.raises(BadAnswer):
        calls.read_cancelled(xml("transaction", {"confirmation": "MAYBE"}), MESSAGE_ID, AUTOPAY)


def test_a_refund_is_taken_only_by_a_signed_answer_to_that_message():
    fields = {"serviceID": "10042", "messageID": MESSAGE_ID}
    calls.read_refund(xml("transactionRefund", fields), MESSAGE_ID, AUTOPAY)
    for content in (
        xml("transactionRefund", fields, ""),
        xml("transactionRefund", {**fields, "messageID": "b" * 32}),
        xml("transaction", fields),
    ):
        with pytest.raises(BadAnswer):
            calls.read_refund(content, MESSAGE_ID, AUTOPAY)


@pytest.mark.parametrize(
    ("word", "progress"),
    [("NEW", "under-way"), ("PROCESSING", "under-way"), ("FAILED_ATTEMPT_OF_BALANCE_CHANGE",
     "under-way"), ("DONE", "done"), ("CANCELED_NO_FUNDS_ON_BALANCE", "failed")],
)  # fmt: skip
def test_how_far_a_refund_has_come(word, progress):
    found = {"serviceId": 10042, "messageId": MESSAGE_ID, "status": word, "remoteOutId": None,
             "hash": hash_of("10042", MESSAGE_ID, word), "errorStatus": None}  # fmt: skip
    state = calls.read_refund_state(json.dumps(found).encode(), MESSAGE_ID, AUTOPAY)
    assert (state.progress, state.word) == (progress, word)
    forged = {**found, "status": "DONE" if word != "DONE" else "NEW"}
    with pytest.raises(BadAnswer):
        calls.read_refund_state(json.dumps(forged).encode(), MESSAGE_ID, AUTOPAY)


def test_a_start_in_the_background_is_answered_by_a_link_or_by_the_fate_of_a_charge():
    link = {"status": "PENDING", "redirecturl": "https://pay.example/payment/continue/9/A",
            "orderID": "A1", "remoteID": "9"}  # fmt: skip
    found = calls.read_beginning(xml("transaction", link), "A1", AUTOPAY)
    assert found.go_on_at == link["redirecturl"]
    charge = {"orderID": "A1", "remoteID": "9", "confirmation": "CONFIRMED",
              "paymentStatus": "PENDING"}  # fmt: skip
    found = calls.read_beginning(xml("transaction", charge), "A1", AUTOPAY)
    assert (found.taken, found.status, found.remote_id) == (True, "PENDING", "9")
    refused = {"orderID": "A1", "confirmation": "NOTCONFIRMED", "reason": "WRONG_TICKET"}
    found = calls.read_beginning(xml("transaction", refused, ""), "A1", AUTOPAY)
    assert (found.taken, found.reason) == (False, "WRONG_TICKET")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "PENDING", "redirecturl": "https://evil.example/", "orderID": "A1"},
        {"status": "PENDING", "redirecturl": "https://pay.example.evil/", "orderID": "A1"},
        {"status": "PENDING", "redirecturl": "https://pay.example/", "orderID": "B1"},
        {"orderID": "B1", "remoteID": "9", "confirmation": "CONFIRMED"},
        {"orderID": "A1", "remoteID": "9", "confirmation": "YES"},
    ],
)
def test_a_signed_answer_that_leads_elsewhere_is_not_followed(fields):
    with pytest.raises(BadAnswer):
        calls.read_beginning(xml("transaction", fields), "A1", AUTOPAY)


def listed(*entries: object, **more: object) -> bytes:
    return json.dumps(
        {"result": "OK", "serviceID": "10042", "gatewayList": entries, **more}
    ).encode()


BANK = {
    "gatewayID": 106, "name": "Bank", "groupType": "PBL", "state": "OK", "availableFor": "BOTH",
    "requiredParams": [], "order": 2, "buttonTitle": "Płacę",
    "currencies": [{"currency": "PLN", "minAmount": 0.01, "maxAmount": 5000.00}],
}  # fmt: skip


def test_channels_are_read_in_their_order_with_whole_grosze():
    blik = {
        **BANK,
        "gatewayID": 509,
        "name": "BLIK",
        "order": 1,
        "currencies": [{"currency": "PLN"}],
    }
    found = channels.read_channels(listed(BANK, blik), AUTOPAY)
    assert [each.name for each in found] == ["BLIK", "Bank"]
    assert (found[1].least, found[1].most) == (1, 500_000)
    assert found[1].takes(500_000)
    assert not found[1].takes(500_001)
    assert found[0].takes(10**9)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "TEMPORARY_DISABLED"},
        {"availableFor": "B2B"},
        {"requiredParams": ["Nip"]},
        {"currencies": [{"currency": "EUR"}]},
        {"currencies": None},
        {"gatewayID": "x"},
        {"name": None},
    ],
)
def test_a_channel_that_nobody_can_pay_by_is_left_out(change):
    found = channels.read_channels(listed({**BANK, **change}, {**BANK, "name": "Inny"}), AUTOPAY)
    assert [each.name for each in found] == ["Inny"]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"<html>", b"[" * 100_000, listed(), listed(7), listed(BANK, serviceID="1")],
)
def test_a_list_that_is_none_is_no_list(content):
    with pytest.raises(BadAnswer):
        channels.read_channels(content, AUTOPAY)


def test_a_list_refused_by_the_operator_says_why():
    with pytest.raises(Declined, match="INVALID_HASH"):
        channels.read_channels(b'{"result": "ERROR", "errorStatus": "INVALID_HASH"}', AUTOPAY)


READERS = [
    lambda content: read_xml(content, "transaction"),
    lambda content: status.read_status(content, "A1", AUTOPAY),
    lambda content: calls.read_cancelled(content, MESSAGE_ID, AUTOPAY),
    lambda content: calls.read_refund(content, MESSAGE_ID, AUTOPAY),
    lambda content: calls.read_refund_state(content, MESSAGE_ID, AUTOPAY),
    lambda content: calls.read_beginning(content, "A1", AUTOPAY),
    lambda content: channels.read_channels(content, AUTOPAY),
]
NAMES = st.sampled_from([*status.FIELDS, "transaction", "transactions", "hash", "confirmation",
                         "transactionList", "transactionRefund", "error", "serviceID"])  # fmt: skip
TREES = st.recursive(
    st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs", "Cc"]), max_size=20),
    lambda inner: st.lists(st.tuples(NAMES, inner), max_size=4).map(
        lambda nodes: "".join(f"<{name}>{content}</{name}>" for name, content in nodes)
    ),
    max_leaves=12,
)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*BANK, "result", "serviceID", "gatewayList", "status",
                                       "serviceId", "messageId", "hash", "errorStatus"]), inner),
    max_leaves=12,
)  # fmt: skip


@given(
    st.binary(max_size=200) | TREES.map(str.encode) | JSONS.map(lambda v: json.dumps(v).encode())
)
def test_nothing_that_comes_breaks_the_reading(content):
    for read in READERS:
        try:
            read(content)
        except (BadAnswer, Declined):
            continue


@given(st.integers(0, 10**16 - 1))
def test_every_amount_of_the_operator_is_read_to_the_grosz(grosze):
    text = f"{grosze // 100}.{grosze % 100:02d}"
    (found,) = status.read_status(status_answer({**PAID, "amount": text}), "A1", AUTOPAY)
    assert found.amount == grosze
    assert channels._grosze(text) == grosze
