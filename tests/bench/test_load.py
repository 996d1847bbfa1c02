"""The load and the servers that it goes to."""

from collections.abc import Iterator

import pytest

from portal.bench.load import carry_out, request
from portal.bench.report import CannotMeasure
from portal.bench.servers import Server


@pytest.fixture(scope="module")
def bare() -> Iterator[Server]:
    with Server("bare") as server:
        yield server


def test_every_answer_is_counted_by_its_status(bare: Server) -> None:
    outcome = carry_out(bare.port, [request("/", {}), request("/none", {})], 0.1, 2)
    assert set(outcome.statuses) == {"200", "404"}
    assert sum(outcome.statuses.values()) == outcome.answers


def test_a_server_costs_cpu_and_memory(bare: Server) -> None:
    assert bare.cost([request("/", {})], seconds=0.1) > 0
    assert bare.memory() > 1


def test_an_unexpected_answer_is_no_figure(bare: Server) -> None:
    with pytest.raises(CannotMeasure, match="404"):
        bare.cost([request("/none", {})], seconds=0.1)


def test_a_form_is_posted_with_its_length() -> None:
    assert request("/logowanie", {"A": "b"}, "login=1").startswith(b"POST /logowanie HTTP/1.1\r\n")
    assert request("/logowanie", {}, "login=1").endswith(b"Content-Length: 7\r\n\r\nlogin=1")


def test_a_load_that_is_sent_once_ends_with_its_last_request(bare: Server) -> None:
    outcome = carry_out(bare.port, [request("/", {})] * 7, 60, 3, once=True)
    assert outcome.statuses == {"200": 7}
