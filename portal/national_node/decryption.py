"""The assertion out of its envelope: ECDH-ES with ConcatKDF, key wrap, AES-GCM.

Encryption shows nothing about who wrote: anyone may encrypt to our certificate. Trust comes from
the signature of the response alone, which is checked before anything here runs.
"""

import base64
import binascii
from typing import TYPE_CHECKING

from portal.national_node.refusals import untrusted
from portal.national_node.xml import DS, DSIG11, XENC, XENC11, one, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from lxml.etree import _Element as Element

CONTENT = tuple(f"{XENC11}aes{bits}-gcm" for bits in (128, 192, 256))
WRAPPING = {f"{XENC}kw-aes128": 16, f"{XENC}kw-aes256": 32}
AGREEMENT = f"{XENC11}ECDH-ES"
DERIVATION = f"{XENC11}ConcatKDF"
SHA256 = f"{XENC}sha256"
P256 = "urn:oid:1.2.840.10045.3.1.7"
CONTENT_KEY_SIZES = (16, 24, 32)
NONCE = 12
PARAMETERS = ("AlgorithmID", "PartyUInfo", "PartyVInfo")


def decrypted(envelope: "Element", keys: "Sequence[EllipticCurvePrivateKey]") -> bytes:
    """What an EncryptedAssertion holds.

    Takes:  the keys that we may have been written to: the present one and those before it.
    Raises: Refused.
    """
    data = one(envelope, XENC, "EncryptedData")
    if _algorithm(data) not in CONTENT:
        raise untrusted("encryption-algorithm")
    wrapped = one(one(data, DS, "KeyInfo"), XENC, "EncryptedKey")
    content_key = _content_key(wrapped, keys)
    sealed = _cipher_value(data)
    if len(sealed) <= NONCE:
        raise untrusted("encryption-length")
    return _opened(content_key, sealed)


def _opened(content_key: bytes, sealed: bytes) -> bytes:
    """The length of the key is the key's own: the node says 256 bits and was seen to send 128."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(content_key).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except InvalidTag as error:
        raise untrusted("encryption-content") from error


def _content_key(wrapped: "Element", keys: "Sequence[EllipticCurvePrivateKey]") -> bytes:
    """The key of the content, by whichever of our keys and readings of the standard opens it.

    The wrapping tells a right key from a wrong one.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import ECDH
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    size = WRAPPING.get(_algorithm(wrapped))
    if size is None:
        raise untrusted("encryption-key-wrap")
    agreement = one(one(wrapped, DS, "KeyInfo"), XENC, "AgreementMethod")
    if agreement.get("Algorithm") != AGREEMENT:
        raise untrusted("encryption-agreement")
    theirs, value = _public_key(agreement), _cipher_value(wrapped)
    for ours in keys:
        secret = ours.exchange(ECDH(), theirs)
        for info in _other_infos(agreement):
            try:
                found = aes_key_unwrap(_derived(secret, size, info), value)
            except (InvalidUnwrap, ValueError):
                continue
            if len(found) in CONTENT_KEY_SIZES:
                return found
    raise untrusted("encryption-key")


def _derived(secret: bytes, size: int, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256 as sha256  # noqa: N811
    from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

    return ConcatKDFHash(sha256(), size, info).derive(secret)


def _other_infos(agreement: "Element") -> tuple[bytes, bytes]:
    """What goes into the derivation: as the node writes it, and as the standard has it.

    XML Encryption 1.1 counts padding bits in the first octet of each value and leaves it out; the
    node uses all its octets as they stand.
    """
    method = one(agreement, XENC11, "KeyDerivationMethod")
    parameters = one(method, XENC11, "ConcatKDFParams")
    digest = one(parameters, DS, "DigestMethod").get("Algorithm")
    if method.get("Algorithm") != DERIVATION or digest != SHA256:
        raise untrusted("encryption-derivation")
    try:
        values = [bytes.fromhex(parameters.get(name, "")) for name in PARAMETERS]
    except ValueError as error:
        raise untrusted("encryption-derivation") from error
    return b"".join(values), b"".join(value[1:] for value in values)


def _public_key(agreement: "Element"):  # type: ignore[no-untyped-def]
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

    originator = one(one(agreement, XENC, "OriginatorKeyInfo"), DS, "KeyValue")
    value = one(originator, DSIG11, "ECKeyValue")
    if one(value, DSIG11, "NamedCurve").get("URI") != P256:
        raise untrusted("encryption-curve")
    point = _from_base64(one(value, DSIG11, "PublicKey"))
    try:
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError as error:
        raise untrusted("encryption-point") from error


def _algorithm(element: "Element") -> str:
    return str(one(element, XENC, "EncryptionMethod").get("Algorithm", ""))


def _cipher_value(element: "Element") -> bytes:
    return _from_base64(one(one(element, XENC, "CipherData"), XENC, "CipherValue"))


def _from_base64(element: "Element") -> bytes:
    try:
        return base64.b64decode("".join(words_of(element).split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise untrusted("encryption-base64") from error
