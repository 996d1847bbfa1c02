"""Days as desks ask for them: one, or a range."""

from wtforms import StringField, ValidationError
from wtforms.fields import Field

from portal.web.days import read_day
from portal.web.forms import PortalForm


class SinceForm(PortalForm):
    """From a day on."""

    od = StringField("Od dnia")

    def validate_od(self, field: Field) -> None:
        """The first day must be a day."""
        _check(field)


class DayRangeForm(SinceForm):
    """From a day to a day, both of them included."""

    do = StringField("Do dnia")

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
