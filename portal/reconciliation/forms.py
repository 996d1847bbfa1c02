"""What reconciliation is given."""

from wtforms import StringField
from wtforms.validators import AnyOf

from portal.reconciliation.encodings import ENCODINGS
from portal.web.forms import PortalForm

ITSELF = "samo"
CHOICES = {ITSELF: "Rozpoznaj", **ENCODINGS}


class StatementForm(PortalForm):
    """A file of the bank. What is wrong with it, reading tells."""

    plik = StringField("Plik wyciągu")
    kodowanie = StringField(
        "Kodowanie polskich liter",
        [AnyOf(CHOICES, message="Wybierz kodowanie z listy.")],
        default=ITSELF,
    )

    @property
    def encoding(self) -> str:
        """The encoding that was chosen; empty where it is to be found out."""
        return "" if self.kodowanie.data == ITSELF else str(self.kodowanie.data)
