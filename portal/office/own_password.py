"""One's own password, asked for again before what is hard to take back. Slow: for the pool."""

from wtforms import PasswordField
from wtforms.validators import InputRequired

from portal import language
from portal.store.database import Database, writing
from portal.tenancy import accounts, passwords, throttle
from portal.web.forms import PortalForm
from portal.web.visit import Visit


class OwnPasswordForm(PortalForm):
    """The part of a form that asks for it."""

    password = PasswordField("Twoje hasło", [InputRequired("Wpisz swoje hasło.")])


def is_given(visit: Visit, form: OwnPasswordForm) -> bool:
    """Whether the form holds the visitor's own password; notes the mistake where it does not."""
    settings, person = visit.settings, visit.person
    subject = throttle.subject_of(settings.secret_key, "own password", str(person.account_id))
    counted = [(subject, throttle.CODE)]

    def begin(db: Database) -> int:
        with writing(db):
            return throttle.begin(db, counted)

    def forget(db: Database) -> None:
        with writing(db):
            throttle.forget(db, counted)

    if settings.throttled:
        seconds = visit.write(begin)
        if seconds:
            wait = language.count(-(-seconds // 60), "minutę", "minuty", "minut")
            form.note(form.password, f"Za dużo prób. Spróbuj za {wait}.")
            return False
    account = accounts.account_of(visit.db, person.account_id)
    hashed = account.password_hash if account else None
    if not passwords.is_right(form.password.data or "", hashed):
        form.note(form.password, "To nie jest Twoje hasło. Wpisz je jeszcze raz.")
        return False
    visit.write(forget)
    return True
