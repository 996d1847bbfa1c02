"""The postman: takes letters from the outbox one by one and hands them to the mail server.

A letter is claimed in one transaction, sent, and marked in another, so two postmen never hold the
same. One that is sent and not marked (the process was killed in between) is sent again under the
same Message-ID, by which the receiving side knows it. Faults of a letter put that letter off;
faults of the server let all of them wait.
"""

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from types import TracebackType
from typing import NamedTuple, Self

from portal import clock
from portal.mail import letter as letters
from portal.mail import outbox
from portal.mail.outbox import Letter, Prepare
from portal.mail.server import Conversation, MailServer, NotSent
from portal.settings import Settings
from portal.store.database import Database, connect, writing
from portal.store.events import Event, record
from portal.tenancy import notices

log = logging.getLogger("portal.mail")

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
# A letter that found no server goes soon after the server is back.
LONGEST_PAUSE_WITHOUT_SERVER = timedelta(minutes=10)
LOOKS_EVERY_SECONDS = 1.0
SWEEPS_EVERY_SECONDS = 24 * 3600
SERVER_PAUSES_SECONDS = (5, 10, 20, 40, 80, 160, 300)
LONGEST_GOODBYE_SECONDS = 30


class Round(NamedTuple):
    """What one round brought."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    server_fault: str = ""


class Postman:
    """Delivers for one process, on a thread of its own between `with` and its end."""

    def __init__(self, settings: Settings, prepare: Mapping[str, Prepare] | None = None) -> None:
        """Takes: prepare: by template, for letters whose contents are made when they are sent."""
        self.settings = settings
        self.prepare = prepare or {}
        self._stop = threading.Event()
        self._swept_at: float | None = None
        self._thread = threading.Thread(target=self._work, name="postman", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join(LONGEST_GOODBYE_SECONDS)

    def deliver_due(self, db: Database) -> Round:
        """Send every letter that is due, until none is, the server fails or the end has come."""
        done = Round()
        server = MailServer.from_url(self.settings.smtp_url)
        conversation = Conversation(server, letters.our_host(self.settings))
        try:
            while not self._stop.is_set() and outbox.is_any_due(db):
                letter = self._claim(db)
                if letter is None:
                    continue
                done = self._deliver(db, letter, conversation, done)
                if done.server_fault:
                    break
        finally:
            conversation.close()
        return done

    def _claim(self, db: Database) -> Letter | None:
        """The next letter with what it says; None where there is none after all."""
        with writing(db):
            letter = outbox.claim(db)
            if letter is None:
                return None
            until = letter.contents.pop(outbox.UNTIL, "")
            if until and until <= clock.as_text(clock.now()):
                self._give_up(db, letter, "too-late")
                return None
            if letter.contents.pop(outbox.NOTICE, "") and not _is_wanted(db, letter):
                outbox.discard(db, letter.letter_id)
                return None
            prepare = self.prepare.get(letter.template)
            if prepare is None:
                return letter
            contents = prepare(db, letter)
            if contents is None:
                outbox.discard(db, letter.letter_id)
                return None
        return letter._replace(contents=contents)

    def _deliver(
        self, db: Database, letter: Letter, conversation: Conversation, done: Round
    ) -> Round:
        try:
            message = letters.compose(letter, self.settings)
            conversation.send(message, self.settings.organisation.email, letter.recipient)
        except NotSent as fault:
            return self._put_off(db, letter, fault, done)
        except Exception:
            # A fault of ours in one letter must not keep the others waiting.
            return self._put_off(db, letter, NotSent("not-composed"), done)
        with writing(db):
            outbox.mark_sent(db, letter.letter_id)
        return done._replace(sent=done.sent + 1)

    def _put_off(self, db: Database, letter: Letter, fault: NotSent, done: Round) -> Round:
        """Try again later, each time after a longer pause, and not for ever."""
        now = clock.now()
        done = done._replace(server_fault=fault.kind if fault.server else "")
        with writing(db):
            if fault.final or now - letter.put_at > outbox.TRIED_FOR:
                self._give_up(db, letter, fault.kind)
                return done._replace(given_up=done.given_up + 1)
            longest = LONGEST_PAUSE_WITHOUT_SERVER if fault.server else LONGEST_PAUSE
            pause = min(FIRST_PAUSE * 2 ** min(letter.attempts - 1, 16), longest)
            outbox.put_off(db, letter.letter_id, fault.kind, now + pause)
        _note("put off", letter, fault.kind)
        return done._replace(put_off=done.put_off + 1)

    def _give_up(self, db: Database, letter: Letter, fault: str) -> None:
        outbox.give_up(db, letter.letter_id, fault)
        record(db, Event.MAIL_GIVEN_UP, letter=letter.letter_id, fault=fault)
        _note("given up", letter, fault)

    def _sweep(self, db: Database) -> None:
        """Once a day of this process, however the calendar moves."""
        now = time.monotonic()
        if self._swept_at is None or now - self._swept_at > SWEEPS_EVERY_SECONDS:
            self._swept_at = now
            with writing(db):
                outbox.sweep(db)

    def _work(self) -> None:
        """Look for letters until the end; whatever goes wrong, go on after a pause."""
        db = connect(self.settings.database)
        failures = 0
        try:
            while not self._stop.is_set():
                failed = True
                try:
                    self._sweep(db)
                    failed = bool(self.deliver_due(db).server_fault)
                except sqlite3.Error as error:
                    log.warning(json.dumps({"mail": "database", "fault": type(error).__name__}))
                except Exception as error:
                    log.error(json.dumps({"mail": "fault", "fault": type(error).__name__}))
                failures = failures + 1 if failed else 0
                self._stop.wait(_pause(failures))
        finally:
            db.close()


def _is_wanted(db: Database, letter: Letter) -> bool:
    """Whether the owner of an account still wants notices, and at this address."""
    wanted_at = notices.notice_address(db, letter.account_id) if letter.account_id else None
    return wanted_at == letter.recipient


def _pause(failures: int) -> float:
    """Seconds until the next look."""
    if not failures:
        return LOOKS_EVERY_SECONDS
    return SERVER_PAUSES_SECONDS[min(failures, len(SERVER_PAUSES_SECONDS)) - 1]


def _note(what: str, letter: Letter, fault: str) -> None:
    """A line in the log, which names neither the recipient nor what the server said."""
    line = {"mail": what, "letter": letter.letter_id, "fault": fault, "attempt": letter.attempts}
    log.warning(json.dumps(line))
