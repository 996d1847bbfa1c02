"""The cases of a tenant: their own, and those that all who hold a lease share."""

import json
from typing import Literal, NamedTuple

from portal.store.database import Database
from portal.tenancy import case_words
from portal.tenancy.absent import NotThere
from portal.tenancy.case import STATES, Case, State, case_of

Shown = Literal["all", "new", "open", "closed"]

A_PAGE = 20


class Listed(NamedTuple):
    """A case in the list."""

    case_id: int
    lease_id: int
    type_name: str
    subject: str
    state: State
    opened_by: str
    opened_at: str
    last_letter_at: str
    last_side: str
    answer_by_on: str | None
    closed_at: str | None
    unread: int

    @property
    def state_in_words(self) -> str:
        """przyjęta, w toku, czeka na Ciebie, załatwiona."""
        return STATES[self.state]

    @property
    def is_only_told(self) -> bool:
        """Whether it is a letter of the office to which nobody has answered."""
        return self.state == "closed" and self.closed_at is None


class Counts(NamedTuple):
    """How many cases there are, how many have something new, how many are open."""

    all: int
    new: int
    open: int
    closed: int


class Page(NamedTuple):
    """A piece of the list; `more`: where the next one begins, or None."""

    cases: list[Listed]
    more: tuple[str, int] | None


def cases_of(
    db: Database,
    tenant_id: int,
    shown: Shown = "all",
    asked: str = "",
    after: tuple[str, int] | None = None,
) -> Page:
    """The cases of a tenant, the newest letter first.

    Takes:   asked: words of which all must be there; after: where the last page ended.
    """
    found = _found(db, tenant_id, asked) if asked else None
    at, case_id = after or ("9", 0)
    rows = db.execute(
        f"""
        {_MINE if found is None else _FOUND}
        SELECT
            case_id, cases.lease_id, type_name, subject, cases.state, opened_by, opened_at,
            cases.last_letter_at, last_side, answer_by_on, cases.closed_at,
            (SELECT count(*)
             FROM case_reads
             WHERE case_reads.tenant_id = :tenant_id AND case_reads.case_id = mine.case_id
               AND read_at IS NULL) AS unread
        FROM mine
        CROSS JOIN cases USING (case_id)
        WHERE (mine.last_letter_at, mine.case_id) < (:at, :case_id)
          AND CASE :shown
              WHEN 'new' THEN unread
              WHEN 'open' THEN mine.state <> 'closed'
              WHEN 'closed' THEN mine.state = 'closed' AND mine.closed_at IS NOT NULL
              ELSE 1
          END
        ORDER BY mine.last_letter_at DESC, mine.case_id DESC
        LIMIT :limit
        """,  # noqa: S608 - our own words
        {
            "tenant_id": tenant_id,
            "shown": shown,
            "found": json.dumps(found),
            "at": at,
            "case_id": case_id,
            "limit": A_PAGE + 1,
        },
    ).fetchall()
    cases = [Listed._make(row) for row in rows]
    last = cases[A_PAGE - 1] if len(cases) > A_PAGE else None
    return Page(cases[:A_PAGE], (last.last_letter_at, last.case_id) if last else None)


def counts_of(db: Database, tenant_id: int) -> Counts:
    """How many cases of each kind a tenant has."""
    return Counts._make(
        db.execute(
            f"""
        {_MINE}
        SELECT
            count(*),
            (SELECT count(DISTINCT case_id)
             FROM case_reads
             WHERE tenant_id = :tenant_id AND read_at IS NULL),
            coalesce(sum(state <> 'closed'), 0),
            coalesce(sum(state = 'closed' AND closed_at IS NOT NULL), 0)
        FROM mine
        """,  # noqa: S608 - our own words
            {"tenant_id": tenant_id},
        ).fetchone()
    )


class News(NamedTuple):
    """The last letter of the office that a tenant has not read."""

    case_id: int
    subject: str
    written_at: str


def news_of(db: Database, tenant_id: int) -> News | None:
    """What is newest to a tenant; asked only where something is."""
    row = db.execute(
        """
        SELECT case_id, subject, written_at
        FROM case_reads
        JOIN case_letters USING (letter_id, case_id)
        JOIN cases USING (case_id)
        WHERE case_reads.tenant_id = ? AND read_at IS NULL
        ORDER BY letter_id DESC
        LIMIT 1
        """,
        (tenant_id,),
    ).fetchone()
    return News._make(row) if row else None


def case_of_tenant(db: Database, case_id: int, tenant_id: int) -> Case:
    """One case that a tenant may read.

    Raises: NotThere.
    """
    case = case_of(db, case_id)
    if case is None or not (
        case.tenant_id == tenant_id or (case.shared and _holds(db, case.lease_id, tenant_id))
    ):
        raise NotThere
    return case


def _holds(db: Database, lease_id: int, tenant_id: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM lease_tenants WHERE lease_id = ? AND tenant_id = ?", (lease_id, tenant_id)
    ).fetchone()
    return row is not None


def _found(db: Database, tenant_id: int, asked: str) -> list[int]:
    """The tenant's cases in which every word is; those of others are not even looked at."""
    mine = db.execute(
        f"{_MINE} SELECT case_id FROM mine",  # noqa: S608 - our own words
        {"tenant_id": tenant_id},
    ).fetchall()
    return case_words.among(db, [case_id for (case_id,) in mine], asked)


_MINE = """
    WITH mine AS MATERIALIZED (
        SELECT case_id, last_letter_at, state, closed_at
        FROM cases
        WHERE lease_id IN (SELECT lease_id FROM lease_tenants WHERE tenant_id = :tenant_id)
          AND shared
        UNION
        SELECT case_id, last_letter_at, state, closed_at FROM cases WHERE tenant_id = :tenant_id
    )
"""
_FOUND = """
    WITH mine AS MATERIALIZED (
        SELECT case_id, last_letter_at, state, closed_at
        FROM json_each(:found) AS found
        CROSS JOIN cases ON case_id = found.value
    )
"""
