"""What the portal sends, checked strictly, each mistake told in a sentence."""

import base64
import binascii
from dataclasses import dataclass

from cryptography.x509 import Certificate
from lxml import etree

from portal.demo.national_node.names import DS, NS
from portal.demo.national_node.signing import is_signed_by

ARTIFACT_BINDING = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"
ORDER = [
    f"{{{NS['saml2']}}}Issuer",
    f"{{{DS}}}Signature",
    f"{{{NS['saml2p']}}}Extensions",
    f"{{{NS['saml2p']}}}NameIDPolicy",
    f"{{{NS['saml2p']}}}RequestedAuthnContext",
]
LONGEST = 200_000


class Wrong(ValueError):
    """The message is not as the node wants it; the words say what is wrong."""


@dataclass(frozen=True)
class SignOn:
    """A request to sign somebody in."""

    request_id: str
    consumer_url: str
    provider: str
    xml: bytes


@dataclass(frozen=True)
class Question:
    """A question for an artifact."""

    question_id: str
    artifact: str
    xml: bytes


@dataclass(frozen=True)
class Leaving:
    """The word that somebody has left."""

    request_id: str
    session_index: str
    xml: bytes


def read_sign_on(
    field: str, certificate: Certificate, *, url: str, issuer: str, consumer_url: str
) -> SignOn:
    """The AuthnRequest in a form field. Raises Wrong."""
    try:
        content = base64.b64decode(field, validate=True)
    except binascii.Error as error:
        raise Wrong("SAMLRequest nie jest zapisany w base64") from error
    root = _root(content)
    _need(root.tag == f"{{{NS['saml2p']}}}AuthnRequest", "to nie jest AuthnRequest")
    _check_head(root, url, issuer)
    _need(root.get("ProtocolBinding") == ARTIFACT_BINDING, "ProtocolBinding to nie HTTP-Artifact")
    _need(root.get("ForceAuthn") == "true", "ForceAuthn to nie true")
    _need(bool(root.get("ProviderName")), "brak ProviderName")
    consumer = root.get("AssertionConsumerServiceURL", "")
    _need(consumer == consumer_url, "AssertionConsumerServiceURL nie jest adresem z wniosku")
    _need([child.tag for child in root] == ORDER, "elementy są nie te albo nie po kolei")
    _check_extensions(root[2])
    level = root[4].findtext(f"{{{NS['saml2']}}}AuthnContextClassRef", "")
    _need(root[4].get("Comparison") == "minimum", "Comparison to nie minimum")
    _need(level.startswith("http://eidas.europa.eu/LoA/"), "nieznany poziom zaufania")
    _need(is_signed_by(root, certificate), "podpis się nie zgadza")
    return SignOn(root.get("ID", ""), consumer, root.get("ProviderName", ""), content)


def read_question(content: bytes, certificate: Certificate, *, url: str, issuer: str) -> Question:
    """The ArtifactResolve in a SOAP message. Raises Wrong."""
    found = _root(content).findall(f"{{{NS['soap']}}}Body/{{{NS['saml2p']}}}ArtifactResolve")
    _need(len(found) == 1, "w soap:Body nie ma jednego ArtifactResolve")
    _check_head(found[0], url, issuer)
    _need(is_signed_by(found[0], certificate), "podpis się nie zgadza")
    artifact = found[0].findtext(f"{{{NS['saml2p']}}}Artifact", "")
    return Question(found[0].get("ID", ""), artifact, content)


def read_leaving(content: bytes, certificate: Certificate, *, url: str, issuer: str) -> Leaving:
    """The LogoutRequest in a SOAP message. Raises Wrong."""
    found = _root(content).findall(f"{{{NS['soap']}}}Body/{{{NS['saml2p']}}}LogoutRequest")
    _need(len(found) == 1, "w soap:Body nie ma jednego LogoutRequest")
    _check_head(found[0], url, issuer)
    _need(is_signed_by(found[0], certificate), "podpis się nie zgadza")
    _need(bool(found[0].findtext(f"{{{NS['saml2']}}}NameID")), "brak NameID")
    index = found[0].findtext(f"{{{NS['saml2p']}}}SessionIndex", "")
    return Leaving(found[0].get("ID", ""), index, content)


def _root(content: bytes) -> etree._Element:
    _need(len(content) <= LONGEST and b"<!DOCTYPE" not in content, "to nie jest zwykły XML")
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Wrong("to nie jest XML") from error


def _check_head(root: etree._Element, url: str, issuer: str) -> None:
    _need(root.get("Version") == "2.0", "Version to nie 2.0")
    _need(bool(root.get("ID")), "brak ID")
    _need(root.get("IssueInstant", "").endswith("Z"), "IssueInstant nie jest w UTC")
    _need(root.get("Destination") == url, "Destination nie jest adresem tego serwisu")
    said = root.findtext(f"{{{NS['saml2']}}}Issuer")
    _need(said == issuer, "Issuer nie jest nazwą z wniosku")


def _check_extensions(extensions: etree._Element) -> None:
    eidas = f"{{{NS['eidas']}}}"
    tags = [child.tag for child in extensions]
    _need(tags == [f"{eidas}SPType", f"{eidas}RequestedAttributes"], "Extensions są nie te")
    _need(extensions[0].text in ("public", "private"), "SPType to nie public ani private")
    names = {attribute.get("FriendlyName") for attribute in extensions[1]}
    wanted = {"FirstName", "FamilyName", "DateOfBirth", "PersonIdentifier"}
    _need(names == wanted, "lista atrybutów jest nie ta")


def _need(condition: bool, words: str) -> None:
    if not condition:
        raise Wrong(words)
