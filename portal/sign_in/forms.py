"""The forms of getting in."""

from wtforms import PasswordField, StringField, ValidationError
from wtforms.fields import Field
from wtforms.validators import InputRequired, Length

from portal.tenancy import contacts
from portal.web.forms import PortalForm, one_line


class SignInForm(PortalForm):
    """Login and password."""

    login = StringField(
        "Login",
        [InputRequired("Wpisz login z listu."), Length(max=64, message="Login jest krótszy.")],
    )
    password = PasswordField(
        "Hasło",
        [InputRequired("Wpisz hasło."), Length(max=200, message="Hasło ma najwyżej 128 znaków.")],
    )


class NewPasswordForm(PortalForm):
    """A password of one's own; whether it is good enough, the action says."""

    new_password = PasswordField("Nowe hasło", id="new_password")


class ChangePasswordForm(NewPasswordForm):
    """The same for someone who has one already."""

    password = PasswordField("Obecne hasło", [InputRequired("Wpisz obecne hasło.")])


class AskForResetForm(PortalForm):
    """The question for a link by e-mail."""

    login = StringField(
        "Login",
        [InputRequired("Wpisz login z listu."), Length(max=64, message="Login jest krótszy.")],
        filters=[one_line],
    )
    email = StringField(
        "Adres e-mail", [InputRequired("Wpisz adres e-mail.")], filters=[one_line], id="email"
    )

    def validate_email(self, field: Field) -> None:
        """Whether it is somebody's, nobody is told."""
        try:
            contacts.read_address(field.data or "")
        except contacts.NotAnAddress as error:
            raise ValidationError(
                "Wpisz adres z @ i bez polskich liter, na przykład jan.kowalski@example.pl."
            ) from error
