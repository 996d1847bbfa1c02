"""What a letter looks like when it leaves."""

import email
import email.policy
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from portal import clock
from portal.mail import letter as letters
from portal.mail.outbox import Letter

TEMPLATES = Path(__file__).parents[2] / "templates"
EVERY = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/mail_*.txt"))
LINK = "http://127.0.0.1:8000/haslo/reset/abc_-123"


def a_letter(template="sign_in/mail_reset.txt", recipient="anna@example.pl", **contents) -> Letter:
    known = {"link": LINK, "login": "10001", "reason": "Powód", "asked_at": "21 listopada 2026"}
    known |= {"order_id": "IOK-1"}
    of_a_case = {"case_number": "2026/11/000001", "at": "dziś", "due_on": "jutro", "day": "jutro"}
    contents = {**known, **of_a_case, "files": "Plik 1", **contents}
    return Letter(1, "0" * 32, None, recipient, template, contents, clock.now(), 1)


def sent(letter, settings):
    """The letter as the other side reads it."""
    content = letters.compose(letter, settings).as_bytes()
    assert content.isascii(), "any server takes it"
    return email.message_from_bytes(content, policy=email.policy.default)


@pytest.mark.parametrize("template", EVERY)
def test_every_letter_is_whole(settings, template):
    message = sent(a_letter(template), settings)
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert message["Subject"]
    assert text.startswith("Dzień dobry,\n\n")
    # The office's own are signed by nobody: the portal wrote them.
    end = "przyszła z portalu sama" if "/mail_desk_" in template else "Z poważaniem"
    assert end in text
    assert "Nasze Domy" in text
    assert "{" not in text
    assert "hasło:" not in text


def test_polish_letters_stand_right_in_the_headers(settings):
    organisation = replace(settings.organisation, name="Łódzkie Domy „Żuraw” Sp. z o.o.")
    settings = replace(settings, organisation=organisation)
    message = sent(a_letter(), settings)
    assert message["From"].addresses[0].display_name == "Łódzkie Domy „Żuraw” Sp. z o.o."
    assert message["From"].addresses[0].addr_spec == "biuro@nasze-domy.example"
    assert message["Subject"] == "Nowe hasło do IOK Nasze Domy"
    assert message["To"] == "anna@example.pl"
    assert message["Message-ID"] == f"<{'0' * 32}@127.0.0.1>"


def test_no_machine_is_to_answer(settings):
    message = sent(a_letter(), settings)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["List-Id"]


def test_the_html_says_the_same_as_the_text(settings):
    message = sent(a_letter(), settings)
    soup = BeautifulSoup(message.get_body(("html",)).get_content(), "html.parser")
    text = message.get_body(("plain",)).get_content()
    assert soup.html["lang"] == "pl"
    assert soup.body.get_text(" ").split() == text.split()
    again = "http://127.0.0.1:8000/haslo/reset"
    assert [link["href"] for link in soup.select("a")] == [LINK, again]
    assert not soup.select("img, script, style, link")


@pytest.mark.parametrize(
    "words", ["<b>x</b>", "https://evil.example/", "http://127.0.0.1:8000.evil.example/x"]
)
def test_nothing_of_others_becomes_markup_or_a_link_elsewhere(settings, words):
    html = letters.in_html("x", words, settings.base_url)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.body.get_text().strip() == words
    assert not soup.select("b")
    hosts = {link["href"].split("/")[2] for link in soup.select("a")}
    assert hosts <= {"127.0.0.1:8000"}


@pytest.mark.parametrize("recipient", ["anna@example.pl\r\nBcc: x@evil.example", "a@b, c@d"])
def test_a_recipient_that_is_more_than_one_is_not_written_to(settings, recipient):
    with pytest.raises(ValueError, match=r".*"):
        letters.compose(a_letter(recipient=recipient), settings)


def test_a_subject_is_one_line_whatever_it_names(settings, monkeypatch):
    head, body = letters._templates("sign_in/mail_reset.txt")
    head = letters._environment().from_string("Subject: Sprawa {{ login }}")
    monkeypatch.setattr(letters, "_templates", lambda name: (head, body))
    message = sent(a_letter(login="a\r\nBcc: x@evil.example\n\nb\u202e"), settings)
    assert message["Subject"] == "Sprawa a Bcc: x@evil.example b"
    assert message["Bcc"] is None
