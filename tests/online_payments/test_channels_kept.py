"""The operator's channels are asked for once a minute, and the last good list stays."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.online_payments import channels_kept
from portal.online_payments.autopay.channels import Channel
from portal.store.database import connect, writing

BLIK = Channel(509, "BLIK", "BLIK", 1, 5_000_000, "Zapłać")
CARD = Channel(1500, "Karta", "CARD", 10, None, "Płacę")


@pytest.fixture
def other(database):
    """Another process of the same portal."""
    db = connect(database)
    yield db
    db.close()


def revision(db) -> int:
    return db.execute("SELECT number FROM portal_revision").fetchone()[0]


def test_one_process_asks_each_minute(db, other):
    with time_machine.travel(clock.now(), tick=False) as moment:
        clock.pin(None)
        with writing(db):
            assert channels_kept.claim(db, "1")
        with writing(other):
            assert not channels_kept.claim(other, "1")
        assert not channels_kept.is_stale(db, "1")
        moment.shift(timedelta(seconds=60))
        assert channels_kept.is_stale(db, "1")
        with writing(other):
            assert channels_kept.claim(other, "1")


def test_a_demonstration_asks_again_after_its_day_has_begun_anew(db):
    with writing(db):
        channels_kept.claim(db, "1")
    db.execute("UPDATE payment_channels SET asked_at = '2027-01-01T00:00:00Z'")
    assert channels_kept.is_stale(db, "1")


def test_a_list_stays_until_there_is_another_and_people_see_it_then(db):
    with writing(db):
        channels_kept.claim(db, "1")
    assert channels_kept.kept_channels(db, "1") == []
    before = revision(db)
    with writing(db):
        assert channels_kept.keep(db, "1", [BLIK, CARD])
        assert not channels_kept.keep(db, "1", [BLIK, CARD])
    assert revision(db) == before + 1
    assert channels_kept.kept_channels(db, "1") == [BLIK, CARD]
    assert channels_kept.kept_channels(db, "2") == []
    assert channels_kept.channel_name(db, "1", 1500) == "Karta"
    assert channels_kept.channel_name(db, "1", None) == ""


@pytest.mark.parametrize(("amount", "names"), [(5, ["BLIK"]), (10, ["BLIK", "Karta"]),
                                               (5_000_001, ["Karta"])])  # fmt: skip
def test_only_channels_that_take_the_amount_are_offered(db, amount, names):
    with writing(db):
        channels_kept.claim(db, "1")
        channels_kept.keep(db, "1", [BLIK, CARD])
    assert [each.name for each in channels_kept.channels_for(db, "1", amount)] == names
