"""Everything the caretaker may set. Nothing else in portal/ reads the environment."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from portal.environment import SHORTEST_SECRET as SHORTEST_SECRET
from portal.environment import Reader
from portal.environment import SettingsError as SettingsError


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The company that runs the portal, as its pages, letters and transfers name it."""

    name: str
    short_name: str
    street: str
    city: str
    telephone: str
    email: str
    emergency_telephone: str = ""
    nip: str = ""
    website: str = ""
    office_hours: str = ""
    privacy_email: str = ""
    logo: Path | None = None
    funding_text: str = ""
    funding_strip: Path | None = None

    @property
    def telephone_link(self) -> str:
        """The telephone number as a tel: link wants it: +48710000000."""
        return _as_link(self.telephone)

    @property
    def emergency_link(self) -> str:
        """The number for emergencies, the same way; the common one where there is no other."""
        return _as_link(self.emergency_telephone or self.telephone)


@dataclass(frozen=True, kw_only=True)
class NationalNode:
    """How this portal and login.gov.pl (Węzeł Krajowy) know each other.

    Keys and certificates are PEM. `enc_keys` and `idp_certs` may hold several, for the days on
    which an old one and its successor are both in use.
    """

    url: str
    issuer: str
    idp_issuer: str
    sign_key: str = field(repr=False)
    sign_cert: str = field(repr=False)
    enc_keys: str = field(repr=False)
    idp_certs: str = field(repr=False)
    after_password: bool = True


@dataclass(frozen=True, kw_only=True)
class Autopay:
    """How this portal and Autopay, the operator of payments, know each other.

    The first of the keys signs what we send; each of them may have signed what comes in, for the
    days on which an old key and its successor are both in use.
    """

    url: str
    service_id: str
    keys: tuple[str, ...] = field(repr=False)
    path: str = "/payment"
    algorithm: str = "sha256"


@dataclass(frozen=True, kw_only=True)
class Uploads:
    """What is taken of files that people send, and who is asked about them.

    `scanner` is the socket of ClamAV: a path, or tcp://host:port.
    """

    folder: Path | None = None
    file_megabytes: int = 10
    files: int = 10
    letter_megabytes: int = 30
    scanner: str = ""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one installation, read once when the portal starts."""

    database: Path
    secret_key: str = field(repr=False)
    base_url: str
    organisation: Organisation
    session_idle_minutes: int = 30
    session_hours: int = 12
    trusted_proxy: str = ""
    smtp_url: str = field(default="", repr=False)
    national_node: NationalNode | None = None
    autopay: Autopay | None = None
    payment_fee_text: str = ""
    uploads: Uploads = field(default_factory=Uploads)
    throttled: bool = True
    demonstration: bool = False

    @property
    def secure(self) -> bool:
        """Whether visitors come by https, so that cookies may be bound to it."""
        return self.base_url.startswith("https://")

    @property
    def files(self) -> Path:
        """The folder of the files that are kept; beside the database where none is set."""
        return self.uploads.folder or files_beside(self.database)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read PORTAL_* variables; each may instead come from the file that PORTAL_X_FILE names.

        Raises: SettingsError naming the variable, never its value.
        """
        read = Reader(environment)
        return cls(
            database=Path(read.required("PORTAL_DATABASE")),
            secret_key=read.secret("PORTAL_SECRET_KEY"),
            base_url=read.address("PORTAL_BASE_URL"),
            organisation=Organisation(
                name=read.required("PORTAL_ORGANISATION_NAME"),
                short_name=read.required("PORTAL_ORGANISATION_SHORT_NAME"),
                street=read.required("PORTAL_ORGANISATION_STREET"),
                city=read.required("PORTAL_ORGANISATION_CITY"),
                telephone=read.required("PORTAL_ORGANISATION_TELEPHONE"),
                email=read.required("PORTAL_ORGANISATION_EMAIL"),
                emergency_telephone=read.optional("PORTAL_ORGANISATION_EMERGENCY"),
                nip=read.optional("PORTAL_ORGANISATION_NIP"),
                website=read.optional("PORTAL_ORGANISATION_WEBSITE"),
                office_hours=read.optional("PORTAL_ORGANISATION_HOURS"),
                privacy_email=read.optional("PORTAL_ORGANISATION_PRIVACY_EMAIL"),
                logo=read.file("PORTAL_ORGANISATION_LOGO"),
                funding_text=read.optional("PORTAL_ORGANISATION_FUNDING_TEXT"),
                funding_strip=read.file("PORTAL_ORGANISATION_FUNDING_STRIP"),
            ),
            session_idle_minutes=read.number("PORTAL_SESSION_IDLE_MINUTES", 30),
            session_hours=read.number("PORTAL_SESSION_HOURS", 12),
            trusted_proxy=read.optional("PORTAL_TRUSTED_PROXY"),
            smtp_url=read.mail_server("PORTAL_SMTP_URL"),
            national_node=_national_node(read),
            autopay=_autopay(read),
            payment_fee_text=read.optional("PORTAL_AUTOPAY_FEE_TEXT"),
            uploads=_uploads(read),
        )


def files_beside(database: Path) -> Path:
    """Where the files of a database lie, if nothing else is set."""
    return database.with_name(f"{database.stem}-files")


def _as_link(telephone: str) -> str:
    digits = "".join(character for character in telephone if character in "+0123456789")
    return digits if digits.startswith("+") else f"+48{digits}"


def _uploads(read: Reader) -> Uploads:
    folder = read.optional("PORTAL_FILES")
    return Uploads(
        folder=Path(folder) if folder else None,
        file_megabytes=read.number("PORTAL_FILE_MEGABYTES", 10),
        files=read.number("PORTAL_FILES_A_LETTER", 10),
        letter_megabytes=read.number("PORTAL_LETTER_MEGABYTES", 30),
        scanner=read.scanner("PORTAL_CLAMAV"),
    )


def _national_node(read: Reader) -> NationalNode | None:
    """What is set of login.gov.pl; None where its address is not."""
    if not read.optional("PORTAL_LOGIN_GOV_URL"):
        return None
    url = read.address("PORTAL_LOGIN_GOV_URL")
    first = read.one_of("PORTAL_LOGIN_GOV_FIRST", "after-password", "direct")
    return NationalNode(
        url=url,
        issuer=read.required("PORTAL_LOGIN_GOV_ISSUER"),
        idp_issuer=read.optional("PORTAL_LOGIN_GOV_IDP_ISSUER") or urlsplit(url).hostname or "",
        sign_key=read.pem("PORTAL_LOGIN_GOV_SIGN_KEY", "PRIVATE KEY"),
        sign_cert=read.pem("PORTAL_LOGIN_GOV_SIGN_CERT", "CERTIFICATE"),
        enc_keys=read.pem("PORTAL_LOGIN_GOV_ENC_KEY", "PRIVATE KEY"),
        idp_certs=read.pem("PORTAL_LOGIN_GOV_IDP_CERTS", "CERTIFICATE"),
        after_password=first == "after-password",
    )


def _autopay(read: Reader) -> Autopay | None:
    """What is set of the operator of payments; None where its address is not."""
    if not read.optional("PORTAL_AUTOPAY_URL"):
        return None
    service_id = read.required("PORTAL_AUTOPAY_SERVICE_ID")
    if not (service_id.isascii() and service_id.isdigit() and len(service_id) <= 10):
        raise SettingsError("PORTAL_AUTOPAY_SERVICE_ID is not a number of at most 10 digits")
    path = read.optional("PORTAL_AUTOPAY_PATH") or "/payment"
    if not path.startswith("/"):
        raise SettingsError("PORTAL_AUTOPAY_PATH must begin with /")
    keys = (read.required("PORTAL_AUTOPAY_KEY"), read.optional("PORTAL_AUTOPAY_OLD_KEY"))
    return Autopay(
        url=read.address("PORTAL_AUTOPAY_URL"),
        path=path,
        service_id=service_id,
        keys=tuple(filter(None, keys)),
        algorithm=read.one_of("PORTAL_AUTOPAY_ALGORITHM", "sha256", "sha512"),
    )


def is_of_this_computer(url: str) -> bool:
    """Whether an address is one at which only a simulator can be."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
