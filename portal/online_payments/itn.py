"""The door for the operator's notifications: no session, no page, a signed answer or none."""

import logging

from starlette.responses import Response

from portal.online_payments.autopay.notice import NotFromAutopay, confirmation, read_notice
from portal.online_payments.notices import accept_notice
from portal.tenancy.absent import NotThere
from portal.web.access import anyone
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

log = logging.getLogger("portal.payments")


def notification(visit: Visit) -> Response:
    """Take in one notification, and confirm it once it is stored.

    What the operator did not sign is answered without a signature, and leaves a log line alone.
    An order that is not ours is kept for the finance office, and not signed either: we put our
    name to no words that are not our own. A database that cannot write is a 503, which the
    operator takes for "later".
    """
    autopay = visit.settings.autopay
    if autopay is None:
        raise NotThere
    given = visit.form.getlist("transactions")
    try:
        if len(given) != 1:
            raise NotFromAutopay("not one message")
        notice = read_notice(str(given[0]), autopay)
    except NotFromAutopay as error:
        log.warning("a notification was refused: %s", error)
        return _plain("refused", 400)
    verdict = accept_notice(visit.db, notice)
    if not verdict.ours:
        log.warning("a notification names an order that is not here")
        return _plain("unknown order", 404)
    return Response(
        confirmation(notice.order_id, confirmed=verdict.agrees, autopay=autopay),
        media_type="application/xml",
        headers={"cache-control": "no-store"},
    )


def _plain(words: str, status: int) -> Response:
    return Response(words, status, media_type="text/plain", headers={"cache-control": "no-store"})


screens = [
    Screen(
        "/platnosci/itn",
        notification,
        who=anyone,
        method="POST",
        limits=Limits(from_other_sites=True),
    )
]
