"""Cases are opened, answered, handed on and closed. The only writer of cases.

Every function that writes does so inside the caller's transaction and leaves there the letter, the
event that the tenant sees and the one of the audit log. Notices by e-mail are the caller's to put.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record
from portal.tenancy import case_events, case_letters, case_reads, case_words
from portal.tenancy.case import COLUMNS, Case, State
from portal.tenancy.case_letters import NewLetter
from portal.tenancy.queues import queue_in_words


class NewCase(NamedTuple):
    """A case that is about to be opened."""

    form_key: str
    lease_id: int
    tenant_id: int
    case_type_id: int | None
    type_name: str
    subject: str
    queue: str
    shared: bool
    due_on: date | None
    opened_by: Literal["tenant", "office"] = "tenant"


def open_case(db: Database, new: NewCase, letter: NewLetter, *, account_id: int | None) -> int:
    """Open a case with its first letter; gives its number.

    One that the office begins is only told: closed, without a day on which it was settled, until
    the tenant answers.

    Raises: sqlite3.IntegrityError where the form was sent before; ask case.case_of_form() first.
    """
    now = clock.now()
    number = _next_number(db, clock.today())
    (case_id,) = db.execute(
        """
        INSERT INTO cases
            (case_number, form_key, lease_id, tenant_id, case_type_id, type_name, opened_by,
             shared, subject, state, queue, opened_at, due_on, last_letter_at, last_side)
        VALUES
            (:case_number, :form_key, :lease_id, :tenant_id, :case_type_id, :type_name, :opened_by,
             :shared, :subject, :state, :queue, :now, :due_on, :now, :opened_by)
        RETURNING case_id
        """,
        {
            **new._asdict(),
            "case_number": number,
            "state": "received" if new.opened_by == "tenant" else "closed",
            "due_on": new.due_on.isoformat() if new.due_on else None,
            "now": clock.as_text(now),
        },
    ).fetchone()
    letter_id = case_letters.write(db, case_id, new.opened_by, letter)
    case_words.begin(db, case_id, (number, new.type_name, new.subject, *_texts(letter)))
    if new.opened_by == "office":
        case_reads.expect(db, case_id, letter_id)
    else:
        case_events.note(db, case_id, "received", queue_in_words(new.queue))
    record(
        db, Event.CASE_OPENED, account_id=account_id, tenant_id=new.tenant_id, case_number=number
    )
    return int(case_id)


def add_letter(
    db: Database, case: Case, letter: NewLetter, due_on: date, *, account_id: int | None
) -> int:
    """A further letter of the tenant; it opens a closed case again. Gives the letter's number.

    Takes:   due_on: what is promised now, where the office has answered before.
    """
    letter_id = case_letters.write(db, case.case_id, "tenant", letter)
    case_words.add(db, case.case_id, _texts(letter))
    reopened = case.is_settled
    case_events.note(db, case.case_id, "reopened" if reopened else "added")
    db.execute(
        """
        UPDATE cases
        SET state = CASE WHEN state = 'received' THEN state ELSE 'in-progress' END,
            due_on = CASE WHEN last_side = 'tenant' THEN due_on ELSE :due_on END,
            answer_by_on = NULL, reminded_at = NULL, closed_at = NULL, close_reason = NULL,
            last_letter_at = :now, last_side = 'tenant'
        WHERE case_id = :case_id
        """,
        {"case_id": case.case_id, "due_on": due_on.isoformat(), "now": _now()},
    )
    _record(db, Event.CASE_REOPENED if reopened else Event.CASE_WRITTEN, case, account_id)
    return letter_id


def answer(
    db: Database,
    case: Case,
    letter: NewLetter,
    *,
    account_id: int,
    ask_until: date | None = None,
    close_reason: str | None = None,
    due_on: date | None = None,
) -> int:
    """A letter of the office; gives its number.

    Takes:   ask_until: the tenant is asked for more until that day, and the case waits for them;
             close_reason: the case is closed with this letter; due_on: what is promised beyond it.
    """
    letter_id = case_letters.write(db, case.case_id, "office", letter)
    case_words.add(db, case.case_id, _texts(letter))
    case_reads.expect(db, case.case_id, letter_id)
    state: State = "waits-for-tenant" if ask_until else "in-progress"
    case_events.note(db, case.case_id, "asked" if ask_until else "answered", on_day=ask_until)
    db.execute(
        """
        UPDATE cases
        SET state = :state, due_on = :due_on, answer_by_on = :ask_until, reminded_at = NULL,
            assigned_to = coalesce(assigned_to, :account_id), closed_at = NULL,
            close_reason = NULL, last_letter_at = :now, last_side = 'office'
        WHERE case_id = :case_id
        """,
        {
            "case_id": case.case_id,
            "state": state,
            "due_on": due_on.isoformat() if due_on else None,
            "ask_until": ask_until.isoformat() if ask_until else None,
            "account_id": account_id,
            "now": _now(),
        },
    )
    _record(db, Event.CASE_ASKED if ask_until else Event.CASE_ANSWERED, case, account_id)
    if close_reason is not None:
        close(db, case, close_reason, account_id=account_id)
    return letter_id


def note(db: Database, case: Case, letter: NewLetter, *, account_id: int) -> int:
    """A note of the office, which no tenant sees; gives its number."""
    letter_id = case_letters.write(db, case.case_id, "note", letter)
    case_words.add(db, case.case_id, _texts(letter), to_notes=True)
    _record(db, Event.CASE_NOTED, case, account_id)
    return letter_id


def close(db: Database, case: Case, reason: str, *, account_id: int) -> None:
    """The matter is settled; the tenant reads the reason."""
    db.execute(
        """
        UPDATE cases
        SET state = 'closed', closed_at = :now, close_reason = :reason, answer_by_on = NULL
        WHERE case_id = :case_id
        """,
        {"case_id": case.case_id, "reason": reason, "now": _now()},
    )
    case_events.note(db, case.case_id, "closed", reason)
    _record(db, Event.CASE_CLOSED, case, account_id)


def forward(db: Database, case: Case, queue: str, *, account_id: int) -> None:
    """Hand the case to another queue; nobody has it there yet."""
    db.execute(
        "UPDATE cases SET queue = ?, assigned_to = NULL WHERE case_id = ?", (queue, case.case_id)
    )
    case_events.note(db, case.case_id, "forwarded", queue_in_words(queue))
    _record(db, Event.CASE_FORWARDED, case, account_id)


def assign(db: Database, case: Case, to: int | None, *, account_id: int) -> None:
    """Give the case to somebody of the office, or back to the queue; who takes it, begins it."""
    db.execute(
        """
        UPDATE cases
        SET assigned_to = :to,
            state = CASE WHEN state = 'received' AND :to THEN 'in-progress' ELSE state END
        WHERE case_id = :case_id
        """,
        {"case_id": case.case_id, "to": to},
    )
    if to is not None and case.state == "received":
        case_events.note(db, case.case_id, "taken", queue_in_words(case.queue))
    _record(db, Event.CASE_ASSIGNED, case, account_id)


def plan_visit(db: Database, case: Case, day: date, words: str, *, account_id: int) -> None:
    """Somebody is going to come; `words` say who and between which hours."""
    case_events.note(db, case.case_id, "visit", words, day)
    _record(db, Event.CASE_VISIT_PLANNED, case, account_id)


def to_remind(db: Database, today: date, days: int) -> list[Case]:
    """Cases that wait for their tenant until a day within so many, not reminded of yet."""
    rows = db.execute(
        f"""
        SELECT {COLUMNS}
        FROM cases
        WHERE state = 'waits-for-tenant' AND reminded_at IS NULL
          AND answer_by_on BETWEEN :today AND :last
        ORDER BY answer_by_on
        LIMIT 200
        """,  # noqa: S608 - our own columns
        {"today": today.isoformat(), "last": (today + timedelta(days=days)).isoformat()},
    ).fetchall()
    return [Case._make(row) for row in rows]


def mark_reminded(db: Database, case: Case) -> bool:
    """The tenant is being reminded; False where somebody else did it, or the case has moved on."""
    reminded = db.execute(
        """
        UPDATE cases
        SET reminded_at = :now
        WHERE case_id = :case_id AND state = 'waits-for-tenant' AND reminded_at IS NULL
        """,
        {"case_id": case.case_id, "now": _now()},
    ).rowcount
    if reminded:
        _record(db, Event.CASE_REMINDED, case, None)
    return bool(reminded)


def _next_number(db: Database, today: date) -> str:
    """The next number of this month: 2026/11/000123."""
    month = f"{today.year}/{today.month:02d}/"
    (last,) = db.execute(
        "SELECT max(case_number) FROM cases WHERE case_number > ? AND case_number < ?",
        (month, f"{month[:-1]}0"),  # "0" is the sign after "/"
    ).fetchone()
    return f"{month}{int(last.rpartition('/')[2]) + 1 if last else 1:06d}"


def _texts(letter: NewLetter) -> tuple[str, ...]:
    """What a letter says, for the index."""
    said = (value for _, value in letter.answers)
    return (letter.body, *said, *(file.name for file in letter.enclosed))


def _record(db: Database, event: Event, case: Case, account_id: int | None) -> None:
    record(
        db,
        event,
        account_id=account_id,
        tenant_id=case.tenant_id,
        case_number=case.case_number,
    )


def _now() -> str:
    return clock.as_text(clock.now())
