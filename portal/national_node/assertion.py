"""The assertion: for us, for this request, now, of a strong enough level, and about one person."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from portal.national_node.person import Person
from portal.national_node.refusals import Kind, Refused, untrusted
from portal.national_node.requests import ATTRIBUTES, LEVEL
from portal.national_node.times import SKEW, check_begun, check_lasting, check_recent, instant
from portal.national_node.xml import SAML, children, one, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
LEVELS = tuple(f"http://eidas.europa.eu/LoA/{level}" for level in ("low", "substantial", "high"))
LONGEST_VALUE = 200
LONGEST_ID = 300

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)
_IDENTIFIER = re.compile(r"[A-Za-z0-9/+=_.:-]{1,100}", re.ASCII)


class Expected(NamedTuple):
    """What an assertion for us and for this request must say."""

    issuer: str
    audience: str
    recipient: str
    request_id: str
    asked_at: datetime


@dataclass(frozen=True)
class Vouched:
    """A person whom the node vouches for, and by which assertion."""

    person: Person
    assertion_id: str
    ends_at: datetime
    name_id: str = field(repr=False)
    session_index: str = field(repr=False)


def read(claim: "Element", expected: Expected) -> Vouched:
    """Check every condition of an assertion and read the person.

    Raises: Refused.
    """
    if claim.tag != f"{{{SAML}}}Assertion" or claim.get("Version") != "2.0":
        raise untrusted("assertion-version")
    assertion_id = claim.get("ID", "")
    if not 0 < len(assertion_id) <= LONGEST_ID:
        raise untrusted("assertion-id")
    if words_of(one(claim, SAML, "Issuer")) != expected.issuer:
        raise untrusted("assertion-issuer")
    check_recent(claim.get("IssueInstant"), "assertion-issue-instant")
    subject = one(claim, SAML, "Subject")
    ends_at = _check_subject(subject, expected)
    _check_conditions(one(claim, SAML, "Conditions"), expected)
    statement = one(claim, SAML, "AuthnStatement")
    _check_authentication(statement, expected)
    return Vouched(
        person=_person(_values(one(claim, SAML, "AttributeStatement"))),
        assertion_id=assertion_id,
        ends_at=ends_at,
        name_id=words_of(one(subject, SAML, "NameID"))[:LONGEST_ID],
        session_index=statement.get("SessionIndex", "")[:LONGEST_ID],
    )


def _check_subject(subject: "Element", expected: Expected) -> datetime:
    """The bearer is the one who was sent with our request; gives until when."""
    confirmation = one(subject, SAML, "SubjectConfirmation")
    if confirmation.get("Method") != BEARER:
        raise untrusted("subject-method")
    data = one(confirmation, SAML, "SubjectConfirmationData")
    if data.get("Recipient") != expected.recipient:
        raise untrusted("subject-recipient")
    if data.get("InResponseTo") != expected.request_id:
        raise untrusted("subject-in-response-to")
    check_begun(data.get("NotBefore"), "subject-not-before")
    return check_lasting(data.get("NotOnOrAfter"), "subject-not-on-or-after")


def _check_conditions(conditions: "Element", expected: Expected) -> None:
    check_begun(conditions.get("NotBefore"), "conditions-not-before")
    if conditions.get("NotOnOrAfter") is not None:
        check_lasting(conditions.get("NotOnOrAfter"), "conditions-not-on-or-after")
    restrictions = children(conditions, SAML, "AudienceRestriction")
    others = len(conditions) - len(restrictions) - len(children(conditions, SAML, "OneTimeUse"))
    if not restrictions or others:
        raise untrusted("conditions-unknown")
    for restriction in restrictions:
        audiences = [words_of(each) for each in children(restriction, SAML, "Audience")]
        if expected.audience not in audiences:
            raise untrusted("audience")


def _check_authentication(statement: "Element", expected: Expected) -> None:
    """The person showed who they are after we asked, in a way that is strong enough."""
    at = statement.get("AuthnInstant")
    if instant(at, "authn-instant") < expected.asked_at - SKEW:
        raise untrusted("authn-before-request")
    check_begun(at, "authn-instant")
    if statement.get("SessionNotOnOrAfter") is not None:
        check_lasting(statement.get("SessionNotOnOrAfter"), "authn-session")
    context = one(statement, SAML, "AuthnContext")
    level = words_of(one(context, SAML, "AuthnContextClassRef"))
    if level not in LEVELS:
        raise untrusted("level-unknown")
    if LEVELS.index(level) < LEVELS.index(LEVEL):
        raise Refused(Kind.TOO_WEAK, "level")


def _values(statement: "Element") -> dict[str, str]:
    """What we asked for, by friendly name; each once, each with one value."""
    friendly = {name: words for words, name in ATTRIBUTES}
    found: dict[str, str] = {}
    for attribute in children(statement, SAML, "Attribute"):
        name = attribute.get("Name", "")
        value = words_of(one(attribute, SAML, "AttributeValue")) if name in friendly else ""
        if friendly.get(name, name) in found:
            raise untrusted("attribute-twice")
        if len(value) > LONGEST_VALUE:
            raise untrusted("attribute-length")
        found[friendly.get(name, name)] = value
    return found


def _person(values: dict[str, str]) -> Person:
    identifier, family_name = values.get("PersonIdentifier", ""), values.get("FamilyName", "")
    if not family_name or _IDENTIFIER.fullmatch(identifier) is None:
        raise untrusted("attribute-missing")
    day = _DAY.fullmatch(values.get("DateOfBirth", ""))
    try:
        born_on = date.fromisoformat(day[1]) if day else None
    except ValueError as error:
        raise untrusted("attribute-day") from error
    return Person(identifier, values.get("FirstName", ""), family_name, born_on)
