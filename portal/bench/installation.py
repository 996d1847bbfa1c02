"""The installation that is measured, and how to ask it something within this process."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message

from portal.demo.organisation import TBS_WROCLAW
from portal.settings import Autopay, Settings
from portal.store.database import Database
from portal.web.headers import SecurityHeaders
from portal.web.routing import Rooms
from portal.web.workers import Workers

DAY = date(2026, 11, 21)
# Nobody listens there: what is measured is what comes from the operator.
AUTOPAY = Autopay(url="http://127.0.0.1:9", service_id="100200", keys=("for measuring only",))


def settings_for(
    database: Path, *, throttled: bool = True, autopay: Autopay | None = None
) -> Settings:
    """The settings of a server that is measured; all but the throttle as in earnest."""
    return Settings(
        database=database,
        secret_key="for measuring only, so no secret",  # noqa: S106
        base_url="http://127.0.0.1",
        organisation=TBS_WROCLAW,
        throttled=throttled,
        autopay=autopay,
    )


def workers_of(app: ASGIApp) -> Workers:
    """The connections of an application in this process."""
    if not isinstance(app, SecurityHeaders) or not isinstance(app.app, Rooms):
        raise AssertionError("create_app() gives the rooms behind the headers")
    return app.app.services.workers


class Listener:
    """Stands in for a connection and keeps what is asked of it."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.asked: list[tuple[str, Any]] = []

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        if sql not in ("BEGIN", "COMMIT"):
            self.asked.append((sql, parameters))
        return self.db.execute(sql, parameters)

    def close(self) -> None:
        self.db.close()


def queries_of(app: ASGIApp, path: str, headers: dict[str, str]) -> list[tuple[str, Any]]:
    """The queries that a page makes, with their parameters, the session's among them.

    Raises: AssertionError where the page is not answered 200.
    """
    workers = workers_of(app)
    real = workers.reader
    listener = Listener(real)
    workers.reader = listener  # type: ignore[assignment]
    try:
        status = asyncio.run(_status(app, path, headers))
    finally:
        workers.reader = real
    if status != 200:
        raise AssertionError(f"{path} answered {status}")
    return listener.asked


async def _status(app: ASGIApp, address: str, headers: dict[str, str]) -> int:
    """Ask the application as a server would; gives the status of its answer."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return int(sent[0]["status"])
