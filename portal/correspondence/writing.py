"""A letter that is being written: its case type, its form, its draft and its files."""

import hashlib
from typing import NamedTuple

from starlette.datastructures import FormData

from portal import clock
from portal.correspondence import actions
from portal.correspondence.forms import BODY, FILES, LEASE, SUBJECT, LetterForm, as_sent, form_of
from portal.correspondence.prefill import prefilled
from portal.tenancy import case_types, drafts, leases, meters
from portal.tenancy.absent import NotThere
from portal.tenancy.case_types import CaseType, Document, Field
from portal.tenancy.drafts import Begun, Draft, DraftFile
from portal.tenancy.leases import Lease
from portal.web.chosen_lease import chosen_lease
from portal.web.enclosing import enclose
from portal.web.visit import Visit

ADD, SAVE, SAVE_QUIETLY, DISCARD, CHECK, REMOVE = (
    "dodaj", "zapisz", "przechowaj", "odrzuc", "sprawdz", "usun-",
)  # fmt: skip


class Writing(NamedTuple):
    """What the page of a new letter is about; `lease` is None where nothing can be reported."""

    case_type: CaseType
    asked: list[Field]
    documents: list[Document]
    leases: list[Lease]
    lease: Lease | None
    draft: Draft | None
    files: list[DraftFile]

    @property
    def address(self) -> str:
        """The address of the form."""
        return f"/korespondencja/dodaj/{self.case_type.slug}"


def begin(visit: Visit, lease_id: int = 0) -> Writing:
    """What the address asks for: the case type, and the visitor's draft of it.

    Takes:   lease_id: the lease that was chosen in the form; 0 for the one of the draft.
    Raises:  NotThere for a case type that cannot be reported today.
    """
    today = clock.today()
    case_type = case_types.case_type_of(visit.db, visit.parameters["slug"])
    if not case_type.is_visible(today):
        raise NotThere
    choice = chosen_lease(visit)
    lasting = [lease for lease in choice.leases if not lease.has_ended(today)]
    draft = drafts.draft_of(visit.db, Begun(visit.tenant_id, 0, case_type.case_type_id))
    wanted = lease_id or (draft.lease_id if draft else 0)
    found = [lease for lease in lasting if lease.lease_id == wanted]
    if not found:
        found = [choice.lease] if choice.lease in lasting else lasting[:1]
    return Writing(
        case_type=case_type,
        asked=case_types.fields_of(visit.db, case_type.case_type_id),
        documents=case_types.documents_of(visit.db, case_type.case_type_id, today),
        leases=lasting,
        lease=found[0] if found else None,
        draft=draft,
        files=drafts.files_of(visit.db, draft.draft_id) if draft else [],
    )


def form_for(visit: Visit, writing: Writing, sent: FormData | None = None) -> LetterForm:
    """The form with what was sent, else with what the draft holds, else with what is known."""
    lease = _lease(writing)
    ref = visit.services.references.hide
    asks_for_meters = any(field.kind == "meters" for field in writing.asked)
    of_lease = meters.meters_of(visit.db, lease.premises_id, clock.today())
    form = form_of(
        writing.case_type,
        writing.asked,
        of_lease if asks_for_meters else [],
        [(ref(each.lease_id), f"{each.kind_in_words}, {each.address}") for each in writing.leases],
    )
    if sent is None and writing.draft is not None:
        sent = as_sent(writing.draft, ref(lease.lease_id))
    if sent is not None:
        return form(sent)
    known = prefilled(
        visit.db,
        writing.asked,
        lease,
        visit.person.account_id,
        visit.person.name,
        clock.today(),
    )
    return form(None, **{LEASE: ref(lease.lease_id), **known})


def keep(visit: Visit, writing: Writing, form: LetterForm) -> Draft:
    """Keep what was typed."""
    begun = Begun(visit.tenant_id, _lease(writing).lease_id, writing.case_type.case_type_id)
    subject, body = form.words_of(SUBJECT), form.words_of(BODY)
    return visit.write(lambda db: actions.save_draft(db, begun, subject, body, form.typed()))


def take_files(visit: Visit, draft: Draft, form: LetterForm) -> str:
    """Put what came to the draft, and take away what is not wanted any more.

    Gives:   words for a screen reader; what was refused is noted in the form.
    """
    said = ""
    act = str(visit.form.get("co", ""))
    if act.startswith(REMOVE):
        file_id = visit.services.references.find(act.removeprefix(REMOVE))
        name = visit.write(lambda db: actions.remove_file(db, draft, file_id))
        said = f"Usunięto plik {name}." if name else ""
    if visit.arrived:
        present = drafts.files_of(visit.db, draft.draft_id)
        result = enclose(list(visit.arrived), present, visit.settings.uploads, visit.services.files)
        if result.taken:
            visit.write(lambda db: actions.add_files(db, draft, result.taken))
            names = ", ".join(file.name for file in result.taken)
            said = f"Dodano: {names}."
        for words in result.refused:
            form.note(form[FILES], words)
    elif act == ADD:
        form.note(form[FILES], "Najpierw wybierz plik.")
    return said


def version_of(draft: Draft, files: list[DraftFile]) -> str:
    """A mark of everything that a draft holds: what is checked is what is sent."""
    words = repr((draft.lease_id, draft.subject, draft.body, draft.answers, files))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def _lease(writing: Writing) -> Lease:
    if writing.lease is None:
        raise NotThere
    return writing.lease


def chosen_in_form(visit: Visit) -> int:
    """The lease that was chosen in the form, if it is one of the visitor's; else 0."""
    lease_id = visit.services.references.find(str(visit.form.get(LEASE, "")))
    held = leases.leases_of(visit.db, visit.tenant_id, clock.today())
    return lease_id if lease_id in [lease.lease_id for lease in held] else 0
