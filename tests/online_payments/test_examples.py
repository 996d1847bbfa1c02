"""The messages that the operator's documentation prints, and some made by its rule."""

import json
from pathlib import Path

import pytest

from portal.online_payments.autopay.notice import confirmation, read_notice
from portal.online_payments.autopay.signing import signature
from portal.settings import Autopay

FILE = Path(__file__).with_name("autopay-examples.json")
FOUND = json.loads(FILE.read_text(encoding="utf-8"))
EXAMPLES = {each["id"]: each for each in FOUND["from_documentation"] + FOUND["derived"]}
NOTICES = [name for name, each in EXAMPLES.items() if "transactions_base64" in each]
OPERATOR = Autopay(url="https://pay.example", service_id="1", keys=("1test1",))


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_has_the_hash_that_it_says(name):
    example = EXAMPLES[name]
    values = [value for _, value in example["fields_in_hash_order"]]
    expected = example.get("expected_hash") or example["hash"]
    assert signature(values, example["shared_key"], example["algorithm"]) == expected


@pytest.mark.parametrize("name", NOTICES)
def test_each_notification_is_read(name):
    fields = dict(EXAMPLES[name]["fields_in_hash_order"])
    notice = read_notice(EXAMPLES[name]["transactions_base64"], OPERATOR)
    assert (notice.order_id, notice.remote_id, notice.amount) == ("11", "91", 1_111)
    assert (notice.status, notice.paid_at) == (fields["paymentStatus"], "20010101111111")
    assert notice.details == fields.get("paymentStatusDetails", "")


@pytest.mark.parametrize(
    ("name", "word"), [("doc-confirmation", True), ("d-confirmation-not", False)]
)
def test_each_confirmation_is_signed_as_printed(name, word):
    example = EXAMPLES[name]
    expected = example.get("expected_hash") or example["hash"]
    assert f"<hash>{expected}</hash>".encode() in confirmation(
        "11", confirmed=word, autopay=OPERATOR
    )
