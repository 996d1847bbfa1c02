"""The load: one process, some connections that are kept, one request after another on each.

`python -m portal.bench.load` reads a job as JSON from standard input and writes what came of it
to standard output. It asks the system directly which connections have something to read, so that
it keeps even the bare server busy; what it costs itself is nobody's figure.
"""

import itertools
import json
import select
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.bench.report import CannotMeasure

LONGEST_SILENCE = 30.0
PIECE = 1 << 18


@dataclass(frozen=True)
class Outcome:
    """What a load came to; times are in milliseconds."""

    answers: int
    seconds: float
    statuses: dict[str, int]
    median: float
    p99: float


class Running:
    """A load that goes on in its own process."""

    def __init__(
        self,
        port: int,
        requests: Sequence[bytes],
        *,
        seconds: float,
        connections: int,
        once: bool = False,
    ) -> None:
        """Takes: once: each request is sent once, and the load ends with the last of them."""
        job = {
            "port": port,
            "connections": connections,
            "seconds": seconds,
            "once": once,
            "requests": [request.decode("latin-1") for request in requests],
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.bench.load"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self.process.stdin is None:
            raise AssertionError("the pipe was asked for")
        self.process.stdin.write(json.dumps(job))
        self.process.stdin.close()
        self.process.stdin = None

    def outcome(self) -> Outcome:
        """Wait for its end. Raises: CannotMeasure where it failed."""
        said, _ = self.process.communicate()
        if self.process.returncode:
            raise CannotMeasure("the load could not be carried out")
        return Outcome(**json.loads(said))


def request(path: str, headers: dict[str, str], body: str = "") -> bytes:
    """An HTTP/1.1 request as it goes over the wire."""
    lines = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


class _Connection:
    """One connection and the answer that is coming in on it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = b""
        self.missing = -1
        self.status = ""
        self.began = 0.0

    def send(self, content: bytes) -> None:
        self.head, self.missing = b"", -1
        self.began = time.perf_counter()
        self.socket.sendall(content)

    def is_answered(self) -> bool:
        """Take in what there is; whether the answer is whole now."""
        try:
            piece = self.socket.recv(PIECE)
        except ConnectionError:
            piece = b""
        if not piece:
            self.status = "closed"
            return True
        if self.missing >= 0:
            self.missing -= len(piece)
            return self.missing == 0
        self.head += piece
        end = self.head.find(b"\r\n\r\n")
        if end < 0:
            return False
        self.status = self.head[9:12].decode("latin-1")
        place = self.head.find(b"content-length: ", 0, end)
        length = int(self.head[place + 16 :].split(b"\r", 1)[0]) if place >= 0 else 0
        self.missing = end + 4 + length - len(self.head)
        return self.missing == 0


def carry_out(
    port: int,
    requests: Sequence[bytes],
    seconds: float,
    connections: int,
    *,
    once: bool = False,
) -> Outcome:
    """Keep every connection busy for so many seconds, then wait for the last answers."""
    after = iter(requests) if once else itertools.cycle(requests)
    poll = select.epoll()
    began = time.perf_counter()
    open_ones = _opened(port, connections, poll)
    for connection in open_ones.values():
        connection.send(next(after))
    statuses: Counter[str] = Counter()
    times = []
    for connection in _answered(poll, open_ones):
        now = time.perf_counter()
        times.append((now - connection.began) * 1000)
        statuses[connection.status] += 1
        going_on = now - began < seconds and connection.status != "closed"
        following = next(after, None) if going_on else None
        if following is not None:
            connection.send(following)
        else:
            del open_ones[connection.socket.fileno()]
            connection.socket.close()
    took = time.perf_counter() - began
    poll.close()
    times.sort()
    return Outcome(
        answers=len(times),
        seconds=took,
        statuses=dict(statuses),
        median=times[len(times) // 2],
        p99=times[min(len(times) - 1, len(times) * 99 // 100)],
    )


def _opened(port: int, connections: int, poll: select.epoll) -> dict[int, _Connection]:
    """So many connections, by their number in the system."""
    opened = [_Connection(port) for _ in range(connections)]
    for connection in opened:
        poll.register(connection.socket, select.EPOLLIN)
    return {connection.socket.fileno(): connection for connection in opened}


def _answered(poll: select.epoll, open_ones: dict[int, _Connection]) -> Iterator[_Connection]:
    """Each connection whose answer is whole, until none is left."""
    while open_ones:
        ready = poll.poll(LONGEST_SILENCE)
        if not ready:
            sys.exit("the server has fallen silent")
        for number, _ in ready:
            if open_ones[number].is_answered():
                yield open_ones[number]


def main() -> None:
    """Carry out the job on standard input."""
    job = json.load(sys.stdin)
    requests = [text.encode("latin-1") for text in job["requests"]]
    outcome = carry_out(job["port"], requests, job["seconds"], job["connections"], once=job["once"])
    json.dump(vars(outcome), sys.stdout)


if __name__ == "__main__":
    main()
