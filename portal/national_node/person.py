"""A person as login.gov.pl knows them, and how they are matched with our register.

The number itself is used here and kept nowhere.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date

from portal.tenancy.register import pesel_key


@dataclass(frozen=True)
class Person:
    """Who somebody is, as the node vouches for it. Its repr tells nothing."""

    identifier: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    born_on: date | None = field(repr=False)

    @property
    def has_pesel(self) -> bool:
        """Whether the identifier is a PESEL; that of a person from abroad is "XX/PL/…"."""
        from stdnum.pl import pesel

        return bool(pesel.is_valid(self.identifier))

    def key(self, secret_key: str) -> bytes:
        """What the database may hold of the identifier, as in tenants.pesel_key."""
        return pesel_key(secret_key, self.identifier)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same, however they were typed: case, accents, hyphens, spaces.

    It only ever comes beside an equal number, or beside a right password.
    """
    return bool(one) and bool(other) and _letters(one or "") == _letters(other or "")


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    return "".join(character for character in plain if character.isalnum())
