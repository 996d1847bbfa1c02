"""The portal and the simulator were written apart: what one says, the other understands."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.demo.autopay.notice import judge
from portal.demo.autopay.service import Numbers, make_service
from portal.demo.autopay.serving import settings_for
from portal.demo.autopay.start import Wrong, read_start
from portal.money import Grosze
from portal.online_payments.autopay import notice
from portal.online_payments.autopay.start import Start, start_fields

SERVICES = {name: make_service(Numbers("s"), algorithm=name) for name in ("sha256", "sha512")}
ORDER_IDS = st.from_regex(r"[A-Za-z0-9_-]{1,32}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
POLISH = st.text("zażółć gęślą jaźń ŻÓŁĆ „Igła” 1/2014: ul. Lipowa 7–9_|\t", max_size=120)


def autopay_of(service):
    return settings_for(service, "http://localhost")


@pytest.mark.parametrize("algorithm", SERVICES)
@given(
    order_id=ORDER_IDS,
    amount=st.integers(1, 10_000_000),
    description=WORDS | POLISH,
    title=WORDS | POLISH,
    receiver=WORDS | POLISH,
    account=st.sampled_from(["", "56999900000000417000104582"]),
    lives=st.integers(60, 86_400 * 30),
)
def test_whatever_is_to_be_paid_the_start_is_taken(
    algorithm, order_id, amount, description, title, receiver, account, lives
):
    service = SERVICES[algorithm]
    start = Start(
        order_id=order_id,
        amount=Grosze(amount),
        description=description,
        email="anna@example.pl",
        title=title,
        receiver=receiver,
        account=account,
        ends_at=clock.now() + timedelta(seconds=lives),
        return_url="https://portal.example/place/powrot",
    )
    fields = start_fields(start, autopay_of(service))
    read = read_start(urlencode(fields).encode(), service)
    assert (read.order_id, read.amount) == (order_id, amount)


@pytest.mark.parametrize("algorithm", SERVICES)
@given(order_id=ORDER_IDS, confirmed=st.booleans())
def test_what_the_portal_confirms_the_operator_understands(algorithm, order_id, confirmed):
    service = SERVICES[algorithm]
    answer = notice.confirmation(order_id, confirmed=confirmed, autopay=autopay_of(service))
    assert judge(200, answer, order_id, service).good == confirmed


@given(st.binary(max_size=300) | st.dictionaries(WORDS, WORDS, max_size=5).map(
    lambda fields: urlencode(fields).encode()))  # fmt: skip
def test_nothing_that_is_sent_breaks_the_start(body):
    with pytest.raises(Wrong):
        read_start(body, SERVICES["sha256"])


@given(st.integers(100, 599), st.binary(max_size=300), ORDER_IDS)
def test_nothing_that_is_answered_breaks_the_courier(status, body, order_id):
    assert not judge(status, body, order_id, SERVICES["sha256"]).good
