"""The desk of e-mail addresses: each is approved or refused by a person, the oldest first."""

from starlette.responses import Response

from portal import clock, language
from portal.profile import actions, queries
from portal.profile.forms import RefusalForm
from portal.tenancy.absent import NotThere
from portal.web.access import staff
from portal.web.routing import Screen
from portal.web.visit import Visit

DESK = "/biuro/adresy"
DONE = {
    "zatwierdzono": ("ok", "Adres jest zatwierdzony.", "Najemca dostanie o tym list na ten adres."),
    "odrzucono": ("ok", "Adres jest odrzucony.", "Najemca zobaczy powód w Profilu."),
    "zmienione": (
        "info",
        "Ten adres nie czeka już na decyzję.",
        "Zajęła się nim inna osoba albo najemca wycofał zgłoszenie.",
    ),
}


def queue(visit: Visit) -> Response:
    """The addresses that wait, the one that waits longest first."""
    done = visit.query.get("gotowe", "") if visit.query_string else ""
    found = queries.address_queue(visit.db)
    visit.shows("addresses", (each.tenant_id for each in found))
    return visit.page(
        "profile/desk/queue.html",
        waiting=[
            (each, clock.from_text(each.confirmed_at), _waits(each.confirmed_at)) for each in found
        ],
        done=DONE.get(done),
    )


def approve(visit: Visit) -> Response:
    """Let the address count."""
    decided = actions.approve_address(visit.db, visit.row_id("id"), by=visit.person.account_id)
    return visit.go_to(f"{DESK}?gotowe={'zatwierdzono' if decided else 'zmienione'}")


def refusal_form(visit: Visit) -> Response:
    """Why not."""
    return _refusal_page(visit, RefusalForm())


def refuse(visit: Visit) -> Response:
    """Say no, with the reason that the tenant reads."""
    form = RefusalForm(visit.form)
    if not form.validate():
        return _refusal_page(visit, form, status=422)
    decided = actions.refuse_address(
        visit.db, visit.row_id("id"), form.reason.data or "", by=visit.person.account_id
    )
    return visit.go_to(f"{DESK}?gotowe={'odrzucono' if decided else 'zmienione'}")


def _refusal_page(visit: Visit, form: RefusalForm, status: int = 200) -> Response:
    email_id = visit.row_id("id")
    found = [each for each in queries.address_queue(visit.db) if each.email_id == email_id]
    if not found:
        raise NotThere
    visit.shows("addresses", [found[0].tenant_id])
    return visit.page("profile/desk/refuse.html", status=status, form=form, address=found[0])


def _waits(confirmed_at: str) -> str:
    """How long an address has waited, in days: that is how people reckon it."""
    since = clock.from_text(confirmed_at).astimezone(clock.WARSAW).date()
    days = (clock.today() - since).days
    return f"czeka {language.count(days, 'dzień', 'dni', 'dni')}" if days > 0 else "od dziś"


deciders = staff("clerk", "administrator")

screens = [
    Screen(DESK, queue, who=deciders, tagged=False),
    Screen(f"{DESK}/{{id}}/zatwierdz", approve, who=deciders, method="POST"),
    Screen(f"{DESK}/{{id}}/odrzuc", refusal_form, who=deciders, tagged=False),
    Screen(f"{DESK}/{{id}}/odrzuc", refuse, who=deciders, method="POST"),
]
