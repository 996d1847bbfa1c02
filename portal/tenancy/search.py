"""Finding tenants: by name, address, login, contract number or account number.

Names and addresses are looked up in two indexes of words (see the migration that makes them);
what is typed may be a name, an address, or the one after the other. Numbers are looked up whole
in indexes of their own. Nothing here reads the whole register.
"""

import json
import re
from typing import NamedTuple

from portal.store.database import Database
from portal.tenancy.leases import NUMBERED
from portal.tenancy.words import pattern, telling_words_of

MOST = 30
MOST_WORDS = 8
SHORTEST = 2
_NRB = re.compile(r"(?:PL)?([0-9]{26})")


class FoundLease(NamedTuple):
    """A lease of a tenant who was found."""

    lease_id: int
    contract_number: str
    address: str
    ended_on: str | None


class Found(NamedTuple):
    """A tenant who was found; `login` is None where no account was made yet.

    `language` is the one in which they want to be spoken to, as in tenancy/preferences.py.
    """

    tenant_id: int
    name: str
    login: str | None
    language: str
    leases: list[FoundLease]


class Results(NamedTuple):
    """At most MOST tenants, in the order of their names; `more` where there are others."""

    tenants: list[Found]
    more: bool


def is_too_short(asked: str) -> bool:
    """Whether there is too little to search for."""
    return sum(character.isalnum() for character in asked) < SHORTEST


def find(db: Database, asked: str) -> Results:
    """The tenants whom the words fit."""
    ids = dict.fromkeys([*_by_number(db, asked), *_by_words(db, asked)])
    found = tenants_of(db, list(ids)[: MOST + 1])
    return Results(found[:MOST], more=len(found) > MOST)


def by_name(db: Database, words: list[str], limit: int = MOST + 1) -> list[int]:
    """Tenants in whose names all the words begin a word."""
    if not words:
        return []
    rows = db.execute(
        "SELECT rowid FROM tenant_words WHERE tenant_words MATCH ? LIMIT ?",
        (pattern(words), limit),
    )
    return [row[0] for row in rows]


def by_address(db: Database, words: list[str], limit: int = MOST + 1) -> list[int]:
    """Tenants of premises whose address holds all the words."""
    if not words:
        return []
    rows = db.execute(
        """
        SELECT DISTINCT tenant_id
        FROM premises_words
        CROSS JOIN leases ON leases.premises_id = premises_words.rowid
        CROSS JOIN lease_tenants USING (lease_id)
        WHERE premises_words MATCH ?
        LIMIT ?
        """,
        (pattern(words), limit),
    )
    return [row[0] for row in rows]


def tenants_of(db: Database, tenant_ids: list[int]) -> list[Found]:
    """These tenants with their leases, in the order of their names."""
    rows = db.execute(
        """
        SELECT
            tenants.tenant_id, coalesce(company_name, first_name || ' ' || last_name, ''), login,
            coalesce(preferences.language, 'pl')
        FROM json_each(?) AS wanted
        CROSS JOIN tenants ON tenants.tenant_id = wanted.value
        LEFT JOIN accounts ON accounts.tenant_id = tenants.tenant_id
        LEFT JOIN preferences USING (account_id)
        ORDER BY coalesce(last_name, company_name), first_name, tenants.tenant_id
        """,
        (json.dumps(tenant_ids),),
    ).fetchall()
    leases = _leases_of(db, tenant_ids)
    return [
        Found(tenant_id, name, login, language, leases.get(tenant_id, []))
        for tenant_id, name, login, language in rows
    ]


def _leases_of(db: Database, tenant_ids: list[int]) -> dict[int, list[FoundLease]]:
    rows = db.execute(
        """
        SELECT tenant_id, lease_id, contract_number, kind, street, building, flat, ended_on
        FROM json_each(?) AS wanted
        CROSS JOIN lease_tenants ON tenant_id = wanted.value
        CROSS JOIN leases USING (lease_id)
        CROSS JOIN premises USING (premises_id)
        ORDER BY ended_on IS NOT NULL, started_on
        """,
        (json.dumps(tenant_ids),),
    )
    leases: dict[int, list[FoundLease]] = {}
    for tenant_id, lease_id, number, kind, street, building, flat, ended_on in rows:
        inside = f" {NUMBERED[kind]}\u00a0{flat}" if flat else ""
        address = f"{street}\u00a0{building}{inside}"
        leases.setdefault(tenant_id, []).append(FoundLease(lease_id, number, address, ended_on))
    return leases


def _by_number(db: Database, asked: str) -> list[int]:
    """Tenants whose login, contract number or account number this is."""
    close = re.sub(r"[\s-]", "", asked).upper()
    account = _NRB.fullmatch(close)
    rows = db.execute(
        """
        SELECT tenant_id FROM accounts WHERE login = :asked AND tenant_id IS NOT NULL
        UNION
        SELECT tenant_id
        FROM leases CROSS JOIN lease_tenants USING (lease_id)
        WHERE contract_number = :asked COLLATE NOCASE
        UNION
        SELECT tenant_id
        FROM leases CROSS JOIN lease_tenants USING (lease_id)
        WHERE bank_account = :account
        """,
        {"asked": asked.strip(), "account": account[1] if account else None},
    )
    return [row[0] for row in rows]


def _by_words(db: Database, asked: str) -> list[int]:
    """Tenants by a name, by an address, or by the one after the other."""
    words = telling_words_of(asked)[:MOST_WORDS]
    found = by_name(db, words) + by_address(db, words)
    if found:
        return found
    for place in range(1, len(words)):
        before, after = words[:place], words[place:]
        found += _by_both(db, before, after) + _by_both(db, after, before)
    return found


def _by_both(db: Database, name: list[str], address: list[str]) -> list[int]:
    rows = db.execute(
        """
        SELECT DISTINCT lease_tenants.tenant_id
        FROM tenant_words
        CROSS JOIN lease_tenants ON lease_tenants.tenant_id = tenant_words.rowid
        CROSS JOIN leases USING (lease_id)
        WHERE tenant_words MATCH :name
          AND premises_id IN (SELECT rowid FROM premises_words WHERE premises_words MATCH :address)
        LIMIT :limit
        """,
        {"name": pattern(name), "address": pattern(address), "limit": MOST + 1},
    )
    return [row[0] for row in rows]
