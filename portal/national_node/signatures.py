"""Signatures: ours on what we send, the node's on what it answers."""

from typing import TYPE_CHECKING

from portal import clock
from portal.national_node.node import Keys
from portal.national_node.refusals import untrusted
from portal.national_node.xml import DS, children, one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.x509 import Certificate
    from lxml.etree import _Element as Element

# Where our own signature will stand in what we build.
PLACE = f'<ds:Signature xmlns:ds="{DS}" Id="placeholder"/>'

ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"


def signed(document: str, keys: Keys) -> bytes:
    """A document of ours with our signature in its PLACE, over the root by its ID."""
    from lxml import etree
    from signxml.signer import XMLSigner

    root = etree.fromstring(document.encode())
    signer = XMLSigner(
        signature_algorithm="ecdsa-sha256", digest_algorithm="sha256", c14n_algorithm=EXCLUSIVE
    )
    done = signer.sign(
        root, key=keys.sign_key, cert=[keys.sign_cert], reference_uri=f"#{root.get('ID')}"
    )
    return bytes(etree.tostring(done))


def verified(element: "Element", certificates: "Sequence[Certificate]", level: str) -> "Element":
    """The very content that one of the pinned certificates signed, as an element of its own.

    The key that a message brings with it is ignored. Nothing but what this gives may be read.

    Takes:   level: a word for the log: "artifact-response", "response", "assertion".
    Raises:  Refused.
    """
    _check_shape(element, level)
    for certificate in certificates:
        content = _content_signed_by(element, certificate)
        if content is None:
            continue
        if content.tag != element.tag or content.get("ID") != element.get("ID"):
            raise untrusted(f"{level}-signature-of-another-element")
        return content
    raise untrusted(f"{level}-signature")


def _content_signed_by(element: "Element", certificate: "Certificate") -> "Element | None":
    from signxml.algorithms import DigestAlgorithm, SignatureMethod
    from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

    config = SignatureConfiguration(
        location="./",
        expect_references=1,
        signature_methods=frozenset({SignatureMethod.ECDSA_SHA256}),
        digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
        ignore_ambiguous_key_info=True,
        verification_time=clock.now(),
    )
    try:
        result = XMLVerifier().verify(
            element, x509_cert=certificate, expect_config=config, id_attribute="ID"
        )
    except Exception:
        # signxml raises more than its own errors (lxml's, binascii's); each of them is a no.
        return None
    return result.signed_xml if isinstance(result, VerifyResult) else None


def _check_shape(element: "Element", level: str) -> None:
    """One signature, of one reference, to the element that it stands in, by strong algorithms."""
    element_id = element.get("ID")
    found = children(element, DS, "Signature")
    if not found or not element_id:
        raise untrusted(f"{level}-unsigned")
    if len(found) > 1 or children(found[0], DS, "Object"):
        raise untrusted(f"{level}-signature-shape")
    info = one(found[0], DS, "SignedInfo")
    reference = one(info, DS, "Reference")
    if reference.get("URI") != f"#{element_id}":
        raise untrusted(f"{level}-signature-of-another-element")
    transforms = children(one(reference, DS, "Transforms"), DS, "Transform")
    algorithms = (
        one(info, DS, "CanonicalizationMethod").get("Algorithm"),
        one(info, DS, "SignatureMethod").get("Algorithm"),
        one(reference, DS, "DigestMethod").get("Algorithm"),
        *(transform.get("Algorithm") for transform in transforms),
    )
    if algorithms != (EXCLUSIVE, ECDSA_SHA256, SHA256, ENVELOPED, EXCLUSIVE):
        raise untrusted(f"{level}-signature-algorithm")
