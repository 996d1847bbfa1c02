"""What a person changes about their account."""

from portal import clock
from portal.mail import outbox
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import accounts, emails
from portal.tenancy.preferences import Language
from portal.web import sessions

CONFIRM_LETTER = "profile/mail_address_confirm.txt"
ASKED_LETTER = "profile/mail_address_asked.txt"
APPROVED_LETTER = "profile/mail_address_approved.txt"
REPLACED_LETTER = "profile/mail_address_replaced.txt"
REFUSED_LETTER = "profile/mail_address_refused.txt"
CONFIRM_PATH = "/profil/e-mail/potwierdzenie"


def ask_for_address(db: Database, account_id: int, address: str, base_url: str) -> None:
    """Wish for an address: a link goes to it, and the address that counts is told of the wish.

    Raises: emails.TooManyWishes.
    """
    until = clock.now() + emails.LINK_LIVES
    with writing(db):
        former = emails.approved(db, account_id)
        token = emails.ask(db, account_id, address)
        link = f"{base_url}{CONFIRM_PATH}/{token}"
        outbox.put(db, CONFIRM_LETTER, address, {"link": link}, account_id=account_id, until=until)
        if former is not None:
            outbox.put(db, ASKED_LETTER, former, {}, account_id=account_id)


def confirm_address(db: Database, token: str) -> bool:
    """The link was opened and the button pressed; gives whether the link was good."""
    with writing(db):
        return emails.confirm(db, token) is not None


def withdraw_address(db: Database, account_id: int) -> bool:
    """Drop the wish that is under way; gives whether there was one."""
    with writing(db):
        return emails.withdraw(db, account_id)


def approve_address(db: Database, email_id: int, *, by: int) -> bool:
    """Let an address count, and tell it and the one before it; gives whether it still waited."""
    with writing(db):
        decided = emails.approve(db, email_id, by=by)
        if decided is None:
            return False
        account_id = decided.account_id
        # A link to set a new password that lies in the old mailbox must not work any more.
        accounts.mark_changed(db, account_id)
        outbox.put(db, APPROVED_LETTER, decided.address, {}, account_id=account_id)
        if decided.replaced is not None:
            outbox.put(db, REPLACED_LETTER, decided.replaced, {}, account_id=account_id)
    return True


def refuse_address(db: Database, email_id: int, reason: str, *, by: int) -> bool:
    """Say no; the letter names no reason, Profil does. Gives whether the address still waited."""
    with writing(db):
        decided = emails.refuse(db, email_id, reason, by=by)
        if decided is None:
            return False
        outbox.put(db, REFUSED_LETTER, decided.address, {}, account_id=decided.account_id)
    return True


def save_telephone(db: Database, account_id: int, telephone: str | None) -> None:
    """Keep a number, or none."""
    with writing(db):
        _row(db, account_id)
        db.execute(
            "UPDATE preferences SET telephone = ? WHERE account_id = ?", (telephone, account_id)
        )
        record(db, Event.PREFERENCES_CHANGED, account_id=account_id, what="telephone")


def save_language(db: Database, account_id: int, language: Language) -> None:
    """Keep the language in which the person wants to be spoken and written to."""
    with writing(db):
        _row(db, account_id)
        db.execute(
            "UPDATE preferences SET language = ? WHERE account_id = ?", (language, account_id)
        )
        record(db, Event.PREFERENCES_CHANGED, account_id=account_id, what="language")


def save_notifications(db: Database, account_id: int, *, notify: bool) -> None:
    """Keep whether the person wants letters that tell of something new."""
    with writing(db):
        _row(db, account_id)
        db.execute(
            "UPDATE preferences SET notify = ? WHERE account_id = ?", (int(notify), account_id)
        )
        record(db, Event.PREFERENCES_CHANGED, account_id=account_id, what="notify")


def end_set_up(db: Database, account_id: int) -> None:
    """The steps after the first sign-in are over, whatever was skipped."""
    with writing(db):
        _row(db, account_id)
        db.execute(
            "UPDATE preferences SET set_up_at = ? WHERE account_id = ?",
            (clock.as_text(clock.now()), account_id),
        )
        record(db, Event.ACCOUNT_SET_UP, account_id=account_id)


def sign_out_elsewhere(db: Database, account_id: int, session_id: int) -> int:
    """End every session of the account but this one; gives how many that were."""
    with writing(db):
        ended = sessions.close_all(db, account_id, but=session_id)
        record(db, Event.SESSIONS_CLOSED_ELSEWHERE, account_id=account_id, ended=ended)
    return ended


def sign_out_device(db: Database, account_id: int, session_id: int) -> None:
    """End one session of the account, which the caller knows to be its own."""
    with writing(db):
        sessions.close(db, session_id)
        record(db, Event.SESSIONS_CLOSED_ELSEWHERE, account_id=account_id, ended=1)


def _row(db: Database, account_id: int) -> None:
    db.execute(
        "INSERT INTO preferences (account_id) VALUES (?) ON CONFLICT DO NOTHING", (account_id,)
    )
