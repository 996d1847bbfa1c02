"""What we send: the request to sign somebody in, the question for an artifact, the word of leaving.

Built as text and signed, never moved between trees: a move renames prefixes, and the digest
breaks.
"""

import base64
import secrets
from xml.sax.saxutils import escape, quoteattr

from portal import clock
from portal.national_node.node import Node
from portal.national_node.signatures import PLACE, signed
from portal.national_node.xml import EIDAS, SAML, SAMLP, SOAP

# What we ask of the means of identification: Profil Zaufany, mObywatel, e-dowód and the banks.
LEVEL = "http://eidas.europa.eu/LoA/substantial"
BINDING = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"
UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"
NAME_FORMAT = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
PERSON = "http://eidas.europa.eu/attributes/naturalperson/"

# What we ask to be told of a person: friendly name, and name.
ATTRIBUTES = (
    ("FamilyName", f"{PERSON}CurrentFamilyName"),
    ("FirstName", f"{PERSON}CurrentGivenName"),
    ("DateOfBirth", f"{PERSON}DateOfBirth"),
    ("PersonIdentifier", f"{PERSON}PersonIdentifier"),
)


def new_id() -> str:
    """An id for a message; an XML name, so it begins with letters."""
    return f"ID-{secrets.token_hex(20)}"


def sign_on_request(node: Node, request_id: str) -> str:
    """The AuthnRequest as the form field SAMLRequest takes it: signed, base64, not deflated."""
    asked = "".join(
        f'<eidas:RequestedAttribute FriendlyName="{friendly}" Name="{name}"'
        f' NameFormat="{NAME_FORMAT}" isRequired="true"/>'
        for friendly, name in ATTRIBUTES
    )
    document = (
        f'<saml2p:AuthnRequest xmlns:saml2p="{SAMLP}" xmlns:saml2="{SAML}" xmlns:eidas="{EIDAS}"'
        f" {_head(request_id)} Destination={quoteattr(node.sign_on_url)}"
        f" AssertionConsumerServiceURL={quoteattr(node.consumer_url)}"
        f' ProtocolBinding="{BINDING}" ForceAuthn="true" IsPassive="false"'
        f" ProviderName={quoteattr(node.provider_name)}>"
        f"{_issuer(node)}{PLACE}"
        f"<saml2p:Extensions><eidas:SPType>{node.kind}</eidas:SPType>"
        f"<eidas:RequestedAttributes>{asked}</eidas:RequestedAttributes></saml2p:Extensions>"
        f'<saml2p:NameIDPolicy AllowCreate="true" Format="{UNSPECIFIED}"/>'
        f'<saml2p:RequestedAuthnContext Comparison="minimum">'
        f"<saml2:AuthnContextClassRef>{LEVEL}</saml2:AuthnContextClassRef>"
        f"</saml2p:RequestedAuthnContext></saml2p:AuthnRequest>"
    )
    return base64.b64encode(signed(document, node.keys)).decode()


def artifact_question(node: Node, message_id: str, artifact: str) -> bytes:
    """The SOAP message that asks what an artifact stands for."""
    document = (
        f'<saml2p:ArtifactResolve xmlns:saml2p="{SAMLP}" xmlns:saml2="{SAML}"'
        f" {_head(message_id)} Destination={quoteattr(node.artifact_url)}>"
        f"{_issuer(node)}{PLACE}<saml2p:Artifact>{escape(artifact)}</saml2p:Artifact>"
        f"</saml2p:ArtifactResolve>"
    )
    return _in_soap(signed(document, node.keys))


def logout_request(node: Node, name_id: str, session_index: str) -> bytes:
    """The SOAP message that says that somebody has left."""
    document = (
        f'<saml2p:LogoutRequest xmlns:saml2p="{SAMLP}" xmlns:saml2="{SAML}"'
        f" {_head(new_id())} Destination={quoteattr(node.logout_url)}>"
        f'{_issuer(node)}{PLACE}<saml2:NameID Format="{UNSPECIFIED}">{escape(name_id)}'
        f"</saml2:NameID><saml2p:SessionIndex>{escape(session_index)}</saml2p:SessionIndex>"
        f"</saml2p:LogoutRequest>"
    )
    return _in_soap(signed(document, node.keys))


def _head(message_id: str) -> str:
    return f'ID="{message_id}" Version="2.0" IssueInstant="{clock.as_text(clock.now())}"'


def _issuer(node: Node) -> str:
    return f"<saml2:Issuer>{escape(node.settings.issuer)}</saml2:Issuer>"


def _in_soap(message: bytes) -> bytes:
    start = f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body>'
    return start.encode() + message + b"</soap:Body></soap:Envelope>"
