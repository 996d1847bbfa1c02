"""The node's answer, believed only after every check.

From the outside in: the SOAP envelope is a wrapping; the ArtifactResponse and the Response in it
are each signed by a pinned certificate; the Response is read out of what the first signature
covers; the assertion is in it, encrypted to us. Whatever fails ends in Refused.
"""

from typing import TYPE_CHECKING, NamedTuple

from portal import clock
from portal.national_node import assertion, signatures, xml
from portal.national_node.assertion import Expected, Vouched
from portal.national_node.decryption import decrypted
from portal.national_node.node import Node
from portal.national_node.refusals import Kind, Refused, untrusted
from portal.national_node.times import check_recent
from portal.national_node.xml import SAML, SAMLP, SOAP, children, one, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
# What the node says when the person gave up or could not be identified there.
GIVEN_UP = (
    "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed",
    "urn:oasis:names:tc:SAML:2.0:status:RequestDenied",
    "urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal",
)


class Asked(NamedTuple):
    """What we asked the node before: the ids of our messages, and when the first one went."""

    request_id: str
    question_id: str
    asked_at: str


def vouched_for(content: bytes, node: Node, asked: Asked) -> Vouched:
    """The person whom the node's answer vouches for.

    Raises: Refused.
    """
    keys = node.keys
    outer = one(one(_envelope(content), SOAP, "Body"), SAMLP, "ArtifactResponse")
    answer = signatures.verified(outer, keys.idp_certs, "artifact-response")
    _check_message(answer, node, asked.question_id, "artifact-response")
    _check_status(answer)
    if not children(answer, SAMLP, "Response"):
        # A good answer without content: the artifact was used, or its time is over.
        raise Refused(Kind.EXPIRED, "artifact-stands-for-nothing")
    inner = one(answer, SAMLP, "Response")
    response = signatures.verified(inner, keys.idp_certs, "response")
    _check_message(response, node, asked.request_id, "response")
    _check_status(response)
    _check_alone(outer)
    if children(response, SAML, "Assertion"):
        raise untrusted("assertion-in-the-open")
    envelope = one(response, SAML, "EncryptedAssertion")
    claim = xml.parse(decrypted(envelope, keys.enc_keys))
    if claim.find(f"{{{xml.DS}}}Signature") is not None:
        claim = signatures.verified(claim, keys.idp_certs, "assertion")
    expected = Expected(
        issuer=node.settings.idp_issuer,
        audience=node.settings.issuer,
        recipient=node.consumer_url,
        request_id=asked.request_id,
        asked_at=clock.from_text(asked.asked_at),
    )
    return assertion.read(claim, expected)


def _envelope(content: bytes) -> "Element":
    root = xml.parse(content)
    if root.tag != f"{{{SOAP}}}Envelope":
        raise untrusted("no-envelope")
    return root


def _check_alone(outer: "Element") -> None:
    """Nothing stands beside or around what was signed that another reader might take for it."""
    document = outer.getroottree()
    for namespace, name in ((SAMLP, "ArtifactResponse"), (SAMLP, "Response")):
        if len(document.findall(f".//{{{namespace}}}{name}")) != 1:
            raise untrusted("wrapped")


def _check_message(message: "Element", node: Node, in_response_to: str, level: str) -> None:
    """What both levels say of themselves."""
    if message.get("Version") != "2.0":
        raise untrusted(f"{level}-version")
    if words_of(one(message, SAML, "Issuer")) != node.settings.idp_issuer:
        raise untrusted(f"{level}-issuer")
    if message.get("InResponseTo") != in_response_to:
        raise untrusted(f"{level}-in-response-to")
    if message.get("Destination", node.consumer_url) != node.consumer_url:
        raise untrusted(f"{level}-destination")
    check_recent(message.get("IssueInstant"), f"{level}-issue-instant")


def _check_status(message: "Element") -> None:
    """The assertion is not touched unless the node says that all went well.

    It sends one with AuthnFailed too.
    """
    status = one(message, SAMLP, "Status")
    top = one(status, SAMLP, "StatusCode")
    codes = [code.get("Value") for code in status.iter(f"{{{SAMLP}}}StatusCode")]
    if top.get("Value") == SUCCESS and len(codes) == 1:
        return
    if any(code in GIVEN_UP for code in codes):
        raise Refused(Kind.CANCELLED, "status-given-up")
    raise Refused(Kind.UNREACHABLE, "status-other")
