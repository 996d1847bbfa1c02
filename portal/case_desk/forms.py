"""What the office writes in a case, and what it does with one."""

from datetime import date, timedelta

from wtforms import StringField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.validators import DataRequired, Length

from portal import clock
from portal.tenancy.queues import QUEUES
from portal.web.days import read_day
from portal.web.forms import PortalForm, one_line

LONGEST_BODY = 8000
LONGEST_REASON = 300
FILES = "pliki"
THEN = {
    "w-toku": "Sprawa zostaje w toku",
    "uzupelnienie": "Proszę o uzupełnienie do dnia",
    "zamknij": "Sprawa jest załatwiona",
}


class AnswerForm(PortalForm):
    """A letter to the tenant, and what becomes of the case with it."""

    tresc = TextAreaField(
        "Treść odpowiedzi",
        [
            DataRequired("Napisz odpowiedź."),
            Length(max=LONGEST_BODY, message=f"Skróć ten tekst do {LONGEST_BODY} znaków."),
        ],
    )
    potem = StringField("Co dalej ze sprawą")
    dzien = StringField("Do dnia", filters=[one_line])
    powod = StringField(
        "Jak została załatwiona",
        [Length(max=LONGEST_REASON, message=f"Skróć do {LONGEST_REASON} znaków.")],
        filters=[one_line],
    )
    pliki = StringField("Wybierz pliki")

    def validate_potem(self, field: Field) -> None:
        """One of the three."""
        if field.data not in THEN:
            raise ValidationError("Wybierz, co dalej ze sprawą.")

    def validate_dzien(self, field: Field) -> None:
        """A day to come, where more is asked for."""
        if self.potem.data == "uzupelnienie":
            _day_to_come(field)

    def validate_powod(self, field: Field) -> None:
        """A reason, where the case is closed."""
        if self.potem.data == "zamknij" and not field.data:
            raise ValidationError("Napisz krótko, jak sprawa została załatwiona.")

    @property
    def ask_until(self) -> date | None:
        """Until when more is asked for; only after it was found right."""
        return read_day(self.dzien.data or "") if self.potem.data == "uzupelnienie" else None

    @property
    def close_reason(self) -> str | None:
        """Why the case is closed, where it is."""
        return self.powod.data if self.potem.data == "zamknij" else None


class NoteForm(PortalForm):
    """A note that no tenant sees."""

    notatka = TextAreaField(
        "Notatka tylko dla biura",
        [
            DataRequired("Napisz notatkę."),
            Length(max=LONGEST_BODY, message=f"Skróć ten tekst do {LONGEST_BODY} znaków."),
        ],
    )


class ForwardForm(PortalForm):
    """Another queue."""

    kolejka = StringField("Dział")

    def validate_kolejka(self, field: Field) -> None:
        """One of the queues."""
        if field.data not in QUEUES:
            raise ValidationError("Wybierz dział z listy.")


class CloseForm(PortalForm):
    """The end of a case without a further letter."""

    powod_zamkniecia = StringField(
        "Jak została załatwiona",
        [
            DataRequired("Napisz krótko, jak sprawa została załatwiona."),
            Length(max=LONGEST_REASON, message=f"Skróć do {LONGEST_REASON} znaków."),
        ],
        filters=[one_line],
    )


class VisitForm(PortalForm):
    """Somebody comes to the flat."""

    dzien_wizyty = StringField("Dzień", filters=[one_line])
    kto = StringField(
        "Kto przyjdzie i o której",
        [
            DataRequired("Napisz, kto przyjdzie i w jakich godzinach."),
            Length(max=160, message="Skróć do 160 znaków."),
        ],
        filters=[one_line],
    )

    def validate_dzien_wizyty(self, field: Field) -> None:
        """Today or a day to come."""
        _day_to_come(field)


class TextBlockForm(PortalForm):
    """A ready piece of text."""

    nazwa = StringField(
        "Nazwa",
        [DataRequired("Wpisz nazwę."), Length(max=80, message="Skróć nazwę do 80 znaków.")],
        filters=[one_line],
    )
    tekst = TextAreaField(
        "Tekst",
        [
            DataRequired("Wpisz tekst."),
            Length(max=LONGEST_BODY, message=f"Skróć ten tekst do {LONGEST_BODY} znaków."),
        ],
    )
    kolejka = StringField("Dla działu")

    def validate_kolejka(self, field: Field) -> None:
        """One of the queues, or every one."""
        if field.data and field.data not in QUEUES:
            raise ValidationError("Wybierz dział z listy.")


def _day_to_come(field: Field) -> None:
    try:
        day = read_day(field.data or "")
    except ValueError as error:
        raise ValidationError("Wpisz datę, na przykład 5.12.2026.") from error
    if not clock.today() <= day <= clock.today() + timedelta(days=365):
        raise ValidationError("Wpisz dzień od dzisiaj, najwyżej za rok.")
