"""A portal without login.gov.pl, and one that is set up wrongly."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from portal import clock
from portal.cli import cli
from portal.demo.national_node.app import create_simulator
from portal.demo.national_node.keys import make_keys, make_pair, settings_for
from portal.national_node.node import ending_certificates, read_keys
from portal.settings import Settings, SettingsError, is_of_this_computer
from tests.conftest import TODAY
from tests.pages import OWN_SITE
from tests.test_settings import GOOD


@pytest.fixture
def settings(settings):
    return replace(settings, national_node=None)


def environment(**more: str) -> dict[str, str]:
    node = settings_for(make_keys(), "https://login.gov.pl")
    return {
        **GOOD,
        "PORTAL_LOGIN_GOV_URL": node.url,
        "PORTAL_LOGIN_GOV_ISSUER": "nasz-portal",
        "PORTAL_LOGIN_GOV_SIGN_KEY": node.sign_key,
        "PORTAL_LOGIN_GOV_SIGN_CERT": node.sign_cert,
        "PORTAL_LOGIN_GOV_ENC_KEY": node.enc_keys,
        "PORTAL_LOGIN_GOV_IDP_CERTS": node.idp_certs,
        **more,
    }


def test_nothing_is_offered_where_it_is_not_set(browser):
    assert "login.gov.pl" not in browser.open("/logowanie").select("main form button")
    assert browser.client.post("/logowanie/login-gov", headers=OWN_SITE).status_code == 404
    assert browser.client.get("/logowanie/login-gov/powrot").status_code == 404


def test_a_portal_loads_nothing_of_it_at_start():
    words = (
        "import sys, portal.app; print([name for name in"
        " ('lxml', 'signxml', 'httpx2') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_settings_are_read_with_what_they_leave_out():
    node = Settings.from_environment(environment()).national_node
    assert node.idp_issuer == "login.gov.pl"
    assert node.after_password
    direct = Settings.from_environment(environment(PORTAL_LOGIN_GOV_FIRST="direct"))
    assert not direct.national_node.after_password
    assert node.sign_key not in repr(node)


@pytest.mark.parametrize("name", [name for name in environment() if "LOGIN_GOV" in name][1:])
def test_a_missing_setting_is_named(name):
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment(environment(**{name: ""}))


def test_a_wrong_policy_is_named():
    with pytest.raises(SettingsError, match="PORTAL_LOGIN_GOV_FIRST"):
        Settings.from_environment(environment(PORTAL_LOGIN_GOV_FIRST="sometimes"))


def test_a_secret_may_come_from_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(environment()["PORTAL_LOGIN_GOV_SIGN_KEY"])
    given = environment(PORTAL_LOGIN_GOV_SIGN_KEY="", PORTAL_LOGIN_GOV_SIGN_KEY_FILE=str(file))
    assert Settings.from_environment(given).national_node.sign_key == file.read_text().strip()


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("sign_key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "SIGN_KEY"),
        ("sign_cert", make_pair("other").certificate_pem, "SIGN_CERT"),
        ("enc_keys", "-----BEGIN CERTIFICATE-----", "ENC_KEY"),
        ("idp_certs", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "IDP_CERTS"),
    ],
)
def test_keys_that_do_not_fit_are_named(field, value, name):
    node = settings_for(make_keys(), "https://login.gov.pl")
    with pytest.raises(SettingsError, match=f"PORTAL_LOGIN_GOV_{name}"):
        read_keys(replace(node, **{field: value}))


def test_a_certificate_that_ends_soon_is_named_in_time():
    node = settings_for(make_keys(), "https://login.gov.pl")
    assert ending_certificates(node) == []
    clock.pin(TODAY + timedelta(days=330))
    assert {name for name, _ in ending_certificates(node)} == {
        "PORTAL_LOGIN_GOV_SIGN_CERT",
        "PORTAL_LOGIN_GOV_IDP_CERTS",
    }


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9", "http://localhost:9", "https://[::1]", "https://a.localhost"]
)
def test_a_simulator_is_no_node(url):
    assert is_of_this_computer(url)


def test_the_portal_does_not_serve_with_a_simulator(database):
    given = environment(PORTAL_DATABASE=str(database), PORTAL_LOGIN_GOV_URL="http://localhost:8123")
    found = CliRunner().invoke(cli, ["serve"], env=given)
    assert found.exit_code == 2
    assert "PORTAL_LOGIN_GOV_URL names this computer" in found.output
    assert "Traceback" not in found.output


def test_the_portal_does_not_serve_with_keys_that_do_not_fit(database):
    given = environment(
        PORTAL_DATABASE=str(database),
        PORTAL_LOGIN_GOV_SIGN_CERT=make_pair("other").certificate_pem,
    )
    found = CliRunner().invoke(cli, ["serve"], env=given)
    assert found.exit_code == 2
    assert "PORTAL_LOGIN_GOV_SIGN_CERT" in found.output


@pytest.mark.parametrize(
    ("url", "demonstration"), [("http://localhost:1", False), ("https://login.gov.pl", True)]
)
def test_the_simulator_runs_in_a_demonstration_only(url, demonstration):
    with pytest.raises(ValueError, match="demonstration only"):
        create_simulator(make_keys(), url=url, consumer_url="x", demonstration=demonstration)
