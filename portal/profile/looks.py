"""„Kto oglądał moje dane”: every look of the office at a tenant's data, for that tenant to read.

A look at the tenant alone (their card, the portal as they see it, a decision) is told apart from
having come up on a list among others, so that the many do not hide the few.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from starlette.responses import Response

from portal import clock
from portal.profile import look_queries
from portal.profile.look_queries import LOOKS_ON_A_PAGE, Kind, Look
from portal.tenancy.sightings import PLACES, Place
from portal.web.access import tenant
from portal.web.routing import Screen
from portal.web.visit import Visit

ADDRESS = "/profil/kto-ogladal"
IN_PROFIL = 5
DAYS_OF_LISTS = 30
ROLES = {
    "clerk": "Biuro Obsługi Klienta",
    "finance": "Księgowość",
    "administrator": "Administracja portalu",
    None: "Biuro",
}
# What the tag says, and what was seen.
OCCASIONS = {
    "tenant.looked-at": ("otwarta karta", "konto, umowy i salda"),
    "tenant.viewed-as": ("podgląd portalu", "portal tak, jak go widzisz"),
    "email.approved": ("decyzja", "zatwierdzenie adresu e-mail"),
    "email.refused": ("decyzja", "odmowa zatwierdzenia adresu e-mail"),
    "credentials.answered": ("decyzja", "przyjęcie wniosku o login i hasło"),
    "letter.state-changed": ("wydruk", "list z loginem i hasłem"),
}
# A place that there was once.
ELSEWHERE = Place("lista w biurze")
KINDS: tuple[tuple[Kind, str], ...] = (
    ("", "Wszystko"),
    ("karty", "Tylko o mnie"),
    ("listy", "Na listach"),
)


class Shown(NamedTuple):
    """A look as it stands on the page."""

    at: datetime
    who: str
    tag: str
    what: str
    on_list: bool


def in_profil(visit: Visit) -> dict[str, object]:
    """What Profil shows of it: the last looks at the tenant alone, and how many lists."""
    since = clock.as_text(clock.now() - timedelta(days=DAYS_OF_LISTS))
    lists = look_queries.on_lists(visit.db, visit.tenant_id, since)
    found = look_queries.looks(visit.db, visit.tenant_id, "karty", IN_PROFIL)
    return {
        "looks": [_shown(look) for look in found],
        "lists": lists.number,
        "last_list": clock.from_text(lists.last) if lists.last else None,
    }


def all_looks(visit: Visit) -> Response:
    """All of them, a page at a time from the newest."""
    wanted = visit.query.get("pokaz", "")
    kind = next((each for each, _ in KINDS if each == wanted), KINDS[0][0])
    before = visit.services.references.find(visit.query.get("przed", "")) or None
    found = look_queries.looks(visit.db, visit.tenant_id, kind, LOOKS_ON_A_PAGE + 1, before)
    older = None
    if len(found) > LOOKS_ON_A_PAGE:
        found.pop()
        last = visit.services.references.hide(found[-1].event_id)
        older = f"{ADDRESS}?pokaz={kind}&przed={last}"
    return visit.page(
        "profile/looks.html",
        looks=[_shown(look) for look in found],
        kinds=KINDS,
        kind=kind,
        older=older,
        newest=f"{ADDRESS}?pokaz={kind}" if before else None,
    )


def _shown(look: Look) -> Shown:
    at, who = clock.from_text(look.at), ROLES.get(look.role, ROLES[None])
    if look.place is None:
        return Shown(at, who, *OCCASIONS[look.event], on_list=False)
    place = PLACES.get(look.place, ELSEWHERE)
    tag = "otwarta strona" if place.alone else "na liście"
    return Shown(at, who, tag, place.words, on_list=not place.alone)


screens = [Screen(ADDRESS, all_looks, who=tenant, tagged=False)]
