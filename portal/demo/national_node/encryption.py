"""An assertion encrypted to the portal, as the node does it."""

import base64
import os

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import Certificate

from portal.demo.national_node.names import NS, declared
from portal.demo.national_node.plan import Plan

P256 = "urn:oid:1.2.840.10045.3.1.7"
NODES_OWN = "nodes-own"


def encrypted(assertion: str, plan: Plan, to: Certificate) -> str:
    """The EncryptedAssertion of an assertion."""
    public = to.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise TypeError("the portal's certificate is not of EC")
    ours = ec.generate_private_key(ec.SECP256R1())
    values = _party_info(plan)
    octets = [bytes.fromhex(value) for value in values]
    info = b"".join(octets if plan.derivation == NODES_OWN else [each[1:] for each in octets])
    secret = ours.exchange(ec.ECDH(), public)
    wrapping = ConcatKDFHash(SHA256(), 32, info).derive(secret)
    content_key = os.urandom(plan.key_bytes)
    sealed = _seal(assertion.encode(), content_key, plan)
    wrapped = aes_key_wrap(wrapping, content_key)
    point = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    if plan.bad_point:
        point = point[:-1] + bytes([point[-1] ^ 1])
    return _envelope(plan, values, _text(point), _text(wrapped), _text(sealed))


def _party_info(plan: Plan) -> list[str]:
    """AlgorithmID, PartyUInfo, PartyVInfo. The node writes a length before each text; the standard
    wants an octet that counts bits of padding, which is 0."""
    texts = (f"{NS['xenc']}kw-aes256", plan.issuer, plan.audience)
    if plan.derivation == NODES_OWN:
        return [(len(each.encode()).to_bytes(4) + each.encode()).hex().upper() for each in texts]
    return [(b"\0" + each.encode()).hex().upper() for each in texts]


def _seal(content: bytes, key: bytes, plan: Plan) -> bytes:
    if plan.content == "aes256-gcm":
        nonce = os.urandom(12)
        return nonce + AESGCM(key).encrypt(nonce, content, None)
    start = os.urandom(16)
    padder = padding.PKCS7(128).padder()
    padded = padder.update(content) + padder.finalize()
    writer = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return start + writer.update(padded) + writer.finalize()


def _envelope(plan: Plan, values: list[str], point: str, wrapped: str, sealed: str) -> str:
    base = NS["xenc11"] if plan.content.endswith("gcm") else NS["xenc"]
    named = zip(("AlgorithmID", "PartyUInfo", "PartyVInfo"), values, strict=True)
    parameters = " ".join(f'{name}="{value}"' for name, value in named)
    return (
        f"<saml2:EncryptedAssertion><xenc:EncryptedData"
        f' Type="{NS["xenc"]}Element" {declared("xenc")}>'
        f'<xenc:EncryptionMethod Algorithm="{base}{plan.content}">'
        f'<ds:DigestMethod Algorithm="{NS["xenc"]}sha256"/></xenc:EncryptionMethod>'
        f"<ds:KeyInfo><xenc:EncryptedKey>"
        f'<xenc:EncryptionMethod Algorithm="{NS["xenc"]}kw-aes256"/><ds:KeyInfo>'
        f'<xenc:AgreementMethod Algorithm="{NS["xenc11"]}ECDH-ES">'
        f"<xenc11:KeyDerivationMethod {declared('xenc11')}"
        f' Algorithm="{NS["xenc11"]}ConcatKDF"><xenc11:ConcatKDFParams {parameters}>'
        f'<ds:DigestMethod Algorithm="{NS["xenc"]}sha256"/></xenc11:ConcatKDFParams>'
        f"</xenc11:KeyDerivationMethod><xenc:OriginatorKeyInfo><ds:KeyValue>"
        f'<dsig11:ECKeyValue {declared("dsig11")}><dsig11:NamedCurve URI="{P256}"/>'
        f"<dsig11:PublicKey>{point}</dsig11:PublicKey></dsig11:ECKeyValue></ds:KeyValue>"
        f"</xenc:OriginatorKeyInfo></xenc:AgreementMethod></ds:KeyInfo>"
        f"<xenc:CipherData><xenc:CipherValue>{wrapped}</xenc:CipherValue></xenc:CipherData>"
        f"</xenc:EncryptedKey></ds:KeyInfo>"
        f"<xenc:CipherData><xenc:CipherValue>{sealed}</xenc:CipherValue></xenc:CipherData>"
        f"</xenc:EncryptedData></saml2:EncryptedAssertion>"
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
