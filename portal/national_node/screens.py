"""From „Zaloguj przez login.gov.pl” to an open account, and each place where it may end.

The node sends the browser back by a form from another site, with which no cookie of ours comes.
So the return only keeps the artifact and answers "see there"; there, in a visit of our own, the
cookies are back and a page posts itself on. That post resolves the artifact: a GET changes nothing.
"""

import json
import logging
import secrets

from starlette.responses import Response

from portal.national_node import actions, artifact, policy, queries, requests, store, verification
from portal.national_node.assertion import Vouched
from portal.national_node.browser import forget, give, held_by
from portal.national_node.failures import FAILURES
from portal.national_node.node import RETURN_PATH, node_of
from portal.national_node.refusals import Kind, Refused
from portal.national_node.store import NodeSession, Request
from portal.web.access import anyone
from portal.web.entrance import device_of, give_session
from portal.web.headers import POLICY
from portal.web.headers import policy as content_policy
from portal.web.paths import own_path
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

log = logging.getLogger("portal")

OUT_PATH = "/logowanie/login-gov/przejscie"
ON_PATH = "/logowanie/login-gov/dalej"
CHOICE_PATH = "/logowanie/login-gov/wybor"
RELAY_LENGTH = 64


def start(visit: Visit) -> Response:
    """„Zaloguj przez login.gov.pl”."""
    next_path = own_path(str(visit.form.get("next", "")))
    if visit.visitor is not None:
        return visit.go_to(next_path)
    return send_to_node(visit, account_id=None, next_path=next_path)


def send_to_node(visit: Visit, *, account_id: int | None, next_path: str) -> Response:
    """Note the request, bind it to this browser, and see the page that leads to the node."""
    node_of(visit.settings)
    request_id, secret = requests.new_id(), secrets.token_urlsafe(32)
    actions.begin(visit.db, request_id, secret, account_id=account_id, next_path=next_path)
    return give(visit, visit.go_to(OUT_PATH), secret)


def on_the_way_out(visit: Visit) -> Response:
    """The page whose form takes the browser to the node; Back and reload find it again."""
    node, secret = node_of(visit.settings), held_by(visit)
    request = store.request_of(visit.db, secret) if secret else None
    if request is None:
        return visit.go_to("/") if visit.visitor is not None else failure_page(visit, Kind.EXPIRED)
    response = visit.page(
        "national_node/go.html",
        action=node.sign_on_url,
        message=requests.sign_on_request(node, request.request_id),
        relay=store.relay_of(secret),
        links=request.account_id is not None,
    )
    response.headers[POLICY] = content_policy(form_to=node.origin)
    response.headers["cache-control"] = "no-store"
    return response


def returned(visit: Visit) -> Response:
    """The node's form comes from another site: keep the artifact, and see who it is over there."""
    found, relay = visit.form.getlist("SAMLart"), visit.form.getlist("RelayState")
    if len(found) == 1 and len(relay) == 1:
        words, key = str(found[0]), str(relay[0])
        if _is_an_artifact(words) and len(key) == RELAY_LENGTH:
            actions.keep_artifact(visit.db, key, words)
    return visit.go_to(ON_PATH)


def returned_by_link(visit: Visit) -> Response:
    """The same by a link, which the node may use; the page posts itself on."""
    fields = [(name, visit.query.get(name, "")) for name in ("SAMLart", "RelayState")]
    return _progress(visit, RETURN_PATH, fields)


def on_the_way(visit: Visit) -> Response:
    """A page of ours again, which posts itself on."""
    secret = held_by(visit)
    if secret and store.has_answer(visit.db, secret):
        return _progress(visit, ON_PATH, [])
    if visit.visitor is not None:
        return visit.go_to("/")
    return failure_page(visit, Kind.EXPIRED)


def finish(visit: Visit) -> Response:
    """Ask the node what the artifact stands for, check every word of it, and open the account."""
    secret = held_by(visit)
    request = visit.write(lambda db: actions.take_request(db, secret))
    if request is None or request.artifact is None:
        return visit.go_to("/") if visit.visitor is not None else failure_page(visit, Kind.EXPIRED)
    try:
        vouched = _vouched(visit, request, request.artifact)
        if request.account_id is not None:
            return _link(visit, request, vouched)
        return _enter(visit, request, vouched, secret)
    except Refused as refusal:
        return _refuse(visit, refusal, request.account_id)


def _vouched(visit: Visit, request: Request, words: str) -> Vouched:
    node = node_of(visit.settings)
    answer = artifact.resolve(node, words)
    asked = verification.Asked(request.request_id, answer.question_id, request.asked_at)
    vouched = verification.vouched_for(answer.content, node, asked)
    visit.write(lambda db: actions.use(db, vouched))
    return vouched


def _enter(visit: Visit, request: Request, vouched: Vouched, secret: str) -> Response:
    """Open the one account, or let them choose; who has no link yet is remembered for a while."""
    opened = NodeSession(vouched.name_id, vouched.session_index)
    key = vouched.person.key(visit.settings.secret_key)
    after_password = node_of(visit.settings).settings.after_password
    try:
        found = policy.holders_of(visit.db, vouched.person, key, after_password=after_password)
    except Refused as refusal:
        if refusal.kind in (Kind.NOT_LINKED, Kind.SURNAME):
            visit.write(lambda db: actions.wait(db, secret, key, [], request.next_path, opened))
        raise
    if len(found) > 1:
        accounts = [holder.account_id for holder in found]
        visit.write(lambda db: actions.wait(db, secret, key, accounts, request.next_path, opened))
        return give(visit, visit.go_to(CHOICE_PATH), secret)
    return let_in(visit, found[0], request.next_path, opened)


def let_in(
    visit: Visit,
    holder: queries.Holder,
    next_path: str,
    opened: NodeSession | None,
    waited: str = "",
) -> Response:
    """Open an account in a new session."""
    token = visit.write(
        lambda db: actions.open_session(
            db,
            holder,
            opened,
            device=device_of(visit),
            hours=visit.settings.session_hours,
            former=visit.visitor.session_id if visit.visitor else 0,
            waited=waited,
        )
    )
    response = forget(visit, visit.go_to(next_path))
    give_session(visit, response, token)
    return response


def _link(visit: Visit, request: Request, vouched: Vouched) -> Response:
    visitor = visit.visitor
    if visitor is None or visitor.account_id != request.account_id:
        raise Refused(Kind.SIGNED_OUT, "session-ended")
    holder = queries.holder_of(visit.db, visitor.account_id)
    if holder is None:
        raise Refused(Kind.SOMEBODY_ELSE, "no-tenant")
    key = vouched.person.key(visit.settings.secret_key)
    policy.check_link(holder, vouched.person, key)
    opened = NodeSession(vouched.name_id, vouched.session_index)
    visit.write(lambda db: actions.link(db, visitor, key, opened))
    return forget(visit, visit.go_to(request.next_path))


def _refuse(visit: Visit, refusal: Refused, account_id: int | None) -> Response:
    """A line in our log and in the audit log, which name the check and no person, and a page."""
    reference = secrets.token_hex(4)
    log.warning(
        json.dumps(
            {
                "login.gov.pl": "refused",
                "kind": refusal.kind,
                "why": refusal.why,
                "reference": reference,
            }
        )
    )
    visit.write(lambda db: actions.refuse(db, refusal, account_id))
    return failure_page(visit, refusal.kind, reference)


def failure_page(visit: Visit, kind: Kind, reference: str = "") -> Response:
    """The page of a kind of failure."""
    failure = FAILURES[kind]
    response = visit.page(
        "national_node/failure.html",
        status=failure.status,
        failure=failure,
        short_name=visit.settings.organisation.short_name,
        reference=reference,
    )
    response.headers["cache-control"] = "no-store"
    return response


def _progress(visit: Visit, action: str, fields: list[tuple[str, str]]) -> Response:
    node_of(visit.settings)
    response = visit.page("national_node/progress.html", action=action, fields=fields)
    response.headers["cache-control"] = "no-store"
    return response


def _is_an_artifact(words: str) -> bool:
    return 0 < len(words) <= artifact.LONGEST_ARTIFACT and words.isascii() and words.isprintable()


screens = [
    Screen("/logowanie/login-gov", start, who=anyone, method="POST"),
    Screen(OUT_PATH, on_the_way_out, who=anyone, slow=True),
    Screen(RETURN_PATH, returned, who=anyone, method="POST", limits=Limits(from_other_sites=True)),
    Screen(RETURN_PATH, returned_by_link, who=anyone, tagged=False),
    Screen(ON_PATH, on_the_way, who=anyone, tagged=False),
    Screen(ON_PATH, finish, who=anyone, method="POST", distant=True),
]
