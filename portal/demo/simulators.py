"""A simulator beside the portal: an application on a port of its own, in a thread of its own."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

# Another site than 127.0.0.1, so that cookies travel as they do between the real two.
HOST = "localhost"
ADDRESS = "127.0.0.1"
SECONDS_TO_END = 5


def listening() -> socket.socket:
    """A socket on a free port of this computer."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.bind((ADDRESS, 0))
    found.listen()
    return found


def url_of(found: socket.socket) -> str:
    """Where a browser reaches what listens on a socket."""
    return f"http://{HOST}:{found.getsockname()[1]}"


@contextmanager
def serving(app: ASGIApp, found: socket.socket) -> Iterator[None]:
    """Serve an application in a thread until the end of the block."""
    config = uvicorn.Config(
        app, server_header=False, access_log=False, log_level="warning", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [found]}, name="simulator", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(SECONDS_TO_END)
        found.close()
