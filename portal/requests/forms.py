"""The forms of requests."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.requests.actions import NewRequest
from portal.web.forms import PortalForm, one_line


class RequestForm(PortalForm):
    """Who asks for login and password, and for which flat."""

    name = StringField(
        "Imię i nazwisko najemcy albo nazwa firmy",
        [
            DataRequired("Wpisz imię i nazwisko z umowy najmu."),
            Length(max=120, message="Skróć do 120 znaków."),
        ],
        filters=[one_line],
    )
    address = StringField(
        "Adres lokalu",
        [
            DataRequired("Wpisz ulicę, numer domu i mieszkania."),
            Length(max=160, message="Skróć adres do 160 znaków."),
        ],
        filters=[one_line],
    )
    contact = StringField(
        "Telefon albo e-mail (może zostać puste)",
        [Length(max=120, message="Skróć do 120 znaków.")],
        filters=[one_line],
    )

    def request(self) -> NewRequest:
        """What the form says; only after it was found right."""
        return NewRequest(
            name=self.name.data or "",
            address=self.address.data or "",
            contact=self.contact.data or None,
        )


class RefusalForm(PortalForm):
    """Why a request is refused."""

    reason = TextAreaField(
        "Powód odmowy",
        [
            DataRequired("Napisz, dlaczego odmawiasz."),
            Length(max=500, message="Skróć powód do 500 znaków."),
        ],
    )
