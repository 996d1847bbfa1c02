"""The forms about members of staff."""

from wtforms import StringField
from wtforms.validators import AnyOf, DataRequired, Length, Regexp

from portal.office.staff_actions import NewMember
from portal.tenancy.accounts import Role
from portal.web.forms import one_line
from portal.web.own_password import OwnPasswordForm
from portal.web.rights import ROLES


def role_of(value: object) -> Role:
    """The role that a form names.

    Raises: ValueError.
    """
    for role in ("clerk", "finance", "administrator"):
        if value == role:
            return role
    raise ValueError


class RoleForm(OwnPasswordForm):
    """Which role; one's own password where it is about administrators."""

    role = StringField("Rola", [AnyOf(ROLES, message="Wybierz rolę.")])

    def read_role(self) -> Role:
        """The role; only after it was found right."""
        return role_of(self.role.data)


class NewMemberForm(RoleForm):
    """Who begins to work in the office."""

    name = StringField(
        "Imię i nazwisko",
        [
            DataRequired("Wpisz imię i nazwisko."),
            Length(max=80, message="Skróć do 80 znaków."),
        ],
        filters=[one_line],
    )
    login = StringField(
        "Login",
        [
            DataRequired("Wpisz login, na przykład jan.kowal."),
            Length(min=3, max=40, message="Login ma od 3 do 40 znaków."),
            Regexp(
                r"[a-z][a-z0-9.\-]*\Z",
                message="Login to małe litery bez polskich znaków, cyfry, kropka i łącznik;"
                " zaczyna się od litery.",
            ),
        ],
        filters=[one_line],
    )

    def member(self) -> NewMember:
        """What the form says; only after it was found right."""
        return NewMember(
            login=self.login.data or "", name=self.name.data or "", role=self.read_role()
        )
