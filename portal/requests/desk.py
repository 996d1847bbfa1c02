"""The desk of requests: each beside the leases that fit it, answered by a letter or refused."""

from starlette.responses import Response

from portal import clock
from portal.requests import actions, matching, queries
from portal.requests.forms import RefusalForm
from portal.requests.matching import Fit
from portal.requests.queries import Request
from portal.tenancy import search
from portal.web.rights import ANSWER_REQUESTS
from portal.web.routing import Screen
from portal.web.visit import Visit

DESK = "/biuro/wnioski"
NAME_FITS = {
    Fit.SAME: ("ok", "nazwisko się zgadza"),
    Fit.SIMILAR: ("warn", "nazwisko podobne"),
    Fit.OTHER: ("bad", "inne nazwisko"),
}
ADDRESS_FITS = {
    Fit.SAME: ("ok", "adres się zgadza"),
    Fit.SIMILAR: ("warn", "ten sam budynek, inny lokal"),
    Fit.OTHER: ("bad", "inny adres"),
}


def desk(visit: Visit) -> Response:
    """The requests that wait, the oldest first, each with the lease that fits it best."""
    waiting, number = queries.waiting(visit.db)
    best = [(request, *_best(visit, request)) for request in waiting]
    visit.shows("requests", (match.tenant.tenant_id for _, match, _ in best if match))
    return visit.page(
        "requests/desk.html",
        requests=[
            (request, clock.from_text(request.asked_at), match, sure)
            for request, match, sure in best
        ],
        number=number,
        decided=[
            (request, clock.from_text(request.decided_at or request.asked_at))
            for request in queries.decided(visit.db)
        ],
        name_fits=NAME_FITS,
        address_fits=ADDRESS_FITS,
        done=visit.query.get("gotowe", ""),
        batch=visit.query.get("partia", ""),
    )


def _best(visit: Visit, request: Request) -> tuple[matching.Match | None, bool]:
    """The lease that fits best, and whether it is the only one that fits in full."""
    found = matching.matches(visit.db, request.name, request.address)
    full = [match for match in found if match.is_full]
    return (found[0] if found else None), len(full) == 1


def one(visit: Visit) -> Response:
    """One request with everything that fits it, and a search of one's own."""
    return _one_page(visit, queries.request_of(visit.db, visit.row_id("id")), RefusalForm())


def _one_page(visit: Visit, request: Request, form: RefusalForm, status: int = 200) -> Response:
    asked = visit.query.get("szukaj", "").strip()[:100]
    found = matching.matches(visit.db, request.name, request.address)
    if asked and not search.is_too_short(asked):
        others = search.find(visit.db, asked).tenants
        found = [matching.match_of(each, request.name, request.address) for each in others]
    visit.shows("requests", (match.tenant.tenant_id for match in found))
    return visit.page(
        "requests/one.html",
        status=status,
        request=request,
        form=form,
        asked=asked,
        matches=found,
        asked_at=clock.from_text(request.asked_at),
        decided_at=clock.from_text(request.decided_at) if request.decided_at else None,
        name_fits=NAME_FITS,
        address_fits=ADDRESS_FITS,
    )


def answer(visit: Visit) -> Response:
    """„Przygotuj list”."""
    request = queries.request_of(visit.db, visit.row_id("id"))
    tenant_id = visit.services.references.find(str(visit.form.get("najemca", "")))
    queries.name_of_tenant(visit.db, tenant_id)
    try:
        batch_id = actions.answer(
            visit.db, request.request_id, tenant_id, by=visit.person.account_id
        )
    except actions.Decided:
        return visit.go_to(f"{DESK}/{visit.parameters['id']}")
    reference = visit.services.references.hide(batch_id)
    return visit.go_to(f"{DESK}?gotowe=list&partia={reference}")


def refuse(visit: Visit) -> Response:
    """Refuse, with a reason."""
    request, form = queries.request_of(visit.db, visit.row_id("id")), RefusalForm(visit.form)
    if not form.validate():
        return _one_page(visit, request, form, status=422)
    try:
        actions.refuse(
            visit.db, request.request_id, form.reason.data or "", by=visit.person.account_id
        )
    except actions.Decided:
        return visit.go_to(f"{DESK}/{visit.parameters['id']}")
    return visit.go_to(f"{DESK}?gotowe=odmowa")


clerks = ANSWER_REQUESTS.who

screens = [
    Screen(DESK, desk, who=clerks, slow=True),
    Screen(f"{DESK}/{{id}}", one, who=clerks, slow=True),
    Screen(f"{DESK}/{{id}}/list", answer, who=clerks, method="POST"),
    Screen(f"{DESK}/{{id}}", refuse, who=clerks, method="POST"),
]
