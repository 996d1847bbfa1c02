"""The kinds of fields that the office puts into forms: how each is asked, read and said again."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from wtforms import Form as WTForm
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.fields import Field as FormField
from wtforms.validators import DataRequired, Length, Optional

from portal import language, money
from portal.tenancy import contacts
from portal.tenancy.case_types import Field
from portal.tenancy.meters import Meter
from portal.web.days import read_day
from portal.web.forms import one_line

PREFIX = "pole-"
LONGEST_SHORT = 200
LONGEST_LONG = 2000
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,3})?")
YES_NO = [("tak", "Tak"), ("nie", "Nie")]


def name_of(field: Field, meter: Meter | None = None) -> str:
    """What a field is called in the form; one for each meter where it asks for those."""
    return f"{PREFIX}{field.name}-{meter.meter_id}" if meter else f"{PREFIX}{field.name}"


def parts_of(field: Field, meters: Sequence[Meter]) -> dict[str, Any]:
    """The WTForms fields that ask for it, by name."""
    if field.kind == "meters":
        return {name_of(field, meter): _reading(meter) for meter in meters}
    label = field.label if field.required else f"{field.label} (nieobowiązkowe)"
    missing = _MISSING[field.kind].format(label=field.label)
    checks = [DataRequired(missing)] if field.required else [Optional()]
    return {name_of(field): _MAKERS[field.kind](field, label, checks)}


def answers_of(form: WTForm, field: Field, meters: Sequence[Meter]) -> list[tuple[str, str]]:
    """What was asked and answered, in words that stay true; nothing where nothing was answered."""
    if field.kind == "meters":
        found = ((meter, form[name_of(field, meter)].data) for meter in meters)
        return [
            (
                f"{meter.medium_in_words}, licznik {meter.serial_number}",
                f"{_with_comma(data)}{money.NO_BREAK}{meter.unit}",
            )
            for meter, data in found
            if data
        ]
    words = in_words(field, form[name_of(field)].data)
    return [(field.label, words)] if words else []


def in_words(field: Field, data: str | list[str] | None) -> str:
    """One answer as it is shown and kept."""
    if not data:
        return ""
    if isinstance(data, list):
        return ", ".join(data)
    data = data.strip()
    if field.kind == "date":
        return language.day(read_day(data))
    if field.kind == "amount":
        return money.with_currency(money.read_amount(data))
    if field.kind == "telephone":
        return contacts.telephone_in_words(contacts.read_telephone(data))
    if field.kind == "yes-no":
        return dict(YES_NO)[data]
    return _with_comma(data) if field.kind == "number" else data


def _with_comma(number: str) -> str:
    return number.strip().replace(".", ",")


def _short(field: Field, label: str, checks: list[Any]) -> FormField:
    length = Length(max=LONGEST_SHORT, message=f"Skróć tekst do {LONGEST_SHORT} znaków.")
    return StringField(label, [*checks, length], filters=[one_line])


def _long(field: Field, label: str, checks: list[Any]) -> FormField:
    length = Length(max=LONGEST_LONG, message=f"Skróć tekst do {LONGEST_LONG} znaków.")
    return TextAreaField(label, [*checks, length])


class SeveralField(FormField):
    """Several answers of one question."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was ticked."""
        self.data = valuelist


def options_of(field: Field) -> list[tuple[str, str]]:
    """What there is to choose from: (value, words)."""
    return YES_NO if field.kind == "yes-no" else [(words, words) for words in field.choices]


def _choice(field: Field, label: str, checks: list[Any]) -> FormField:
    return StringField(label, [*checks, _among(field)])


def _choices(field: Field, label: str, checks: list[Any]) -> FormField:
    return SeveralField(label, [*checks, _among(field)])


def _checked(check: Callable[[str], object], mistake: str) -> Callable[..., FormField]:
    """A field of one line that is right where `check` does not complain."""

    def validate(form: WTForm, field: FormField) -> None:
        try:
            check((field.data or "").strip())
        except ValueError as error:
            raise ValidationError(mistake) from error

    def make(field: Field, label: str, checks: list[Any]) -> FormField:
        return StringField(label, [*checks, validate], filters=[one_line])

    return make


def _reading(meter: Meter) -> FormField:
    def validate(form: WTForm, field: FormField) -> None:
        if not _NUMBER.fullmatch((field.data or "").strip()):
            raise ValidationError("Wpisz stan licznika cyframi, na przykład 318,4.")

    label = f"{meter.medium_in_words}, licznik {meter.serial_number}"
    return StringField(label, [Optional(), validate], filters=[one_line])


def _among(asked: Field) -> Callable[[WTForm, FormField], None]:
    options = {value for value, _ in options_of(asked)}

    def validate(form: WTForm, field: FormField) -> None:
        chosen = field.data if isinstance(field.data, list) else [field.data]
        if not set(chosen) <= options:
            raise ValidationError("Wybierz jedną z odpowiedzi.")

    return validate


def _read_number(words: str) -> None:
    if not _NUMBER.fullmatch(words):
        raise ValueError(words)


_MAKERS: dict[str, Callable[..., FormField]] = {
    "short": _short,
    "long": _long,
    "number": _checked(_read_number, "Wpisz liczbę cyframi, na przykład 3."),
    "date": _checked(read_day, "Wpisz datę, na przykład 1.12.2026."),
    "choice": _choice,
    "choices": _choices,
    "yes-no": _choice,
    "amount": _checked(money.read_amount, "Wpisz kwotę cyframi, na przykład 500,00."),
    "telephone": _checked(
        contacts.read_telephone, "Wpisz numer telefonu, na przykład 600 100 200."
    ),
    "e-mail": _checked(contacts.read_address, "Wpisz adres, na przykład jan@example.pl."),
}
_MISSING: dict[str, str] = {
    "short": "Uzupełnij: {label}",
    "long": "Uzupełnij: {label}",
    "number": "Wpisz liczbę: {label}",
    "date": "Wpisz datę: {label}",
    "choice": "Wybierz odpowiedź: {label}",
    "choices": "Zaznacz przynajmniej jedno: {label}",
    "yes-no": "Wybierz tak albo nie: {label}",
    "amount": "Wpisz kwotę: {label}",
    "telephone": "Wpisz numer telefonu: {label}",
    "e-mail": "Wpisz adres e-mail: {label}",
}
