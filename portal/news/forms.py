"""The form of a piece of news."""

from wtforms import StringField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.validators import DataRequired, InputRequired, Length

from portal.news.actions import NewAnnouncement
from portal.tenancy.buildings import Building
from portal.web.days import read_day
from portal.web.forms import PortalForm, one_line


class AnnouncementForm(PortalForm):
    """What is announced, and from when to when."""

    title = StringField(
        "Tytuł",
        [
            DataRequired("Wpisz tytuł, na przykład: Odczyty liczników 30 grudnia."),
            Length(max=120, message="Skróć tytuł do 120 znaków."),
        ],
        filters=[one_line],
    )
    body = TextAreaField(
        "Treść",
        [
            DataRequired("Napisz, co chcesz ogłosić."),
            Length(max=4000, message="Skróć treść do 4000 znaków."),
        ],
    )
    building = StringField("Kogo dotyczy", filters=[one_line])
    published_on = StringField("Pokaż od dnia", [InputRequired("Wpisz pierwszy dzień.")])
    ends_on = StringField("Ostatni dzień (może zostać puste)")

    def validate_published_on(self, field: Field) -> None:
        """The first day must be a day."""
        _check_day(field)

    def validate_ends_on(self, field: Field) -> None:
        """The last day, where there is one, must be a day and not before the first."""
        if not (field.data or "").strip():
            return
        _check_day(field)
        try:
            first = read_day(self.published_on.data or "")
        except ValueError:
            return
        if read_day(field.data) < first:
            raise ValidationError("Ostatni dzień nie może być przed pierwszym.")

    def announcement(self, building: Building | None) -> NewAnnouncement:
        """What the form says; only after it was found right."""
        last = (self.ends_on.data or "").strip()
        return NewAnnouncement(
            title=self.title.data or "",
            body=self.body.data or "",
            published_on=read_day(self.published_on.data or ""),
            ends_on=read_day(last) if last else None,
            building=building,
        )


def _check_day(field: Field) -> None:
    try:
        read_day(field.data or "")
    except ValueError as error:
        raise ValidationError("Wpisz datę, na przykład 21.11.2026.") from error
