"""Mail servers in a bad mood: each answers one step of the conversation as it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Moody(socketserver.ThreadingTCPServer):
    """A server that answers a verb with the words it was given for it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, answers: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers = answers
        self.heard: list[str] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            verb = line.decode().split()[0].upper()
            self.server.heard.append(line.decode().strip())
            if verb == "DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
            answer = self.server.answers.get(verb, "250 well")
            if answer == "(hang up)":
                return
            self.wfile.write(f"{answer}\r\n".encode())
            if verb == "QUIT":
                return


@contextmanager
def moody(**answers: str) -> Iterator[Moody]:
    """A server in that mood until the end of the block."""
    with Moody(answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
