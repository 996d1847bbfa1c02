"""Who works in the office."""

from typing import NamedTuple

from portal.store.database import Database
from portal.tenancy.absent import NotThere
from portal.tenancy.accounts import Role


class Member(NamedTuple):
    """A member of staff; `password_state` none: without access."""

    staff_id: int
    account_id: int
    name: str
    login: str
    role: Role
    password_state: str
    has_factor: bool
    last_sign_in: str | None
    first_ends_at: str | None

    @property
    def has_access(self) -> bool:
        """Whether they can sign in at all."""
        return self.password_state != "none"  # noqa: S105 - a state, not a password


_COLUMNS = """
    SELECT
        staff_id, account_id, name, login, role, password_state, confirmed_at IS NOT NULL,
        (SELECT max(at) FROM events
         WHERE events.account_id = accounts.account_id AND event = 'session.opened'),
        first_ends_at
    FROM staff
    JOIN accounts USING (staff_id)
    LEFT JOIN second_factors USING (staff_id)
"""


def everybody(db: Database) -> list[Member]:
    """All members of staff, those with access first, in the order of their names."""
    rows = db.execute(f"{_COLUMNS} ORDER BY password_state = 'none', name, staff_id").fetchall()
    return [Member._make(row) for row in rows]


def member_called(db: Database, login: str) -> Member:
    """The member of staff with a login.

    Raises: NotThere.
    """
    row = db.execute(f"{_COLUMNS} WHERE login = ?", (login,)).fetchone()
    if row is None:
        raise NotThere
    return Member._make(row)


def member_of(db: Database, staff_id: int) -> Member:
    """One member of staff.

    Raises: NotThere.
    """
    row = db.execute(f"{_COLUMNS} WHERE staff_id = ?", (staff_id,)).fetchone()
    if row is None:
        raise NotThere
    return Member._make(row)
