"""The plan of an answer: everything that it says, so that each part can be said wrongly."""

from dataclasses import dataclass, field
from datetime import timedelta

from portal.demo.national_node.people import Invented

LEVEL = "http://eidas.europa.eu/LoA/"
NONE = timedelta()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the node is about to say. Instants are distances from now.

    sign_*:     "node", "stranger", "nobody", "weak" (SHA-1), or "broken" (changed afterwards).
    wrap_*:     the number of the wrapping attack on that level, 0 for none.
    """

    person: Invented
    instead: Invented
    request_id: str
    question_id: str
    issuer: str
    audience: str
    recipient: str
    level: str = f"{LEVEL}substantial"
    status_artifact: str = "Success"
    status_response: str = "Success"
    empty: bool = False
    http_status: int = 200
    silent: bool = False
    unreadable: bool = False
    huge: bool = False
    sign_artifact: str = "node"
    sign_response: str = "node"
    wrap_artifact: int = 0
    wrap_response: int = 0
    in_response_to_artifact: str = ""
    in_response_to_response: str = ""
    in_response_to_subject: str = ""
    destination: str = ""
    version: str = "2.0"
    said: timedelta = NONE
    begins: timedelta = NONE
    ends: timedelta = timedelta(minutes=50)
    shown: timedelta = NONE
    assertion_id: str = ""
    issuer_artifact: str = ""
    issuer_response: str = ""
    issuer_assertion: str = ""
    method: str = "bearer"
    without: str = ""
    twice: str = ""
    two_values: str = ""
    comment: str = ""
    extra_condition: str = ""
    dtd_outside: bool = False
    dtd_inside: bool = False
    in_the_open: bool = False
    beside: bool = False
    utf16: bool = False
    derivation: str = "nodes-own"
    content: str = "aes256-gcm"
    key_bytes: int = 32
    bad_point: bool = False
    to_stranger: bool = False
    notes: dict[str, str] = field(default_factory=dict, compare=False)
