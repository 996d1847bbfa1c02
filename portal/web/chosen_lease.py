"""Which of their leases a visitor looks at: the one in the address, else the one chosen last."""

from typing import NamedTuple

from starlette.responses import Response

from portal import clock
from portal.tenancy import leases
from portal.tenancy.leases import Lease
from portal.web.visit import Visit

COOKIE = "iok_umowa"
PARAMETER = "umowa"


class Choice(NamedTuple):
    """A tenant's leases and the one they look at; None for a tenant without any."""

    leases: list[Lease]
    lease: Lease | None


def chosen_lease(visit: Visit) -> Choice:
    """The leases of the visitor and the chosen one.

    Raises: NotThere where the address names a lease that is not theirs.
    """
    held = leases.leases_of(visit.db, visit.tenant_id, clock.today())
    asked = visit.query.get(PARAMETER) if visit.query_string else None
    if asked is not None:
        return Choice(held, leases.lease_of(held, visit.services.references.find(asked)))
    kept = visit.cookies.get(COOKIE)
    if kept and len(held) > 1:
        lease_id = visit.services.references.find(kept)
        for lease in held:
            if lease.lease_id == lease_id:
                return Choice(held, lease)
    return Choice(held, held[0] if held else None)


def remember(visit: Visit, response: Response, choice: Choice) -> Response:
    """Let the other rooms open with the lease that was asked for here."""
    asked = visit.query.get(PARAMETER) if visit.query_string else None
    if asked and choice.lease is not None and len(choice.leases) > 1:
        response.set_cookie(
            COOKIE, asked, httponly=True, samesite="lax", secure=visit.settings.secure
        )
    return response
