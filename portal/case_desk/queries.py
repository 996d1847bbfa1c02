"""The inbox: which cases wait for the office, for whom, and until when."""

from datetime import date
from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database
from portal.tenancy import case_words
from portal.tenancy.case import State
from portal.tenancy.case_terms import DAYS_TO_ANSWER, promised_day

View = Literal["do-odpowiedzi", "moje", "czeka", "w-toku", "zalatwione"]

A_PAGE = 25
# More are not counted: a person sees that they are many.
MOST_COUNTED = 100


class Row(NamedTuple):
    """A case in the inbox. `key` and `case_id` tell where the next page begins."""

    case_id: int
    case_number: str
    tenant_id: int
    tenant: str
    address: str
    type_name: str
    subject: str
    state: State
    queue: str
    assigned_to: str | None
    due_on: str | None
    answer_by_on: str | None
    opened_at: str
    closed_at: str | None
    key: str


class Inbox(NamedTuple):
    """A page of the inbox; `more` is where the next one begins."""

    rows: list[Row]
    more: tuple[str, int] | None


class Member(NamedTuple):
    """Somebody of the office who may have a case."""

    account_id: int
    name: str


class _Source(NamedTuple):
    """Which cases a view has and in what order: a condition, a key, and its direction."""

    where: str
    key: str
    newest_first: bool = False


# Each reads along an index of its own (store/case_tables.py and a later migration).
_SOURCES: dict[View, _Source] = {
    "do-odpowiedzi": _Source("cases.state <> 'closed' AND due_on IS NOT NULL", "due_on"),
    "moje": _Source("cases.state <> 'closed' AND assigned_to = :account_id", "opened_at"),
    "czeka": _Source("cases.state = 'waits-for-tenant'", "answer_by_on"),
    "w-toku": _Source("cases.state <> 'closed'", "opened_at"),
    "zalatwione": _Source("closed_at IS NOT NULL", "closed_at", newest_first=True),
}

_COLUMNS = """
    cases.case_id, case_number, cases.tenant_id,
    coalesce(company_name, first_name || ' ' || last_name, '–'),
    premises.street || ' ' || premises.building || coalesce(' / ' || premises.flat, ''),
    type_name, subject, cases.state, queue,
    (SELECT coalesce(staff.name, login)
     FROM accounts
     LEFT JOIN staff USING (staff_id)
     WHERE account_id = assigned_to),
    due_on, answer_by_on, opened_at, closed_at
"""
_JOINS = """
    JOIN tenants ON tenants.tenant_id = cases.tenant_id
    JOIN leases USING (lease_id)
    JOIN premises USING (premises_id)
"""


def inbox(
    db: Database,
    view: View,
    *,
    queue: str = "",
    account_id: int = 0,
    after: tuple[str, int] | None = None,
) -> Inbox:
    """A page of a view.

    Takes:   queue: one of tenancy/queues.py, or every one; after: where the last page ended.
    """
    source = _SOURCES[view]
    sign, order = ("<", "DESC") if source.newest_first else (">", "ASC")
    key, case_id = after or (("9999", 1 << 60) if source.newest_first else ("", 0))
    rows = db.execute(
        f"""
        SELECT {_COLUMNS}, {source.key}
        FROM cases
        {_JOINS}
        WHERE {source.where}
          AND (:queue = '' OR queue = :queue)
          AND ({source.key}, cases.case_id) {sign} (:key, :case_id)
        ORDER BY {source.key} {order}, cases.case_id {order}
        LIMIT {A_PAGE + 1}
        """,  # noqa: S608 - our own words
        {"queue": queue, "account_id": account_id, "key": key, "case_id": case_id},
    ).fetchall()
    found = [Row._make(row) for row in rows]
    shown = found[:A_PAGE]
    more = (shown[-1].key, shown[-1].case_id) if len(found) > A_PAGE else None
    return Inbox(shown, more)


def search(db: Database, asked: str) -> Inbox:
    """The cases that hold all the words that were asked for, notes included; the newest first."""
    pattern = case_words.pattern(asked, columns="words notes")
    if not pattern:
        return Inbox([], None)
    rows = db.execute(
        f"""
        SELECT {_COLUMNS}, opened_at
        FROM (
            SELECT rowid AS found
            FROM case_words
            WHERE case_words MATCH :pattern
            ORDER BY rowid DESC
            LIMIT {A_PAGE}
        )
        CROSS JOIN cases ON cases.case_id = found
        {_JOINS}
        ORDER BY cases.case_id DESC
        """,  # noqa: S608 - our own words
        {"pattern": pattern},
    ).fetchall()
    return Inbox([Row._make(row) for row in rows], None)


def counts(db: Database, account_id: int) -> dict[View, int]:
    """How many cases stand in each open view; no more are counted than a person can grasp."""
    return {
        view: db.execute(
            f"""
            SELECT count(*)
            FROM (SELECT 1 FROM cases WHERE {_SOURCES[view].where} LIMIT {MOST_COUNTED})
            """,  # noqa: S608 - our own words
            {"account_id": account_id},
        ).fetchone()[0]
        for view in ("do-odpowiedzi", "moje", "czeka", "w-toku")
    }


def members(db: Database, holder: int | None = None) -> list[Member]:
    """Everybody to whom a case can be given: who can sign in, and who has it now."""
    rows = db.execute(
        """
        SELECT account_id, name
        FROM accounts
        JOIN staff USING (staff_id)
        WHERE password_state <> 'none' OR account_id = ?
        ORDER BY name
        """,
        (holder,),
    )
    return [Member._make(row) for row in rows]


def holder_of(db: Database, tenant_id: int, lease_id: int) -> tuple[str, str, str]:
    """Whose a case is: the name, the address of the premises, the number of the contract."""
    row: tuple[str, str, str] = db.execute(
        """
        SELECT
            coalesce(company_name, first_name || ' ' || last_name, '–'),
            premises.street || ' ' || premises.building || coalesce(' / ' || premises.flat, ''),
            contract_number
        FROM tenants, leases
        JOIN premises USING (premises_id)
        WHERE tenants.tenant_id = ? AND lease_id = ?
        """,
        (tenant_id, lease_id),
    ).fetchone()
    return row


def address_of(
    db: Database, tenant_id: int, lease_id: int
) -> tuple[str, str, str, str | None, str, str]:
    """To whom and where paper goes: the name, street, building, flat, postcode and city."""
    row: tuple[str, str, str, str | None, str, str] = db.execute(
        """
        SELECT
            coalesce(company_name, first_name || ' ' || last_name, '–'),
            premises.street, premises.building, premises.flat, premises.postcode, premises.city
        FROM tenants, leases
        JOIN premises USING (premises_id)
        WHERE tenants.tenant_id = ? AND lease_id = ?
        """,
        (tenant_id, lease_id),
    ).fetchone()
    return row


class Figures(NamedTuple):
    """A queue or a case type in a range of days: cases opened and closed, days to the first answer
    in the middle and at most, and how many answers came after the day that was promised, or are
    still to come after it."""

    name: str
    opened: int
    closed: int
    median_days: int | None
    most_days: int | None
    late: int


def figures(
    db: Database, first: str, last: str, today: date, by: Literal["queue", "type_name"]
) -> list[Figures]:
    """How quickly cases that were opened in a range of time got their first answer.

    Takes:   first, last: instants as text, the last of them after the range; today: on which
             promises that nobody has kept are late.
    """
    rows = db.execute(
        f"""
        SELECT
            cases.{by}, closed_at IS NOT NULL, opened_at,
            (SELECT min(at)
             FROM case_events
             WHERE case_events.case_id = cases.case_id
               AND kind IN ('answered', 'asked', 'closed')),
            coalesce(answer_days, :usual_days)
        FROM cases
        LEFT JOIN case_types USING (case_type_id)
        WHERE opened_at >= :first AND opened_at < :last AND opened_by = 'tenant'
        """,  # noqa: S608 - our own words
        {"first": first, "last": last, "usual_days": DAYS_TO_ANSWER},
    ).fetchall()
    groups: dict[str, list[tuple[int, int | None, bool]]] = {}
    for name, closed, opened_at, answered_at, promised in rows:
        opened = _day_of(opened_at)
        answered = _day_of(answered_at) if answered_at else None
        days = (answered - opened).days if answered else None
        late = (answered or today) > promised_day(opened, promised)
        groups.setdefault(name, []).append((closed, days, late))
    return [_figures(name, facts) for name, facts in sorted(groups.items())]


def _day_of(at: str) -> date:
    return clock.from_text(at).astimezone(clock.WARSAW).date()


def _figures(name: str, facts: list[tuple[int, int | None, bool]]) -> Figures:
    days = sorted(day for _, day, _ in facts if day is not None)
    return Figures(
        name,
        opened=len(facts),
        closed=sum(closed for closed, _, _ in facts),
        median_days=days[(len(days) - 1) // 2] if days else None,
        most_days=days[-1] if days else None,
        late=sum(late for _, _, late in facts),
    )
