"""The tenant's letters: the list, one case with its thread, the receipt of a letter."""

from starlette.responses import Response

from portal import clock
from portal.correspondence import actions
from portal.correspondence.actions import Sender
from portal.correspondence.forms import BODY, FILES, ReplyForm
from portal.correspondence.letter_screens import TOO_MANY
from portal.correspondence.writing import ADD, REMOVE, SAVE_QUIETLY, take_files
from portal.tenancy import (
    case_events,
    case_letters,
    case_lists,
    case_reads,
    case_types,
    drafts,
    leases,
)
from portal.tenancy.absent import NotThere
from portal.tenancy.case import Case
from portal.tenancy.case_lists import Shown
from portal.tenancy.case_terms import DAYS_TO_ANSWER
from portal.tenancy.drafts import Begun, Draft
from portal.tenancy.leases import Lease
from portal.uploads.kinds import ACCEPT, IN_WORDS
from portal.web.access import tenant
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

FILTERS: dict[str, Shown] = {"": "all", "nowe": "new", "w-toku": "open", "zalatwione": "closed"}
NOTICES = {
    "zapisano": "Pismo jest zapisane na później. Dokończysz je w każdej chwili.",
    "odrzucono": "Wersja robocza jest usunięta.",
}


def letters(visit: Visit) -> Response:
    """The cases, the newest letter first, and what was begun and not sent."""
    query = visit.query
    asked = query.get("szukaj", "").strip()[:80]
    chosen = query.get("pokaz", "") if query.get("pokaz", "") in FILTERS else ""
    page = case_lists.cases_of(
        visit.db, visit.tenant_id, FILTERS[chosen], asked, _after(visit, query.get("od", ""))
    )
    today = clock.today()
    held = leases.leases_of(visit.db, visit.tenant_id, today)
    return visit.page(
        "correspondence/letters.html",
        fragment="listy",
        said=f"Pokazano spraw: {len(page.cases)}.",
        page=page,
        counts=case_lists.counts_of(visit.db, visit.tenant_id),
        drafts=drafts.waiting(visit.db, visit.tenant_id),
        chosen=chosen,
        asked=asked,
        first="od" not in query,
        may_write=any(not lease.has_ended(today) for lease in held),
        addresses={lease.lease_id: lease.address for lease in held} if len(held) > 1 else {},
        notice=next((words for name, words in NOTICES.items() if name in query), ""),
        at=clock.from_text,
        today=today,
    )


def thread(visit: Visit) -> Response:
    """One case with everything that was written and that happened."""
    case = case_lists.case_of_tenant(visit.db, visit.row_id("case"), visit.tenant_id)
    draft = drafts.draft_of(visit.db, _begun(visit, case))
    form = ReplyForm(None, **{BODY: draft.body if draft else ""})
    _has_them_before_them(visit, case)
    return _thread_page(visit, case, form, draft)


def reply(visit: Visit) -> Response:
    """Write on in a case: to answer, to add something, or because it is not solved."""
    case = case_lists.case_of_tenant(visit.db, visit.row_id("case"), visit.tenant_id)
    if not _may_write(visit, case):
        raise NotThere
    act = str(visit.form.get("co", ""))
    form = ReplyForm(visit.form)
    begun = _begun(visit, case)
    body = form.words_of(BODY)
    draft = visit.write(lambda db: actions.save_draft(db, begun, "", body, {}))
    if act == SAVE_QUIETLY:
        return Response(status_code=204)
    sends = act != ADD and not act.startswith(REMOVE)
    proper = form.validate() if sends else True
    said = take_files(visit, draft, form)
    if not proper or form[FILES].errors:
        return _thread_page(visit, case, form, draft, status=422)
    if not sends:
        if visit.asks_for("zalaczniki"):
            return _thread_page(visit, case, form, draft, said=said)
        return visit.go_to(f"{_address(visit, case)}#odpowiedz")
    person = visit.person
    sender = Sender(visit.tenant_id, person.account_id, person.name)
    days = _days_to_answer(visit, case)
    try:
        sent = visit.write(lambda db: actions.reply(db, draft, case, sender, days))
    except actions.TooManyLetters:
        form.note(form[BODY], " ".join(TOO_MANY))
        return _thread_page(visit, case, form, draft, status=429)
    ref = visit.services.references.hide
    return visit.go_to(f"{_address(visit, case)}/potwierdzenie/{ref(sent.letter_id)}?wyslano=1")


def receipt(visit: Visit) -> Response:
    """What was received, when, and with which files, to print or to keep."""
    case = case_lists.case_of_tenant(visit.db, visit.row_id("case"), visit.tenant_id)
    letter_id = visit.row_id("letter")
    found = [
        letter
        for letter in case_letters.letters_of(visit.db, case.case_id)
        if letter.letter_id == letter_id and letter.side == "tenant"
    ]
    if not found:
        raise NotThere
    return visit.page(
        "correspondence/receipt.html",
        case=case,
        letter=found[0],
        lease=_lease(visit, case),
        just_sent="wyslano" in visit.query,
        at=clock.from_text,
    )


def _thread_page(
    visit: Visit,
    case: Case,
    form: ReplyForm,
    draft: Draft | None,
    *,
    status: int = 200,
    said: str = "",
) -> Response:
    letters = case_letters.letters_of(visit.db, case.case_id)
    return visit.page(
        "correspondence/thread.html",
        fragment="zalaczniki",
        status=status,
        said=said,
        case=case,
        letters=letters,
        events=case_events.events_of(visit.db, case.case_id),
        unread=case_reads.unread_in(visit.db, case.case_id, visit.tenant_id),
        lease=_lease(visit, case),
        may_write=_may_write(visit, case),
        form=form,
        chosen=drafts.files_of(visit.db, draft.draft_id) if draft else [],
        uploads=visit.settings.uploads,
        accept=ACCEPT,
        formats=IN_WORDS,
        at=clock.from_text,
        today=clock.today(),
    )


def _has_them_before_them(visit: Visit, case: Case) -> None:
    """The letters are read now, but not by who only looks on, nor by a browser ahead of time."""
    if visit.viewing is not None or b"sec-purpose" in visit.headers:
        return
    tenant_id = visit.tenant_id
    if case_reads.unread_in(visit.db, case.case_id, tenant_id):
        visit.services.workers.write_later(
            lambda db: actions.mark_read(db, case.case_id, tenant_id)
        )


def _begun(visit: Visit, case: Case) -> Begun:
    return Begun(visit.tenant_id, case.lease_id, case_id=case.case_id)


def _may_write(visit: Visit, case: Case) -> bool:
    """Whether the lease lasts; one that ended is for reading."""
    lease = _lease(visit, case)
    return lease is not None and not lease.has_ended(clock.today())


def _lease(visit: Visit, case: Case) -> Lease | None:
    held = leases.leases_of(visit.db, visit.tenant_id, clock.today())
    return next((lease for lease in held if lease.lease_id == case.lease_id), None)


def _days_to_answer(visit: Visit, case: Case) -> int:
    if case.case_type_id is None:
        return DAYS_TO_ANSWER
    return case_types.case_type_by_id(visit.db, case.case_type_id).answer_days


def _address(visit: Visit, case: Case) -> str:
    return f"/korespondencja/{visit.services.references.hide(case.case_id)}"


def _after(visit: Visit, words: str) -> tuple[str, int] | None:
    """Where the last page ended: an instant and the reference of a case."""
    at, _, ref = words.partition(".")
    case_id = visit.services.references.find(ref)
    return (at, case_id) if case_id and len(at) == len("2026-11-21T09:12:40Z") else None


screens = [
    Screen("/korespondencja", letters, who=tenant, tagged=False),
    Screen("/korespondencja/{case}", thread, who=tenant, tagged=False),
    Screen("/korespondencja/{case}", reply, who=tenant, method="POST", limits=Limits(files=True)),
    Screen("/korespondencja/{case}/potwierdzenie/{letter}", receipt, who=tenant, tagged=False),
]
