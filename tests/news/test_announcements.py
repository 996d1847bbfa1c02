"""News: published, shown for their time, withdrawn."""

import json
from datetime import date

import pytest

from portal.news import announcements as news
from portal.store.database import writing

TODAY = date(2026, 11, 21)


def published(db, title="Odczyty", on="2026-11-20", until=None, body="Treść."):
    with writing(db):
        return news.publish(db, title, body, on, until)


def revision(db):
    return db.execute("SELECT number FROM portal_revision").fetchone()[0]


def events(db):
    return [
        (event, json.loads(details))
        for event, details in db.execute("SELECT event, details FROM events ORDER BY event_id")
    ]


@pytest.mark.parametrize(
    ("on", "until", "shown"),
    [
        ("2026-11-21", None, True),
        ("2026-11-22", None, False),
        ("2026-11-01", "2026-11-21", True),
        ("2026-11-01", "2026-11-20", False),
    ],
)
def test_news_are_shown_from_their_first_day_to_their_last(db, on, until, shown):
    number = published(db, on=on, until=until)
    assert [item.announcement_id for item in news.current(db, TODAY)] == [number] * shown
    assert (news.one(db, number, TODAY) is not None) is shown


def test_the_newest_stands_first(db):
    published(db, "Dawna", "2026-11-01")
    published(db, "Nowa", "2026-11-20")
    published(db, "Nowsza", "2026-11-20")
    assert [item.title for item in news.current(db, TODAY)] == ["Nowsza", "Nowa", "Dawna"]


def test_publishing_is_noted_and_seen_by_everybody(db):
    before = revision(db)
    number = published(db, until="2026-12-01")
    assert revision(db) == before + 1
    assert events(db) == [
        (
            "announcement.published",
            {"announcement_id": number, "ends_on": "2026-12-01", "published_on": "2026-11-20"},
        )
    ]


def test_withdrawing_hides_it_at_once(db):
    number = published(db)
    before = revision(db)
    with writing(db):
        assert news.withdraw(db, number, TODAY)
    assert news.one(db, number, TODAY) is None
    assert revision(db) == before + 1
    assert events(db)[-1] == ("announcement.withdrawn", {"announcement_id": number})


def test_what_is_not_shown_cannot_be_withdrawn(db):
    number = published(db, until="2026-11-01", on="2026-10-01")
    before = revision(db)
    with writing(db):
        assert not news.withdraw(db, number, TODAY)
        assert not news.withdraw(db, 999, TODAY)
    assert revision(db) == before
    assert len(events(db)) == 1


def test_the_list_leads_to_each(browser, db):
    published(db, "Odczyty <liczników>", body="Pierwszy\nakapit.\n\nDrugi <b>akapit</b>.\n\n")
    listed = browser.open("/aktualnosci")
    assert listed.title.startswith("Aktualności")
    (href,) = listed.links(".rows a")
    page = browser.open(href)
    assert page.h1 == "Odczyty <liczników>"
    assert page.title.startswith("Odczyty <liczników>")
    assert page.select("main p.t2") == ["Pierwszy akapit.", "Drugi <b>akapit</b>."]
    assert page.soup.select_one("time")["datetime"] == "2026-11-20"
    assert "20 listopada 2026" in page.text


def test_a_page_without_news_says_so(browser):
    assert "Teraz nie ma żadnych wiadomości." in browser.open("/aktualnosci").text


def test_unknown_news_are_not_found(browser):
    for reference in ("1", "00000000", "zzz"):
        browser.open(f"/aktualnosci/{reference}", status=404)


def test_news_of_yesterday_are_gone(browser, db):
    published(db, until="2026-11-21")
    (href,) = browser.open("/aktualnosci").links(".rows a")
    with writing(db):
        news.withdraw(db, 1, TODAY)
    browser.open(href, status=404)
