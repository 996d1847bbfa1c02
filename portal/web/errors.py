"""What a visitor sees when something is not as it should be: a page that says what to do."""

import json
import logging
import secrets
import traceback

from starlette.responses import PlainTextResponse, Response

from portal.web.visit import Visit

log = logging.getLogger("portal")

KNOWN = (400, 403, 404, 405, 413, 429, 500, 503)


def error_page(visit: Visit, status: int, *, reference: str = "") -> Response:
    """The page of an error, in the house style."""
    response = visit.page(f"errors/{status}.html", status=status, reference=reference)
    response.headers["cache-control"] = "no-store"
    if status in (429, 503):
        response.headers["retry-after"] = "30"
    return response


def fault_page(visit: Visit, reference: str) -> Response:
    """The page of a fault of ours; plain words where even that page cannot be drawn."""
    try:
        return error_page(visit, 500, reference=reference)
    except Exception:
        words = "Coś nie działa po naszej stronie. Spróbuj za kilka minut. Nic nie zginęło."
        return PlainTextResponse(f"{words} Numer zdarzenia: {reference}.", 500)


def note_fault(error: BaseException, address: str, *, in_full: bool) -> str:
    """Write a fault of ours to the log and give the number by which the visitor can name it.

    The log gets the place in the code and the kind of the fault; its message, which may quote
    what a person typed, only in a demonstration, where nobody is real (`in_full`).
    """
    reference = secrets.token_hex(4)
    if in_full:
        log.error("fault %s at %s", reference, address, exc_info=error)
        return reference
    places = [
        f"{frame.filename.rpartition('/portal/')[2]}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error(
        json.dumps(
            {
                "fault": type(error).__name__,
                "reference": reference,
                "address": address,
                "places": places[-8:],
            }
        )
    )
    return reference
