"""The office's inbox, and a case as the office sees it."""

from datetime import date
from typing import Any, NamedTuple

from starlette.responses import Response

from portal import clock
from portal.case_desk import queries
from portal.case_desk.forms import (
    THEN,
    AnswerForm,
    CloseForm,
    ForwardForm,
    NoteForm,
    VisitForm,
)
from portal.case_desk.queries import Inbox, Row, View
from portal.store.database import Database
from portal.tenancy import case_events, case_letters, case_reads, text_blocks
from portal.tenancy.absent import NotThere
from portal.tenancy.case import Case, case_of
from portal.tenancy.case_reads import Reading
from portal.tenancy.notices import notice_address
from portal.tenancy.queues import QUEUES, queue_in_words
from portal.tenancy.terms import Term, term
from portal.uploads.kinds import ACCEPT, IN_WORDS
from portal.web.rights import READ_CASES, SET_TEXTS
from portal.web.routing import Screen
from portal.web.visit import Visit

INBOX = "/biuro/korespondencja"
VIEWS: dict[View, str] = {
    "do-odpowiedzi": "Do odpowiedzi",
    "moje": "Moje",
    "czeka": "Czekają na najemcę",
    "w-toku": "Wszystkie otwarte",
    "zalatwione": "Załatwione",
}
DONE = {
    "odpowiedz": "Odpowiedź jest wysłana.",
    "notatka": "Notatka jest zapisana.",
    "przekazano": "Sprawa jest przekazana.",
    "przydzielono": "Przydział jest zmieniony.",
    "zamknieto": "Sprawa jest załatwiona.",
    "wizyta": "Wizyta jest wpisana. Najemca ją widzi.",
}
# In words of the office; the tenant reads „czeka na Ciebie”.
STATES = {
    "received": ("info", "nowa"),
    "in-progress": ("warn", "w toku"),
    "waits-for-tenant": ("", "czeka na najemcę"),
    "closed": ("ok", "załatwiona"),
}


class Line(NamedTuple):
    """A case as it stands in the inbox."""

    row: Row
    state: tuple[str, str]
    queue: str
    term: Term | None


def inbox(visit: Visit) -> Response:
    """The cases of a view and a queue, the most urgent first; or those that a search finds."""
    query = visit.query
    view: View = next((each for each in VIEWS if each == query.get("widok")), "do-odpowiedzi")
    queue = query.get("dzial", "") if query.get("dzial", "") in QUEUES else ""
    asked = query.get("szukaj", "").strip()[:80]
    account_id = visit.person.account_id
    found = (
        queries.search(visit.db, asked)
        if asked
        else queries.inbox(
            visit.db,
            view,
            queue=queue,
            account_id=account_id,
            after=_after(visit, query.get("od", "")),
        )
    )
    visit.shows("cases", (row.tenant_id for row in found.rows))
    today = clock.today()
    return visit.page(
        "case_desk/inbox.html",
        fragment="sprawy",
        said=f"Pokazano spraw: {len(found.rows)}.",
        lines=[_line(row, today) for row in found.rows],
        more=_more(visit, found, view, queue),
        views=VIEWS,
        sets_texts=visit.person.role in SET_TEXTS.roles,
        view=view,
        queues=QUEUES,
        queue=queue,
        asked=asked,
        counts=queries.counts(visit.db, account_id),
        first="od" not in query,
        at=clock.from_text,
    )


def case(visit: Visit) -> Response:
    """One case with everything that was written, notes too."""
    done = visit.query.get("gotowe", "") if visit.query_string else ""
    return case_page(visit, case_here(visit), forms_of(), done=DONE.get(done, ""))


def case_here(visit: Visit) -> Case:
    """The case that the address names.

    Raises: NotThere.
    """
    found = case_of(visit.db, visit.row_id("case"))
    if found is None:
        raise NotThere
    return found


def forms_of(**filled: Any) -> dict[str, Any]:
    """The forms of a case's page, those that were sent in place of empty ones."""
    empty: dict[str, Any] = {
        "answer": AnswerForm(None, potem="w-toku"),
        "note": NoteForm(),
        "forward": ForwardForm(),
        "closing": CloseForm(),
        "coming": VisitForm(),
    }
    return {**empty, **filled}


def case_page(
    visit: Visit, found: Case, forms: dict[str, Any], *, done: str = "", status: int = 200
) -> Response:
    """A case as the office sees it; each look is the tenant's to know of."""
    visit.shows("case", [found.tenant_id])
    tenant, address, contract = queries.holder_of(visit.db, found.tenant_id, found.lease_id)
    today = clock.today()
    return visit.page(
        "case_desk/case.html",
        status=status,
        case=found,
        state=STATES[found.state],
        term=_term(found.due_on, today),
        tenant=tenant,
        address=address,
        contract=contract,
        letters=case_letters.letters_of(visit.db, found.case_id, with_notes=True),
        events=case_events.events_of(visit.db, found.case_id),
        readings=_readings(visit.db, found),
        is_told=_is_told(visit.db, found),
        blocks=text_blocks.text_blocks(visit.db, found.queue),
        members=queries.members(visit.db, found.assigned_to),
        queues=QUEUES,
        queue=queue_in_words(found.queue),
        then=THEN,
        uploads=visit.settings.uploads,
        accept=ACCEPT,
        formats=IN_WORDS,
        done=done,
        at=clock.from_text,
        today=today,
        **forms,
    )


def _readings(db: Database, found: Case) -> dict[int, list[Reading]]:
    """Everybody whom each letter of the office is for, and when they read it."""
    readings: dict[int, list[Reading]] = {}
    for each in case_reads.readings_of(db, found.case_id):
        readings.setdefault(each.letter_id, []).append(each)
    return readings


def _is_told(db: Database, found: Case) -> bool:
    """Whether an e-mail tells anybody of what is new in a case; others need paper."""
    readers = case_reads.accounts_of_readers(db, found.case_id)
    return any(notice_address(db, account_id) is not None for account_id in readers)


def waiting(db: Database) -> Inbox:
    """The cases that wait longest for the office, for its first page."""
    return queries.inbox(db, "do-odpowiedzi")


def _line(row: Row, today: date) -> Line:
    due = row.answer_by_on if row.state == "waits-for-tenant" else row.due_on
    closed = row.state == "closed"
    return Line(
        row, STATES[row.state], queue_in_words(row.queue), None if closed else _term(due, today)
    )


def _term(due_on: str | None, today: date) -> Term | None:
    return term(date.fromisoformat(due_on), today) if due_on else None


def _after(visit: Visit, words: str) -> tuple[str, int] | None:
    """Where the last page ended: a day or an instant, and the reference of a case."""
    key, _, ref = words.rpartition(".")
    case_id = visit.services.references.find(ref)
    return (key[:30], case_id) if key and case_id else None


def _more(visit: Visit, found: Inbox, view: View, queue: str) -> str:
    """The address of the next page; empty on the last one."""
    if found.more is None:
        return ""
    key, case_id = found.more
    ref = visit.services.references.hide(case_id)
    return f"{INBOX}?widok={view}&dzial={queue}&od={key}.{ref}"


screens = [
    Screen(INBOX, inbox, who=READ_CASES.who),
    Screen(INBOX + "/{case}", case, who=READ_CASES.who),
]
