"""What tenants do: keep drafts, put files to them, send letters, read answers."""

from datetime import date, timedelta
from typing import NamedTuple

from portal import clock, language
from portal.mail import notices
from portal.store.database import Database, writing
from portal.tenancy import case_reads, cases, drafts, files
from portal.tenancy.case import Case, case_of, case_of_form
from portal.tenancy.case_letters import Enclosed, NewLetter, letters_of, written_since
from portal.tenancy.case_terms import promised_day
from portal.tenancy.case_types import CaseType
from portal.tenancy.drafts import Answers, Begun, Draft
from portal.tenancy.files import Taken

RECEIVED_LETTER = "correspondence/mail_received.txt"
REMINDER_LETTER = "correspondence/mail_reminder.txt"
DOUBLE_WITHIN = timedelta(minutes=2)
# Nobody writes so much; what does is no person, and fills the disk.
MOST_A_DAY = 40


class TooManyLetters(Exception):
    """The tenant has sent enough for a day; the draft is kept."""


class Sender(NamedTuple):
    """Who writes, as the letter says it."""

    tenant_id: int
    account_id: int
    name: str


class Sent(NamedTuple):
    """A letter that is with the office."""

    case_id: int
    letter_id: int


def save_draft(db: Database, begun: Begun, subject: str, body: str, answers: Answers) -> Draft:
    """Keep what was typed so far."""
    with writing(db):
        return drafts.save(db, begun, subject, body, answers)


def add_files(db: Database, draft: Draft, taken: list[Taken]) -> None:
    """Put files that lie in their places to a draft."""
    with writing(db):
        for file in taken:
            file_id = files.note(db, file.kept, file.media_type, file.safety)
            drafts.add_file(db, draft, file_id, file.name)


def remove_file(db: Database, draft: Draft, draft_file_id: int) -> str | None:
    """Take a file away from a draft; gives its name."""
    with writing(db):
        return drafts.remove_file(db, draft, draft_file_id)


def discard(db: Database, draft: Draft) -> None:
    """The draft is not wanted any more."""
    with writing(db):
        drafts.remove(db, draft)


def send(
    db: Database,
    draft: Draft,
    case_type: CaseType,
    sender: Sender,
    answers: list[tuple[str, str]],
    paper: Taken | None,
) -> Sent:
    """Open a case with what stands in a draft. Sent twice, it is one case.

    Takes:   paper: the form as a document, made of the answers.
    Raises:  TooManyLetters.
    """
    today = clock.today()
    due_on = promised_day(today, case_type.answer_days)
    with writing(db):
        known = case_of_form(db, draft.form_key)
        if known is not None:
            return _first_letter(db, known)
        _check_number(db, sender.tenant_id)
        letter = _letter(db, draft, sender, tuple(answers), paper)
        new = cases.NewCase(
            form_key=draft.form_key,
            lease_id=draft.lease_id,
            tenant_id=sender.tenant_id,
            case_type_id=case_type.case_type_id,
            type_name=case_type.name,
            subject=draft.subject or case_type.name,
            queue=case_type.queue,
            shared=case_type.shared,
            due_on=due_on,
        )
        case_id = cases.open_case(db, new, letter, account_id=sender.account_id)
        drafts.remove(db, draft)
        case = _case(db, case_id)
        sent = _first_letter(db, case)
        _confirm(db, case, sent, sender, due_on)
    return sent


def reply(db: Database, draft: Draft, case: Case, sender: Sender, answer_days: int) -> Sent:
    """Send a further letter; it opens a closed case again. Sent twice, it is one letter.

    Raises: TooManyLetters.
    """
    due_on = promised_day(clock.today(), answer_days)
    with writing(db):
        letter = _letter(db, draft, sender, (), None)
        twin = _sent_before(db, case, letter)
        if twin is not None:
            drafts.remove(db, draft)
            return Sent(case.case_id, twin)
        _check_number(db, case.tenant_id)
        letter_id = cases.add_letter(db, case, letter, due_on, account_id=sender.account_id)
        case_reads.mark(db, case.case_id, sender.tenant_id)
        drafts.remove(db, draft)
        sent = Sent(case.case_id, letter_id)
        _confirm(db, _case(db, case.case_id), sent, sender, due_on)
    return sent


def mark_read(db: Database, case_id: int, tenant_id: int) -> None:
    """The tenant has the letters of a case before them."""
    with writing(db):
        case_reads.mark(db, case_id, tenant_id)


def remind(db: Database, today: date, days: int) -> int:
    """Tell those of whom something is asked that the day is near; gives how many cases."""
    reminded = 0
    for case in cases.to_remind(db, today, days):
        with writing(db):
            if cases.mark_reminded(db, case):
                reminded += 1
                for account_id in case_reads.accounts_of_readers(db, case.case_id):
                    contents = {"case_number": case.case_number, "day": _day(case.answer_by_on)}
                    notices.put(db, REMINDER_LETTER, account_id, contents)
    return reminded


def _letter(
    db: Database,
    draft: Draft,
    sender: Sender,
    answers: tuple[tuple[str, str], ...],
    paper: Taken | None,
) -> NewLetter:
    enclosed = [Enclosed(file.file_id, file.name) for file in drafts.files_of(db, draft.draft_id)]
    if paper is not None:
        file_id = files.note(db, paper.kept, paper.media_type, paper.safety)
        enclosed.insert(0, Enclosed(file_id, paper.name, is_form=True))
    return NewLetter(
        body=draft.body.replace("\r\n", "\n").strip(),
        signed=sender.name,
        account_id=sender.account_id,
        answers=answers,
        enclosed=tuple(enclosed),
    )


def _check_number(db: Database, tenant_id: int) -> None:
    since = clock.as_text(clock.now() - timedelta(days=1))
    if written_since(db, tenant_id, since) >= MOST_A_DAY:
        raise TooManyLetters


def _sent_before(db: Database, case: Case, new: NewLetter) -> int | None:
    """The same letter of the same person, sent a moment ago: a button that was pressed twice."""
    since = clock.as_text(clock.now() - DOUBLE_WITHIN)
    for letter in letters_of(db, case.case_id):
        if letter.written_at < since:
            break
        if letter.account_id == new.account_id and letter.body == new.body:
            return letter.letter_id
    return None


def _confirm(db: Database, case: Case, sent: Sent, sender: Sender, due_on: date) -> None:
    """The receipt by e-mail: what it needs to prove something, and nothing of what was written."""
    (letter,) = [each for each in letters_of(db, sent.case_id) if each.letter_id == sent.letter_id]
    contents = {
        "case_number": case.case_number,
        "at": language.instant(clock.from_text(letter.written_at)),
        "due_on": _day(case.due_on or due_on.isoformat()),
        "files": "\n".join(
            f"Plik {place}: {file.size} bajtów, SHA-256 {file.sha256}"
            for place, file in enumerate(letter.attachments, 1)
        ),
    }
    notices.put(db, RECEIVED_LETTER, sender.account_id, contents)


def _first_letter(db: Database, case: Case) -> Sent:
    return Sent(case.case_id, letters_of(db, case.case_id)[-1].letter_id)


def _case(db: Database, case_id: int) -> Case:
    case = case_of(db, case_id)
    if case is None:
        raise AssertionError("it was kept in this transaction")
    return case


def _day(text: str | None) -> str:
    return language.day(date.fromisoformat(text)) if text else ""
