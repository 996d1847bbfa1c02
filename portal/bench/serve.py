"""The servers that are measured, each a process of its own: `python -m portal.bench.serve`.

Takes:  "bare", or "portal" with a database; the number of a listening socket; with "portal" also
        "--unthrottled" and "--autopay". Both are served alike; the bare one imports no more than
        it needs.
"""

import socket
import sys
from pathlib import Path

from starlette.types import ASGIApp


def main(arguments: list[str]) -> None:
    """Serve until the process is ended."""
    kind, listening = arguments[0], socket.socket(fileno=int(arguments[1]))
    if kind == "bare":
        app = _bare()
    else:
        app = _portal(
            Path(arguments[2]),
            throttled="--unthrottled" not in arguments,
            pays_online="--autopay" in arguments,
        )
    import uvicorn

    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        server_header=False,
        access_log=False,
        log_level="warning",
    )
    uvicorn.Server(config).run(sockets=[listening])


def _bare() -> ASGIApp:
    """What everything is compared with: Starlette and one line of text."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    async def hello(request: Request) -> PlainTextResponse:
        return PlainTextResponse("Hello, world!")

    return Starlette(routes=[Route("/", hello)])


def _portal(database: Path, *, throttled: bool, pays_online: bool) -> ASGIApp:
    from portal import clock
    from portal.app import create_app
    from portal.bench.installation import AUTOPAY, DAY, settings_for

    clock.pin(DAY)
    autopay = AUTOPAY if pays_online else None
    return create_app(settings_for(database, throttled=throttled, autopay=autopay))


if __name__ == "__main__":
    main(sys.argv[1:])
