"""Letters as they are sent: the template filled in, as plain text and as the same in HTML."""

import re
import unicodedata
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import escape

from portal.mail.outbox import Letter
from portal.settings import Settings

FOLDER = Path(__file__).parents[2] / "templates"
SUBJECT = "Subject: "
_IN_AN_ADDRESS = r"(?:/(?:[A-Za-z0-9/_\-?=&.%]*[A-Za-z0-9/_\-=&%])?)?"


class Piece(NamedTuple):
    """A stretch of a letter's text; `href` where it is an address of ours."""

    text: str
    href: str


def compose(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter, ready to be handed over. It is the same whenever it is composed.

    Raises: jinja2.TemplateError, ValueError where template or address are wrong.
    """
    organisation = settings.organisation
    subject, text = words(letter, settings)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(organisation.name, addr_spec=organisation.email)
    message["To"] = Address(addr_spec=letter.recipient)
    message["Subject"] = subject
    message["Date"] = format_datetime(letter.put_at)
    message["Message-ID"] = f"<{letter.message_id}@{our_host(settings)}>"
    # Nobody's absence is to be answered, and our own answers are never answered (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Id"] = f"IOK <iok.{our_host(settings)}>"
    message["Content-Language"] = "pl"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(
        in_html(subject, text, settings.base_url), subtype="html", cte="quoted-printable"
    )
    return message


def words(letter: Letter, settings: Settings) -> tuple[str, str]:
    """Subject and text of a letter."""
    head, body = _templates(letter.template)
    values = {
        **letter.contents,
        "organisation": settings.organisation,
        "address": settings.base_url,
        "host": settings.base_url.partition("://")[2],
    }
    subject = head.render(values).removeprefix(SUBJECT)
    return _one_line(subject), f"{body.render(values).strip()}\n"


def our_host(settings: Settings) -> str:
    """The name of the portal's host, as mail servers are told it."""
    return urlsplit(settings.base_url).hostname or "localhost"


def pieces(text: str, base_url: str) -> Iterator[Piece]:
    """The text, cut where addresses of our own begin and end. No other address becomes a link."""
    place = 0
    for found in re.finditer(re.escape(base_url) + _IN_AN_ADDRESS, text):
        if found.start() > place:
            yield Piece(text[place : found.start()], "")
        yield Piece(found[0], found[0])
        place = found.end()
    if place < len(text):
        yield Piece(text[place:], "")


def in_html(subject: str, text: str, base_url: str) -> str:
    """The same text as HTML: paragraphs, line breaks and links, nothing to be fetched."""
    paragraphs = "\n".join(
        f"<p>{_paragraph(paragraph, base_url)}</p>" for paragraph in text.strip().split("\n\n")
    )
    return (
        '<!doctype html>\n<html lang="pl"><head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title></head>\n<body>\n{paragraphs}\n</body></html>\n"
    )


def _paragraph(text: str, base_url: str) -> str:
    return "".join(
        f'<a href="{escape(href)}">{escape(words)}</a>'
        if href
        else str(escape(words)).replace("\n", "<br>\n")
        for words, href in pieces(text, base_url)
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # Plain text: nothing in it is escaped, and nothing of it is read as HTML.
    return Environment(  # noqa: S701
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True
    )


@lru_cache(maxsize=64)
def _templates(name: str) -> tuple[Template, Template]:
    """The head and the body of a letter, cut apart before anything is filled in."""
    environment = _environment()
    if environment.loader is None:
        raise AssertionError("letters have a folder")
    source, _, _ = environment.loader.get_source(environment, name)
    head, _, body = source.partition("\n\n")
    if not head.startswith(SUBJECT):
        raise ValueError(f"{name} does not begin with its subject")
    return environment.from_string(head), environment.from_string(body)


def _one_line(text: str) -> str:
    """Breaks of lines become spaces; what turns the writing round is left out."""
    kinds = ((character, unicodedata.category(character)) for character in text)
    kept = (" " if kind in ("Cc", "Zl", "Zp") else c for c, kind in kinds if kind != "Cf")
    return " ".join("".join(kept).split())
