"""Whether a request fits a lease: name and address as typed beside those of the register."""

from difflib import SequenceMatcher
from enum import IntEnum
from typing import NamedTuple

from portal.store.database import Database
from portal.tenancy import search
from portal.tenancy.search import Found, FoundLease
from portal.tenancy.words import telling_words_of

CANDIDATES = 20
SHOWN = 5
MOST_WORDS = 8
ALIKE = 0.8


class Fit(IntEnum):
    """How well what was typed fits."""

    OTHER = 0
    SIMILAR = 1
    SAME = 2


class Match(NamedTuple):
    """A tenant who may be the one who asks, and the lease that fits best, if they hold any."""

    tenant: Found
    lease: FoundLease | None
    name: Fit
    address: Fit

    @property
    def is_full(self) -> bool:
        """Whether name and address both agree."""
        return self.name is Fit.SAME and self.address is Fit.SAME


def matches(db: Database, name: str, address: str) -> list[Match]:
    """The tenants who fit a request, the best first; none of whom nothing fits."""
    ids = [*_by_address(db, address), *_by_name(db, name)]
    found = [
        match_of(tenant, name, address)
        for tenant in search.tenants_of(db, list(dict.fromkeys(ids)))
    ]
    fitting = [match for match in found if match.name or match.address]
    fitting.sort(key=lambda match: -(3 * match.address + 2 * match.name))
    return fitting[:SHOWN]


def match_of(tenant: Found, name: str, address: str) -> Match:
    """How a tenant fits a request."""
    by_lease = [(address_fit(lease.address, address), lease) for lease in tenant.leases]
    best, lease = max(by_lease, key=lambda pair: pair[0], default=(Fit.OTHER, None))
    return Match(tenant, lease, name_fit(tenant.name, name), best)


def name_fit(registered: str, typed: str) -> Fit:
    """Whether two names are the same person's; a second first name may be left out or added."""
    known, given = telling_words_of(registered), telling_words_of(typed)
    if not known or not given:
        return Fit.OTHER
    less, more = sorted((set(known), set(given)), key=len)
    if less <= more and (len(less) > 1 or len(more) == 1):
        return Fit.SAME
    alike = SequenceMatcher(None, " ".join(sorted(known)), " ".join(sorted(given))).ratio()
    return Fit.SIMILAR if alike >= ALIKE or less & more else Fit.OTHER


def address_fit(registered: str, typed: str) -> Fit:
    """Whether two addresses are the same flat's; SIMILAR for the same street and building."""
    known, given = telling_words_of(registered), telling_words_of(typed)
    if not known or not given:
        return Fit.OTHER
    if all(word in given for word in known):
        return Fit.SAME
    # The last word is the flat, the one before it the building.
    return (
        Fit.SIMILAR if len(known) > 2 and all(word in given for word in known[:-1]) else Fit.OTHER
    )


def _by_address(db: Database, address: str) -> list[int]:
    """Tenants at an address; what stands at its end may be more than the register knows."""
    words = telling_words_of(address)[:MOST_WORDS]
    for length in range(len(words), 1, -1):
        found = search.by_address(db, words[:length], CANDIDATES)
        if found:
            return found
    return []


def _by_name(db: Database, name: str) -> list[int]:
    """Tenants of a name, or of its last word."""
    words = telling_words_of(name)[:MOST_WORDS]
    return search.by_name(db, words, CANDIDATES) or search.by_name(db, words[-1:], CANDIDATES)
