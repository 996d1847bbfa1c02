"""A case as it is kept: a matter that a tenant reports, or that the office begins."""

from typing import Literal, NamedTuple

from portal.store.database import Database

State = Literal["received", "in-progress", "waits-for-tenant", "closed"]

STATES: dict[State, str] = {
    "received": "przyjęta",
    "in-progress": "w toku",
    "waits-for-tenant": "czeka na Ciebie",
    "closed": "załatwiona",
}


class Case(NamedTuple):
    """A case; instants and days as text."""

    case_id: int
    case_number: str
    lease_id: int
    tenant_id: int
    case_type_id: int | None
    type_name: str
    opened_by: str
    shared: int
    subject: str
    state: State
    queue: str
    assigned_to: int | None
    opened_at: str
    due_on: str | None
    answer_by_on: str | None
    last_letter_at: str
    last_side: str
    closed_at: str | None
    close_reason: str | None

    @property
    def state_in_words(self) -> str:
        """przyjęta, w toku, czeka na Ciebie, załatwiona."""
        return STATES[self.state]

    @property
    def is_settled(self) -> bool:
        """Whether the office has closed it."""
        return self.state == "closed" and self.closed_at is not None

    @property
    def is_only_told(self) -> bool:
        """Whether it is a letter of the office to which nobody has answered: nothing is to be
        done."""
        return self.state == "closed" and self.closed_at is None


def case_of(db: Database, case_id: int) -> Case | None:
    """One case, for the office and for writes; tenants ask case_lists.py."""
    return _one(db, "case_id", case_id)


def case_of_form(db: Database, form_key: str) -> Case | None:
    """The case that a form has become; None where it was not sent yet."""
    return _one(db, "form_key", form_key)


def _one(db: Database, column: str, value: int | str) -> Case | None:
    row = db.execute(
        f"SELECT {COLUMNS} FROM cases WHERE {column} = ?",  # noqa: S608 - our own columns
        (value,),
    ).fetchone()
    return Case._make(row) if row else None


COLUMNS = (
    "case_id, case_number, lease_id, tenant_id, case_type_id, type_name, opened_by, shared,"
    " subject, state, queue, assigned_to, opened_at, due_on, answer_by_on, last_letter_at,"
    " last_side, closed_at, close_reason"
)
