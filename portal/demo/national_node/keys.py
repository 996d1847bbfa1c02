"""Keys for both sides, made when the simulator starts and gone when it ends."""

from dataclasses import dataclass
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from portal import clock
from portal.settings import NationalNode

ISSUER = "simulator.login.gov.example"
PORTAL = "portal-demonstracyjny"


@dataclass(frozen=True)
class Pair:
    """A private key and the certificate of its public one."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def key_pem(self) -> str:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    @property
    def certificate_pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()


@dataclass(frozen=True)
class Keys:
    """Those of the node, those of the portal, and one that nobody trusts."""

    node: Pair
    portal_signing: Pair
    portal_encryption: Pair
    stranger: Pair


def make_keys() -> Keys:
    """New keys."""
    names = ("symulator", "portal podpis", "portal szyfrowanie", "ktoś obcy")
    return Keys(*(make_pair(name) for name in names))


def make_pair(name: str) -> Pair:
    """A key on P-256 and a certificate that it signs itself, good for a year either way."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=365))
        .not_valid_after(clock.now() + timedelta(days=365))
        .sign(key, SHA256())
    )
    return Pair(key, certificate)


def settings_for(keys: Keys, url: str, *, after_password: bool = True) -> NationalNode:
    """How a portal is told of this simulator."""
    return NationalNode(
        url=url,
        issuer=PORTAL,
        idp_issuer=ISSUER,
        sign_key=keys.portal_signing.key_pem,
        sign_cert=keys.portal_signing.certificate_pem,
        enc_keys=keys.portal_encryption.key_pem,
        idp_certs=keys.node.certificate_pem,
        after_password=after_password,
    )
