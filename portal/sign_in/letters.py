"""What is said where a first password, of a paper letter or of staff, lets nobody in any more."""

from portal import clock, language
from portal.store.database import Database
from portal.tenancy import credential_letters
from portal.tenancy.accounts import Account


def letter_refusal(db: Database, account: Account) -> str | None:
    """Why an account's first password, though right, does not let in, and what to do about it.

    It is asked only after the password was found right, so it tells a stranger nothing.
    """
    if not account.must_replace_password:
        return None
    if account.first_ends_at is not None:
        return _refusal_of_staff(account.first_ends_at)
    refusal = credential_letters.refusal_of(db, account.account_id)
    if refusal is None:
        return None
    if refusal.expired:
        until = language.day(refusal.last_day)
        return f"Hasło z tego listu działało do {until}. Poproś o nowy list."
    return "To hasło jest ze starszego listu. Użyj najnowszego listu albo poproś o nowy."


def _refusal_of_staff(ends_at: str) -> str | None:
    end = clock.from_text(ends_at)
    if end > clock.now():
        return None
    until = language.day(clock.last_day_of(end))
    return f"To pierwsze hasło działało do {until}. Poproś administratora portalu o nowe."
