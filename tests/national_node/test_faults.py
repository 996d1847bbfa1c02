"""Every fault of the drawer: a page that helps, a line in the log that names nobody, no session."""

import json
import logging

import pytest

from portal.demo.national_node.faults import FAULTS, GOOD, WRAPPINGS
from portal.demo.national_node.people import PEOPLE
from portal.national_node import artifact
from tests.national_node.conftest import PESELS

CANCELLED = "Logowanie przez login.gov.pl zostało przerwane"
EXPIRED = "Czas na logowanie minął"
UNREACHABLE = "login.gov.pl teraz nie odpowiada"
UNTRUSTED = "Nie możemy potwierdzić odpowiedzi z login.gov.pl"
TOO_WEAK = "Potrzebny jest pewniejszy sposób potwierdzenia"

# What each fault is refused for, and the page that follows; the others are not trusted.
OTHER_PAGES = {
    "authn-failed": (CANCELLED, "status-given-up"),
    "request-denied": (CANCELLED, "status-given-up"),
    "responder": (UNREACHABLE, "status-other"),
    "silent": (UNREACHABLE, "timeout"),
    "http-500": (UNREACHABLE, "http-500"),
    "huge": (UNREACHABLE, "answer-size"),
    "used-artifact": (EXPIRED, "artifact-stands-for-nothing"),
    "expired": (EXPIRED, "subject-not-on-or-after"),
    "said-long-ago": (EXPIRED, "artifact-response-issue-instant"),
    "level-low": (TOO_WEAK, "level"),
}
UNTRUSTED_FOR = {
    "unreadable": "xml-syntax",
    "artifact-unsigned": "artifact-response-unsigned",
    "artifact-broken": "artifact-response-signature",
    "artifact-stranger": "artifact-response-signature",
    "artifact-weak": "artifact-response-signature-algorithm",
    "response-unsigned": "response-unsigned",
    "response-broken": "response-signature",
    "response-stranger": "response-signature",
    "response-weak": "response-signature-algorithm",
    "artifact-xsw1": "artifact-response-signature-of-another-element",
    "artifact-xsw2": "artifact-response-signature-of-another-element",
    "artifact-xsw3": "ArtifactResponse-count",
    "artifact-xsw4": "artifact-response-unsigned",
    "artifact-xsw5": "ArtifactResponse-count",
    "artifact-xsw6": "xml-repeated-id",
    "artifact-xsw7": "wrapped",
    "artifact-xsw8": "artifact-response-signature-shape",
    "response-xsw1": "response-signature-of-another-element",
    "response-xsw2": "response-signature-of-another-element",
    "response-xsw3": "Response-count",
    "response-xsw4": "response-unsigned",
    "response-xsw5": "Response-count",
    "response-xsw6": "xml-repeated-id",
    "response-xsw7": "wrapped",
    "response-xsw8": "response-signature-shape",
    "wrong-audience": "audience",
    "no-audience": "conditions-unknown",
    "wrong-recipient": "subject-recipient",
    "wrong-destination": "artifact-response-destination",
    "wrong-answer-artifact": "artifact-response-in-response-to",
    "wrong-answer-response": "response-in-response-to",
    "wrong-answer-subject": "subject-in-response-to",
    "wrong-issuer-artifact": "artifact-response-issuer",
    "wrong-issuer-response": "response-issuer",
    "wrong-issuer-assertion": "assertion-issuer",
    "wrong-version": "artifact-response-version",
    "not-bearer": "subject-method",
    "unknown-condition": "conditions-unknown",
    "not-yet": "conditions-not-before",
    "said-in-the-future": "artifact-response-issue-instant",
    "shown-before": "authn-before-request",
    "level-unknown": "level-unknown",
    "without-identifier": "attribute-missing",
    "identifier-twice": "attribute-twice",
    "two-identifiers": "AttributeValue-count",
    "comment": "xml-comment",
    "dtd-outside": "xml-dtd",
    "dtd-inside": "xml-dtd",
    "utf-16": "xml-encoding",
    "cbc": "encryption-algorithm",
    "bad-point": "encryption-point",
    "to-stranger": "encryption-key",
    "in-the-open": "assertion-in-the-open",
    "open-beside": "assertion-in-the-open",
    "two-envelopes": "EncryptedAssertion-count",
}
EXPECTED = {**OTHER_PAGES, **{name: (UNTRUSTED, why) for name, why in UNTRUSTED_FOR.items()}}


def test_every_fault_of_the_drawer_has_an_answer():
    assert set(FAULTS) - set(GOOD) - {"replayed"} == set(EXPECTED)


@pytest.mark.parametrize("fault", EXPECTED)
def test_a_fault_lets_nobody_in(walk, town, caplog, monkeypatch, fault):
    monkeypatch.setattr(artifact, "SECONDS", 0.3 if fault == "silent" else 8)
    for person in ("10004", "10001"):
        town.linked(person)
    title, why = EXPECTED[fault]
    with caplog.at_level(logging.WARNING, logger="portal"):
        page = walk.whole("10004", fault)
    assert page.h1 == title
    assert page.select("main h2") == ["Co teraz zrobić"]
    assert "Zaloguj się loginem i hasłem" in page.text
    assert town.sessions() == 0
    assert not walk.browser.client.cookies.get("iok")
    line = json.loads(caplog.records[0].message)
    assert line["why"] == why
    assert line["reference"] in page.text
    (refused,) = town.events("national.refused")
    assert json.loads(refused[1])["why"] == why
    _names_nobody(caplog.text + str(town.events()) + page.text)


def _names_nobody(words: str) -> None:
    assert not PESELS.search(words)
    for person in PEOPLE:
        assert person.family_name not in words


@pytest.mark.parametrize("fault", GOOD)
def test_what_the_node_was_seen_to_do_is_no_fault(walk, town, fault):
    town.linked("10004")
    assert walk.whole("10004", fault).status == 303
    assert town.sessions() == 1


def test_an_assertion_lets_in_once(walk, town):
    town.linked("10004")
    assert walk.whole("10004", "replayed").status == 303
    walk.browser.sign_out()
    assert walk.whole("10004", "replayed").h1 == UNTRUSTED
    assert town.sessions() == 1
    assert json.loads(town.events("national.refused")[0][1])["why"] == "assertion-replayed"


def test_wrapping_is_tried_in_eight_ways_on_both_levels():
    assert len(WRAPPINGS) == 16
