"""News, for everybody."""

from starlette.responses import Response

from portal import clock
from portal.news import announcements
from portal.tenancy.absent import NotThere
from portal.web.access import anyone
from portal.web.routing import Screen
from portal.web.visit import Visit


def all_news(visit: Visit) -> Response:
    """The news of today, newest first."""
    return visit.page("news/all.html", news=announcements.current(visit.db, clock.today()))


def one_news(visit: Visit) -> Response:
    """One piece of news."""
    announcement = announcements.one(visit.db, visit.row_id("id"), clock.today())
    if announcement is None:
        raise NotThere
    return visit.page("news/one.html", announcement=announcement)


screens = [
    Screen("/aktualnosci", all_news, who=anyone),
    Screen("/aktualnosci/{id}", one_news, who=anyone),
]
