"""What is asked of the audit log."""

from wtforms import StringField, ValidationError
from wtforms.fields import Field
from wtforms.validators import Length

from portal.web.days import read_day
from portal.web.forms import PortalForm


class LogForm(PortalForm):
    """A range of days, a kind of event, and whose."""

    od = StringField("Od dnia")
    do = StringField("Do dnia")
    rodzaj = StringField("Rodzaj zdarzenia", [Length(max=64, message="Wybierz rodzaj z listy.")])
    login = StringField("Kto (login)", [Length(max=64, message="Login jest krótszy.")])
    najemca = StringField("Najemca (login)", [Length(max=64, message="Login jest krótszy.")])

    def validate_od(self, field: Field) -> None:
        """The first day must be a day."""
        _check(field)

    def validate_do(self, field: Field) -> None:
        """The last day must be a day, and not before the first."""
        _check(field)
        try:
            first = read_day(self.od.data or "")
        except ValueError:
            return
        if read_day(field.data) < first:
            raise ValidationError("Ostatni dzień nie może być przed pierwszym.")


def _check(field: Field) -> None:
    try:
        read_day(field.data or "")
    except ValueError as error:
        raise ValidationError("Wpisz datę, na przykład 21.11.2026.") from error
