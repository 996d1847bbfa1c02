"""How quickly cases are answered: by queue and by kind of matter, in a range of days."""

from datetime import date, timedelta

from starlette.responses import Response
from wtforms import StringField, ValidationError
from wtforms.fields import Field

from portal import clock
from portal.case_desk import queries
from portal.language import short_day
from portal.tenancy.queues import queue_in_words
from portal.web.days import read_day
from portal.web.forms import PortalForm, one_line
from portal.web.rights import READ_CASES
from portal.web.routing import Screen
from portal.web.visit import Visit

SHOWN_AT_FIRST = timedelta(days=90)


class RangeForm(PortalForm):
    """A range of days."""

    od = StringField("Od dnia", filters=[one_line])
    do = StringField("Do dnia", filters=[one_line])

    def validate_od(self, field: Field) -> None:
        """It must be a day."""
        _day(field)

    def validate_do(self, field: Field) -> None:
        """It must be a day, not before the first."""
        last = _day(field)
        try:
            first = read_day(self.od.data or "")
        except ValueError:
            return
        if last < first:
            raise ValidationError("Ostatni dzień nie może być przed pierwszym.")


def figures(visit: Visit) -> Response:
    """Cases that tenants opened in those days, and how long they waited for the first answer."""
    today = clock.today()
    known = {"od": short_day(today - SHOWN_AT_FIRST), "do": short_day(today)}
    asked = {name: visit.query.get(name, known[name]) for name in known}
    form = RangeForm(None, **asked)
    found = _found(visit, form) if form.validate() else None
    return visit.page("case_desk/figures.html", form=form, found=found)


def _found(visit: Visit, form: RangeForm) -> list[tuple[str, list[queries.Figures]]]:
    before = read_day(form.od.data or "") - timedelta(days=1)
    first = clock.as_text(clock.end_of(before))
    last, today = clock.as_text(clock.end_of(read_day(form.do.data or ""))), clock.today()
    by_queue = queries.figures(visit.db, first, last, today, "queue")
    return [
        ("Działy", [each._replace(name=queue_in_words(each.name)) for each in by_queue]),
        ("Rodzaje spraw", queries.figures(visit.db, first, last, today, "type_name")),
    ]


def _day(field: Field) -> date:
    try:
        return read_day(field.data or "")
    except ValueError as error:
        raise ValidationError("Wpisz datę, na przykład 21.11.2026.") from error


screens = [Screen("/biuro/korespondencja/terminy", figures, who=READ_CASES.who)]
