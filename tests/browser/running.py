"""A portal that runs, as its caretaker starts it, with the demonstration's tenants."""

import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 30


@dataclass(frozen=True)
class Portal:
    """A running portal: where it is, and its database."""

    url: str
    database: Path

    def end_all_sessions(self) -> None:
        """What the clock does to everybody who is away for too long."""
        with sqlite3.connect(self.database, timeout=10) as db:
            db.execute("DELETE FROM sessions")
        db.close()


@contextmanager
def running_portal(folder: Path) -> Iterator[Portal]:
    """A portal in a process of its own, on a free port, until the end of the block."""
    words = [sys.executable, "-u", "-m", "portal", "demo", "--port", "0", "--testing", "--db"]
    database = folder / "demo.db"
    with subprocess.Popen(
        [*words, str(database)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            while "Ctrl+C" not in said and (line := process.stdout.readline()):
                said += line
            found = re.search(r"http://127\.0\.0\.1:[0-9]+", said)
            assert found is not None, f"the portal did not start: {said}"
            _wait_for(f"{found[0]}/zdrowie")
            yield Portal(found[0], database)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(SECONDS)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=SECONDS).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
