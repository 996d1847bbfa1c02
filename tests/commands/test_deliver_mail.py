"""`portal deliver-mail`."""

import pytest
from click.testing import CliRunner

from portal.cli import cli
from portal.demo.mail_catcher import MailCatcher
from portal.mail import outbox
from portal.store.database import writing
from tests.test_settings import GOOD


@pytest.fixture
def environment(database):
    return {**GOOD, "PORTAL_DATABASE": str(database)}


def run(environment):
    return CliRunner().invoke(cli, ["deliver-mail"], env=environment)


def test_it_sends_what_is_due_and_says_so(environment, db):
    with writing(db):
        outbox.put(db, "profile/mail_address_approved.txt", "anna@example.pl", {})
    with MailCatcher() as catcher:
        result = run({**environment, "PORTAL_SMTP_URL": catcher.url})
        assert (result.exit_code, result.output) == (0, "sent: 1  put off: 0  given up: 0\n")
        (letter,) = catcher.letters
        assert letter.message["Message-ID"].endswith("@portal.example>")


def test_a_server_that_is_away_is_told(environment, db):
    with writing(db):
        outbox.put(db, "profile/mail_address_approved.txt", "anna@example.pl", {})
    result = run({**environment, "PORTAL_SMTP_URL": "smtp://127.0.0.1:1"})
    assert result.exit_code == 1
    assert "The mail server: unreachable. The other letters wait." in result.output


def test_without_a_server_it_says_what_to_set(environment):
    result = run({**environment, "PORTAL_SMTP_URL": ""})
    assert (result.exit_code, result.output) == (2, "portal: PORTAL_SMTP_URL is not set\n")
