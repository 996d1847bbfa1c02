"""Single settings, read from the environment or from files that it names."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

SHORTEST_SECRET = 32


class SettingsError(Exception):
    """A setting is missing or wrong. The message names the variable, never its value."""


class Reader:
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

    def scanner(self, name: str) -> str:
        value = self.optional(name)
        if value and not value.startswith(("/", "tcp://")):
            raise SettingsError(f"{name} must be the path of a socket or tcp://host:port")
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
