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
    return visit.page(
        "news/all.html", news=announcements.current(visit.db, clock.today(), _reader(visit))
    )


def one_news(visit: Visit) -> Response:
    """One piece of news."""
    announcement = announcements.one(visit.db, visit.row_id("id"), clock.today(), _reader(visit))
    if announcement is None:
        raise NotThere
    return visit.page("news/one.html", announcement=announcement)


def _reader(visit: Visit) -> int | None:
    """The tenant who reads, for the news of their building."""
    return visit.visitor.tenant_id if visit.visitor else None


screens = [
    Screen("/aktualnosci", all_news, who=anyone),
    Screen("/aktualnosci/{id}", one_news, who=anyone),
]
