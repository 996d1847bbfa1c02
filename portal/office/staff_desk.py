"""Members of staff: who they are, what they may do, and how they get in."""

from datetime import date

from starlette.responses import Response

from portal import clock
from portal.office import staff_actions, staff_queries
from portal.office.staff_forms import NewMemberForm, RoleForm
from portal.office.staff_queries import Member
from portal.tenancy import factors, first_passwords, passwords
from portal.tenancy.absent import NotThere
from portal.tenancy.accounts import LoginTaken
from portal.web import own_password
from portal.web.own_password import OwnPasswordForm
from portal.web.rights import MANAGE_STAFF, RIGHTS, ROLES
from portal.web.routing import Screen
from portal.web.visit import Visit

ADMINISTRATOR = "administrator"
DONE = {
    "rola": "Rola jest zmieniona. Ta osoba jest wylogowana i zaloguje się jeszcze raz.",
    "odebrano": "Dostęp jest odebrany. Otwarte strony tej osoby już nie działają.",
    "skladnik": "Drugi składnik jest usunięty.",
    "wymagany": "Od teraz każdy pracownik musi mieć drugi składnik.",
    "niewymagany": "Drugi składnik nie jest już wymagany.",
}


def everybody(visit: Visit) -> Response:
    """All members of staff, and what each role may do."""
    return _list_page(visit, OwnPasswordForm())


def _list_page(visit: Visit, form: OwnPasswordForm, status: int = 200) -> Response:
    return visit.page(
        "office/staff/everybody.html",
        status=status,
        form=form,
        members=[
            (member, ROLES[member.role], _instant(member.last_sign_in), _first_password_of(member))
            for member in staff_queries.everybody(visit.db)
        ],
        rights=RIGHTS,
        roles=ROLES,
        required=factors.is_required(visit.db),
        done=DONE.get(visit.query.get("gotowe", "")),
    )


def require_factor(visit: Visit) -> Response:
    """Ask everybody for a second factor, or leave it to each."""
    form = OwnPasswordForm(visit.form)
    wanted = visit.form.get("wymagaj") == "tak"
    proper = form.validate() and own_password.is_given(visit, form, form.password)
    if wanted and proper and not _own_factor(visit):
        form.note(form.password, "Najpierw ustaw drugi składnik u siebie.")
        proper = False
    if not proper:
        return _list_page(visit, form, status=form.status)
    by = visit.person.account_id
    visit.write(lambda db: staff_actions.require_factor(db, wanted, by=by))
    return visit.go_to(f"/biuro/pracownicy?gotowe={'wymagany' if wanted else 'niewymagany'}")


def new_member(visit: Visit) -> Response:
    """Somebody begins to work in the office."""
    return visit.page("office/staff/new.html", form=NewMemberForm(), roles=ROLES)


def add(visit: Visit) -> Response:
    """Add them, and show their first password, now only."""
    form = NewMemberForm(visit.form)
    if not _proper(visit, form, about_administrator=form.role.data == ADMINISTRATOR):
        return visit.page("office/staff/new.html", status=form.status, form=form, roles=ROLES)
    first = first_passwords.draw()
    hashed, by, new = passwords.hash_password(first), visit.person.account_id, form.member()
    try:
        visit.write(lambda db: staff_actions.add(db, new, hashed, by=by))
    except LoginTaken:
        form.note(form.login, "Ten login jest już zajęty. Wybierz inny.")
        return visit.page("office/staff/new.html", status=422, form=form, roles=ROLES)
    return _first_password(visit, new.name, new.login, first)


def member(visit: Visit) -> Response:
    """One member of staff."""
    return _member_page(visit, _member(visit), None)


def _member_page(visit: Visit, shown: Member, form: RoleForm | None, status: int = 200) -> Response:
    return visit.page(
        "office/staff/member.html",
        status=status,
        member=shown,
        role=ROLES[shown.role],
        roles=ROLES,
        form=form or RoleForm(role=shown.role),
        themselves=shown.account_id == visit.person.account_id,
        last_sign_in=_instant(shown.last_sign_in),
        first_password=_first_password_of(shown),
    )


def act(visit: Visit) -> Response:
    """Change the role, give a new first password, take the factor or the access."""
    shown, form = _member(visit), RoleForm(visit.form)
    wanted = str(visit.form.get("zrob", ""))
    if shown.account_id == visit.person.account_id:
        # Nobody takes the last administrator's role by taking their own.
        raise NotThere
    if wanted == "rola":
        return _change_role(visit, shown, form)
    if wanted not in ("haslo", "skladnik", "odbierz"):
        raise NotThere
    if not _proper(visit, form, about_administrator=True):
        return _member_page(visit, shown, form, status=form.status)
    by = visit.person.account_id
    if wanted == "haslo":
        first = first_passwords.draw()
        hashed = passwords.hash_password(first)
        visit.write(lambda db: staff_actions.renew_password(db, shown, hashed, by=by))
        return _first_password(visit, shown.name, shown.login, first)
    if wanted == "skladnik":
        visit.write(lambda db: staff_actions.remove_factor(db, shown, by=by))
        return visit.go_to("/biuro/pracownicy?gotowe=skladnik")
    visit.write(lambda db: staff_actions.take_access(db, shown, by=by))
    return visit.go_to("/biuro/pracownicy?gotowe=odebrano")


def _change_role(visit: Visit, shown: Member, form: RoleForm) -> Response:
    about = ADMINISTRATOR in (form.role.data, shown.role)
    if not _proper(visit, form, about_administrator=about):
        return _member_page(visit, shown, form, status=form.status)
    role, by = form.read_role(), visit.person.account_id
    if role != shown.role:
        visit.write(lambda db: staff_actions.change_role(db, shown, role, by=by))
    return visit.go_to("/biuro/pracownicy?gotowe=rola")


def _proper(visit: Visit, form: RoleForm, *, about_administrator: bool) -> bool:
    """Whether a form is right; one's own password counts where it is about administrators."""
    if not about_administrator:
        form.password.validators = ()
    if not form.validate():
        return False
    return not about_administrator or own_password.is_given(visit, form, form.password)


def _first_password(visit: Visit, name: str, login: str, first: str) -> Response:
    return visit.page(
        "office/staff/first_password.html",
        name=name,
        login=login,
        first=first_passwords.as_printed(first),
        until=first_passwords.last_day_for_staff(clock.today()),
    )


def _member(visit: Visit) -> Member:
    return staff_queries.member_of(visit.db, visit.row_id("id"))


def _own_factor(visit: Visit) -> bool:
    members = staff_queries.everybody(visit.db)
    own = visit.person.account_id
    return any(member.has_factor for member in members if member.account_id == own)


def _first_password_of(member: Member) -> tuple[date, bool] | None:
    """The last day of a first password, and whether it is over; None where there is none."""
    if member.first_ends_at is None:
        return None
    end = clock.from_text(member.first_ends_at)
    return clock.last_day_of(end), end <= clock.now()


def _instant(text: str | None):  # type: ignore[no-untyped-def]
    return clock.from_text(text) if text else None


who = MANAGE_STAFF.who

screens = [
    Screen("/biuro/pracownicy", everybody, who=who),
    Screen("/biuro/pracownicy", require_factor, who=who, method="POST", slow=True),
    Screen("/biuro/pracownicy/dodaj", new_member, who=who),
    Screen("/biuro/pracownicy/dodaj", add, who=who, method="POST", slow=True),
    Screen("/biuro/pracownicy/{id}", member, who=who),
    Screen("/biuro/pracownicy/{id}", act, who=who, method="POST", slow=True),
]
