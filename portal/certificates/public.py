"""Anyone checks a certificate by its code.

A code that was never given and words that are no code are answered alike, in the same way and
with the same work, and who tries many is slowed down: nobody learns codes here.
"""

from urllib.parse import quote

from starlette.responses import Response

from portal import language
from portal.certificates import codes, queries
from portal.certificates.facts import PUBLIC
from portal.certificates.forms import CodeForm
from portal.store.database import Database, writing
from portal.tenancy import throttle
from portal.tenancy.throttle import ADDRESS, Patience
from portal.web.access import anyone
from portal.web.routing import Screen
from portal.web.visit import Visit


def form(visit: Visit) -> Response:
    """Where the code is typed."""
    return visit.page("certificates/public/form.html", form=CodeForm())


def look_up(visit: Visit) -> Response:
    """Go to the page of the code that was typed."""
    filled = CodeForm(visit.form)
    if not filled.validate():
        return visit.page("certificates/public/form.html", status=422, form=filled)
    typed = filled.kod.data or ""
    return visit.go_to(f"{PUBLIC}/{quote(codes.as_kept(typed) or typed, safe='')}")


def result(visit: Visit) -> Response:
    """Whether there is such a certificate, and as much of it as one needs to compare."""
    code = codes.as_kept(visit.parameters["code"])
    seconds = visit.write(lambda db: _wait(db, visit)) if visit.settings.throttled else 0
    if seconds:
        return _too_many(visit, seconds)
    found = queries.by_code(visit.db, code)
    if found is not None and visit.settings.throttled:
        visit.write(lambda db: _forget(db, visit))
    response = visit.page(
        "certificates/public/result.html", status=200 if found else 404, found=found
    )
    response.headers["cache-control"] = "no-store"
    response.headers["x-robots-tag"] = "noindex"
    return response


def _too_many(visit: Visit, seconds: int) -> Response:
    filled = CodeForm()
    wait = language.count(-(-seconds // 60), "minutę", "minuty", "minut")
    filled.note(filled.kod, f"Za dużo prób z tego miejsca. Spróbuj za {wait}.")
    response = visit.page("certificates/public/form.html", status=429, form=filled)
    response.headers["retry-after"] = str(seconds)
    response.headers["cache-control"] = "no-store"
    return response


def _subjects(visit: Visit) -> list[tuple[str, Patience]]:
    """What is counted: attempts from one address of the network, those that found nothing."""
    return [(throttle.subject_of(visit.settings.secret_key, "certificate", visit.client), ADDRESS)]


def _wait(db: Database, visit: Visit) -> int:
    with writing(db):
        return throttle.begin(db, _subjects(visit))


def _forget(db: Database, visit: Visit) -> None:
    with writing(db):
        throttle.forget(db, _subjects(visit))


screens = [
    Screen(PUBLIC, form, who=anyone),
    Screen(PUBLIC, look_up, who=anyone, method="POST"),
    Screen(f"{PUBLIC}/{{code}}", result, who=anyone, slow=True),
]
