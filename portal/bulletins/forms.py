"""The form of a letter of the office."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.web.forms import PortalForm, one_line

LONGEST_BODY = 6000


class BulletinForm(PortalForm):
    """To whom, and what."""

    dla = StringField("Do kogo", filters=[one_line])
    temat = StringField(
        "Temat",
        [
            DataRequired("Wpisz temat, na przykład: Przegląd kominiarski 5 grudnia."),
            Length(max=120, message="Skróć temat do 120 znaków."),
        ],
        filters=[one_line],
    )
    tresc = TextAreaField(
        "Treść pisma",
        [
            DataRequired("Napisz treść pisma."),
            Length(max=LONGEST_BODY, message=f"Skróć ten tekst do {LONGEST_BODY} znaków."),
        ],
    )
    klucz = HiddenField()
