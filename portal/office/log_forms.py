"""What is asked of the audit log."""

from wtforms import StringField
from wtforms.validators import Length

from portal.web.day_range import DayRangeForm


class LogForm(DayRangeForm):
    """A range of days, a kind of event, and whose."""

    rodzaj = StringField("Rodzaj zdarzenia", [Length(max=64, message="Wybierz rodzaj z listy.")])
    login = StringField("Kto (login)", [Length(max=64, message="Login jest krótszy.")])
    najemca = StringField("Najemca (login)", [Length(max=64, message="Login jest krótszy.")])
