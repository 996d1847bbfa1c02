"""What the simulator remembers of the last conversations, in memory only."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lxml import etree

from portal import clock
from portal.demo.national_node.people import Invented
from portal.demo.national_node.reading import SignOn

SECONDS_OF_AN_ARTIFACT = 60
MOST = 30


@dataclass
class Conversation:
    """One person's way through the node: who asked, who came, and what was said."""

    key: str
    asked: SignOn
    relay: str
    begun_at: datetime
    artifact: str = ""
    artifact_ends_at: datetime | None = None
    person: Invented | None = None
    fault: str = ""
    session_index: str = ""
    ended: bool = False
    messages: list[tuple[str, str]] = field(default_factory=list)

    def note(self, name: str, content: str | bytes) -> None:
        """Keep a message for people to read."""
        self.messages.append((name, _readable(content)))

    def is_artifact_good(self, artifact: str) -> bool:
        """Whether it is this one's artifact, unused and in time."""
        ends_at = self.artifact_ends_at
        return (
            bool(artifact) and artifact == self.artifact and bool(ends_at and ends_at > clock.now())
        )


class Conversations:
    """The last conversations, the newest first."""

    def __init__(self) -> None:
        self._kept: dict[str, Conversation] = {}

    def begin(self, asked: SignOn, relay: str) -> Conversation:
        """Somebody came with a request."""
        found = Conversation(secrets.token_urlsafe(12), asked, relay, clock.now())
        found.note("AuthnRequest", asked.xml)
        self._kept[found.key] = found
        while len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))
        return found

    def of(self, key: str) -> Conversation | None:
        """The conversation of a key."""
        return self._kept.get(key)

    def give_artifact(self, found: Conversation, person: Invented, fault: str) -> str:
        """The person chose; gives what the browser takes back to the portal."""
        found.person, found.fault = person, fault
        found.artifact = secrets.token_hex(22)
        found.artifact_ends_at = clock.now() + timedelta(seconds=SECONDS_OF_AN_ARTIFACT)
        return found.artifact

    def take(self, artifact: str) -> Conversation | None:
        """The conversation of an artifact, which is used up by that."""
        for found in self._kept.values():
            if found.is_artifact_good(artifact):
                found.artifact = ""
                return found
        return None

    def newest(self) -> list[Conversation]:
        """All that are kept."""
        return list(self._kept.values())[::-1]


def _readable(content: str | bytes) -> str:
    """XML with a line for each element, where it is XML."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return raw[:20_000].decode("utf-8", errors="replace")
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode"))[:60_000]
