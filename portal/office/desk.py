"""The first page of the office."""

from starlette.responses import Response

from portal import clock
from portal.office import queries
from portal.tenancy import ledger
from portal.web.access import staff
from portal.web.routing import Screen
from portal.web.visit import Visit

ROLES = {
    "clerk": "biuro obsługi klienta",
    "finance": "księgowość",
    "administrator": "administracja",
}


def start(visit: Visit) -> Response:
    """What the portal holds, and the desks of the person's role."""
    as_of = ledger.as_of(visit.db)
    return visit.page(
        "office/start.html",
        person=visit.person,
        role=ROLES[visit.person.role or ""],
        numbers=queries.numbers(visit.db, clock.today()),
        as_of=clock.from_text(as_of) if as_of else None,
    )


screens = [Screen("/biuro", start, who=staff())]
