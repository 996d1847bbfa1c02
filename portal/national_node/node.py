"""The node: its addresses and ours, and the keys of both sides, read once."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from portal import clock
from portal.settings import NationalNode, Settings, SettingsError
from portal.tenancy.absent import NotThere

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

DAYS_OF_WARNING = 60
RETURN_PATH = "/logowanie/login-gov/powrot"


class Keys(NamedTuple):
    """The keys and certificates of the settings, ready for use."""

    sign_key: "EllipticCurvePrivateKey"
    sign_cert: "Certificate"
    enc_keys: "tuple[EllipticCurvePrivateKey, ...]"
    idp_certs: "tuple[Certificate, ...]"


class Node(NamedTuple):
    """Both sides of the conversation."""

    settings: NationalNode
    consumer_url: str
    provider_name: str

    @property
    def sign_on_url(self) -> str:
        """Where the visitor's browser takes our request."""
        return f"{self.settings.url}/login/SingleSignOnService"

    @property
    def artifact_url(self) -> str:
        """Where we ask for what an artifact stands for."""
        return f"{self.settings.url}/login-services/idpArtifactResolutionService"

    @property
    def logout_url(self) -> str:
        """Where we say that somebody has left."""
        return f"{self.settings.url}/login-services/singleLogoutService"

    @property
    def origin(self) -> str:
        """The node's scheme, host and port."""
        parts = urlsplit(self.settings.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def kind(self) -> str:
        """What we are to the node: private companies have a host of its own there."""
        return "private" if "podmiotyzewnetrzne" in self.settings.url else "public"

    @property
    def keys(self) -> Keys:
        """The keys of both sides. Raises SettingsError; loads cryptography."""
        return read_keys(self.settings)


def node_of(settings: Settings) -> Node:
    """The node of this installation.

    Raises: NotThere where none is set.
    """
    if settings.national_node is None:
        raise NotThere
    return Node(
        settings.national_node,
        f"{settings.base_url}{RETURN_PATH}",
        settings.organisation.name,
    )


@lru_cache(maxsize=8)
def read_keys(node: NationalNode) -> Keys:
    """The keys and certificates that the settings hold as PEM.

    Raises: SettingsError naming the variable, never its value.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

    keys = Keys(
        _private_keys("PORTAL_LOGIN_GOV_SIGN_KEY", node.sign_key)[0],
        _certificates("PORTAL_LOGIN_GOV_SIGN_CERT", node.sign_cert)[0],
        _private_keys("PORTAL_LOGIN_GOV_ENC_KEY", node.enc_keys),
        _certificates("PORTAL_LOGIN_GOV_IDP_CERTS", node.idp_certs),
    )
    if keys.sign_key.public_key() != keys.sign_cert.public_key():
        raise SettingsError("PORTAL_LOGIN_GOV_SIGN_CERT is not of PORTAL_LOGIN_GOV_SIGN_KEY")
    if not all(isinstance(each.public_key(), EllipticCurvePublicKey) for each in keys.idp_certs):
        raise SettingsError("PORTAL_LOGIN_GOV_IDP_CERTS holds a certificate that is not of EC")
    return keys


def ending_certificates(node: NationalNode) -> list[tuple[str, int]]:
    """The certificates that end soon or have ended: the variable's name, and the days left.

    Raises: SettingsError.
    """
    keys = read_keys(node)
    named = [("PORTAL_LOGIN_GOV_SIGN_CERT", keys.sign_cert)]
    named += [("PORTAL_LOGIN_GOV_IDP_CERTS", certificate) for certificate in keys.idp_certs]
    left = [(name, (each.not_valid_after_utc - clock.now()).days) for name, each in named]
    return [(name, days) for name, days in left if days < DAYS_OF_WARNING]


def _private_keys(name: str, pem: str) -> "tuple[EllipticCurvePrivateKey, ...]":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    found = []
    for block in _blocks(pem, "PRIVATE KEY-----"):
        try:
            key = load_pem_private_key(block, None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise SettingsError(f"{name} holds a key that cannot be read") from error
        if not isinstance(key, EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
            raise SettingsError(f"{name} must be an EC key on P-256")
        found.append(key)
    if not found:
        raise SettingsError(f"{name} holds no private key in PEM form")
    return tuple(found)


def _certificates(name: str, pem: str) -> "tuple[Certificate, ...]":
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return tuple(load_pem_x509_certificates(pem.encode()))
    except ValueError as error:
        raise SettingsError(f"{name} holds a certificate that cannot be read") from error


def _blocks(pem: str, kind: str) -> list[bytes]:
    """The PEM blocks of a kind, each by itself; parameters of curves beside them are left out."""
    parts = pem.split("-----BEGIN ")[1:]
    return [f"-----BEGIN {part}".encode() for part in parts if kind in part.split("\n", 1)[0]]
