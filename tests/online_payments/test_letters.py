"""The letters by e-mail about payments: the news, the number, and nothing to be phished with."""

import re
from pathlib import Path

import pytest

from portal import clock
from portal.mail import letter as letters
from portal.mail.outbox import Letter

FOLDER = Path(__file__).parents[2] / "templates"
EVERY = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.glob("online_payments/mail_*.txt")
    if not path.name.startswith("mail_desk_")  # those go to the office
)


@pytest.mark.parametrize("template", EVERY)
def test_a_letter_tells_the_news_by_number_without_money_or_a_link_to_pay(settings, template):
    contents = {"order_id": "IOK-261121-7KQX4M9RTWPA"}
    letter = Letter(1, "0" * 32, None, "anna@example.pl", template, contents, clock.now(), 1)
    subject, text = letters.words(letter, settings)
    assert contents["order_id"] in subject
    assert contents["order_id"] in text
    assert re.search(r"\d\s*zł|\d,\d\d", text) is None
    assert re.findall(r"https?://\S+", text) == [settings.base_url]
    assert "proszę zalogować się" in text
    assert "Nie wysyłamy linków do płatności" in text


def test_each_outcome_has_its_letter():
    names = {template.partition("mail_")[2].removesuffix(".txt") for template in EVERY}
    assert {"paid", "paid_twice", "refused", "kept_aside", "refunded", "refund_failed"} <= names
