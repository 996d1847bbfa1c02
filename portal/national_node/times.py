"""Instants in messages, judged by our clock with a little patience for another's."""

import re
from datetime import UTC, datetime, timedelta

from portal import clock
from portal.national_node.refusals import Kind, Refused, untrusted

SKEW = timedelta(seconds=60)
RECENT = timedelta(minutes=10)

_SHAPE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z", re.ASCII
)


def instant(words: str | None, why: str) -> datetime:
    """An instant of SAML, which is always UTC. Raises Refused for anything else."""
    if words is None or _SHAPE.fullmatch(words) is None:
        raise untrusted(why)
    try:
        return datetime.fromisoformat(words[:19]).replace(tzinfo=UTC)
    except ValueError as error:
        raise untrusted(why) from error


def check_recent(words: str | None, why: str) -> None:
    """Something was said a short while ago. Raises Refused (expired for too long ago)."""
    said, now = instant(words, why), clock.now()
    if said > now + SKEW:
        raise untrusted(why)
    if said < now - RECENT - SKEW:
        raise Refused(Kind.EXPIRED, why)


def check_begun(words: str | None, why: str) -> None:
    """A NotBefore, where there is one, has come. Raises Refused."""
    if words is not None and instant(words, why) > clock.now() + SKEW:
        raise untrusted(why)


def check_lasting(words: str | None, why: str) -> datetime:
    """A NotOnOrAfter has not come yet; gives it. Raises Refused (expired)."""
    ends = instant(words, why)
    if ends <= clock.now() - SKEW:
        raise Refused(Kind.EXPIRED, why)
    return ends
