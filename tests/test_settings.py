"""Settings stop the start where they are wrong, and never tell a secret."""

import pytest

from portal.mail.server import MailServer
from portal.settings import Settings, SettingsError

GOOD = {
    "PORTAL_DATABASE": "/srv/portal.db",
    "PORTAL_SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "PORTAL_BASE_URL": "https://portal.example/",
    "PORTAL_ORGANISATION_NAME": "Nasze Domy Sp. z o.o.",
    "PORTAL_ORGANISATION_SHORT_NAME": "Nasze Domy",
    "PORTAL_ORGANISATION_STREET": "ul. Kwiatowa 2",
    "PORTAL_ORGANISATION_CITY": "00-001 Miasto",
    "PORTAL_ORGANISATION_TELEPHONE": "22 000 00 00",
    "PORTAL_ORGANISATION_EMAIL": "biuro@nasze-domy.example",
}


def test_good_settings_are_taken():
    settings = Settings.from_environment(GOOD)
    assert settings.base_url == "https://portal.example"
    assert settings.secure
    assert settings.organisation.telephone_link == "+48220000000"


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_setting_is_named(name):
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({**GOOD, name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_SECRET_KEY", "hunter2"),
        ("PORTAL_BASE_URL", "http://portal.example"),
        ("PORTAL_SESSION_HOURS", "a day"),
        ("PORTAL_SESSION_HOURS", "0"),
        ("PORTAL_ORGANISATION_LOGO", "/not/there.svg"),
        ("PORTAL_SMTP_URL", "mail.example.com"),
        ("PORTAL_SMTP_URL", "http://mail.example.com"),
        ("PORTAL_SMTP_URL", "smtp://mail.example.com:70000"),
        ("PORTAL_SMTP_URL", "smtp://user@mail.example.com"),
        ("PORTAL_SMTP_URL", "smtp://user:hunter2@mail.example.com"),
        ("PORTAL_SMTP_URL", "smtps://user:hunter2@mail.example.com?starttls=1"),
        ("PORTAL_SMTP_URL", "smtp://mail.example.com?starttls=0"),
    ],
)
def test_a_wrong_setting_is_named_without_its_value(name, value):
    with pytest.raises(SettingsError, match=name) as caught:
        Settings.from_environment({**GOOD, name: value})
    assert value not in str(caught.value).replace(name, "")


def test_a_secret_may_come_from_a_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text("f" * 40 + "\n")
    environment = {**GOOD, "PORTAL_SECRET_KEY": "", "PORTAL_SECRET_KEY_FILE": str(file)}
    assert Settings.from_environment(environment).secret_key == "f" * 40


def test_a_file_that_cannot_be_read_is_named():
    environment = {**GOOD, "PORTAL_SECRET_KEY": "", "PORTAL_SECRET_KEY_FILE": "/not/there"}
    with pytest.raises(SettingsError, match="PORTAL_SECRET_KEY_FILE"):
        Settings.from_environment(environment)


@pytest.mark.parametrize(
    ("url", "host", "port", "security"),
    [
        ("smtp://mail.example.com", "mail.example.com", 25, "none"),
        ("smtps://u:p%40ss@mail.example.com", "mail.example.com", 465, "tls"),
        ("smtp://u:p%40ss@mail.example.com:587?starttls=1", "mail.example.com", 587, "starttls"),
        ("smtp://u:p%40ss@127.0.0.1:2525", "127.0.0.1", 2525, "none"),
    ],
)
def test_a_mail_server_is_read_from_one_secret(url, host, port, security):
    settings = Settings.from_environment({**GOOD, "PORTAL_SMTP_URL": url})
    server = MailServer.from_url(settings.smtp_url)
    assert (server.host, server.port, server.security) == (host, port, security)
    assert server.password == ("p@ss" if "@" in url else "")
    assert "p@ss" not in repr(server)
    assert "p%40ss" not in repr(settings)


def test_settings_do_not_show_their_secret():
    assert GOOD["PORTAL_SECRET_KEY"] not in repr(Settings.from_environment(GOOD))


PAYING = {
    "PORTAL_AUTOPAY_URL": "https://pay.example/",
    "PORTAL_AUTOPAY_SERVICE_ID": "10042",
    "PORTAL_AUTOPAY_KEY": "a key that nobody knows",
}


def test_paying_online_is_off_without_the_operators_address():
    assert Settings.from_environment(GOOD).autopay is None


def test_the_operator_of_payments_is_read_and_an_old_key_still_counts():
    autopay = Settings.from_environment({**GOOD, **PAYING, "PORTAL_AUTOPAY_OLD_KEY": "old"}).autopay
    assert autopay.url == "https://pay.example"
    assert (autopay.path, autopay.algorithm) == ("/payment", "sha256")
    assert autopay.keys == ("a key that nobody knows", "old")
    assert "nobody" not in repr(autopay)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_AUTOPAY_SERVICE_ID", "10 042"),
        ("PORTAL_AUTOPAY_KEY", ""),
        ("PORTAL_AUTOPAY_PATH", "payment"),
        ("PORTAL_AUTOPAY_ALGORITHM", "md5"),
        ("PORTAL_AUTOPAY_URL", "http://pay.example"),
    ],
)
def test_a_wrong_setting_of_the_operator_is_named(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({**GOOD, **PAYING, name: value})
