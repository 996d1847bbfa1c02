"""One's own second factor: setting it up, and taking it away again."""

import re

import segno
from starlette.responses import Response
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from portal.office import factor_actions
from portal.tenancy import accounts, factors
from portal.tenancy.absent import NotThere
from portal.tenancy.factors import Factor
from portal.web import own_password
from portal.web.access import staff_half_way_in
from portal.web.entrance import device_of, give_session
from portal.web.forms import PortalForm
from portal.web.own_password import OwnPasswordForm
from portal.web.routing import Screen
from portal.web.visit import Visit

ADDRESS = "/biuro/drugi-skladnik"


class FirstCodeForm(PortalForm):
    """The first code of the app, which shows that it is set up."""

    code = StringField(
        "Kod z aplikacji",
        [DataRequired("Wpisz kod z aplikacji, 6 cyfr."), Length(max=20, message="Kod ma 6 cyfr.")],
    )


def factor(visit: Visit) -> Response:
    """How the factor stands; its secret while it is being set up."""
    return _page(visit, None)


def act(visit: Visit) -> Response:
    """Begin, confirm or remove, as the button says."""
    wanted = visit.form.get("zrob")
    if wanted == "zacznij":
        return begin(visit)
    return remove(visit) if wanted == "usun" else confirm(visit)


def begin(visit: Visit) -> Response:
    """Draw a secret. Who has been in for a while shows the own password first."""
    staff_id, half = _staff_id(visit), visit.person.needs_factor
    if half and factors.is_confirmed(visit.db, staff_id):
        return visit.go_to("/logowanie/kod")
    form = OwnPasswordForm(visit.form)
    if not half and not (form.validate() and own_password.is_given(visit, form, form.password)):
        return _page(visit, form, status=form.status)
    key = visit.settings.secret_key
    visit.write(lambda db: factor_actions.begin(db, staff_id, key))
    return visit.go_to(ADDRESS)


def confirm(visit: Visit) -> Response:
    """Take the first code; show the recovery codes, now only, and let in who was half-way."""
    form, staff_id, person = FirstCodeForm(visit.form), _staff_id(visit), visit.person
    if not form.validate():
        return _page(visit, form, status=422)
    outcome = visit.write(
        lambda db: factor_actions.confirm(
            db,
            person,
            staff_id,
            form.code.data or "",
            device=device_of(visit),
            settings=visit.settings,
        )
    )
    if outcome is None:
        form.note(form.code, "Ten kod nie pasuje. Poczekaj na następny w aplikacji i wpisz go.")
        return _page(visit, form, status=422)
    response = visit.page("office/recovery_codes.html", codes=outcome.codes)
    give_session(visit, response, outcome.token)
    return response


def remove(visit: Visit) -> Response:
    """Take it away, where it is not asked of everybody."""
    form, person, staff_id = OwnPasswordForm(visit.form), visit.person, _staff_id(visit)
    if person.needs_factor:
        return visit.go_to(ADDRESS)
    proper = form.validate() and own_password.is_given(visit, form, form.password)
    if proper and factors.is_required(visit.db):
        form.note(form.password, "Drugi składnik jest wymagany, więc nie można go usunąć.")
        proper = False
    if not proper:
        return _page(visit, form, status=form.status)
    token = visit.write(lambda db: factor_actions.remove(db, person, staff_id))
    response = visit.go_to(ADDRESS)
    give_session(visit, response, token)
    return response


def _page(visit: Visit, form: PortalForm | None, status: int = 200) -> Response:
    """Raises: NotThere."""
    staff_id, person = _staff_id(visit), visit.person
    found = factors.factor_of(visit.db, staff_id, visit.settings.secret_key)
    if person.needs_factor and found is not None and found.confirmed:
        return visit.go_to("/logowanie/kod")
    if form is None:
        form = FirstCodeForm() if found and not found.confirmed else OwnPasswordForm()
    issuer = f"IOK {visit.settings.organisation.short_name}"
    being_set_up = found is not None and not found.confirmed
    return visit.page(
        "office/factor.html",
        status=status,
        form=form,
        factor=found,
        being_set_up=being_set_up and isinstance(form, FirstCodeForm),
        half=person.needs_factor,
        required=factors.is_required(visit.db),
        left=factors.recovery_codes_left(visit.db, staff_id),
        picture=_picture(found, person.login, issuer) if found and being_set_up else None,
        secret=" ".join(re.findall(".{1,4}", found.secret)) if found and being_set_up else "",
    )


def _picture(found: Factor, login: str, issuer: str) -> tuple[int, str]:
    """The QR code for an app: its side in modules with the margin, and an SVG path."""
    code = segno.make(factors.address_for_apps(found, login, issuer), error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return len(rows), path


def _staff_id(visit: Visit) -> int:
    account = accounts.account_of(visit.db, visit.person.account_id)
    if account is None or account.staff_id is None:
        raise NotThere
    return account.staff_id


screens = [
    Screen(ADDRESS, factor, who=staff_half_way_in),
    Screen(ADDRESS, act, who=staff_half_way_in, method="POST", slow=True),
]
