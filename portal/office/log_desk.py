"""The audit log on the screen and on paper."""

from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock
from portal.office import log_queries
from portal.office.event_words import WORDS, details_in_words, in_words
from portal.office.log_forms import LogForm
from portal.office.log_queries import LINES_ON_A_PAGE, Filter
from portal.store.events import Event
from portal.web.days import read_day
from portal.web.rights import READ_LOG
from portal.web.routing import Screen
from portal.web.visit import Visit

DAYS_AT_FIRST = 7
EVERYTHING = "wszystkie"
LISTED = str(Event.TENANT_LISTED)
KINDS = [
    ("", "wszystkie oprócz list"),
    (EVERYTHING, "wszystkie, także listy"),
    *sorted(WORDS.items(), key=lambda kind: kind[1]),
]
FIELDS = ("od", "do", "rodzaj", "login", "najemca")


def log(visit: Visit) -> Response:
    """A page of the log."""
    form = _form(visit)
    asked = _asked(visit, form) if form.validate() else None
    if asked is None:
        return visit.page(
            "office/log/log.html", status=422, form=form, kinds=KINDS, lines=None, older=None
        )
    before = visit.services.references.find(visit.query.get("przed", "")) or None
    found = log_queries.lines(visit.db, asked, before)
    visit.shows("log", (whose for line in found for whose in (line.owner_id, line.tenant_id)))
    older = None
    if len(found) > LINES_ON_A_PAGE:
        found.pop()
        older = _address(visit, form, found[-1].event_id)
    return visit.page(
        "office/log/log.html",
        form=form,
        kinds=KINDS,
        lines=[
            (clock.from_text(line.at), in_words(line.event), line, details_in_words(line.details))
            for line in found
        ],
        older=older,
        newest=_address(visit, form, None) if before else None,
        days=(read_day(form.od.data), read_day(form.do.data)),
        today=clock.today(),
    )


def _form(visit: Visit) -> LogForm:
    today = clock.today()
    given = {name: visit.query.get(name, "") for name in FIELDS}
    given["od"] = given["od"] or (today - timedelta(days=DAYS_AT_FIRST - 1)).isoformat()
    given["do"] = given["do"] or today.isoformat()
    return LogForm(FormData(given))


def _asked(visit: Visit, form: LogForm) -> Filter | None:
    """The filter of a proper form; notes a login that nobody has and gives None."""
    login, whose = (form.login.data or "").strip(), (form.najemca.data or "").strip()
    account = log_queries.account_of_login(visit.db, login) if login else None
    if login and account is None:
        form.note(form.login, "Nikt nie ma takiego loginu.")
    tenant_id = _tenant_id(visit, whose) if whose else None
    if whose and not tenant_id:
        form.note(form.najemca, "Nie ma najemcy z takim loginem.")
    if form.mistakes:
        return None
    return Filter(
        since=_end_of(read_day(form.od.data) - timedelta(days=1)),
        until=_end_of(read_day(form.do.data)),
        event=None if form.rodzaj.data in ("", EVERYTHING) else form.rodzaj.data,
        with_lists=form.rodzaj.data in (EVERYTHING, LISTED),
        account_id=account[0] if account else None,
        tenant_id=tenant_id,
    )


def _tenant_id(visit: Visit, whose: str) -> int | None:
    """A tenant by login, or by the reference that their card hands on."""
    account = log_queries.account_of_login(visit.db, whose)
    if account is not None:
        return account[1]
    return visit.services.references.find(whose) or None


def _address(visit: Visit, form: LogForm, before: int | None) -> str:
    asked = {name: str(form[name].data or "") for name in FIELDS if form[name].data}
    if before is not None:
        asked["przed"] = visit.services.references.hide(before)
    return f"/biuro/dziennik?{urlencode(asked)}"


def _end_of(day: date) -> str:
    """The instant at which a day ends in Poland, as the log has it."""
    return clock.as_text(clock.end_of(day))


screens = [Screen("/biuro/dziennik", log, who=READ_LOG.who, slow=True)]
