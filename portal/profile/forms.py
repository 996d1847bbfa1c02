"""The forms of contact: an address, a telephone number, notifications."""

from wtforms import PasswordField, StringField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from portal.tenancy import contacts
from portal.tenancy.preferences import LANGUAGES, Language, language_of
from portal.web.forms import PortalForm, one_line


class AddressForm(PortalForm):
    """An e-mail address, for someone who has just shown who they are."""

    email = StringField(
        "Adres e-mail", [DataRequired("Wpisz adres e-mail.")], filters=[one_line], id="email"
    )

    def validate_email(self, field: Field) -> None:
        """It must look like an address; whether it is one, the letter shows."""
        try:
            contacts.read_address(field.data or "")
        except contacts.NotAnAddress as error:
            raise ValidationError(
                "Wpisz adres z @ i bez polskich liter, na przykład jan.kowalski@example.pl."
            ) from error

    @property
    def address(self) -> str:
        """The address; only after it was found right."""
        return contacts.read_address(self.email.data or "")


class GuardedAddressForm(AddressForm):
    """The same for someone whose session may have been left open."""

    password = PasswordField("Obecne hasło", [InputRequired("Wpisz obecne hasło.")])


class TelephoneForm(PortalForm):
    """A telephone number, which may be left out."""

    telephone = StringField("Numer telefonu", filters=[one_line])

    def validate_telephone(self, field: Field) -> None:
        """A Polish number or one with its country."""
        if not field.data:
            return
        try:
            contacts.read_telephone(field.data)
        except contacts.NotANumber as error:
            raise ValidationError(
                "Wpisz 9 cyfr, na przykład 600 100 200. Numer z zagranicy zacznij od + i numeru"
                " kraju."
            ) from error

    @property
    def number(self) -> str | None:
        """The number, or None; only after it was found right."""
        words = self.telephone.data
        return contacts.read_telephone(words) if words else None


class LanguageForm(PortalForm):
    """The language in which the office speaks and writes."""

    language = StringField(
        "Język kontaktu", [AnyOf(LANGUAGES, message="Wybierz jeden język.")], id="language"
    )

    @property
    def chosen(self) -> Language:
        """The language; only after it was found right."""
        return language_of(self.language.data or "")


class NotificationsForm(PortalForm):
    """Whether letters come that tell of something new."""

    notify = StringField(
        "Powiadomienia e-mail", [InputRequired("Wybierz jedną odpowiedź.")], id="notify"
    )

    def validate_notify(self, field: Field) -> None:
        """One of the two."""
        if field.data not in ("tak", "nie"):
            raise ValidationError("Wybierz jedną odpowiedź.")


class RefusalForm(PortalForm):
    """Why an address is refused, for the tenant to read."""

    reason = TextAreaField(
        "Powód",
        [
            DataRequired(
                "Napisz powód, na przykład: nie udało się potwierdzić, kto zgłosił adres."
            ),
            Length(max=300, message="Skróć powód do 300 znaków."),
        ],
        filters=[one_line],
    )
