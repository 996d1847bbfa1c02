"""The forms of letters: what a case type asks for, and what every letter has."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from starlette.datastructures import FormData
from wtforms import StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional

from portal.correspondence import fields as parts
from portal.tenancy.case_types import CaseType, Field
from portal.tenancy.drafts import Answers, Draft
from portal.tenancy.meters import Meter
from portal.web.forms import PortalForm, one_line

LONGEST_SUBJECT = 120
LONGEST_BODY = 4000
SUBJECT, BODY, LEASE, FILES = "temat", "tresc", "umowa", "pliki"
FILES_LABEL = "Wybierz pliki"
# What is kept of what was typed, before anything of it is looked at.
LONGEST_KEPT = 8000
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Part(NamedTuple):
    """A field of the case type and what asks for it in the form, as the page shows it."""

    field: Field
    bound: list[Any]

    @property
    def options(self) -> list[tuple[str, str]]:
        """What there is to choose from."""
        return parts.options_of(self.field)

    @property
    def type(self) -> str:
        """The type of its input; a day that was typed in words stays as it was typed."""
        if self.field.kind == "date":
            data = self.bound[0].data
            return "text" if data and not _ISO_DAY.fullmatch(data) else "date"
        return {"telephone": "tel", "e-mail": "email"}.get(self.field.kind, "text")

    @property
    def inputmode(self) -> str:
        """Which keys a telephone shows."""
        return {"number": "decimal", "amount": "decimal", "meters": "decimal"}.get(
            self.field.kind, ""
        )

    @property
    def autocomplete(self) -> str:
        """What a browser may offer."""
        return {"telephone": "tel", "e-mail": "email"}.get(self.field.kind, "")


class LetterForm(PortalForm):
    """A letter; a case type adds its own fields."""

    asked: Sequence[Field] = ()
    meters: Sequence[Meter] = ()
    leases: Sequence[tuple[str, str]] = ()

    @property
    def parts(self) -> list[Part]:
        """The fields of the case type in their order."""
        return [Part(field, self._bound(field)) for field in self.asked]

    def validate(self, *more: Any, **others: Any) -> bool:
        """Whether it can be sent; meters are asked for as a whole."""
        proper = bool(super().validate(*more, **others))
        for part in self.parts:
            meters = part.bound if part.field.kind == "meters" and part.field.required else []
            if meters and not any(bound.data for bound in meters):
                self.note(meters[0], "Wpisz stan przynajmniej jednego licznika.")
                proper = False
        return proper

    def answers(self) -> list[tuple[str, str]]:
        """What was asked and answered, in words; only after it was found right."""
        return [
            answer for field in self.asked for answer in parts.answers_of(self, field, self.meters)
        ]

    def typed(self) -> Answers:
        """What stands in the fields of the case type, to be kept in a draft."""
        names = [name for name in self._fields if name.startswith(parts.PREFIX)]
        return {name: _short_enough(self[name].data) for name in names if self[name].data}

    def words_of(self, name: str) -> str:
        """What stands in the subject or the body, where the form has such a field."""
        return str(self[name].data or "")[:LONGEST_KEPT] if name in self._fields else ""

    def _bound(self, field: Field) -> list[Any]:
        if field.kind == "meters":
            return [self[parts.name_of(field, meter)] for meter in self.meters]
        return [self[parts.name_of(field)]]


class ReplyForm(LetterForm):
    """A further letter in a case."""

    tresc = TextAreaField(
        "Odpowiedz",
        [
            DataRequired("Napisz, co chcesz nam przekazać."),
            Length(max=LONGEST_BODY, message=f"Skróć tekst do {LONGEST_BODY} znaków."),
        ],
    )
    pliki = StringField(FILES_LABEL)


def form_of(
    case_type: CaseType,
    asked: Sequence[Field],
    meters: Sequence[Meter],
    leases: Sequence[tuple[str, str]],
) -> type[LetterForm]:
    """The form of a case type.

    Takes:   leases: references and words of the leases to choose from; one is not asked for.
    """
    made: dict[str, Any] = {"asked": tuple(asked), "meters": tuple(meters), "leases": leases}
    if len(leases) > 1:
        made[LEASE] = StringField(
            "Której umowy dotyczy sprawa?",
            [AnyOf([value for value, _ in leases], "Wybierz umowę.")],
        )
    if case_type.subject_label:
        made[SUBJECT] = StringField(
            case_type.subject_label,
            [
                DataRequired("Napisz w kilku słowach, czego dotyczy pismo."),
                Length(max=LONGEST_SUBJECT, message=f"Skróć temat do {LONGEST_SUBJECT} znaków."),
            ],
            filters=[one_line],
        )
    for field in asked:
        made.update(parts.parts_of(field, meters))
    if case_type.body_label:
        needed = case_type.body_required
        made[BODY] = TextAreaField(
            case_type.body_label if needed else f"{case_type.body_label} (nieobowiązkowe)",
            [
                DataRequired("Napisz kilka słów w tym polu.") if needed else Optional(),
                Length(max=LONGEST_BODY, message=f"Skróć tekst do {LONGEST_BODY} znaków."),
            ],
        )
    made[FILES] = StringField(FILES_LABEL)
    return type("CaseForm", (LetterForm,), made)


def as_sent(draft: Draft, lease: str) -> FormData:
    """A draft as if it had just been sent. Takes: lease: the reference of its lease."""
    pairs = [(SUBJECT, draft.subject), (BODY, draft.body), (LEASE, lease)]
    for name, value in draft.answers.items():
        pairs += [(name, each) for each in (value if isinstance(value, list) else [value])]
    return FormData([(name, value) for name, value in pairs])


def _short_enough(data: str | list[str]) -> str | list[str]:
    if isinstance(data, list):
        return [words[:LONGEST_KEPT] for words in data[:100]]
    return data[:LONGEST_KEPT]
