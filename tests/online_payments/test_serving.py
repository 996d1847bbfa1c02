"""What the portal does not serve payments with."""

import pytest
from click.testing import CliRunner

from portal.cli import cli
from portal.online_payments.autopay.earnest import fault_of, is_for_tests
from portal.settings import Autopay
from tests.test_settings import GOOD

SET = {
    "PORTAL_AUTOPAY_URL": "https://pay.autopay.eu",
    "PORTAL_AUTOPAY_SERVICE_ID": "903712",
    "PORTAL_AUTOPAY_KEY": "a key that nobody has printed",
}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"PORTAL_AUTOPAY_KEY": "1test1"}, "PORTAL_AUTOPAY_KEY is a key that"),
        ({"PORTAL_AUTOPAY_OLD_KEY": "2test2"}, "PORTAL_AUTOPAY_OLD_KEY is a key that"),
        ({"PORTAL_AUTOPAY_URL": "http://localhost:8123"}, "a simulator has no place"),
        ({"PORTAL_AUTOPAY_URL": "http://127.0.0.1:8123"}, "a simulator has no place"),
    ],
)
def test_the_portal_does_not_serve_with_what_anybody_can_sign(database, wrong, words):
    given = {**GOOD, "PORTAL_DATABASE": str(database), **SET, **wrong}
    result = CliRunner().invoke(cli, ["serve"], env=given)
    assert result.exit_code == 2
    assert words in result.output
    assert "1test1" not in result.output


@pytest.mark.parametrize(
    ("url", "trial"),
    [
        ("https://testpay.autopay.eu", True),
        ("https://TESTPAY.autopay.eu.", True),
        ("https://pay-accept.bm.pl", True),
        ("https://pay.autopay.eu", False),
    ],
)
def test_the_operators_trial_is_told_from_earnest(url, trial):
    autopay = Autopay(url=url, service_id="1", keys=("a key that nobody has printed",))
    assert is_for_tests(autopay) == trial
    assert fault_of(autopay) == ""
