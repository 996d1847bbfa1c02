"""What an administrator does with members of staff. Hashes, slow to make, come from outside."""

from dataclasses import dataclass

from portal import clock
from portal.office import settings
from portal.office.staff_queries import Member
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import accounts, factors, first_passwords
from portal.tenancy.accounts import Role
from portal.web import sessions


@dataclass(frozen=True)
class NewMember:
    """Somebody who begins to work in the office."""

    login: str
    name: str
    role: Role


def add(db: Database, new: NewMember, first_password_hash: str, *, by: int | None) -> int:
    """Add a member of staff with a first password; gives the number of the account.

    Takes:   by: the account of the administrator, None for a command.
    Raises:  LoginTaken.
    """
    with writing(db):
        account_id = accounts.create_staff_account(
            db,
            new.login,
            new.name,
            new.role,
            first_password_hash,
            "first",
            ends_at=_end_of_first_password(),
        )
        record(db, Event.STAFF_ADDED, account_id=by, added=account_id, role=new.role)
    return account_id


def change_role(db: Database, member: Member, role: Role, *, by: int) -> None:
    """Give another role; a session of the former one ends, and with it what it was opened for."""
    with writing(db):
        accounts.set_role(db, member.staff_id, role)
        ended = sessions.close_all(db, member.account_id)
        record(
            db,
            Event.STAFF_ROLE_CHANGED,
            account_id=by,
            changed=member.account_id,
            former=member.role,
            role=role,
            sessions_ended=ended,
        )


def renew_password(
    db: Database, member: Member, first_password_hash: str, *, by: int | None
) -> None:
    """Give a new first password, to those without access too; all their sessions end.

    Takes:   by: the account of the administrator, None for a command.
    """
    with writing(db):
        accounts.set_password(
            db,
            member.account_id,
            first_password_hash,
            "first",
            ends_at=_end_of_first_password(),
        )
        ended = sessions.close_all(db, member.account_id)
        record(
            db,
            Event.STAFF_PASSWORD_RENEWED,
            account_id=by,
            renewed=member.account_id,
            sessions_ended=ended,
        )


def take_access(db: Database, member: Member, *, by: int) -> None:
    """End somebody's access at once: sessions, password and second factor.

    The account itself stays, because the audit log and letters name it.
    """
    with writing(db):
        accounts.take_password(db, member.account_id)
        ended = sessions.close_all(db, member.account_id)
        factors.remove(db, member.staff_id, account_id=by)
        record(
            db,
            Event.STAFF_REMOVED,
            account_id=by,
            removed=member.account_id,
            sessions_ended=ended,
        )


def remove_factor(db: Database, member: Member, *, by: int) -> None:
    """Take the second factor of somebody who lost it; their sessions end with it."""
    with writing(db):
        if factors.remove(db, member.staff_id, account_id=by):
            sessions.close_all(db, member.account_id)


def require_factor(db: Database, required: bool, *, by: int) -> None:
    """Ask everybody for a second factor, or do not."""
    with writing(db):
        settings.require_second_factor(db, required, account_id=by)


def _end_of_first_password() -> str:
    return clock.as_text(clock.end_of(first_passwords.last_day_for_staff(clock.today())))
