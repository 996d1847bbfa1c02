"""The word to login.gov.pl that somebody has left.

Told once and in passing, when a person signs out of a session that the node opened, or in which
they linked their account by it: it ends the session there, which on a shared computer would let
the next one into other services. Nobody waits for the answer, and a node that cannot be reached
changes nothing here. A session that ends by itself is not told of.
"""

import json
import logging

from portal.national_node import artifact, requests, store
from portal.national_node.node import Node, node_of
from portal.national_node.refusals import Refused
from portal.national_node.store import NodeSession
from portal.web.visit import Visit

log = logging.getLogger("portal")


def tell_the_node(visit: Visit) -> None:
    """Tell the node that this visitor signs out, if they were there for it."""
    if visit.settings.national_node is None or visit.visitor is None:
        return
    opened = store.session_of(visit.db, visit.visitor.session_id)
    if opened is not None:
        node = node_of(visit.settings)
        visit.services.workers.tell_later(lambda: _tell(node, opened))


def _tell(node: Node, opened: NodeSession) -> None:
    try:
        artifact.post(node.logout_url, requests.logout_request(node, *opened))
    except Refused as refusal:
        log.warning(json.dumps({"login.gov.pl": "not told of a leaving", "why": refusal.why}))
