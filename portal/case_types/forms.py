"""The forms of the editor: a case type, one of its fields, one of its documents."""

import re
import unicodedata
from datetime import date
from typing import Any, cast

from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.fields import Field as FormField
from wtforms.validators import DataRequired, Length

from portal.tenancy.case_types import KINDS, PREFILLS, Attachments, CaseType, Field, FieldKind, Path
from portal.tenancy.queues import QUEUES
from portal.web.days import read_day
from portal.web.forms import PortalForm, one_line

PATHS = {"letter": "zwykłe pismo", "fault": "usterka: najpierw telefony alarmowe"}
ATTACHMENTS = {"none": "bez plików", "optional": "można dołączyć", "required": "trzeba dołączyć"}
WITH_CHOICES = ("choice", "choices")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_POLISH = str.maketrans({"ł": "l", "Ł": "l"})


def _line(label: str, longest: int, missing: str = "") -> StringField:
    checks: list[Any] = [DataRequired(missing)] if missing else []
    short_enough = Length(max=longest, message=f"Skróć ten tekst do {longest} znaków.")
    return StringField(label, [*checks, short_enough], filters=[one_line])


def _lines(label: str) -> TextAreaField:
    return TextAreaField(label, [Length(max=2000, message="Skróć ten tekst do 2000 znaków.")])


class CaseTypeForm(PortalForm):
    """A case type without its fields and documents."""

    nazwa = _line("Nazwa sprawy", 80, "Wpisz nazwę sprawy.")
    grupa = _line("Grupa na liście", 60, "Wpisz grupę, na przykład: Naprawy.")
    adres = _line("Słowo w adresie strony", 60)
    opis = _line("Jedno zdanie pod nazwą", 160)
    slowa = _line("Inne słowa, po których można ją znaleźć", 400)
    instrukcja = _lines("Co jest potrzebne")
    dalej = _lines("Co dzieje się potem")
    temat = _line("Pytanie o temat", 120)
    temat_wskazowka = _line("Wskazówka do tematu", 200)
    tresc = _line("Pytanie o treść", 120)
    tresc_wskazowka = _line("Wskazówka do treści", 200)
    tresc_wymagana = BooleanField("Treść jest potrzebna")
    pliki = StringField("Pliki")
    pliki_wskazowka = _line("Wskazówka do plików", 200)
    dni = StringField("Odpowiadamy w ciągu (dni)", filters=[one_line])
    kolejka = StringField("Dział")
    sciezka = StringField("Rodzaj drogi")
    wspolna = BooleanField("Widzą ją wszyscy, którzy mają umowę najmu tego lokalu")
    kolejnosc = StringField("Miejsce na liście", filters=[one_line])
    od = StringField("Widoczna od dnia", filters=[one_line])
    do = StringField("Widoczna do dnia", filters=[one_line])

    def validate_adres(self, field: FormField) -> None:
        """Small letters without accents, digits and hyphens; empty is made of the name."""
        if field.data and not _SLUG.fullmatch(field.data):
            raise ValidationError(
                "Użyj małych liter bez polskich znaków, cyfr i łączników, np. zgoda-na-psa."
            )

    def validate_pliki(self, field: FormField) -> None:
        """One of the list."""
        _one_of(field, ATTACHMENTS)

    def validate_kolejka(self, field: FormField) -> None:
        """One of the list."""
        _one_of(field, QUEUES)

    def validate_sciezka(self, field: FormField) -> None:
        """One of the list."""
        _one_of(field, PATHS)

    def validate_dni(self, field: FormField) -> None:
        """1 to 365."""
        _whole(field, 1, 365)

    def validate_kolejnosc(self, field: FormField) -> None:
        """0 to 9999."""
        _whole(field, 0, 9999)

    def validate_od(self, field: FormField) -> None:
        """A day, or nothing."""
        _day(field)

    def validate_do(self, field: FormField) -> None:
        """A day, or nothing; not before the first."""
        last = _day(field)
        try:
            first = read_day(self.od.data or "")
        except ValueError:
            return
        if last is not None and last < first:
            raise ValidationError("Ostatni dzień nie może być przed pierwszym.")

    def case_type(self, known: CaseType | None) -> CaseType:
        """What the form says; only after it was found right. An address once given stays: it
        stands in bookmarks."""
        return CaseType(
            case_type_id=known.case_type_id if known else 0,
            slug=known.slug if known else self.adres.data or slug_of(self.nazwa.data or ""),
            path=cast(Path, self.sciezka.data),
            group_name=self.grupa.data or "",
            name=self.nazwa.data or "",
            summary=self.opis.data or "",
            search_words=self.slowa.data or "",
            instructions=_tidy(self.instrukcja.data),
            next_steps=_tidy(self.dalej.data),
            subject_label=self.temat.data or "",
            subject_hint=self.temat_wskazowka.data or "",
            body_label=self.tresc.data or "",
            body_hint=self.tresc_wskazowka.data or "",
            body_required=bool(self.tresc_wymagana.data),
            attachments=cast(Attachments, self.pliki.data),
            attachments_hint=self.pliki_wskazowka.data or "",
            answer_days=int(self.dni.data or "14"),
            queue=self.kolejka.data or "",
            shared=bool(self.wspolna.data),
            position=int(self.kolejnosc.data or "100"),
            visible_from=_iso(self.od.data),
            visible_to=_iso(self.do.data),
        )


def filled(case_type: CaseType) -> dict[str, object]:
    """What stands in the form of a case type that is there."""
    return {
        "nazwa": case_type.name,
        "grupa": case_type.group_name,
        "adres": case_type.slug,
        "opis": case_type.summary,
        "slowa": case_type.search_words,
        "instrukcja": case_type.instructions.strip(),
        "dalej": case_type.next_steps.strip(),
        "temat": case_type.subject_label,
        "temat_wskazowka": case_type.subject_hint,
        "tresc": case_type.body_label,
        "tresc_wskazowka": case_type.body_hint,
        "tresc_wymagana": case_type.body_required,
        "pliki": case_type.attachments,
        "pliki_wskazowka": case_type.attachments_hint,
        "dni": str(case_type.answer_days),
        "kolejka": case_type.queue,
        "sciezka": case_type.path,
        "wspolna": case_type.shared,
        "kolejnosc": str(case_type.position),
        "od": case_type.visible_from or "",
        "do": case_type.visible_to or "",
    }


class FieldForm(PortalForm):
    """A question of a case type."""

    etykieta = _line("Pytanie", 120, "Wpisz pytanie.")
    rodzaj = StringField("Rodzaj odpowiedzi")
    wskazowka = _line("Wskazówka", 200)
    opcje = _lines("Odpowiedzi do wyboru")
    wymagane = BooleanField("Odpowiedź jest potrzebna")
    wypelnij = StringField("Na początku w polu stoi")

    def validate_rodzaj(self, field: FormField) -> None:
        """One of the list."""
        _one_of(field, KINDS)

    def validate_wypelnij(self, field: FormField) -> None:
        """One of the list."""
        _one_of(field, PREFILLS)

    def validate_opcje(self, field: FormField) -> None:
        """At least two where one of several is chosen."""
        options = {line.strip() for line in (field.data or "").splitlines() if line.strip()}
        if self.rodzaj.data in WITH_CHOICES and len(options) < 2:
            raise ValidationError(
                "Wpisz co najmniej dwie różne odpowiedzi, każdą w osobnym wierszu."
            )

    def field(self, known: Field | None, taken: set[str]) -> Field:
        """What the form says; only after it was found right.

        Takes:   taken: names that other fields have; a new one gets another.
        """
        kind = cast(FieldKind, self.rodzaj.data)
        return Field(
            field_id=0,
            name=known.name if known else _free_name(self.etykieta.data or "", taken),
            kind=kind,
            label=self.etykieta.data or "",
            hint=self.wskazowka.data or "",
            options=_tidy(self.opcje.data) if kind in WITH_CHOICES else "",
            required=bool(self.wymagane.data),
            prefill=self.wypelnij.data or "",
        )


class DocumentForm(PortalForm):
    """A document to download and fill in, or its next version."""

    nazwa = _line("Co to za dokument", 120, "Wpisz nazwę dokumentu, na przykład: Wniosek o zgodę.")
    od = StringField("Obowiązuje od dnia", filters=[one_line])
    plik = StringField("Plik")

    def validate_od(self, field: FormField) -> None:
        """A day."""
        if _day(field) is None:
            raise ValidationError("Wpisz datę, na przykład 1.12.2026.")

    @property
    def begins(self) -> date:
        """The first day of the document; only after it was found right."""
        return read_day(self.od.data or "")


def slug_of(name: str) -> str:
    """A word for an address: „Zgoda na psa” becomes zgoda-na-psa."""
    bare = unicodedata.normalize("NFKD", name.translate(_POLISH)).encode("ascii", "ignore")
    return "-".join(re.findall(r"[a-z0-9]+", bare.decode().lower()))[:60].strip("-") or "sprawa"


def _free_name(label: str, taken: set[str]) -> str:
    wanted = slug_of(label)[:40].strip("-")
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _one_of(field: FormField, known: Any) -> None:
    if (field.data or "") not in known:
        raise ValidationError("Wybierz jedną z możliwości.")


def _whole(field: FormField, least: int, most: int) -> None:
    words = field.data or ""
    if not (words.isascii() and words.isdigit() and least <= int(words[:6]) <= most):
        raise ValidationError(f"Wpisz liczbę od {least} do {most}.")


def _day(field: FormField) -> date | None:
    if not field.data:
        return None
    try:
        return read_day(field.data)
    except ValueError as error:
        raise ValidationError("Wpisz datę, na przykład 1.12.2026, albo zostaw puste.") from error


def _iso(words: str | None) -> str | None:
    return read_day(words).isoformat() if words else None


def _tidy(words: str | None) -> str:
    lines = (line.strip() for line in (words or "").replace("\r\n", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
