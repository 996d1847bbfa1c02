"""Signatures as the node writes them, made and read by code of the simulator's own."""

import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from lxml import etree

from portal.demo.national_node.keys import Pair
from portal.demo.national_node.names import DS, NS

PREFIXES = ["ds", "saml2", "saml2p", "xenc"]
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
AFTER = "</saml2:Issuer>"

# Method, digest method, and what makes them.
STRONG = ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", f"{NS['xenc']}sha256")
WEAK = ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1", f"{DS}sha1")
BYTES_OF_A_NUMBER = 32


def sign(document: str, pair: Pair, *, weak: bool = False) -> str:
    """A document with the pair's signature after its issuer, over the root by its ID."""
    method, digest_method = WEAK if weak else STRONG
    root = etree.fromstring(document.encode())
    made = hashlib.new("sha1" if weak else "sha256", _canonical(root, PREFIXES)).digest()
    signature = _signature(root.get("ID", ""), _text(made), method, digest_method, pair)
    begun = document.replace(AFTER, f"{AFTER}{signature}", 1)
    info = etree.fromstring(begun.encode()).find(f"{{{DS}}}Signature/{{{DS}}}SignedInfo")
    value = _value(_canonical(info), pair, weak=weak)
    return begun.replace("@value@", value, 1)


def is_signed_by(element: etree._Element, certificate: Certificate) -> bool:
    """Whether an element bears a right signature of the certificate's key over itself."""
    root = etree.fromstring(etree.tostring(element))
    signature = root.find(f"{{{DS}}}Signature")
    if signature is None:
        return False
    info = signature.find(f"{{{DS}}}SignedInfo")
    said = info.findtext(f"{{{DS}}}Reference/{{{DS}}}DigestValue", "")
    raw = base64.b64decode(signature.findtext(f"{{{DS}}}SignatureValue", ""))
    canonical_info = etree.tostring(info, method="c14n", exclusive=True)
    root.remove(signature)
    content = etree.tostring(root, method="c14n", exclusive=True)
    if base64.b64decode(said) != hashlib.sha256(content).digest():
        return False
    numbers = (int.from_bytes(raw[:BYTES_OF_A_NUMBER]), int.from_bytes(raw[BYTES_OF_A_NUMBER:]))
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(utils.encode_dss_signature(*numbers), canonical_info, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _signature(element_id: str, digest: str, method: str, digest_method: str, pair: Pair) -> str:
    inclusive = (
        f'<ec:InclusiveNamespaces xmlns:ec="{EXCLUSIVE}" PrefixList="{" ".join(PREFIXES)}"/>'
    )
    certificate = _text(pair.certificate.public_bytes(Encoding.DER))
    return (
        f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo>'
        f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/>'
        f'<ds:SignatureMethod Algorithm="{method}"/><ds:Reference URI="#{element_id}">'
        f'<ds:Transforms><ds:Transform Algorithm="{DS}enveloped-signature"/>'
        f'<ds:Transform Algorithm="{EXCLUSIVE}">{inclusive}</ds:Transform></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{digest_method}"/>'
        f"<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
        f"<ds:SignatureValue>@value@</ds:SignatureValue>"
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate>"
        f"</ds:X509Data></ds:KeyInfo></ds:Signature>"
    )


def _value(content: bytes, pair: Pair, *, weak: bool) -> str:
    made = pair.key.sign(content, ec.ECDSA(SHA1() if weak else SHA256()))  # noqa: S303 - a fault
    numbers = utils.decode_dss_signature(made)
    return _text(b"".join(number.to_bytes(BYTES_OF_A_NUMBER) for number in numbers))


def _canonical(element: etree._Element, prefixes: list[str] | None = None) -> bytes:
    return bytes(
        etree.tostring(element, method="c14n", exclusive=True, inclusive_ns_prefixes=prefixes)
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
