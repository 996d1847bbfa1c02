"""What the desk of online payments is told."""

from wtforms import StringField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.validators import DataRequired, Length

from portal import money
from portal.money import Grosze
from portal.tenancy import contacts
from portal.web.forms import PortalForm, one_line

LONGEST_REASON = 500


REASON = [
    DataRequired("Napisz, dlaczego."),
    Length(max=LONGEST_REASON, message=f"Skróć powód do {LONGEST_REASON} znaków."),
]


class ReasonForm(PortalForm):
    """Why something is closed, refused or marked."""

    powod = TextAreaField("Powód", REASON)


class RefundForm(PortalForm):
    """How much is given back of each lease, and why; the amounts are fields of their own."""

    kwota = StringField("Kwota zwrotu", filters=[one_line])
    powod = TextAreaField("Powód", REASON)

    def __init__(self, data: object = None, **defaults: object) -> None:
        super().__init__(data, **defaults)  # type: ignore[arg-type]
        self.shares: dict[int, Grosze] = {}

    def read_shares(self, typed: dict[int, str], left_of: dict[int, Grosze]) -> None:
        """Read what was typed for each lease, and note what is wrong with it."""
        for lease_id, words in typed.items():
            if not words.strip():
                continue
            try:
                amount = money.read_amount(words)
            except money.NotAnAmount:
                self.note(self.kwota, "Wpisz kwotę cyframi, na przykład 500,00.")
                return
            if amount > left_of.get(lease_id, 0):
                left = money.with_currency(left_of.get(lease_id, 0))
                self.note(self.kwota, f"Do zwrotu zostało {left}. Wpisz najwyżej tyle.")
                return
            if amount:
                self.shares[lease_id] = amount
        if left_of and not self.shares:
            self.note(self.kwota, "Wpisz, ile zwrócić.")


class AddressForm(PortalForm):
    """Where the finance office is told; empty: nowhere."""

    email = StringField("Adres e-mail księgowości", filters=[one_line], id="email")

    def validate_email(self, field: Field) -> None:
        """It must look like an address, where there is one."""
        if not field.data:
            return
        try:
            contacts.read_address(field.data)
        except contacts.NotAnAddress as error:
            raise ValidationError(
                "Wpisz adres z @ i bez polskich liter, na przykład ksiegowosc@example.pl."
            ) from error

    @property
    def address(self) -> str:
        """The address; only after it was found right."""
        return contacts.read_address(self.email.data) if self.email.data else ""
