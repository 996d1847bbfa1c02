"""The caretaker: reminds of days that are near, asks the scanner again, and sweeps.

Beside each process of the portal runs one. What it does is done once, however many of them there
are: the database knows who was reminded and what nobody names.
"""

import json
import logging
import sqlite3
import threading
import time
from contextlib import closing
from types import TracebackType
from typing import NamedTuple, Self

from portal import clock
from portal.correspondence import actions
from portal.settings import Settings
from portal.store.database import Database, connect, writing
from portal.store.files import Files
from portal.tenancy import drafts, files
from portal.uploads.scanner import scan

log = logging.getLogger("portal.correspondence")

LOOKS_EVERY_SECONDS = 60.0
# A portal that has just begun has other things to do; one that ends at once sweeps nothing.
FIRST_LOOK_SECONDS = 20.0
SWEEPS_EVERY_SECONDS = 24 * 3600
LONGEST_GOODBYE_SECONDS = 15
REMINDS_DAYS_BEFORE = 2


class Round(NamedTuple):
    """What one round brought."""

    reminded: int = 0
    scanned: int = 0
    infected: int = 0


class Swept(NamedTuple):
    """What was removed."""

    drafts: int
    rows: int
    files: int


class Caretaker:
    """Looks after cases and files for one process, on a thread between `with` and its end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.files = Files(settings.files)
        self._stop = threading.Event()
        self._swept_at: float | None = None
        self._thread = threading.Thread(target=self._work, name="caretaker", daemon=True)

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

    def look_after(self, db: Database) -> Round:
        """Remind those of whom something is asked, and have the scanner look at what waits."""
        reminded = actions.remind(db, clock.today(), REMINDS_DAYS_BEFORE)
        scanned = infected = 0
        for file in files.waiting(db) if self.settings.uploads.scanner else []:
            if self._stop.is_set():
                break
            found = scan(self.files.path_of(file.sha256), self.settings.uploads.scanner)
            if found == "waiting":
                break
            with writing(db):
                files.settle(db, file.file_id, found)
            scanned += 1
            infected += found == "infected"
        return Round(reminded, scanned, infected)

    def sweep(self, db: Database) -> Swept:
        """Remove drafts that nobody has touched for long, and files that nothing names."""
        with writing(db):
            old = drafts.sweep(db)
        rows = 0
        while unused := files.unused(db):
            with writing(db):
                forgotten = files.forget(db, unused)
            rows += forgotten
            if forgotten < len(unused):
                break
        return Swept(old, rows, self.files.sweep(lambda name: files.is_known(db, name)))

    def _work(self) -> None:
        """Look after everything until the end; whatever goes wrong, go on after a pause."""
        pause = FIRST_LOOK_SECONDS
        while not self._stop.wait(pause):
            pause = LOOKS_EVERY_SECONDS
            try:
                # A connection for each look: between them nothing is kept in memory.
                with closing(connect(self.settings.database)) as db:
                    self.look_after(db)
                    self._sweep_once_a_day(db)
            except sqlite3.Error as error:
                log.warning(json.dumps({"caretaker": "database", "fault": _kind(error)}))
            except Exception as error:
                log.error(json.dumps({"caretaker": "fault", "fault": _kind(error)}))

    def _sweep_once_a_day(self, db: Database) -> None:
        now = time.monotonic()
        if self._swept_at is None or now - self._swept_at > SWEEPS_EVERY_SECONDS:
            self._swept_at = now
            self.sweep(db)


def _kind(error: Exception) -> str:
    return type(error).__name__
