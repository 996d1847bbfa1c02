"""What the simulator takes as a start, and how it says what is wrong with one."""

import html5lib
import pytest
from bs4 import BeautifulSoup

from portal.demo.autopay.app import create_simulator
from portal.demo.autopay.service import Numbers, make_service


def problems(answer) -> dict[str, str]:
    """The fields that were found wrong, and the words about each."""
    items = BeautifulSoup(answer.text, "html.parser").select("main li")
    return {item.b.get_text(): item.get_text() for item in items}


def test_a_right_start_leads_to_the_choice_of_a_channel(shop):
    answer = shop.start()
    assert answer.status_code == 303
    page = shop.client.get(answer.headers["location"])
    assert "1 403,48 zł" in page.text.replace("\u00a0", " ")
    assert "BLIK" in page.text
    assert "przerwie technicznej" not in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("OrderID", "A/1"),
        ("OrderID", "A" * 33),
        ("Amount", "1403,48"),
        ("Amount", "0.00"),
        ("Amount", "100000.01"),
        ("Description", "Opłata"),
        ("Description", "za lokal 1/2"),
        ("Description", "a" * 80),
        ("GatewayID", "77"),
        ("Currency", "EUR"),
        ("CustomerEmail", "anna"),
        ("CustomerEmail", ""),
        ("CustomerEmail", f"{'a' * 251}@b.pl"),
        ("Title", "„Igła”"),
        ("ReceiverName", "x" * 36),
        ("ValidityTime", "2026-11-31 10:00:00"),
        ("ValidityTime", "2026-11-20 10:00:00"),
        ("ReturnURL", "ftp://a"),
        ("CustomerIP", "10.0.0.1"),
        ("CustomerPesel", "44051401458"),
        ("Title", "a|b"),
        ("ServiceID", "1"),
    ],
)
def test_a_wrong_field_is_named(shop, field, value):
    answer = shop.start(**{field: value})
    assert answer.status_code == 400
    assert field in problems(answer)


def test_a_wrong_hash_is_told_with_the_words_that_were_hashed(shop):
    fields = shop.start_fields()
    fields["Amount"] = "0.01"
    answer = shop.client.post("/payment", data=fields)
    assert list(problems(answer)) == ["Hash"]
    assert f"{shop.service.service_id}|A7K2-1|0.01|0|PLN" in answer.text
    assert shop.service.key not in answer.text


def test_blik_takes_no_more_than_its_limit(shop):
    assert shop.start(GatewayID="509", Amount="50000.01").status_code == 400
    assert shop.start(GatewayID="509", Amount="50000.00").status_code == 303


def test_the_same_start_again_goes_on_and_another_under_its_number_is_refused(shop):
    first = shop.start().headers["location"]
    assert shop.start().headers["location"] == first
    answer = shop.start(Amount="1.00")
    assert answer.status_code == 400
    assert "OrderID" in problems(answer)


def test_every_page_is_sound_and_says_that_it_is_a_simulator(shop):
    order = shop.start().headers["location"]
    bank = shop.choose(509)
    key = order.rpartition("/")[2]
    shop.client.post(bank, data={"action": "twice"})
    shop.settle()
    pages = [
        order, bank, "/", f"/zlecenie/{key}", "/zlecenie/nie-ma", "/platnosc/nie-ma",
        shop.choose(106, OrderID="B"), shop.choose(509, OrderID="C"),
    ]  # fmt: skip
    answers = [shop.client.get(address) for address in pages]
    answers += [shop.start(OrderID="/"), shop.client.post(pages[-1], data={"action": "code"})]
    for answer in answers:
        html5lib.HTMLParser(strict=True).parse(answer.text)
        soup = BeautifulSoup(answer.text, "html.parser")
        assert "SYMULATOR" in soup.title.get_text()
        assert soup.html["lang"] == "pl"
        assert len(soup.find_all("h1")) == 1
        ids = [each["id"] for each in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))
        for control in soup.select("input[type=text], select"):
            assert soup.select_one(f"label[for='{control['id']}']"), control
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_keys_are_new_at_each_start_and_the_same_for_a_seed():
    assert make_service(Numbers()) != make_service(Numbers())
    assert make_service(Numbers("a")) == make_service(Numbers("a"))
    assert make_service(Numbers("a")) != make_service(Numbers("b"))


@pytest.mark.parametrize(
    ("url", "portal_url", "demonstration"),
    [
        ("http://localhost:1", "http://127.0.0.1:2", False),
        ("https://pay.autopay.eu", "http://127.0.0.1:2", True),
        ("http://localhost:1", "https://portal.example", True),
    ],
)
def test_it_refuses_to_run_in_production(url, portal_url, demonstration):
    numbers = Numbers()
    with pytest.raises(ValueError, match="demonstration"):
        create_simulator(
            make_service(numbers), numbers, url=url, portal_url=portal_url,
            demonstration=demonstration,
        )  # fmt: skip
