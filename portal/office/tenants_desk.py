"""Tenants: finding them, their cards, and the portal as they see it.

A card is opened by a form, because every look at it stands in the audit log and a link (GET)
changes nothing. The form notes the look and leads to the card's address, which opens only for a
look that this member of staff has noted in the last quarter of an hour; otherwise, from a bookmark
or another desk, it asks to press the button that notes it. So nobody sees a card unnoted, while
reloading it or coming back from another desk is the same look.
"""

from typing import NamedTuple

from starlette.responses import Response

from portal import clock, language
from portal.office import actions, tenant_queries
from portal.office.event_words import in_words
from portal.tenancy import contacts, emails, leases, ledger, order_states, search
from portal.tenancy.preferences import WISHES, preferences_of
from portal.web import viewing
from portal.web.access import staff
from portal.web.rights import (
    APPROVE_EMAILS,
    LOOK_AT_PAYMENTS,
    LOOK_AT_TENANTS,
    PRINT_LETTERS,
    READ_LOG,
    VIEW_AS_TENANT,
)
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

PAYMENTS_ON_CARD = 10
PASSWORD_STATES = {
    "none": ("warn", "nie ma jeszcze hasła"),
    "first": ("warn", "hasło z listu, jeszcze niezmienione"),
    "own": ("ok", "własne hasło"),
}
EMAIL_STATES = {
    "unconfirmed": ("warn", "czeka na potwierdzenie przez najemcę"),
    "waiting": ("warn", "czeka na zatwierdzenie"),
    "approved": ("ok", "zatwierdzony"),
    "refused": ("bad", "odrzucony"),
    "replaced": ("info", "zastąpiony"),
}
LETTER_STATES = {
    "made": ("warn", "do wydruku"),
    "printed": ("info", "wydrukowany"),
    "delivered": ("info", "wydany"),
    "used": ("ok", "wykorzystany"),
    "expired": ("bad", "po terminie"),
    "ended": ("info", "zastąpiony nowszym"),
}


class LeaseOnCard(NamedTuple):
    """A lease and how its ledger stands."""

    lease: leases.Lease
    account: ledger.Account
    ended: bool


def tenants(visit: Visit) -> Response:
    """Find a tenant by a name, an address or a number."""
    asked = visit.query.get("szukaj", "").strip()[:100]
    results = None
    problem = _problem(asked)
    if asked and not problem:
        results = search.find(visit.db, asked)
        visit.shows("search", (tenant.tenant_id for tenant in results.tenants))
    return visit.page(
        "office/tenants/search.html",
        fragment="wyniki",
        said=_said(results, problem),
        asked=asked,
        problem=problem,
        results=results,
        language_wishes=WISHES,
        most=search.MOST,
    )


def look_at(visit: Visit) -> Response:
    """Note the look, then show the card."""
    actions.look_at(visit.db, visit.person, visit.row_id("id"))
    return visit.go_to(f"/biuro/najemcy/{visit.parameters['id']}")


def card(visit: Visit) -> Response:
    """Everything about a tenant that helps them, for somebody whose look was noted."""
    tenant = tenant_queries.tenant_of(visit.db, visit.row_id("id"))
    person, db, today = visit.person, visit.db, clock.today()
    if not tenant_queries.has_looked(db, person.account_id, tenant.tenant_id):
        return visit.page("office/tenants/closed.html", reference=visit.parameters["id"])
    account_id = tenant.account_id or 0
    counting, wish = emails.emails_of(db, account_id)
    chosen = preferences_of(db, account_id)
    return visit.page(
        "office/tenants/card.html",
        tenant=tenant,
        password=PASSWORD_STATES.get(tenant.password_state or ""),
        last_sign_in=_instant(tenant_queries.last_sign_in(db, account_id)),
        linked=tenant_queries.is_linked(db, account_id),
        telephone=contacts.telephone_in_words(chosen.telephone) if chosen.telephone else "",
        language_wish=WISHES.get(chosen.language, ""),
        notify=chosen.notify,
        emails=[(each.address, EMAIL_STATES[each.state]) for each in (counting, wish) if each],
        held=[
            LeaseOnCard(lease, ledger.account_of(db, lease.lease_id, today), lease.has_ended(today))
            for lease in leases.leases_of(db, tenant.tenant_id, today)
        ],
        payments_online=[
            (each, order_states.STATES[each.state], clock.from_text(each.started_at))
            for each in order_states.last_orders(db, tenant.tenant_id, PAYMENTS_ON_CARD)
        ],
        looks_at_payments=person.role in LOOK_AT_PAYMENTS.roles,
        letters=[
            (letter.batch_id, LETTER_STATES[letter.state], _instant(letter.changed_at))
            for letter in tenant_queries.letters_of(db, account_id)
        ],
        events=[
            (_instant(line.at), in_words(line.event), line.who)
            for line in tenant_queries.latest_events(db, tenant.tenant_id, account_id)
        ],
        may_print=person.role in PRINT_LETTERS.roles,
        may_approve=person.role in APPROVE_EMAILS.roles and wish and wish.state == "waiting",
        may_view=person.role in VIEW_AS_TENANT.roles,
        may_read_log=person.role in READ_LOG.roles,
    )


def view_as(visit: Visit) -> Response:
    """„Zobacz jak najemca”: note the start, and show Start."""
    settings = visit.settings
    cookie = actions.begin_viewing(visit.db, visit.person, visit.row_id("id"), settings.secret_key)
    response = visit.go_to("/")
    response.set_cookie(
        viewing.COOKIE,
        cookie,
        max_age=int(viewing.LONGEST.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings.secure,
    )
    return response


def end_viewing(visit: Visit) -> Response:
    """Note the end, and go back to the tenant's card."""
    seen = visit.viewing
    if seen is None:
        return visit.go_to("/biuro")
    actions.end_viewing(visit.db, seen)
    reference = visit.services.references.hide(seen.tenant.tenant_id or 0)
    response = visit.go_to(f"/biuro/najemcy/{reference}")
    response.delete_cookie(
        viewing.COOKIE, httponly=True, samesite="lax", secure=visit.settings.secure
    )
    return response


def _problem(asked: str) -> str:
    """What speaks against searching for these words, as a sentence; "" where nothing does."""
    if not asked:
        return ""
    bare = asked.replace(" ", "")
    if len(bare) == 11 and bare.isdigit():
        return "Po numerze PESEL nie szukamy. Wpisz nazwisko, adres, login albo numer umowy."
    if search.is_too_short(asked):
        return "To za mało, żeby szukać. Wpisz co najmniej 2 litery albo cyfry."
    return ""


def _said(results: search.Results | None, problem: str) -> str:
    if results is None:
        return problem
    found = len(results.tenants)
    words = language.count(found, "najemca", "najemców", "najemców")
    return f"Za dużo wyników, pokazujemy {words}." if results.more else f"Wyniki: {words}."


def _instant(text: str | None):  # type: ignore[no-untyped-def]
    return clock.from_text(text) if text else None


lookers = LOOK_AT_TENANTS.who

screens = [
    Screen("/biuro/najemcy", tenants, who=lookers, slow=True),
    Screen("/biuro/najemcy/{id}", look_at, who=lookers, method="POST"),
    Screen("/biuro/najemcy/{id}", card, who=lookers),
    Screen("/biuro/najemcy/{id}/zobacz", view_as, who=VIEW_AS_TENANT.who, method="POST"),
    Screen(
        "/biuro/podglad/koniec",
        end_viewing,
        who=staff(),
        method="POST",
        limits=Limits(while_viewing=True),
    ),
]
