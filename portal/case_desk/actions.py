"""What the office does with cases: each act is one transaction with the notice to the tenant."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from portal import clock
from portal.mail import notices
from portal.store import revisions
from portal.store.database import Database, writing
from portal.tenancy import case_events, case_reads, cases, files
from portal.tenancy.absent import NotThere
from portal.tenancy.case import Case, case_of
from portal.tenancy.case_letters import Enclosed, NewLetter, Side, letters_of
from portal.tenancy.files import Taken
from portal.web.access import Visitor

ANSWER_LETTER = "case_desk/mail_answer.txt"
# Where something happened and no letter waits.
NEWS_LETTER = "case_desk/mail_news.txt"
DOUBLE_WITHIN = timedelta(minutes=2)


def answer(
    db: Database,
    case_id: int,
    staff: Visitor,
    body: str,
    enclosed: Sequence[Taken],
    *,
    ask_until: date | None,
    close_reason: str | None,
) -> None:
    """A letter to the tenant; everyone who shares the case is told that something waits."""

    def write(case: Case) -> None:
        letter = _letter(db, staff, body, enclosed)
        if _sent_before(db, case, letter, "office"):
            return
        cases.answer(
            db,
            case,
            letter,
            account_id=staff.account_id,
            ask_until=ask_until,
            close_reason=close_reason,
        )
        for account_id in case_reads.accounts_of_readers(db, case.case_id):
            notices.put(db, ANSWER_LETTER, account_id, {"case_number": case.case_number})

    _do(db, case_id, write)


def note(db: Database, case_id: int, staff: Visitor, body: str) -> None:
    """A note that no tenant sees."""
    letter = NewLetter(body, staff.name, staff.account_id)

    def write(case: Case) -> None:
        if not _sent_before(db, case, letter, "note"):
            cases.note(db, case, letter, account_id=staff.account_id)

    _do(db, case_id, write)


def forward(db: Database, case_id: int, staff: Visitor, queue: str) -> None:
    """Hand the case to another queue; to the one where it is, it stays."""

    def write(case: Case) -> None:
        if case.queue != queue:
            cases.forward(db, case, queue, account_id=staff.account_id)

    _do(db, case_id, write)


def assign(db: Database, case_id: int, staff: Visitor, to: int | None) -> None:
    """Give the case to somebody, or back to the queue."""

    def write(case: Case) -> None:
        if case.assigned_to != to:
            cases.assign(db, case, to, account_id=staff.account_id)

    _do(db, case_id, write)


def close(db: Database, case_id: int, staff: Visitor, reason: str) -> None:
    """The matter is settled without a further letter; the tenant is told that there is news."""

    def write(case: Case) -> None:
        if case.is_settled:
            return
        cases.close(db, case, reason, account_id=staff.account_id)
        for account_id in case_reads.accounts_of_readers(db, case.case_id):
            notices.put(db, NEWS_LETTER, account_id, {"case_number": case.case_number})

    _do(db, case_id, write)


def plan_visit(db: Database, case_id: int, staff: Visitor, day: date, words: str) -> None:
    """Somebody is going to come."""

    def write(case: Case) -> None:
        if _is_planned(db, case, day, words):
            return
        cases.plan_visit(db, case, day, words, account_id=staff.account_id)
        for account_id in case_reads.accounts_of_readers(db, case.case_id):
            notices.put(db, NEWS_LETTER, account_id, {"case_number": case.case_number})

    _do(db, case_id, write)


def _do(db: Database, case_id: int, write: Callable[[Case], object]) -> None:
    """Raises: NotThere where the case is gone."""
    with writing(db):
        case = case_of(db, case_id)
        if case is None:
            raise NotThere
        write(case)
        revisions.bump_portal(db)


def _is_planned(db: Database, case: Case, day: date, words: str) -> bool:
    """Whether the same visit stands there already."""
    return any(
        (event.kind, event.on_day, event.details) == ("visit", day.isoformat(), words)
        for event in case_events.events_of(db, case.case_id)
    )


def _sent_before(db: Database, case: Case, new: NewLetter, side: Side) -> bool:
    """The same letter of the same person, sent a moment ago: a button that was pressed twice."""
    since = clock.as_text(clock.now() - DOUBLE_WITHIN)
    return any(
        letter.side == side
        and letter.written_at >= since
        and (letter.account_id, letter.body) == (new.account_id, new.body)
        for letter in letters_of(db, case.case_id, with_notes=True)
    )


def _letter(db: Database, staff: Visitor, body: str, enclosed: Sequence[Taken]) -> NewLetter:
    kept = tuple(
        Enclosed(files.note(db, each.kept, each.media_type, each.safety), each.name)
        for each in enclosed
    )
    return NewLetter(
        body=body.replace("\r\n", "\n").strip(),
        signed=staff.name,
        account_id=staff.account_id,
        enclosed=kept,
    )
