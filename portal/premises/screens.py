"""The premises that a tenant holds."""

from collections import Counter
from typing import NamedTuple

from starlette.responses import Response

from portal import clock
from portal.premises import queries
from portal.tenancy import leases, meters
from portal.tenancy.leases import Lease
from portal.web.access import tenant
from portal.web.chosen_lease import Choice, chosen_lease
from portal.web.routing import Screen
from portal.web.visit import Visit


class Tab(NamedTuple):
    """One of the visitor's premises in the switch."""

    lease: Lease
    words: str


def all_premises(visit: Visit) -> Response:
    """The premises of the lease that the visitor chose last, with the way to the others."""
    return _page(visit, chosen_lease(visit))


def one_premises(visit: Visit) -> Response:
    """The premises of one lease."""
    held = leases.leases_of(visit.db, visit.tenant_id, clock.today())
    return _page(visit, Choice(held, leases.lease_of(held, visit.row_id("id"))))


def _page(visit: Visit, choice: Choice) -> Response:
    lease, today = choice.lease, clock.today()
    if lease is None:
        return visit.page("premises/no_premises.html")
    ended = lease.has_ended(today)
    last_day = lease.ended_on if ended and lease.ended_on else today
    return visit.page(
        "premises/premises.html",
        tabs=_tabs(choice.leases),
        lease=lease,
        today=today,
        ended=ended,
        details=queries.details_of(visit.db, lease.lease_id),
        parties=queries.parties_of(visit.db, lease.lease_id),
        meters=meters.meters_of(visit.db, lease.premises_id, last_day),
        monthly=queries.monthly_of(visit.db, lease.lease_id, today),
    )


def _tabs(held: list[Lease]) -> list[Tab]:
    """Each premises by its kind; by its address too where two are of one kind."""
    kinds = Counter(lease.kind for lease in held)
    return [
        Tab(
            lease,
            lease.kind_in_words
            if kinds[lease.kind] == 1
            else f"{lease.kind_in_words}, {lease.address}, umowa\u00a0{lease.contract_number}",
        )
        for lease in held
    ]


screens = [
    Screen("/lokale", all_premises, who=tenant),
    Screen("/lokale/{id}", one_premises, who=tenant),
]
