"""The list of case types, and one of them with its fields and documents."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from starlette.responses import Response

from portal import clock
from portal.case_types import actions, lint
from portal.case_types.forms import (
    ATTACHMENTS,
    PATHS,
    CaseTypeForm,
    DocumentForm,
    FieldForm,
    filled,
)
from portal.tenancy import case_types
from portal.tenancy.absent import NotThere
from portal.tenancy.case_types import KINDS, PREFILLS, CaseType, Document, Field
from portal.tenancy.queues import QUEUES, queue_in_words
from portal.uploads.kinds import ACCEPT, IN_WORDS
from portal.web.enclosing import enclose
from portal.web.rights import SET_CASE_TYPES
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

TYPES = "/biuro/rodzaje-spraw"
DONE = {
    "zapisano": "Rodzaj sprawy jest zapisany.",
    "pole": "Pytania są zapisane.",
    "dokument": "Dokument jest dodany.",
    "koniec": "Dokument nie jest już pokazywany.",
}
NEW: dict[str, object] = {
    "pliki": "optional", "dni": "14", "kolejka": "customer-office", "sciezka": "letter",
    "wspolna": True, "kolejnosc": "100", "tresc": "Napisz, o co chodzi", "tresc_wymagana": True,
}  # fmt: skip


def everything(visit: Visit) -> Response:
    """Every case type in its group, and whether tenants see it today."""
    today = clock.today()
    found = sorted(case_types.all_of_them(visit.db), key=lambda each: each.group_name)
    return visit.page(
        "case_types/all.html",
        groups=[
            (
                group,
                [
                    (each, each.is_visible(today), queue_in_words(each.queue))
                    for each in sorted(members, key=lambda one: (one.position, one.name))
                ],
            )
            for group, members in groupby(found, key=lambda each: each.group_name)
        ],
    )


def new(visit: Visit) -> Response:
    """The form of another case type."""
    return _form_page(visit, CaseTypeForm(None, **NEW), None)


def add(visit: Visit) -> Response:
    """Keep another case type."""
    return _save(visit, None)


def one(visit: Visit) -> Response:
    """One case type: what tenants see of it, its questions and its documents."""
    done = visit.query.get("gotowe", "") if visit.query_string else ""
    return type_page(visit, type_here(visit), done=DONE.get(done, ""))


def edit(visit: Visit) -> Response:
    """The form of a case type that is there."""
    case_type = type_here(visit)
    return _form_page(visit, CaseTypeForm(None, **filled(case_type)), case_type)


def change(visit: Visit) -> Response:
    """Keep what was changed."""
    return _save(visit, type_here(visit))


def add_document(visit: Visit) -> Response:
    """A document to fill in, or its next version; what is wrong with it is said, and it is kept."""
    case_type, form = type_here(visit), DocumentForm(visit.form)
    proper = form.validate()
    result = enclose(list(visit.arrived)[:1], [], visit.settings.uploads, visit.services.files)
    for words in result.refused:
        form.note(form.plik, words)
    if not visit.arrived:
        form.note(form.plik, "Wybierz plik.")
    if not proper or not result.taken:
        return type_page(visit, case_type, document_form=form, status=422)
    account_id = visit.person.account_id
    visit.write(
        lambda db: actions.add_document(
            db, case_type, form.nazwa.data or "", form.begins, result.taken[0], account_id
        )
    )
    return go_back(visit, case_type, "dokument")


def end_document(visit: Visit) -> Response:
    """Show a document no more, from today on."""
    case_type, document_id = type_here(visit), visit.row_id("document")
    yesterday, account_id = clock.today() - timedelta(days=1), visit.person.account_id
    if document_id not in {
        each.document_id for each in case_types.documents_of(visit.db, case_type.case_type_id)
    }:
        raise NotThere
    visit.write(lambda db: actions.end_document(db, document_id, yesterday, account_id))
    return go_back(visit, case_type, "koniec")


def type_here(visit: Visit) -> CaseType:
    """The case type that the address names.

    Raises: NotThere.
    """
    return case_types.case_type_by_id(visit.db, visit.row_id("id"))


def go_back(visit: Visit, case_type: CaseType, word: str) -> Response:
    """To the page of the case type, which says what was done."""
    ref = visit.services.references.hide(case_type.case_type_id)
    return visit.go_to(f"{TYPES}/{ref}?gotowe={word}")


def type_page(
    visit: Visit,
    case_type: CaseType,
    *,
    document_form: DocumentForm | None = None,
    field_form: FieldForm | None = None,
    field: Field | None = None,
    done: str = "",
    status: int = 200,
) -> Response:
    """A case type with everything that belongs to it.

    Takes:   field: the one that field_form changes; None where it is a new one.
    """
    today = clock.today()
    documents = case_types.documents_of(visit.db, case_type.case_type_id)
    return visit.page(
        "case_types/one.html",
        status=status,
        case_type=case_type,
        is_visible=case_type.is_visible(today),
        queue=queue_in_words(case_type.queue),
        attachments=ATTACHMENTS[case_type.attachments],
        fields=case_types.fields_of(visit.db, case_type.case_type_id),
        kinds=KINDS,
        documents=[(each, _advice(visit, each)) for each in documents],
        document_form=document_form or DocumentForm(None, od=today.isoformat()),
        field_form=field_form or FieldForm(None, rodzaj="short", wymagane=True, wypelnij=""),
        field=field,
        prefills=PREFILLS,
        uploads=visit.settings.uploads,
        accept=ACCEPT,
        formats=IN_WORDS,
        today=today.isoformat(),
        done=done,
    )


def _advice(visit: Visit, document: Document) -> list[str]:
    place = visit.services.files.path_of(document.sha256)
    return lint.advice_on(place, document.name, document.size, document.media_type)


def _save(visit: Visit, known: CaseType | None) -> Response:
    form, account_id = CaseTypeForm(visit.form), visit.person.account_id
    if not form.validate():
        return _form_page(visit, form, known, status=422)
    case_type = form.case_type(known)
    try:
        case_type_id = visit.write(lambda db: actions.save(db, case_type, account_id))
    except actions.AddressTaken:
        form.note(form.adres, "Takie słowo w adresie ma już inny rodzaj sprawy. Wpisz inne.")
        return _form_page(visit, form, known, status=422)
    return go_back(visit, case_type._replace(case_type_id=case_type_id), "zapisano")


def _form_page(
    visit: Visit, form: CaseTypeForm, known: CaseType | None, *, status: int = 200
) -> Response:
    choices: dict[str, Any] = {"queues": QUEUES, "paths": PATHS, "attachments": ATTACHMENTS}
    return visit.page("case_types/form.html", status=status, form=form, known=known, **choices)


_ONE = TYPES + "/{id}"
_who = SET_CASE_TYPES.who
screens = [
    Screen(TYPES, everything, who=_who),
    Screen(TYPES + "/dodaj", new, who=_who),
    Screen(TYPES + "/dodaj", add, who=_who, method="POST"),
    Screen(_ONE, one, who=_who, slow=True),
    Screen(_ONE + "/zmien", edit, who=_who),
    Screen(_ONE + "/zmien", change, who=_who, method="POST"),
    Screen(_ONE + "/dokument", add_document, who=_who, method="POST", limits=Limits(files=True)),
    Screen(_ONE + "/dokument/{document}/koniec", end_document, who=_who, method="POST"),
]
