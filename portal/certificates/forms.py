"""The forms of certificates."""

from wtforms import StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from portal.certificates.kinds import KINDS
from portal.web.forms import PortalForm, one_line


class ChoiceForm(PortalForm):
    """Which kind, for which lease."""

    rodzaj = StringField(
        "Jakie zaświadczenie?",
        [AnyOf([kind.address for kind in KINDS], message="Wybierz rodzaj zaświadczenia.")],
    )
    umowa = StringField("Dla której umowy?")


class CodeForm(PortalForm):
    """The code on a certificate."""

    kod = StringField(
        "Kod zaświadczenia",
        [
            DataRequired("Wpisz kod z zaświadczenia, na przykład CDJK-MPRT-2345."),
            Length(max=60, message="Kod ma 12 znaków. Wpisz tylko kod."),
        ],
        filters=[one_line],
    )


class RevocationForm(PortalForm):
    """Why a certificate counts no more."""

    reason = TextAreaField(
        "Powód unieważnienia",
        [
            DataRequired("Napisz, dlaczego unieważniasz zaświadczenie."),
            Length(max=500, message="Skróć powód do 500 znaków."),
        ],
    )
