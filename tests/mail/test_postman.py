"""Letters reach their readers once, or are still there to be sent."""

import json
import logging
import socket
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from portal import clock
from portal.demo.mail_catcher import MailCatcher
from portal.mail import outbox
from portal.mail.outbox import TRIED_FOR
from portal.mail.postman import Postman
from portal.store.database import connect, writing
from tests.mail.mail_servers import moody

LETTER = "profile/mail_address_confirm.txt"
CONTENTS = {"link": "http://127.0.0.1:8000/profil"}


@pytest.fixture
def catcher():
    with MailCatcher() as listening:
        yield listening


@pytest.fixture
def postman(settings, catcher):
    return Postman(replace(settings, smtp_url=catcher.url))


def put(db, recipient="anna@example.pl", **more) -> int:
    with writing(db):
        return outbox.put(db, LETTER, recipient, CONTENTS, **more)


def row(db, letter_id):
    names = "attempts, next_try_at, sent_at, contents, last_fault"
    sql = f"SELECT {names} FROM outbox WHERE letter_id = ?"
    return dict(zip(names.split(", "), db.execute(sql, [letter_id]).fetchone(), strict=True))


def let_time_pass(db) -> None:
    """All that waits is due now."""
    now = clock.as_text(clock.now())
    db.execute("UPDATE outbox SET next_try_at = ? WHERE next_try_at IS NOT NULL", [now])


def test_a_letter_that_was_sent_is_emptied(db, postman, catcher):
    letter = put(db)
    assert postman.deliver_due(db).sent == 1
    assert [each.recipient for each in catcher.letters] == ["anna@example.pl"]
    kept = row(db, letter)
    assert kept["sent_at"]
    assert kept["contents"] is kept["next_try_at"] is kept["last_fault"] is None


def test_two_postmen_at_once_send_each_letter_once(db, database, settings, catcher):
    letters = [put(db, f"person{n}@example.pl") for n in range(30)]
    start = threading.Barrier(2)

    def work() -> None:
        own = connect(database)
        start.wait()
        Postman(replace(settings, smtp_url=catcher.url)).deliver_due(own)
        own.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    recipients = sorted(each.recipient for each in catcher.letters)
    assert recipients == sorted(f"person{n}@example.pl" for n in range(30))
    assert all(row(db, letter)["attempts"] == 1 for letter in letters)


def test_a_letter_that_somebody_holds_is_nobody_elses(db, postman, catcher):
    put(db)
    with writing(db):
        assert outbox.claim(db) is not None
    with writing(db):
        assert outbox.claim(db) is None
    assert postman.deliver_due(db).sent == 0


def test_after_a_crash_it_is_sent_again_under_the_same_number(db, postman, catcher, monkeypatch):
    put(db)

    def crash(*_):
        raise RuntimeError("the power is gone")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "mark_sent", crash)
        with pytest.raises(RuntimeError):
            postman.deliver_due(db)
    assert postman.deliver_due(db).sent == 0, "it is held for a while"
    let_time_pass(db)
    assert postman.deliver_due(db).sent == 1
    first, second = (each.message for each in catcher.letters)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@127.0.0.1>")


def test_while_the_server_is_away_nothing_is_lost(db, settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    away = Postman(replace(settings, smtp_url=f"smtp://127.0.0.1:{port}"))
    first, second = put(db), put(db, "jan@example.pl")
    done = away.deliver_due(db)
    assert done.server_fault == "unreachable"
    assert row(db, first)["last_fault"] == "unreachable"
    assert row(db, second)["attempts"] == 0, "the others wait untried"
    assert row(db, first)["contents"]
    let_time_pass(db)
    with MailCatcher(port) as back:
        assert away.deliver_due(db).sent == 2
        assert len(back.letters) == 2


def test_people_are_told_of_a_delay_that_is_the_servers(db):
    letter = put(db)
    assert not outbox.is_late(db)
    long_ago = clock.as_text(clock.now() - timedelta(minutes=6))
    db.execute("UPDATE outbox SET put_at = ?", [long_ago])
    assert outbox.is_late(db)
    with writing(db):
        outbox.put_off(db, letter, "recipient-refused", clock.now())
    assert not outbox.is_late(db), "one full mailbox is no delay of everybody's"


@pytest.mark.parametrize(
    ("mood", "fault", "given_up"),
    [
        ({"RCPT": "550 no such anna@example.pl"}, "recipient-refused", True),
        ({"RCPT": "450 greylisted, anna@example.pl"}, "recipient-refused", False),
        ({"DATA": "554 spam from anna@example.pl"}, "content-refused", True),
        ({"DATA": "(hang up)"}, "broken-off", False),
        ({"MAIL": "530 sign in first"}, "sender-refused", False),
    ],
)
def test_each_fault_is_kept_as_a_kind_and_in_no_other_words(
    db, settings, caplog, mood, fault, given_up
):
    letter = put(db)
    caplog.set_level(logging.WARNING, "portal.mail")
    with moody(**mood) as server:
        done = Postman(replace(settings, smtp_url=f"smtp://{server.address}")).deliver_due(db)
    kept = row(db, letter)
    assert kept["last_fault"] == fault
    assert (kept["next_try_at"] is None) == given_up == bool(done.given_up)
    assert (kept["contents"] is None) == given_up
    assert json.loads(caplog.messages[0])["fault"] == fault
    assert "anna" not in caplog.text
    events = db.execute("SELECT details FROM events WHERE event = 'mail.given-up'").fetchall()
    assert bool(events) == given_up
    assert "anna" not in str(events)


def test_pauses_grow_and_do_not_last_for_ever(db, settings):
    letter = put(db)
    pauses = []
    with moody(RCPT="450 later") as server:
        postman = Postman(replace(settings, smtp_url=f"smtp://{server.address}"))
        for _ in range(10):
            let_time_pass(db)
            postman.deliver_due(db)
            pauses.append(clock.from_text(row(db, letter)["next_try_at"]) - clock.now())
        assert pauses == sorted(pauses)
        assert timedelta(seconds=50) < pauses[0] <= timedelta(minutes=1)
        assert pauses[-1] <= timedelta(hours=4)
        long_ago = clock.as_text(clock.now() - TRIED_FOR - timedelta(minutes=1))
        db.execute("UPDATE outbox SET put_at = ?", [long_ago])
        let_time_pass(db)
        assert postman.deliver_due(db).given_up == 1
    assert row(db, letter)["contents"] is None


def test_a_letter_that_found_no_server_goes_soon_after_it_is_back(db, settings):
    letter = put(db)
    postman = Postman(replace(settings, smtp_url="smtp://127.0.0.1:9"))
    for _ in range(10):
        let_time_pass(db)
        postman.deliver_due(db)
    pause = clock.from_text(row(db, letter)["next_try_at"]) - clock.now()
    assert pause <= timedelta(minutes=10)


@pytest.mark.parametrize("recipient", ["<anna>@example.pl", "a@b.pl\r\nBcc: c@d.pl", "łoś@b.pl"])
def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    db, postman, catcher, recipient
):
    wrong = put(db, recipient)
    put(db)
    done = postman.deliver_due(db)
    assert (done.sent, done.put_off) == (1, 1)
    assert row(db, wrong)["last_fault"] == "not-composed"
    assert [each.recipient for each in catcher.letters] == ["anna@example.pl"]


def test_what_is_no_use_any_more_is_not_sent(db, postman, catcher):
    letter = put(db, until=clock.now() - timedelta(seconds=1))
    postman.deliver_due(db)
    assert catcher.letters == []
    assert row(db, letter)["last_fault"] == "too-late"


def test_a_name_and_a_password_are_told_to_the_server_alone(db, settings):
    put(db)
    answers = {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "235 welcome"}
    with moody(**answers) as server:
        url = f"smtp://portal:s%40cret@{server.address}"
        postman = Postman(replace(settings, smtp_url=url))
        assert postman.deliver_due(db).sent == 1
        assert any(line.startswith("AUTH PLAIN") for line in server.heard)
    assert "cret" not in repr(postman.settings)


def test_the_postman_works_on_his_own_and_ends_when_told(db, postman, catcher):
    put(db)
    with postman:
        for _ in range(100):
            if catcher.letters:
                break
            threading.Event().wait(0.05)
    assert len(catcher.letters) == 1
    assert not postman._thread.is_alive()


def test_to_whom_was_written_is_not_kept_for_ever(db, postman, catcher):
    sent, waiting = put(db), put(db, "jan@example.pl")
    db.execute("UPDATE outbox SET put_at = '2026-08-01T00:00:00Z'")
    with writing(db):
        outbox.mark_sent(db, sent)
        assert outbox.sweep(db) == 1
    assert db.execute("SELECT letter_id FROM outbox").fetchall() == [(waiting,)]


def test_a_database_that_fails_does_not_end_him(db, postman, catcher, monkeypatch, caplog):
    import sqlite3

    calls = []

    def fail(*_):
        calls.append(1)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("portal.mail.postman.SERVER_PAUSES_SECONDS", (0.01,))
    monkeypatch.setattr(postman, "deliver_due", fail)
    with postman:
        while len(calls) < 3:
            threading.Event().wait(0.01)
    assert "OperationalError" in caplog.text
