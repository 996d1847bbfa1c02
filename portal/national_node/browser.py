"""The secret by which a browser shows that it is the one that began: a cookie of half an hour."""

from starlette.responses import Response

from portal.national_node.store import MINUTES_FOR_A_CHOICE
from portal.web.visit import Visit

LONGEST = 100


def held_by(visit: Visit) -> str:
    """The secret of the visitor's browser; "" where it holds none."""
    secret = visit.cookies.get(_name(visit), "")
    return secret if len(secret) <= LONGEST else ""


def give(visit: Visit, response: Response, secret: str) -> Response:
    """Let the browser hold a secret. Lax, so that no other site's form brings it along."""
    response.set_cookie(
        _name(visit),
        secret,
        max_age=MINUTES_FOR_A_CHOICE * 60,
        samesite="lax",
        httponly=True,
        secure=visit.settings.secure,
        path="/",
    )
    return response


def forget(visit: Visit, response: Response) -> Response:
    """The secret has served."""
    response.delete_cookie(
        _name(visit), samesite="lax", httponly=True, secure=visit.settings.secure, path="/"
    )
    return response


def _name(visit: Visit) -> str:
    return "__Host-iok_powrot" if visit.settings.secure else "iok_powrot"
