"""A new letter: choosing the matter, writing, checking, sending."""

from itertools import groupby

from starlette.responses import Response

from portal import clock
from portal.correspondence import actions, paper
from portal.correspondence.actions import Sender
from portal.correspondence.forms import FILES, LetterForm
from portal.correspondence.writing import (
    CHECK,
    DISCARD,
    SAVE,
    SAVE_QUIETLY,
    Writing,
    begin,
    chosen_in_form,
    form_for,
    keep,
    take_files,
    version_of,
)
from portal.tenancy import case_types, drafts, leases
from portal.tenancy.case import case_of_form
from portal.tenancy.case_terms import promised_day
from portal.tenancy.case_types import CaseType
from portal.tenancy.drafts import Draft
from portal.tenancy.words import words_of
from portal.uploads.kinds import ACCEPT, IN_WORDS
from portal.web.access import tenant
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

WITH_FILES = Limits(files=True)
START = "/korespondencja/dodaj"
# What was wrong, and what to do.
CHANGED = (
    "Pismo zmieniło się w innym oknie.",
    "Sprawdź je jeszcze raz. Nic nie zostało wysłane.",
)
TOO_MANY = (
    "Dziś nie przyjmiemy już więcej pism z portalu.",
    "To pismo jest zapisane jako wersja robocza. Wyślij je jutro albo zadzwoń do nas.",
)


def choose(visit: Visit) -> Response:
    """The matters that can be reported now, in their groups."""
    today = clock.today()
    asked = visit.query.get("szukaj", "").strip()[:80] if visit.query_string else ""
    held = leases.leases_of(visit.db, visit.tenant_id, today)
    if all(lease.has_ended(today) for lease in held):
        return visit.page("correspondence/ended.html", held=held)
    found = [each for each in case_types.visible(visit.db, today) if _fits(each, asked)]
    return visit.page(
        "correspondence/choose.html",
        fragment="sprawy",
        said=f"Pasujących spraw: {len(found)}." if asked else "",
        asked=asked,
        groups=_in_groups(found),
        general=case_types.GENERAL,
        with_documents=case_types.with_documents(visit.db, today),
        waiting={each.slug for each in drafts.waiting(visit.db, visit.tenant_id)},
    )


def letter(visit: Visit) -> Response:
    """The form of a matter; before that of a fault, whom to call when it cannot wait."""
    writing = begin(visit)
    if writing.lease is None:
        return visit.page("correspondence/ended.html", held=writing.leases)
    onward = writing.draft is not None or "dalej" in visit.query
    if writing.case_type.path == "fault" and not onward:
        return visit.page("correspondence/emergency.html", writing=writing)
    return _letter_page(visit, writing, form_for(visit, writing))


def write(visit: Visit) -> Response:
    """Keep what was typed and what came with it, then do what was asked."""
    act = str(visit.form.get("co", ""))
    writing = begin(visit, chosen_in_form(visit))
    if writing.lease is None:
        return visit.page("correspondence/ended.html", status=403, held=writing.leases)
    if act == DISCARD:
        if writing.draft is not None:
            unwanted = writing.draft
            visit.write(lambda db: actions.discard(db, unwanted))
        return visit.go_to("/korespondencja?odrzucono=1")
    form = form_for(visit, writing, visit.form)
    draft = keep(visit, writing, form)
    if act == SAVE_QUIETLY:
        return Response(status_code=204)
    proper = form.validate() if act == CHECK else True
    said = take_files(visit, draft, form)
    proper = proper and not form[FILES].errors
    writing = _with(visit, writing, draft)
    if act == CHECK and proper:
        proper = _has_what_is_needed(form, writing)
    if not proper:
        return _letter_page(visit, writing, form, status=422)
    if act == CHECK:
        return visit.go_to(f"{writing.address}/sprawdz")
    if act == SAVE:
        return visit.go_to("/korespondencja?zapisano=1")
    if visit.asks_for("zalaczniki"):
        return _letter_page(visit, writing, form, said=said)
    return visit.go_to(f"{writing.address}#zalaczniki")


def check(visit: Visit) -> Response:
    """Everything once more, before it is sent."""
    writing = begin(visit)
    if writing.lease is None or writing.draft is None:
        return visit.go_to(writing.address)
    form = form_for(visit, writing)
    if not form.validate() or not _has_what_is_needed(form, writing):
        return _letter_page(visit, writing, form)
    return _check_page(visit, writing, form, writing.draft)


def send(visit: Visit) -> Response:
    """Send it; sent twice, it is one case. The answer comes when it cannot be lost any more."""
    form_key = str(visit.form.get("klucz", ""))
    sent_before = case_of_form(visit.db, form_key) if form_key else None
    if sent_before is not None and sent_before.tenant_id == visit.tenant_id:
        return visit.go_to(_case_address(visit, sent_before.case_id))
    writing = begin(visit)
    draft = writing.draft
    if writing.lease is None or draft is None or draft.form_key != form_key:
        return visit.go_to(writing.address)
    form = form_for(visit, writing)
    if not form.validate() or not _has_what_is_needed(form, writing):
        return _letter_page(visit, writing, form, status=422)
    if visit.form.get("wersja") != version_of(draft, writing.files):
        return _check_page(visit, writing, form, draft, problem=CHANGED, status=409)
    answers = form.answers()
    person = visit.person
    sender = Sender(visit.tenant_id, person.account_id, person.name)
    made = paper.of_answers(visit, writing, answers, draft) if answers else None
    try:
        sent = visit.write(
            lambda db: actions.send(db, draft, writing.case_type, sender, answers, made)
        )
    except actions.TooManyLetters:
        return _check_page(visit, writing, form, draft, problem=TOO_MANY, status=429)
    ref = visit.services.references.hide
    return visit.go_to(
        f"{_case_address(visit, sent.case_id)}/potwierdzenie/{ref(sent.letter_id)}?wyslano=1"
    )


def _letter_page(
    visit: Visit, writing: Writing, form: LetterForm, *, status: int = 200, said: str = ""
) -> Response:
    uploads = visit.settings.uploads
    return visit.page(
        "correspondence/letter.html",
        fragment="zalaczniki",
        status=status,
        said=said,
        writing=writing,
        form=form,
        accept=ACCEPT,
        formats=IN_WORDS,
        uploads=uploads,
        saved_at=clock.from_text(writing.draft.saved_at) if writing.draft else None,
        due_on=promised_day(clock.today(), writing.case_type.answer_days),
    )


def _check_page(
    visit: Visit,
    writing: Writing,
    form: LetterForm,
    draft: Draft,
    *,
    problem: tuple[str, str] | None = None,
    status: int = 200,
) -> Response:
    return visit.page(
        "correspondence/check.html",
        status=status,
        writing=writing,
        answers=form.answers(),
        draft=draft,
        subject=draft.subject or writing.case_type.name,
        version=version_of(draft, writing.files),
        problem=problem,
        due_on=promised_day(clock.today(), writing.case_type.answer_days),
    )


def _with(visit: Visit, writing: Writing, draft: Draft) -> Writing:
    """The same after something was kept."""
    return writing._replace(draft=draft, files=drafts.files_of(visit.db, draft.draft_id))


def _has_what_is_needed(form: LetterForm, writing: Writing) -> bool:
    """Whether the attachments that a case type needs are there."""
    if writing.case_type.attachments != "required" or writing.files:
        return True
    form.note(form[FILES], "Dołącz plik. Bez niego nie rozpatrzymy tej sprawy.")
    return False


def _fits(case_type: CaseType, asked: str) -> bool:
    """Whether every word that was asked for begins a word of the matter."""
    texts = (case_type.name, case_type.summary, case_type.group_name, case_type.search_words)
    known = words_of(" ".join(texts))
    return all(any(word.startswith(part) for word in known) for part in words_of(asked))


def _in_groups(found: list[CaseType]) -> list[tuple[str, list[CaseType]]]:
    """The groups in the order of their first matter, each with all of its own."""
    order = {case_type.group_name: place for place, case_type in reversed([*enumerate(found)])}
    ordered = sorted(found, key=lambda each: order[each.group_name])
    return [(name, list(group)) for name, group in groupby(ordered, lambda each: each.group_name)]


def _case_address(visit: Visit, case_id: int) -> str:
    return f"/korespondencja/{visit.services.references.hide(case_id)}"


screens = [
    Screen(START, choose, who=tenant, tagged=False),
    Screen(START + "/{slug}", letter, who=tenant, tagged=False),
    Screen(START + "/{slug}", write, who=tenant, method="POST", limits=WITH_FILES),
    Screen(START + "/{slug}/sprawdz", check, who=tenant, tagged=False),
    Screen(START + "/{slug}/sprawdz", send, who=tenant, method="POST", slow=True),
]
