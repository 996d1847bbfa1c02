"""Everything the caretaker may set. Nothing else in portal/ reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, urlsplit

SHORTEST_SECRET = 32


class SettingsError(Exception):
    """A setting is missing or wrong. The message names the variable, never its value."""


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The company that runs the portal, as its pages, letters and transfers name it."""

    name: str
    short_name: str
    street: str
    city: str
    telephone: str
    email: str
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
        digits = "".join(character for character in self.telephone if character in "+0123456789")
        return digits if digits.startswith("+") else f"+48{digits}"


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
    throttled: bool = True
    demonstration: bool = False

    @property
    def secure(self) -> bool:
        """Whether visitors come by https, so that cookies may be bound to it."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read PORTAL_* variables; each may instead come from the file that PORTAL_X_FILE names.

        Raises: SettingsError naming the variable, never its value.
        """
        read = _Reader(environment)
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
        )


class _Reader:
    """Reads single settings, each error naming its variable."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment

    def optional(self, name: str) -> str:
        value = self.environment.get(name, "")
        file = self.environment.get(f"{name}_FILE", "")
        if value and file:
            raise SettingsError(f"set {name} or {name}_FILE, not both")
        if not file:
            return value.strip()
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{name}_FILE names a file that cannot be read") from error

    def required(self, name: str) -> str:
        value = self.optional(name)
        if not value:
            raise SettingsError(f"{name} is not set")
        return value

    def secret(self, name: str) -> str:
        value = self.required(name)
        if len(value) < SHORTEST_SECRET:
            raise SettingsError(f"{name} is shorter than {SHORTEST_SECRET} characters")
        return value

    def address(self, name: str) -> str:
        value = self.required(name).rstrip("/")
        if not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise SettingsError(f"{name} must begin with https://")
        return value

    def one_of(self, name: str, *words: str) -> str:
        value = self.optional(name) or words[0]
        if value not in words:
            raise SettingsError(f"{name} must be one of: {', '.join(words)}")
        return value

    def pem(self, name: str, kind: str) -> str:
        value = self.required(name)
        if f"{kind}-----" not in value:
            raise SettingsError(f"{name} holds no {kind.lower()} in PEM form")
        return value

    def mail_server(self, name: str) -> str:
        """Secrets go over a line that others may read only where there is no such line."""
        value = self.optional(name)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            proper = _names_a_mail_server(parts)
        except ValueError as error:
            raise SettingsError(f"{name} is no smtp:// or smtps:// address") from error
        if not proper:
            raise SettingsError(
                f"{name} must be smtp[s]://[user:password@]host[:port][?starttls=1]"
            )
        own = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if parts.password and parts.scheme == "smtp" and not parts.query and not own:
            raise SettingsError(f"{name} has a password and needs smtps:// or ?starttls=1")
        return value

    def number(self, name: str, default: int) -> int:
        value = self.optional(name)
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and 0 < int(value) < 10_000):
            raise SettingsError(f"{name} is not a whole number between 1 and 9999")
        return int(value)

    def file(self, name: str) -> Path | None:
        value = self.optional(name)
        if not value:
            return None
        path = Path(value)
        if not path.is_file():
            raise SettingsError(f"{name} names a file that is not there")
        return path


def _national_node(read: _Reader) -> NationalNode | None:
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


def _autopay(read: _Reader) -> Autopay | None:
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


def _names_a_mail_server(parts: SplitResult) -> bool:
    """Raises: ValueError for a port that is none."""
    return (
        parts.scheme in ("smtp", "smtps")
        and bool(parts.hostname)
        and parts.port != 0
        and bool(parts.username) == bool(parts.password)
        and parts.path in ("", "/")
        and not parts.fragment
        and parts.query in ("", "starttls=1")
        and not (parts.query and parts.scheme == "smtps")
    )
