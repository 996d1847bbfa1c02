"""Accounts: the logins of tenants and staff. The only writer of the tables accounts and staff.

Functions that write do so inside the caller's transaction. Hashes come from outside, because
making them is slow and not this file's knowledge.
"""

from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record

PasswordState = Literal["none", "first", "own"]
Role = Literal["clerk", "finance", "administrator"]


class LoginTaken(ValueError):
    """An account has this login already, or this tenant has an account."""


class Account(NamedTuple):
    """A login and whose it is: a tenant's or a member of staff's.

    `password_state` is none (cannot sign in), first (must be replaced) or own; `first_ends_at` is
    when a first password ends that came by no letter, for letters have ends of their own.
    """

    account_id: int
    login: str
    tenant_id: int | None
    staff_id: int | None
    role: Role | None
    password_hash: str | None
    password_state: PasswordState
    changed_at: str
    first_ends_at: str | None

    @property
    def must_replace_password(self) -> bool:
        """Whether the password came by letter and lets in only to choose another."""
        return self.password_state == "first"  # noqa: S105 - a state, not a password

    @property
    def has_own_password(self) -> bool:
        """Whether the owner has chosen the password."""
        return self.password_state == "own"  # noqa: S105 - a state, not a password


def account_of_login(db: Database, login: str) -> Account | None:
    """The account with a login, whose letters may be large or small."""
    row = db.execute(
        """
        SELECT
            account_id, login, tenant_id, staff_id, role, password_hash, password_state,
            changed_at, first_ends_at
        FROM accounts
        LEFT JOIN staff USING (staff_id)
        WHERE login = :login
        """,
        {"login": login.strip()},
    ).fetchone()
    return Account._make(row) if row else None


def account_of(db: Database, account_id: int) -> Account | None:
    """The account with a number."""
    row = db.execute(
        """
        SELECT
            account_id, login, tenant_id, staff_id, role, password_hash, password_state,
            changed_at, first_ends_at
        FROM accounts
        LEFT JOIN staff USING (staff_id)
        WHERE account_id = :account_id
        """,
        {"account_id": account_id},
    ).fetchone()
    return Account._make(row) if row else None


def create_tenant_account(
    db: Database, login: str, tenant_id: int, password_hash: str | None, state: PasswordState
) -> int:
    """Give a tenant a login; gives the number of the account.

    Raises: LoginTaken.
    """
    return _create(db, login, password_hash, state, tenant_id=tenant_id)


def create_staff_account(
    db: Database,
    login: str,
    name: str,
    role: Role,
    password_hash: str | None,
    state: PasswordState,
    *,
    ends_at: str | None = None,
) -> int:
    """Enter a member of staff and give them a login; gives the number of the account.

    Takes:   ends_at: when the first password ends.

    Raises: LoginTaken.
    """
    if account_of_login(db, login) is not None:
        raise LoginTaken(login)
    staff_id = db.execute(
        "INSERT INTO staff (name, role) VALUES (:name, :role)", {"name": name, "role": role}
    ).lastrowid
    return _create(db, login, password_hash, state, staff_id=staff_id, ends_at=ends_at)


def mark_changed(db: Database, account_id: int) -> None:
    """Something that resets are bound to has changed: links that are under way end."""
    db.execute(
        "UPDATE accounts SET changed_at = :now WHERE account_id = :account_id",
        {"account_id": account_id, "now": clock.as_text(clock.now())},
    )


def set_password(
    db: Database,
    account_id: int,
    password_hash: str,
    state: PasswordState,
    *,
    ends_at: str | None = None,
) -> None:
    """Keep a new hash. The event is the caller's to record: a change and a renewal differ.

    Takes:   ends_at: when a first password ends that came by no letter.
    """
    db.execute(
        """
        UPDATE accounts
        SET
            password_hash = :password_hash, password_state = :state, changed_at = :now,
            first_ends_at = :ends_at
        WHERE account_id = :account_id
        """,
        {
            "account_id": account_id,
            "password_hash": password_hash,
            "state": state,
            "ends_at": ends_at,
            "now": clock.as_text(clock.now()),
        },
    )


def set_role(db: Database, staff_id: int, role: Role) -> None:
    """Give a member of staff another role; their sessions are the caller's to end."""
    db.execute(
        "UPDATE staff SET role = :role WHERE staff_id = :staff_id",
        {"staff_id": staff_id, "role": role},
    )


def take_password(db: Database, account_id: int) -> None:
    """Leave an account without any password, so that nobody can sign in to it."""
    db.execute(
        """
        UPDATE accounts
        SET
            password_hash = NULL, password_state = 'none', changed_at = :now, first_ends_at = NULL
        WHERE account_id = :account_id
        """,
        {"account_id": account_id, "now": clock.as_text(clock.now())},
    )


def _create(
    db: Database,
    login: str,
    password_hash: str | None,
    state: PasswordState,
    *,
    tenant_id: int | None = None,
    staff_id: int | None = None,
    ends_at: str | None = None,
) -> int:
    row = db.execute(
        """
        INSERT INTO accounts
            (login, tenant_id, staff_id, password_hash, password_state, changed_at, created_at,
             first_ends_at)
        VALUES
            (:login, :tenant_id, :staff_id, :password_hash, :state, :now, :now, :ends_at)
        ON CONFLICT DO NOTHING
        RETURNING account_id
        """,
        {
            "login": login,
            "tenant_id": tenant_id,
            "staff_id": staff_id,
            "password_hash": password_hash,
            "state": state,
            "ends_at": ends_at,
            "now": clock.as_text(clock.now()),
        },
    ).fetchone()
    if row is None:
        raise LoginTaken(login)
    account_id = int(row[0])
    record(db, Event.ACCOUNT_CREATED, tenant_id=tenant_id, created=account_id, state=state)
    return account_id
