"""The service that the portal is to the operator: its number, its key, and how both sides hash."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Service:
    """A shop of the operator's."""

    service_id: str
    key: str = field(repr=False)
    algorithm: str = "sha256"
    currency: str = "PLN"

    def hash_of(self, values: Iterable[str]) -> str:
        """The hash of a message: its values that are not empty, then the key, parted by bars."""
        words = "|".join([*(value for value in values if value != ""), self.key])
        return hashlib.new(self.algorithm, words.encode()).hexdigest()

    def is_signed(self, values: Iterable[str], given: str) -> bool:
        """Whether a hash is the one of these values."""
        return hmac.compare_digest(self.hash_of(values).encode(), given.encode())


class Numbers:
    """Keys and identities that nobody guesses; the same in each run where a seed is given."""

    def __init__(self, seed: str = "") -> None:
        self._seed, self._drawn = seed, 0

    def draw(self, length: int) -> str:
        """So many capital letters and digits."""
        self._drawn += 1
        if not self._seed:
            digits = secrets.token_hex(length)
        else:
            digits = hashlib.sha512(f"{self._seed} {self._drawn}".encode()).hexdigest()
        return digits[:length].upper()


def make_service(numbers: Numbers, service_id: str = "", algorithm: str = "sha256") -> Service:
    """A service with a key of its own."""
    number = int(numbers.draw(8), 16) % 900_000 + 100_000
    return Service(service_id or str(number), numbers.draw(40).lower(), algorithm)
