"""What of the operator's settings has no place where real money is paid."""

from urllib.parse import urlsplit

from portal.settings import Autopay, is_of_this_computer

# The keys that the operator's documentation prints: anybody can sign with them.
PRINTED_KEYS = {"1test1", "2test2"}
TEST_HOSTS = {"testpay.autopay.eu", "testcards.autopay.eu", "pay-accept.bm.pl"}


def fault_of(autopay: Autopay) -> str:
    """Why the portal must not take payments so; empty where it may."""
    if is_of_this_computer(autopay.url):
        return "PORTAL_AUTOPAY_URL names this computer: a simulator has no place in production"
    for name, key in zip(
        ("PORTAL_AUTOPAY_KEY", "PORTAL_AUTOPAY_OLD_KEY"), autopay.keys, strict=False
    ):
        if key in PRINTED_KEYS:
            return f"{name} is a key that the operator's documentation prints"
    return ""


def is_for_tests(autopay: Autopay) -> bool:
    """Whether the operator's own trial is set, where no money moves."""
    return _host(autopay) in TEST_HOSTS


def _host(autopay: Autopay) -> str:
    return (urlsplit(autopay.url).hostname or "").rstrip(".").lower()
