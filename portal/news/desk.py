"""The desk of news: publish and withdraw."""

from starlette.responses import Response

from portal import clock
from portal.news import actions, announcements
from portal.news.forms import AnnouncementForm
from portal.tenancy.absent import NotThere
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
    return visit.page(
        "news/desk_form.html", form=AnnouncementForm(published_on=clock.today().isoformat())
    )


def publish(visit: Visit) -> Response:
    """Publish it, or say what to mend."""
    filled = AnnouncementForm(visit.form)
    if not filled.validate():
        return visit.page("news/desk_form.html", status=422, form=filled)
    actions.publish(visit.db, filled.announcement(), account_id=visit.person.account_id)
    return visit.go_to("/biuro/aktualnosci?gotowe=dodano")


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
