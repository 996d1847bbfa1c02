"""Whether the portal is well: for the machine that watches it, not for people."""

import sqlite3

from starlette.responses import PlainTextResponse, Response

from portal.web.access import anyone
from portal.web.routing import Screen
from portal.web.visit import Visit


def health(visit: Visit) -> Response:
    """Answer "ok" when the database answers, else 503."""
    try:
        visit.db.execute("SELECT number FROM portal_revision").fetchone()
    except sqlite3.Error:
        return PlainTextResponse("the database does not answer", 503)
    return PlainTextResponse("ok", headers={"cache-control": "no-store"})


screens = [Screen("/zdrowie", health, who=anyone, tagged=False)]
