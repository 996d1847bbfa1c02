"""Screens, their doors, and the way from an address to a screen."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from portal.web.access import Audience
from portal.web.door import Door
from portal.web.services import Services
from portal.web.visit import Visit

FORM_LIMIT = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a screen takes from the outside; while_viewing: also from staff who see the portal as
    a tenant, which otherwise is for reading only; files: a form may bring files, which are looked
    into in a pool of their own."""

    body: int = FORM_LIMIT
    files: bool = False
    from_other_sites: bool = False
    while_viewing: bool = False


@dataclass(frozen=True)
class Screen:
    """An address, what is shown there, and for whom."""

    path: str
    show: Callable[[Visit], Response]
    audience: Audience
    method: str = "GET"
    slow: bool = False
    distant: bool = False
    tagged: bool = True
    limits: Limits = Limits()

    def __init__(
        self,
        path: str,
        show: Callable[[Visit], Response],
        *,
        who: Audience,
        method: str = "GET",
        slow: bool = False,
        distant: bool = False,
        tagged: bool = True,
        limits: Limits = Limits(),
    ) -> None:
        """Takes:

        who:     the audience; there is no default.
        slow:    hashes, draws PDFs or the like, and so runs in the pool.
        distant: waits for another server, and so runs in the pool for that.
        tagged:  an unchanged page may be answered 304; False where it depends on more than the
                 visitor, the day and the data.
        """
        for name, value in locals().items():
            if name not in ("self", "who"):
                object.__setattr__(self, name, value)
        object.__setattr__(self, "audience", who)

    @property
    def in_place(self) -> bool:
        """Whether it is a page of a few quick reads, which needs no thread of its own."""
        return self.method == "GET" and not (self.slow or self.distant)


class Rooms(Router):
    """Finds the screen of an address: plain addresses by one look-up, the others by pattern.

    A room is opened when an address is asked for that begins as its addresses do.
    """

    def __init__(
        self,
        rooms: Mapping[str, tuple[str, ...]],
        screens_of: Callable[..., Iterable[Screen]],
        others: Iterable[Screen],
        services: Services,
    ) -> None:
        """Takes:

        rooms:       names of rooms by the beginnings of their addresses, parted by spaces.
        screens_of:  gives the screens of rooms by their names.
        others:      screens that are open from the start.
        """
        super().__init__(
            redirect_slashes=False,
            default=Door(services, {}),
            lifespan=self._until_the_end,
        )
        self.services = services
        self.exact: dict[str, Door] = {}
        self._closed = {tuple(beginnings.split()): names for beginnings, names in rooms.items()}
        self._screens_of = screens_of
        self._open(others)
        self._open_rooms_of("/")

    def _open(self, screens: Iterable[Screen]) -> None:
        doors: dict[str, dict[str, Screen]] = {}
        for screen in screens:
            methods = doors.setdefault(screen.path, {})
            if screen.method in methods:
                raise ValueError(f"two screens for {screen.method} {screen.path}")
            methods[screen.method] = screen
        for path, by_method in doors.items():
            door = Door(self.services, by_method)
            if "{" in path:
                self.routes.append(Route(path, door))
            else:
                self.exact[path] = door

    def _open_rooms_of(self, path: str) -> None:
        """Open the rooms among whose addresses this one must be."""
        first = "/" + path[1:].partition("/")[0]
        for beginnings in [beginnings for beginnings in self._closed if first in beginnings]:
            self._open(self._screens_of(*self._closed.pop(beginnings)))

    @contextlib.asynccontextmanager
    async def _until_the_end(self, app: object) -> AsyncIterator[None]:
        with contextlib.ExitStack() as stack:
            stack.callback(self.services.workers.close)
            for companion in self.services.alongside:
                stack.enter_context(companion)
            yield

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application behind the security headers."""
        if scope["type"] == "http":
            path = scope["path"]
            door = self.exact.get(path)
            if door is None and self._closed:
                self._open_rooms_of(path)
                door = self.exact.get(path)
            if door is not None:
                await door(scope, receive, send)
                return
            if path.startswith("/static/"):
                accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
                response = self.services.assets.answer(path, accepted)
                if response is not None:
                    await response(scope, receive, send)
                    return
        await super().app(scope, receive, send)
