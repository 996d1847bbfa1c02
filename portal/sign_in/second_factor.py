"""The second factor of staff, after the password: a code of an app, or a recovery code."""

from urllib.parse import quote

from starlette.responses import Response
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from portal.sign_in import factor_actions
from portal.tenancy import accounts, factors
from portal.tenancy.absent import NotThere
from portal.web import own_password
from portal.web.access import half_way_in
from portal.web.entrance import device_of, give_session
from portal.web.forms import PortalForm
from portal.web.paths import own_path
from portal.web.routing import Screen
from portal.web.visit import Visit

KEPT = "kept:"


class CodeForm(PortalForm):
    """One field for either kind of code."""

    code = StringField(
        "Kod",
        [
            DataRequired("Wpisz kod z aplikacji, 6 cyfr."),
            Length(max=64, message="Kod z aplikacji ma 6 cyfr, a kod zapasowy 16 znaków."),
        ],
    )


def ask(visit: Visit, next_path: str, kept: list[tuple[str, str]]) -> Response:
    """What follows a right password; what was written before the session ended goes along."""
    if kept:
        return _page(visit, CodeForm(), next_path, kept)
    return visit.go_to(f"/logowanie/kod?next={quote(next_path, safe='/')}")


def code_form(visit: Visit) -> Response:
    """Ask for a code; those who have no factor yet are led to set one up."""
    next_path = own_path(visit.query.get("next", ""))
    if not visit.person.needs_factor:
        return visit.go_to(next_path)
    if not factors.is_confirmed(visit.db, _staff_id(visit)):
        return visit.go_to("/biuro/drugi-skladnik")
    return _page(visit, CodeForm(), next_path, [])


def give_code(visit: Visit) -> Response:
    """Check the code: the session becomes a whole one, under a new token."""
    form = CodeForm(visit.form)
    next_path = own_path(str(visit.form.get("next", "")))
    kept = [(name, str(v)) for name, v in visit.form.multi_items() if name.startswith(KEPT)]
    if not visit.person.needs_factor:
        return visit.go_to(next_path)
    if not form.validate():
        return _page(visit, form, next_path, kept, status=422)
    settings = visit.settings
    outcome = factor_actions.give_code(
        visit.db,
        visit.person,
        _staff_id(visit),
        form.code.data or "",
        device=device_of(visit),
        settings=settings,
    )
    if outcome.seconds_to_wait:
        form.note(form.code, own_password.too_many_attempts(outcome.seconds_to_wait))
        return _page(visit, form, next_path, kept, status=429)
    if outcome.token is None:
        form.note(form.code, "Ten kod nie pasuje. Poczekaj na następny w aplikacji i wpisz go.")
        return _page(visit, form, next_path, kept, status=422)
    if visit.person.must_replace_password:
        response = visit.go_to(f"/haslo/nowe?next={quote(next_path, safe='/')}")
    elif kept:
        bare = [(name.removeprefix(KEPT), value) for name, value in kept]
        response = visit.page("sign_in/resume.html", action=next_path, kept=bare)
    else:
        response = visit.go_to(next_path)
    give_session(visit, response, outcome.token)
    return response


def _page(
    visit: Visit, form: CodeForm, next_path: str, kept: list[tuple[str, str]], status: int = 200
) -> Response:
    kept = [(f"{KEPT}{name.removeprefix(KEPT)}", value) for name, value in kept]
    response = visit.page(
        "sign_in/code.html", status=status, form=form, next_path=next_path, kept=kept
    )
    response.headers["cache-control"] = "no-store"
    return response


def _staff_id(visit: Visit) -> int:
    account = accounts.account_of(visit.db, visit.person.account_id)
    if account is None or account.staff_id is None:
        raise NotThere
    return account.staff_id


screens = [
    Screen("/logowanie/kod", code_form, who=half_way_in, tagged=False),
    Screen("/logowanie/kod", give_code, who=half_way_in, method="POST"),
]
