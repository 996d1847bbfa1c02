"""Asking for login and password.

Nothing is looked up here: whatever name and address are typed, the answer is the same, so that
nobody learns who rents from the company.
"""

from starlette.responses import Response

from portal import clock, language
from portal.requests import actions, numbers, queries
from portal.requests.forms import RequestForm
from portal.tenancy.absent import NotThere
from portal.web.access import anyone
from portal.web.routing import Screen
from portal.web.visit import Visit


def form(visit: Visit) -> Response:
    """Who asks, and for which flat."""
    return visit.page("requests/form.html", form=RequestForm())


def ask(visit: Visit) -> Response:
    """Take the request and give its number."""
    filled, settings = RequestForm(visit.form), visit.settings
    if not filled.validate():
        return visit.page("requests/form.html", status=422, form=filled)
    if settings.throttled:
        seconds = actions.wait_for(visit.db, visit.client, settings.secret_key)
        if seconds:
            wait = language.count(-(-seconds // 60), "minutę", "minuty", "minut")
            filled.note(filled.name, f"Za dużo wniosków z tego miejsca. Spróbuj za {wait}.")
            return visit.page("requests/form.html", status=429, form=filled)
    number = actions.ask(visit.db, filled.request())
    return visit.go_to(f"/dostep/wniosek/{number}")


def taken(visit: Visit) -> Response:
    """The number of a request, and what happens next."""
    number = visit.parameters["number"]
    if not numbers.is_number(number):
        raise NotThere
    asked_at = clock.from_text(queries.asked_at(visit.db, number))
    return visit.page("requests/taken.html", number=number, asked_at=asked_at)


screens = [
    Screen("/dostep/wniosek", form, who=anyone),
    Screen("/dostep/wniosek", ask, who=anyone, method="POST"),
    Screen("/dostep/wniosek/{number}", taken, who=anyone, tagged=False),
]
