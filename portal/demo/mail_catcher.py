"""The mail catcher of the demonstration: a mail server that keeps letters and sends none on.

It speaks as much SMTP as our postman asks of it, to this computer alone.
"""

import email
import email.policy
import socketserver
import threading
from collections import deque
from datetime import datetime
from email.message import EmailMessage
from types import TracebackType
from typing import NamedTuple, Self, cast

from portal import clock

HOST = "127.0.0.1"
MOST_LETTERS = 500
LONGEST_LETTER = 1_000_000
SECONDS_OF_SILENCE = 60


class Caught(NamedTuple):
    """A letter that came."""

    number: int
    at: datetime
    recipient: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain words of the letter."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()).replace("\r\n", "\n") if body is not None else ""


class MailCatcher:
    """Listens between `with` and its end, and keeps the latest letters in memory."""

    def __init__(self, port: int = 0) -> None:
        self._letters: deque[Caught] = deque(maxlen=MOST_LETTERS)
        self._number = 0
        self._lock = threading.Lock()
        self._server = _Server((HOST, port), _Conversation)
        self._server.catcher = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="mail catcher", daemon=True
        )

    @property
    def url(self) -> str:
        """What to set PORTAL_SMTP_URL to."""
        return f"smtp://{HOST}:{self._server.server_address[1]}"

    @property
    def letters(self) -> list[Caught]:
        """The letters, the latest first."""
        with self._lock:
            return list(reversed(self._letters))

    def keep(self, recipients: list[str], content: bytes) -> None:
        """Take a letter."""
        message = email.message_from_bytes(content, policy=email.policy.default)
        with self._lock:
            self._number += 1
            self._letters.append(Caught(self._number, clock.now(), ", ".join(recipients), message))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    catcher: MailCatcher


class _Conversation(socketserver.StreamRequestHandler):
    """One connection: who writes, to whom, and the letter."""

    timeout = SECONDS_OF_SILENCE

    def handle(self) -> None:
        """Answer line by line until the other side has said goodbye."""
        self.recipients: list[str] = []
        self._say("220 mail catcher")
        try:
            while line := self.rfile.readline(4096):
                words = line.decode("ascii", errors="replace").strip()
                if not self._answer(words.partition(" ")[0].upper(), words):
                    return
        except OSError:
            return

    def _answer(self, verb: str, words: str) -> bool:
        """Answer one line; False where the conversation is over."""
        if verb == "QUIT":
            self._say("221 goodbye")
            return False
        if verb == "RCPT":
            self.recipients.append(words.partition("<")[2].partition(">")[0])
        elif verb == "RSET":
            self.recipients = []
        elif verb == "DATA":
            return self._take_letter()
        elif verb not in ("HELO", "EHLO", "MAIL", "NOOP"):
            self._say("502 not known here")
            return True
        self._say("250 well")
        return True

    def _take_letter(self) -> bool:
        self._say("354 go on")
        lines: list[bytes] = []
        size = 0
        while (line := self.rfile.readline(4096)) and line not in (b".\r\n", b".\n"):
            size += len(line)
            if size > LONGEST_LETTER:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        cast(_Server, self.server).catcher.keep(self.recipients, b"".join(lines))
        self.recipients = []
        self._say("250 kept")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
