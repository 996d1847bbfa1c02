"""One's own password, asked for again before what is hard to take back.

Wrong ones are counted as at sign-in, before the password is looked at, and twice: those of this
session, and those of the account from any session. A session that lies open or was stolen soon has
to wait, longer each time. Its owner does not: the count of all sessions asks for a short pause
only, and who signs in anew has a session without wrong ones. Nothing is ever locked.

Whom login.gov.pl has let in may have no password of their own yet. They are not asked for one, if
the node has said who they are a short while ago; else they are asked to come in by it again.
"""

from datetime import timedelta
from typing import Literal

from wtforms import PasswordField
from wtforms.fields import Field
from wtforms.validators import InputRequired

from portal import clock, language
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import accounts, passwords, throttle
from portal.web import sessions
from portal.web.door import session_cookie
from portal.web.forms import PortalForm
from portal.web.visit import Visit

JUST_NOW = timedelta(minutes=30)

# What a visitor can show to be who they are: a password, that the node has just said so, or nothing
# before they come in by the node again.
Proof = Literal["password", "identity", "nothing"]


class OwnPasswordForm(PortalForm):
    """The part of a form that asks for it."""

    password = PasswordField("Obecne hasło", [InputRequired("Wpisz obecne hasło.")])


def proof_of(visit: Visit) -> Proof:
    """What to ask for before something that is hard to take back."""
    person = visit.person
    account = accounts.account_of(visit.db, person.account_id)
    if account is None or account.has_own_password or person.must_replace_password:
        return "password"
    identified_at = sessions.identified_at(visit.db, person.session_id)
    fresh = identified_at is not None and clock.from_text(identified_at) > clock.now() - JUST_NOW
    return "identity" if fresh else "nothing"


def is_given(visit: Visit, form: PortalForm, field: Field) -> bool:
    """Whether a field holds the visitor's own password; notes the mistake where it does not.

    Slow: for the pool.
    """
    counted = _counted(visit)
    if visit.settings.throttled:
        seconds = visit.write(lambda db: _begin(db, counted))
        if seconds:
            form.note(field, too_many_attempts(seconds))
            form.status = 429
            return False
    account = accounts.account_of(visit.db, visit.person.account_id)
    if not passwords.is_right(field.data or "", account.password_hash if account else None):
        visit.write(lambda db: _refuse(db, account))
        form.note(field, "To nie jest obecne hasło. Wpisz je jeszcze raz.")
        return False
    visit.write(lambda db: _forget(db, counted))
    return True


def too_many_attempts(seconds: int) -> str:
    """The sentence that asks for a pause."""
    minutes = -(-seconds // 60)
    wait = language.count(minutes, "minutę", "minuty", "minut") if seconds > 60 else "minutę"
    return f"Za dużo prób. Spróbuj za {wait}."


def _counted(visit: Visit) -> list[tuple[str, throttle.Patience]]:
    secret, account_id = visit.settings.secret_key, visit.person.account_id
    # Numbers of sessions are given again, their tokens are not.
    token = visit.cookies.get(session_cookie(visit.settings.secure), "")
    return [
        (throttle.subject_of(secret, "session", token), throttle.LOGIN_HERE),
        (throttle.subject_of(secret, "sessions", str(account_id)), throttle.LOGIN_ANYWHERE),
    ]


def _begin(db: Database, counted: list[tuple[str, throttle.Patience]]) -> int:
    with writing(db):
        return throttle.begin(db, counted)


def _forget(db: Database, counted: list[tuple[str, throttle.Patience]]) -> None:
    with writing(db):
        throttle.forget(db, counted)


def _refuse(db: Database, account: accounts.Account | None) -> None:
    """Write it down where the owner of the account sees it."""
    if account is not None:
        with writing(db):
            record(
                db,
                Event.PASSWORD_REFUSED,
                account_id=account.account_id,
                tenant_id=account.tenant_id,
            )
