"""`portal ask-operator`: asks once, and says what it brought."""

from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from portal.cli import cli
from tests.test_settings import GOOD

BANK = 106


@pytest.fixture
def run(world):
    """The command, with the settings of this portal as its caretaker would set them."""
    autopay = world.settings.autopay
    environment = {
        **GOOD,
        "PORTAL_DATABASE": str(world.settings.database),
        "PORTAL_AUTOPAY_URL": autopay.url,
        "PORTAL_AUTOPAY_SERVICE_ID": autopay.service_id,
        "PORTAL_AUTOPAY_KEY": autopay.keys[0],
    }

    def invoke(**changes: str) -> Result:
        return CliRunner().invoke(cli, ["ask-operator"], env={**environment, **changes})

    return invoke


def test_it_asks_about_orders_without_news_and_tells_how_many(world, later, run):
    world.do(world.choose(world.order(), BANK), "pay", fault="lost")
    later(timedelta(minutes=5))
    result = run()
    assert result.output == (
        "orders asked about: 1  news: 1  without an answer: 0  given up: 0"
        "  refunds ended: 0  channels: 3\n"
    )
    assert result.exit_code == 0
    assert world.credited() == [140_348]
    assert "asked about: 0" in run().output


def test_an_operator_that_does_not_answer_is_a_fault(world, later, run):
    world.order()
    world.simulator.switches["status"] = "500"
    later(timedelta(minutes=5))
    result = run()
    assert result.exit_code == 1
    assert "without an answer: 1" in result.output


def test_without_an_operator_it_cannot_run(run):
    result = run(PORTAL_AUTOPAY_URL="")
    assert (result.exit_code, result.stderr) == (2, "portal: PORTAL_AUTOPAY_URL is not set\n")
