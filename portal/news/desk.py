"""The desk of news: publish and withdraw."""

from starlette.responses import Response

from portal import clock
from portal.news import actions, announcements
from portal.news.forms import AnnouncementForm
from portal.tenancy.absent import NotThere
from portal.tenancy.buildings import building_of, buildings
from portal.web.access import staff
from portal.web.routing import Screen
from portal.web.visit import Visit


def desk(visit: Visit) -> Response:
    """Everything that is published, was or will be."""
    done = visit.query.get("gotowe", "") if visit.query_string else ""
    return visit.page(
        "news/desk.html",
        news=announcements.all_of_them(visit.db),
        today=clock.today().isoformat(),
        done=done,
    )


def form(visit: Visit) -> Response:
    """A new piece of news."""
    return _form_page(visit, AnnouncementForm(published_on=clock.today().isoformat()))


def publish(visit: Visit) -> Response:
    """Publish it, or say what to mend."""
    filled = AnnouncementForm(visit.form)
    wanted = str(filled.building.data or "")
    building = (
        building_of(visit.db, visit.services.references.find(wanted), clock.today())
        if wanted
        else None
    )
    proper = filled.validate()
    if wanted and building is None:
        filled.note(filled.building, "Wybierz budynek z listy.")
        proper = False
    if not proper:
        return _form_page(visit, filled, status=422)
    actions.publish(visit.db, filled.announcement(building), account_id=visit.person.account_id)
    return visit.go_to("/biuro/aktualnosci?gotowe=dodano")


def _form_page(visit: Visit, form: AnnouncementForm, *, status: int = 200) -> Response:
    return visit.page(
        "news/desk_form.html",
        status=status,
        form=form,
        buildings=buildings(visit.db, clock.today()),
    )


def withdraw(visit: Visit) -> Response:
    """Show it no longer."""
    known = actions.withdraw(
        visit.db, visit.row_id("id"), clock.today(), account_id=visit.person.account_id
    )
    if not known:
        raise NotThere
    return visit.go_to("/biuro/aktualnosci?gotowe=wycofano")


publishers = staff("clerk", "administrator")

screens = [
    Screen("/biuro/aktualnosci", desk, who=publishers),
    Screen("/biuro/aktualnosci/dodaj", form, who=publishers),
    Screen("/biuro/aktualnosci/dodaj", publish, who=publishers, method="POST"),
    Screen("/biuro/aktualnosci/{id}/wycofaj", withdraw, who=publishers, method="POST"),
]
