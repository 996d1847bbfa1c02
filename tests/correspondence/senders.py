"""People who send letters over the wire and do not give up: real servers, which may be killed.

A sender holds a letter for acknowledged only once the whole receipt was read. Where a connection
breaks or the server says that it cannot, the sender goes on from the same step.
"""

import hashlib
import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from tests.online_payments.storm import Portal

FORM = "/korespondencja/dodaj/pismo-ogolne"
HOST = "iok.example"
SECONDS_FOR_AN_ANSWER = 30
SECONDS_FOR_ALL = 240
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_NUMBER = re.compile(r"<dt>Numer sprawy</dt><dd>([0-9/]+)</dd>")
_SUM = re.compile(r"[0-9a-f]{64}")


class Paper(NamedTuple):
    """A file of a letter."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Letter(NamedTuple):
    """What somebody is going to send."""

    subject: str
    body: str
    papers: tuple[Paper, ...]


class BrokenOff(Exception):
    """Nothing is known of the last step."""


@dataclass
class Senders:
    """Each on a connection of their own, sending one letter after the other."""

    portals: list[Portal]
    letters: dict[str, list[Letter]]
    """By the token of the sender's session."""
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Subjects and the numbers of their cases, from receipts that were read to the end."""
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: bool = False

    @property
    def left(self) -> int:
        """How many letters are not acknowledged yet."""
        return sum(map(len, self.letters.values())) - len(self.acknowledged)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Send until the block ends."""
        threads = [
            threading.Thread(target=self._send_all, args=(token, letters))
            for token, letters in self.letters.items()
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
        """Wait until everything is acknowledged."""
        until = time.monotonic() + SECONDS_FOR_ALL
        while self.left and not self.wrong and time.monotonic() < until:
            time.sleep(0.02)
        assert not self.wrong, self.wrong[:5]
        assert not self.left, f"{self.left} letters were never acknowledged: {self.answers}"

    def held(self) -> dict[str, str]:
        """What the senders hold for received."""
        with self.lock:
            return dict(self.acknowledged)

    def _send_all(self, token: str, letters: list[Letter]) -> None:
        sender = Sender(self, token)
        try:
            self._send_each(sender, letters)
        finally:
            sender.hang_up()

    def _send_each(self, sender: "Sender", letters: list[Letter]) -> None:
        for letter in letters:
            while not self.ended:
                try:
                    number = sender.send(letter)
                except BrokenOff:
                    time.sleep(0.02)
                    continue
                except Exception as error:
                    self.wrong.append(f"{letter.subject}: {error!r}")
                    return
                with self.lock:
                    self.acknowledged[letter.subject] = number
                break


class Sender:
    """One person before one connection."""

    def __init__(self, senders: Senders, token: str) -> None:
        self.senders, self.token = senders, token
        self.chance = random.Random(token)  # noqa: S311 - no secret
        self.connection: http.client.HTTPConnection | None = None
        self.receipt = ""
        self.hidden: dict[str, str] = {}
        self.of = ""

    def send(self, letter: Letter) -> str:
        """Go on with a letter from where it stopped; gives the number of its case."""
        if self.of != letter.subject:
            self.of, self.receipt, self.hidden = letter.subject, "", {}
        if not self.receipt:
            if not self.hidden:
                self._write(letter)
            self._send()
        return self._read_receipt(letter)

    def _write(self, letter: Letter) -> None:
        """Fill in the form with its files, and look at the check of it."""
        boundary = b"----letter"
        parts = [
            b'--%s\r\ncontent-disposition: form-data; name="%s"\r\n\r\n%s\r\n'
            % (boundary, name.encode(), value.encode())
            for name, value in (("temat", letter.subject), ("tresc", letter.body), ("co", "zapisz"))
        ]
        self._ask("POST", FORM, b"".join(parts) + b"--%s--\r\n" % boundary, boundary)
        present = self._get(FORM)
        for paper in letter.papers:
            if paper.name in present:
                continue
            part = (
                b'--%s\r\ncontent-disposition: form-data; name="pliki"; filename="%s"\r\n'
                b"content-type: application/pdf\r\n\r\n%s\r\n"
            ) % (boundary, paper.name.encode(), paper.content)
            body = b"".join([*parts[:2], _co(boundary, b"dodaj"), part]) + b"--%s--\r\n" % boundary
            self._ask("POST", FORM, body, boundary)
        page = self._get(f"{FORM}/sprawdz")
        missing = [paper.name for paper in letter.papers if page.count(paper.name) != 1]
        if missing:
            # A file that was put twice, because its answer was lost, is a fault of nobody's.
            self._ask("POST", FORM, _co(boundary, b"odrzuc") + b"--%s--\r\n" % boundary, boundary)
            raise BrokenOff
        self.hidden = dict(_HIDDEN.findall(page))

    def _send(self) -> None:
        """Press the button; where the answer is lost, press it again."""
        fields = {name: self.hidden[name] for name in ("klucz", "wersja")}
        status, location, _ = self._ask("POST", f"{FORM}/sprawdz", urlencode(fields).encode())
        if status != 303 or location == FORM:
            raise AssertionError(f"{status} {location}")
        if "potwierdzenie" in location:
            self.receipt = location
            return
        # It was received before, and the answer lost: the case itself leads to the receipt.
        found = re.search(rf'href="({re.escape(location)}/potwierdzenie/\w+)"', self._get(location))
        if found is None:
            raise AssertionError(f"no receipt at {location}")
        self.receipt = found[1]

    def _read_receipt(self, letter: Letter) -> str:
        page = self._get(self.receipt)
        number = _NUMBER.search(page)
        sums = set(_SUM.findall(page))
        if number is None or sums != {paper.sha256 for paper in letter.papers}:
            raise AssertionError(f"a receipt without what was sent: {sums}")
        return number[1]

    def _get(self, address: str) -> str:
        status, _, page = self._ask("GET", address)
        if status != 200:
            raise AssertionError(f"{status} at {address}")
        return page

    def _ask(
        self, method: str, address: str, body: bytes = b"", boundary: bytes = b""
    ) -> tuple[int, str, str]:
        kind = "application/x-www-form-urlencoded"
        if boundary:
            kind = f"multipart/form-data; boundary={boundary.decode()}"
        headers = {"cookie": f"__Host-iok={self.token}", "host": HOST, "content-type": kind}
        headers["sec-fetch-site"] = "same-origin"
        try:
            if self.connection is None:
                portal = self.chance.choice(self.senders.portals)
                self.connection = http.client.HTTPConnection(
                    "127.0.0.1", portal.port, timeout=SECONDS_FOR_AN_ANSWER
                )
            self.connection.request(method, address, body, headers)
            response = self.connection.getresponse()
            page = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            refused = isinstance(error, ConnectionRefusedError)
            self._lose("nobody there" if refused else "broken off")
            raise BrokenOff from error
        if response.status == 503:
            self._lose("503")
            time.sleep(0.05)
            raise BrokenOff
        with self.senders.lock:
            self.senders.answers[str(response.status)] += 1
        return response.status, response.headers.get("location", ""), page

    def hang_up(self) -> None:
        """Let go of the connection."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def _lose(self, how: str) -> None:
        with self.senders.lock:
            self.senders.answers[how] += 1
        self.hang_up()


def _co(boundary: bytes, act: bytes) -> bytes:
    return b'--%s\r\ncontent-disposition: form-data; name="co"\r\n\r\n%s\r\n' % (boundary, act)
