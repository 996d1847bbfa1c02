"""The assertion of a plan, as the node writes it before it is encrypted."""

import secrets
from datetime import timedelta
from xml.sax.saxutils import escape

from portal import clock
from portal.demo.national_node.names import declared
from portal.demo.national_node.people import Invented
from portal.demo.national_node.plan import Plan

PERSON = "http://eidas.europa.eu/attributes/naturalperson/"
URI = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
DTD = '<!DOCTYPE x [<!ENTITY imie "Anna">]>'


def assertion_of(plan: Plan) -> str:
    """The assertion's text, of one root and with every prefix declared."""
    at = instant(plan.said)
    assertion_id = plan.assertion_id or f"_{secrets.token_hex(16)}"
    declarations = declared("saml2", "naturalperson")
    dtd = DTD if plan.dtd_inside else ""
    return (
        f'{dtd}<saml2:Assertion {declarations} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' ID="{assertion_id}" IssueInstant="{at}" Version="2.0">'
        f"<saml2:Issuer>{plan.issuer_assertion or plan.issuer}</saml2:Issuer>"
        f"{_subject(plan)}{_conditions(plan)}{_statement(plan, assertion_id)}"
        f"{_attributes(plan)}</saml2:Assertion>"
    )


def instant(distance: timedelta) -> str:
    """An instant at a distance from now, as SAML writes it."""
    return f"{clock.as_text(clock.now() + distance)[:-1]}.120Z"


def _subject(plan: Plan) -> str:
    in_response_to = plan.in_response_to_subject or plan.request_id
    return (
        f'<saml2:Subject><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:'
        f'unspecified">{secrets.token_hex(8)}</saml2:NameID>'
        f'<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:{plan.method}">'
        f'<saml2:SubjectConfirmationData InResponseTo="{in_response_to}"'
        f' NotOnOrAfter="{instant(plan.ends)}" Recipient="{escape(plan.recipient)}"/>'
        f"</saml2:SubjectConfirmation></saml2:Subject>"
    )


def _conditions(plan: Plan) -> str:
    restriction = (
        f"<saml2:AudienceRestriction><saml2:Audience>{escape(plan.audience)}</saml2:Audience>"
        f"</saml2:AudienceRestriction>"
    )
    return (
        f'<saml2:Conditions NotBefore="{instant(plan.begins)}" NotOnOrAfter="{instant(plan.ends)}">'
        f"{'' if plan.without == 'audience' else restriction}{plan.extra_condition}"
        f"</saml2:Conditions>"
    )


def _statement(plan: Plan, assertion_id: str) -> str:
    return (
        f'<saml2:AuthnStatement AuthnInstant="{instant(plan.shown)}"'
        f' SessionIndex="{assertion_id}"><saml2:AuthnContext>'
        f"<saml2:AuthnContextClassRef>{plan.level}</saml2:AuthnContextClassRef>"
        f"<saml2:AuthenticatingAuthority>pz.gov.pl</saml2:AuthenticatingAuthority>"
        f"</saml2:AuthnContext></saml2:AuthnStatement>"
    )


def _attributes(plan: Plan) -> str:
    found = []
    for friendly, name, value in _values_of(plan.person):
        if friendly == plan.without:
            continue
        shown = escape(value)
        if friendly == plan.comment:
            shown = f"{shown[:4]}<!-- -->{shown[4:]}"
        one = _attribute(friendly, name, shown)
        if friendly == plan.two_values:
            again = {each[0]: each[2] for each in _values_of(plan.instead)}[friendly]
            one = _attribute(friendly, name, shown, escape(again))
        found.append(one * 2 if friendly == plan.twice else one)
    return f"<saml2:AttributeStatement>{''.join(found)}</saml2:AttributeStatement>"


def _attribute(friendly: str, name: str, *values: str) -> str:
    kind = "PersonIdentifier" if friendly == "PersonIdentifier" else name
    shown = "".join(
        f'<saml2:AttributeValue xsi:type="naturalperson:{kind}Type">{value}</saml2:AttributeValue>'
        for value in values
    )
    return (
        f'<saml2:Attribute FriendlyName="{friendly}" Name="{PERSON}{name}" NameFormat="{URI}">'
        f"{shown}</saml2:Attribute>"
    )


def _values_of(person: Invented) -> tuple[tuple[str, str, str], ...]:
    return (
        ("FamilyName", "CurrentFamilyName", person.family_name),
        ("FirstName", "CurrentGivenName", person.given_name),
        ("DateOfBirth", "DateOfBirth", f"{person.born_on}Z"),
        ("PersonIdentifier", "PersonIdentifier", person.identifier),
    )
