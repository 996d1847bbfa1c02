"""`portal demo` as a process of its own, asked as a browser would."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

SECONDS = 20


def test_it_says_where_it_is_answers_there_and_stops_without_a_word(tmp_path: Path) -> None:
    words = [sys.executable, "-u", "-m", "portal", "demo", "--port", "0", "--db"]
    with subprocess.Popen(
        [*words, str(tmp_path / "demo.db")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = ""
        while "Ctrl+C" not in said and (line := process.stdout.readline()):
            said += line
        found = re.search(r"http://127\.0\.0\.1:[0-9]+", said)
        try:
            assert found is not None, process.stderr.read()
            assert _answer(f"{found[0]}/logowanie") == 200
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert process.stderr.read() == ""
    assert "demo-10001" in said
    assert "Saturday 21 November 2026" in said


def _answer(address: str) -> int:
    """The status of an address, which may need a moment to be there."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=SECONDS) as response:
                assert "server" not in response.headers
                return int(response.status)
        except ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
