"""The link between an account and a person: made in Profil or after the first password, and ended;
and the choice for a person with two accounts."""

from starlette.responses import Response

from portal import clock
from portal.national_node import actions, policy, queries, store
from portal.national_node.browser import forget, held_by
from portal.national_node.node import node_of
from portal.national_node.queries import Holder
from portal.national_node.refusals import Kind
from portal.national_node.screens import CHOICE_PATH, failure_page, let_in, send_to_node
from portal.national_node.store import Waiting
from portal.tenancy import leases
from portal.tenancy.absent import NotThere
from portal.web.access import anyone, tenant
from portal.web.routing import Screen
from portal.web.visit import Visit

LINK_PATH = "/logowanie/login-gov/polacz"
DONE = "/profil?gotowe=polaczono"


def start_link(visit: Visit) -> Response:
    """„Połącz z login.gov.pl”."""
    if _holder(visit).kind == "company":
        return failure_page(visit, Kind.COMPANY)
    return send_to_node(visit, account_id=visit.person.account_id, next_path=DONE)


def end_link(visit: Visit) -> Response:
    """„Rozłącz”."""
    node_of(visit.settings)
    holder = _holder(visit)
    actions.unlink(visit.db, holder.account_id, holder.tenant_id)
    return visit.go_to("/profil?gotowe=rozlaczono")


def link_offer(visit: Visit) -> Response:
    """After the first password: link with the person who was identified before, in one step."""
    node_of(visit.settings)
    return visit.page(
        "national_node/link.html",
        identified=_identified(visit, _holder(visit)) is not None,
    )


def link_now(visit: Visit) -> Response:
    """Link with the person who was identified in this browser a short while ago."""
    node_of(visit.settings)
    holder = _holder(visit)
    waiting = _identified(visit, holder)
    if waiting is None:
        return failure_page(visit, Kind.SOMEBODY_ELSE)
    key, secret = waiting.person_key, held_by(visit)
    actions.link(visit.db, visit.person, key, waiting.opened, waited=secret)
    return forget(visit, visit.go_to(DONE))


def choice(visit: Visit) -> Response:
    """Which of two accounts, told apart by their leases."""
    waiting = _waiting(visit)
    if waiting is None:
        return failure_page(visit, Kind.EXPIRED)
    today = clock.today()
    found = [
        (holder, leases.leases_of(visit.db, holder.tenant_id, today))
        for holder in queries.holders(visit.db, waiting.accounts)
    ]
    return visit.page("national_node/choice.html", found=found, today=today)


def choose(visit: Visit) -> Response:
    """Open the chosen account."""
    waiting = _waiting(visit)
    if waiting is None:
        return failure_page(visit, Kind.EXPIRED)
    account_id = visit.services.references.find(str(visit.form.get("account", "")))
    for holder in queries.holders(visit.db, waiting.accounts):
        if holder.account_id == account_id:
            return let_in(visit, holder, waiting.next_path, waiting.opened, waited=held_by(visit))
    raise NotThere


def _waiting(visit: Visit) -> Waiting | None:
    node_of(visit.settings)
    secret = held_by(visit)
    waiting = store.waiting_of(visit.db, secret) if secret else None
    return waiting if waiting is not None and waiting.accounts else None


def _identified(visit: Visit, holder: Holder) -> Waiting | None:
    """Who was identified in this browser, if that is surely this tenant."""
    secret = held_by(visit)
    waiting = store.waiting_of(visit.db, secret) if secret else None
    if waiting is None or not policy.may_link_later(holder, waiting.person_key):
        return None
    return waiting


def _holder(visit: Visit) -> Holder:
    holder = queries.holder_of(visit.db, visit.person.account_id)
    if holder is None:
        raise NotThere
    return holder


screens = [
    Screen("/profil/login-gov", start_link, who=tenant, method="POST"),
    Screen("/profil/login-gov/rozlacz", end_link, who=tenant, method="POST"),
    Screen(LINK_PATH, link_offer, who=tenant, tagged=False),
    Screen(LINK_PATH, link_now, who=tenant, method="POST"),
    Screen(CHOICE_PATH, choice, who=anyone, tagged=False),
    Screen(CHOICE_PATH, choose, who=anyone, method="POST"),
]
