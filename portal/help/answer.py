"""What an end of the guide is made of: the steps, and an e-mail that is ready to send."""

from dataclasses import dataclass
from urllib.parse import quote

from portal.help.wording import Wording


@dataclass(frozen=True)
class Step:
    """One thing to do, with a link where it is done in the portal."""

    words: str
    href: str = ""
    link: str = ""


@dataclass(frozen=True)
class Mail:
    """An e-mail that is ready to send: the request and the facts for which it leaves room."""

    about: str
    request: str
    facts: tuple[str, ...]
    to_privacy: bool = False

    def subject(self, wording: Wording) -> str:
        """The subject, which names the company."""
        return wording.plain(f"IOK {{short_name}} - {self.about}")

    def body(self, wording: Wording) -> str:
        """The text, with a line for each fact."""
        facts = "\n".join(f"{fact}:" for fact in self.facts)
        return wording.plain(f"Dzień dobry,\n\n{self.request}\n\n{facts}\n\nZ poważaniem\n")

    def link(self, address: str, wording: Wording) -> str:
        """The mailto: link, encoded so that every mail program reads it."""
        subject = quote(self.subject(wording), safe="")
        body = quote(self.body(wording).replace("\n", "\r\n"), safe="")
        return f"mailto:{quote(address, safe='@')}?subject={subject}&body={body}"


@dataclass(frozen=True)
class Answer:
    """The end of a way: what is so, what to do now, and what happens then."""

    title: str
    lead: str
    steps: tuple[Step, ...]
    then: str
    mail: Mail
    urgent: bool = False
