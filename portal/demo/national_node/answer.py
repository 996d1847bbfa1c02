"""The ArtifactResponse of a plan: a Response with the assertion encrypted, each level signed."""

import secrets
from dataclasses import replace
from datetime import timedelta

from portal.demo.national_node.assertion import assertion_of, instant
from portal.demo.national_node.encryption import encrypted
from portal.demo.national_node.keys import ISSUER, Keys
from portal.demo.national_node.names import SAML_PREFIXES, STATUS, declared
from portal.demo.national_node.plan import Plan
from portal.demo.national_node.signing import sign
from portal.demo.national_node.wrapping import wrapped

DTD = '<!DOCTYPE soap [<!ENTITY who "login.gov.pl">]>'


def answer_of(plan: Plan, keys: Keys) -> bytes:
    """The SOAP message; plan.notes takes what is inside it for people to read."""
    response = "" if plan.empty else _level(
        _response(plan, keys), _response(_evil(plan), keys), plan.sign_response,
        plan.wrap_response, keys,
    )  # fmt: skip
    evil = ""
    if plan.wrap_artifact:
        evil = _artifact_response(plan, sign(_response(_evil(plan), keys), keys.node))
    good = _artifact_response(plan, response)
    body = _level(good, evil, plan.sign_artifact, plan.wrap_artifact, keys)
    text = (
        f"{DTD if plan.dtd_outside else ''}"
        f"<soap:Envelope {declared('soap')}><soap:Body>{body}</soap:Body></soap:Envelope>"
    )
    if plan.utf16:
        return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    return text.encode()


def logout_answer(request_id: str, keys: Keys) -> bytes:
    """The LogoutResponse, signed, over SOAP."""
    response = (
        f'<saml2p:LogoutResponse {declared(*SAML_PREFIXES)} ID="_{secrets.token_hex(16)}"'
        f' InResponseTo="{request_id}" IssueInstant="{instant(timedelta())}" Version="2.0">'
        f"<saml2:Issuer>{ISSUER}</saml2:Issuer>{_status('Success')}</saml2p:LogoutResponse>"
    )
    body = sign(response, keys.node)
    envelope = f"<soap:Envelope {declared('soap')}><soap:Body>{body}</soap:Body></soap:Envelope>"
    return envelope.encode()


def _evil(plan: Plan) -> Plan:
    """The same, about somebody else; its notes are nobody's."""
    return replace(plan, person=plan.instead, notes={})


def _level(good: str, evil: str, signer: str, way: int, keys: Keys) -> str:
    """One level with its signature, or what stands in its place."""
    if signer == "nobody":
        return good
    signed = sign(good, keys.stranger if signer == "stranger" else keys.node, weak=signer == "weak")
    if signer == "broken":
        return signed.replace('Version="2.0"', 'Version="2.0" Consent="none"', 1)
    return wrapped(way, signed, evil) if way else signed


def _response(plan: Plan, keys: Keys) -> str:
    assertion = assertion_of(plan)
    plan.notes["assertion"] = assertion
    plan.notes["session-index"] = assertion.split('SessionIndex="')[1].split('"')[0]
    to = keys.stranger if plan.to_stranger else keys.portal_encryption
    envelope = encrypted(assertion, plan, to.certificate)
    content = assertion if plan.in_the_open else envelope
    return (
        f"<saml2p:Response {_head(plan, plan.in_response_to_response or plan.request_id)}>"
        f"<saml2:Issuer>{plan.issuer_response or plan.issuer}</saml2:Issuer>"
        f"{_status(plan.status_response)}{content}{envelope if plan.beside else ''}"
        f"</saml2p:Response>"
    )


def _artifact_response(plan: Plan, response: str) -> str:
    return (
        f"<saml2p:ArtifactResponse"
        f" {_head(plan, plan.in_response_to_artifact or plan.question_id)}>"
        f"<saml2:Issuer>{plan.issuer_artifact or plan.issuer}</saml2:Issuer>"
        f"{_status(plan.status_artifact)}{response}</saml2p:ArtifactResponse>"
    )


def _head(plan: Plan, in_response_to: str) -> str:
    destination = f' Destination="{plan.destination}"' if plan.destination else ""
    return (
        f'{declared(*SAML_PREFIXES)} ID="_{secrets.token_hex(16)}"'
        f' InResponseTo="{in_response_to}" IssueInstant="{instant(plan.said)}"'
        f' Version="{plan.version}"{destination}'
    )


def _status(word: str) -> str:
    return f'<saml2p:Status><saml2p:StatusCode Value="{STATUS}{word}"/></saml2p:Status>'
