"""What is done with a case: each button of its page."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from portal.case_desk import actions
from portal.case_desk.desk import INBOX, case_here, case_page, forms_of
from portal.case_desk.forms import AnswerForm, CloseForm, ForwardForm, NoteForm, VisitForm
from portal.case_desk.queries import members
from portal.store.database import Database
from portal.tenancy import text_blocks
from portal.tenancy.case import Case
from portal.web.days import read_day
from portal.web.enclosing import enclose
from portal.web.rights import ANSWER_CASES
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit


def answer(visit: Visit) -> Response:
    """Write to the tenant; what was typed stays where a file is refused."""
    case, form = case_here(visit), AnswerForm(visit.form)
    if visit.form.get("co") == "wstaw":
        return _insert(visit, case, form)
    proper = form.validate()
    result = enclose(list(visit.arrived), [], visit.settings.uploads, visit.services.files)
    for words in result.refused:
        form.note(form.pliki, words)
    if not proper or result.refused:
        if result.taken:
            form.note(form.pliki, "Wybierz pliki jeszcze raz, gdy poprawisz resztę.")
        return case_page(visit, case, forms_of(answer=form), status=422)
    return _done(
        visit,
        case,
        lambda db: actions.answer(
            db,
            case.case_id,
            visit.person,
            form.tresc.data or "",
            result.taken,
            ask_until=form.ask_until,
            close_reason=form.close_reason,
        ),
        "odpowiedz",
    )


def _insert(visit: Visit, case: Case, form: AnswerForm) -> Response:
    """Put a ready text behind what is typed; nothing is sent."""
    wanted = visit.services.references.find(str(visit.form.get("tekst", "")))
    for block in text_blocks.text_blocks(visit.db, case.queue):
        if block.block_id == wanted:
            form.tresc.data = f"{form.tresc.data or ''}\n\n{block.body}".strip()
    if visit.arrived:
        form.note(form.pliki, "Wybierz pliki jeszcze raz, gdy tekst jest gotowy.")
    return case_page(visit, case, forms_of(answer=form), status=422 if form.mistakes else 200)


def note(visit: Visit) -> Response:
    """Write down something for the office alone."""
    case, form = case_here(visit), NoteForm(visit.form)
    if not form.validate():
        return case_page(visit, case, forms_of(note=form), status=422)
    body = form.notatka.data or ""
    return _done(
        visit, case, lambda db: actions.note(db, case.case_id, visit.person, body), "notatka"
    )


def forward(visit: Visit) -> Response:
    """Hand the case to another queue."""
    case, form = case_here(visit), ForwardForm(visit.form)
    if not form.validate():
        return case_page(visit, case, forms_of(forward=form), status=422)
    queue = str(form.kolejka.data)
    return _done(
        visit, case, lambda db: actions.forward(db, case.case_id, visit.person, queue), "przekazano"
    )


def assign(visit: Visit) -> Response:
    """Take the case, give it to somebody, or back to the queue."""
    case = case_here(visit)
    wanted = visit.services.references.find(str(visit.form.get("komu", "")))
    known = {member.account_id for member in members(visit.db, case.assigned_to)}
    to = wanted if wanted in known else None
    return _done(
        visit, case, lambda db: actions.assign(db, case.case_id, visit.person, to), "przydzielono"
    )


def close(visit: Visit) -> Response:
    """The matter is settled without a further letter."""
    case, form = case_here(visit), CloseForm(visit.form)
    if not form.validate():
        return case_page(visit, case, forms_of(closing=form), status=422)
    reason = form.powod_zamkniecia.data or ""
    return _done(
        visit, case, lambda db: actions.close(db, case.case_id, visit.person, reason), "zamknieto"
    )


def plan_visit(visit: Visit) -> Response:
    """Somebody is going to come."""
    case, form = case_here(visit), VisitForm(visit.form)
    if not form.validate():
        return case_page(visit, case, forms_of(coming=form), status=422)
    day, words = read_day(form.dzien_wizyty.data or ""), form.kto.data or ""
    return _done(
        visit,
        case,
        lambda db: actions.plan_visit(db, case.case_id, visit.person, day, words),
        "wizyta",
    )


def _done(visit: Visit, case: Case, act: Callable[[Database], Any], word: str) -> Response:
    visit.write(act)
    ref = visit.services.references.hide(case.case_id)
    return visit.go_to(f"{INBOX}/{ref}?gotowe={word}")


_CASE = INBOX + "/{case}"
_who = ANSWER_CASES.who
screens = [
    Screen(_CASE + "/odpowiedz", answer, who=_who, method="POST", limits=Limits(files=True)),
    Screen(_CASE + "/notatka", note, who=_who, method="POST"),
    Screen(_CASE + "/przekaz", forward, who=_who, method="POST"),
    Screen(_CASE + "/przydziel", assign, who=_who, method="POST"),
    Screen(_CASE + "/zamknij", close, who=_who, method="POST"),
    Screen(_CASE + "/wizyta", plan_visit, who=_who, method="POST"),
]
