"""The questions of a case type: a new one, one that is changed, moved or taken out."""

from collections.abc import Sequence

from starlette.responses import Response

from portal.case_types import actions
from portal.case_types.desk import TYPES, go_back, type_here, type_page
from portal.case_types.forms import FieldForm
from portal.tenancy import case_types
from portal.tenancy.absent import NotThere
from portal.tenancy.case_types import CaseType, Field
from portal.web.rights import SET_CASE_TYPES
from portal.web.routing import Screen
from portal.web.visit import Visit

# By how many places each act moves a question; None takes it out.
MOVES = {"wyzej": -1, "nizej": 1, "usun": None}


def add(visit: Visit) -> Response:
    """Another question, behind the others."""
    case_type, form = type_here(visit), FieldForm(visit.form)
    if not form.validate():
        return type_page(visit, case_type, field_form=form, status=422)
    present = case_types.fields_of(visit.db, case_type.case_type_id)
    new = form.field(None, {each.name for each in present})
    return _set(visit, case_type, [*present, new])


def edit(visit: Visit) -> Response:
    """A question to change."""
    case_type = type_here(visit)
    _, field = _found(visit, case_type)
    form = FieldForm(
        None,
        etykieta=field.label,
        rodzaj=field.kind,
        wskazowka=field.hint,
        opcje=field.options.strip(),
        wymagane=field.required,
        wypelnij=field.prefill,
    )
    return type_page(visit, case_type, field_form=form, field=field)


def change(visit: Visit) -> Response:
    """Keep what was changed; what drafts hold for it stays."""
    case_type, form = type_here(visit), FieldForm(visit.form)
    fields, field = _found(visit, case_type)
    if not form.validate():
        return type_page(visit, case_type, field_form=form, field=field, status=422)
    new = form.field(field, set())
    return _set(visit, case_type, [new if each == field else each for each in fields])


def move(visit: Visit) -> Response:
    """Move a question up or down, or take it out."""
    case_type = type_here(visit)
    fields, field = _found(visit, case_type)
    act = str(visit.form.get("co", ""))
    if act not in MOVES:
        raise NotThere
    place = fields.index(field)
    fields.remove(field)
    by = MOVES[act]
    if by is not None:
        fields.insert(max(0, place + by), field)
    return _set(visit, case_type, fields)


def _found(visit: Visit, case_type: CaseType) -> tuple[list[Field], Field]:
    """Raises: NotThere."""
    fields = case_types.fields_of(visit.db, case_type.case_type_id)
    for field in fields:
        if field.name == visit.parameters["field"]:
            return fields, field
    raise NotThere


def _set(visit: Visit, case_type: CaseType, fields: Sequence[Field]) -> Response:
    account_id = visit.person.account_id
    visit.write(lambda db: actions.set_fields(db, case_type, fields, account_id))
    return go_back(visit, case_type, "pole")


_FIELDS = TYPES + "/{id}/pytania"
_who = SET_CASE_TYPES.who
screens = [
    Screen(_FIELDS, add, who=_who, method="POST"),
    Screen(_FIELDS + "/{field}", edit, who=_who, slow=True),
    Screen(_FIELDS + "/{field}", change, who=_who, method="POST"),
    Screen(_FIELDS + "/{field}/miejsce", move, who=_who, method="POST"),
]
