"""A storm of notifications over the wire: real servers that are killed, an operator that insists.

The operator here is as the real one: it keeps a message until it has its answer, and sends it
again where the connection broke or the answer was no answer. What it holds as confirmed is
written down only once the whole answer was read and its signature was right.
"""

import http.client
import os
import queue
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from portal.online_payments.autopay.signing import signature
from portal.settings import Autopay

SECONDS_TO_START = 60
SECONDS_FOR_AN_ANSWER = 30
SECONDS_FOR_A_STORM = 300
CONNECTIONS = 6
_SAID = re.compile(r"<confirmation>(\w+)</confirmation>")


class Message(NamedTuple):
    """A notification, what must be answered to it in the end, and the attempt that it pays."""

    body: bytes
    order_id: str
    wanted: str
    """CONFIRMED, NOTCONFIRMED, or the status of an answer without a signature."""
    attempt: tuple[str, str] | None = None


class Portal:
    """`portal serve` as a process of its own, on a database that it may share."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment, self.log = environment, log
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port: int = found.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, longest_file: int = 0) -> None:
        """Takes: longest_file: what it writes beyond so many bytes of a file finds no room."""

        def limit() -> None:
            if longest_file:
                resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file, longest_file))

        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal", "serve", "--port", str(self.port)],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                preexec_fn=limit,
            )

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                connection.request("GET", "/zdrowie")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.02)
            finally:
                connection.close()
        raise AssertionError(self.log.read_text(encoding="utf-8", errors="replace")[-2000:])

    def kill(self) -> None:
        """As a power cut to the process: nothing of it is run any more."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


@dataclass
class Operator:
    """Sends every message until it is answered as it must be."""

    autopay: Autopay
    portals: list[Portal]
    waiting: "queue.SimpleQueue[Message]" = field(default_factory=queue.SimpleQueue)
    confirmed: set[tuple[str, str]] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    left: int = 0
    ended: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, messages: list[Message]) -> None:
        """Take messages on."""
        self.left += len(messages)
        for message in messages:
            self.waiting.put(message)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Deliver on several connections at once, until the block ends."""
        threads = [
            threading.Thread(target=self._deliver, args=(number,)) for number in range(CONNECTIONS)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.ended = True
            for thread in threads:
                thread.join()

    def finish(self) -> None:
        """Wait until every message has its answer."""
        until = time.monotonic() + SECONDS_FOR_A_STORM
        while self.left and not self.wrong and time.monotonic() < until:
            time.sleep(0.02)
        assert not self.wrong, self.wrong[:5]
        assert not self.left, f"{self.left} messages were never answered: {self.answers}"

    def held_as_confirmed(self) -> set[tuple[str, str]]:
        """The paid attempts that the operator will not tell of again."""
        with self.lock:
            return set(self.confirmed)

    def _deliver(self, number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - no secret
        connection: http.client.HTTPConnection | None = None
        while not self.ended:
            try:
                message = self.waiting.get(timeout=0.05)
            except queue.Empty:
                continue
            try:
                if connection is None:
                    portal = chance.choice(self.portals)
                    connection = http.client.HTTPConnection(
                        "127.0.0.1", portal.port, timeout=SECONDS_FOR_AN_ANSWER
                    )
                connection.request(
                    "POST",
                    "/platnosci/itn",
                    message.body,
                    {"content-type": "application/x-www-form-urlencoded"},
                )
                response = connection.getresponse()
                status, text = response.status, response.read().decode()
            except (OSError, http.client.HTTPException) as error:
                if connection is not None:
                    connection.close()
                connection = None
                refused = isinstance(error, ConnectionRefusedError)
                self._unanswered(message, "nobody there" if refused else "broken off")
                continue
            self._answered(message, status, text)
        if connection is not None:
            connection.close()

    def _unanswered(self, message: Message, how: str) -> None:
        """Nothing is known: another time, perhaps by another door."""
        with self.lock:
            self.answers[how] += 1
        self.waiting.put(message)
        time.sleep(0.02)

    def _answered(self, message: Message, status: int, text: str) -> None:
        said = self._read(message, status, text)
        with self.lock:
            self.answers[said] += 1
            if said == "503":
                self.waiting.put(message)
            elif said != message.wanted:
                self.wrong.append(f"{message.order_id}: {said} in place of {message.wanted}")
            else:
                self.left -= 1
                if message.attempt is not None:
                    self.confirmed.add(message.attempt)
        if said == "503":
            time.sleep(0.05)

    def _read(self, message: Message, status: int, text: str) -> str:
        if status != 200:
            return f"{status} signed" if "<hash>" in text else str(status)
        found = _SAID.search(text)
        word = found[1] if found else "nothing"
        values = (self.autopay.service_id, message.order_id, word)
        right = signature(values, self.autopay.keys[0], self.autopay.algorithm)
        return word if f"<hash>{right}</hash>" in text else "a wrong signature"


def form(transactions: str) -> bytes:
    """The body of a notification."""
    return urlencode({"transactions": transactions}).encode()


def kill_in_the_middle(operator: Operator, chance: random.Random, look: Callable[[], None]) -> None:
    """Let some messages be answered, kill one portal or both at that instant, start them again.

    Takes:   look: what is looked up while none of them runs.
    """
    portals = operator.portals
    enough = operator.left - int(operator.left * chance.uniform(0.05, 0.8))
    until = time.monotonic() + SECONDS_FOR_AN_ANSWER
    while operator.left > enough and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.02))
    victims = portals if chance.random() < 0.6 else [chance.choice(portals)]
    for portal in victims:
        portal.kill()
    if len(victims) == len(portals):
        look()
    for portal in victims:
        portal.start()
    for portal in victims:
        portal.wait()
