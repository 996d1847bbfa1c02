"""The forms of getting in."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from portal.web.forms import PortalForm


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
