"""Servers as processes of their own: started, asked, and read off the system's own counters."""

import http.client
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from portal.bench.load import Running
from portal.bench.report import CannotMeasure

CONNECTIONS = 16
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """An answer as it was sent, still compressed."""

    status: int
    headers: dict[str, str]
    content: bytes


class Server:
    """A server with one worker. It listens before it runs, so its first answer can be awaited."""

    def __init__(self, kind: str, *arguments: str | Path) -> None:
        self.listening = socket.socket()
        self.listening.bind(("127.0.0.1", 0))
        self.listening.listen(128)
        self.port: int = self.listening.getsockname()[1]
        number = self.listening.fileno()
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "portal.bench.serve", kind, str(number), *map(str, arguments)],
            pass_fds=[number],
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.listening.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def cpu(self) -> float:
        """Seconds of CPU that the process has used, in it and for it in the kernel."""
        # What clock_getcpuclockid(3) gives: the CPU clock of another process, to the nanosecond.
        return time.clock_gettime(~self.process.pid << 3 | 2)

    def memory(self) -> float:
        """The proportional set size in MB: shared pages count by their share."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
        return int(line.split()[1]) / 1024

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """Ask once, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        except OSError as error:
            raise CannotMeasure("a server could not be started") from error
        finally:
            connection.close()

    def cost(self, requests: list[bytes], *, seconds: float, status: int = 200) -> float:
        """Microseconds of the server's CPU for each answer under load.

        Raises: CannotMeasure where an answer has another status.
        """
        before = self.cpu()
        running = Running(self.port, requests, seconds=seconds, connections=CONNECTIONS)
        outcome = running.outcome()
        spent = self.cpu() - before
        if set(outcome.statuses) != {str(status)}:
            raise CannotMeasure(f"expected {status} for every answer, got {outcome.statuses}")
        return spent * 1e6 / outcome.answers
