"""Everybody's mailbox: what the portal's own postman has delivered to a real little server."""

import re
from dataclasses import replace

from portal.app import postman
from portal.demo.mail_catcher import Caught, MailCatcher
from portal.settings import Settings
from portal.store.database import Database


class Mailbox:
    """Has the postman bring what is due whenever somebody looks."""

    def __init__(self, settings: Settings, db: Database, catcher: MailCatcher) -> None:
        self.db = db
        self.catcher = catcher
        self.settings = replace(settings, smtp_url=catcher.url)

    @property
    def letters(self) -> list[Caught]:
        """Every letter so far, the first first."""
        postman(self.settings).deliver_due(self.db)
        return self.catcher.letters[::-1]

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """To whom, and about what."""
        return [(letter.recipient, letter.subject) for letter in self.letters]

    def link(self, recipient: str = "") -> str:
        """The path of the link in the last letter to somebody."""
        letter = [each for each in self.letters if recipient in ("", each.recipient)][-1]
        found = re.search(re.escape(self.settings.base_url) + r"(/\S+)", letter.text)
        assert found, letter.text
        return found[1]
