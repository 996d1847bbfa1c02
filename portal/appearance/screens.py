"""Text size and contrast."""

from starlette.responses import Response

from portal.web import looks
from portal.web.access import anyone
from portal.web.paths import own_path
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit


def change(visit: Visit) -> Response:
    """Keep the choice in a cookie and go back to the page it was made on."""
    look = looks.changed(
        visit.look,
        font=str(visit.form.get("font", "")),
        contrast=str(visit.form.get("contrast", "")),
    )
    response = visit.go_to(own_path(str(visit.form.get("next", ""))))
    response.set_cookie(
        looks.COOKIE,
        look.cookie,
        max_age=looks.ONE_YEAR,
        samesite="lax",
        httponly=True,
        secure=visit.settings.secure,
    )
    return response


screens = [Screen("/wyglad", change, who=anyone, method="POST", limits=Limits(while_viewing=True))]
