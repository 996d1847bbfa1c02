"""Texts as they are shown: the company's own words put in, and short words tied to the next."""

import re

from portal.settings import Settings

NO_BREAK = "\u00a0"

# A one-letter word, a number or an abbreviation does not stand at the end of a line.
_TIED = re.compile(r"(?<!\w)([aiouwzAIOUWZ]|\d+|ul\.|m\.|nr|godz\.|np\.) (?=\w)")


def tie(text: str) -> str:
    """The text with no-break spaces after short words: "w maju" stays on one line."""
    return _TIED.sub(rf"\1{NO_BREAK}", text)


class Wording:
    """Puts what differs from company to company into the texts of this room.

    In the texts: {short_name}, {name}, {host} (the portal without https://), {address} (with
    it), {idle} (minutes until a session ends).
    """

    def __init__(self, settings: Settings) -> None:
        organisation = settings.organisation
        self._words = {
            "short_name": organisation.short_name,
            "name": organisation.name,
            "address": settings.base_url,
            "host": settings.base_url.partition("://")[2],
            "idle": settings.session_idle_minutes,
        }

    def plain(self, text: str) -> str:
        """The text with ordinary spaces, for e-mails and for what is copied."""
        return text.format_map(self._words)

    def __call__(self, text: str) -> str:
        """The text for a page."""
        return tie(self.plain(text))
