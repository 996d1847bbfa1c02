"""The door of an address: who comes in, with what, and what they are told if they may not.

Everything that protects a screen happens here, once, before the screen runs: the method, the
session, the audience, where a form comes from and how large it is.
"""

import errno
import sqlite3
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from portal import clock
from portal.store.database import Database, snapshot
from portal.tenancy import sightings
from portal.tenancy.absent import NotThere
from portal.web import looks, sessions, viewing
from portal.web.access import Visitor
from portal.web.build import BUILD
from portal.web.errors import error_page, fault_page, note_fault
from portal.web.incoming import Refused, check_own_site, read_form
from portal.web.services import Services
from portal.web.visit import Visit
from portal.web.workers import Overloaded

if TYPE_CHECKING:
    from portal.web.routing import Screen

SAFE_METHODS = ("GET", "HEAD")
FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class Door:
    """The ASGI application of one address and its methods."""

    def __init__(self, services: Services, screens: "dict[str, Screen]") -> None:
        self.services = services
        self.screens = screens
        self.cookie = session_cookie(services.settings.secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.respond(scope, receive)
        await response(scope, receive, send)

    async def respond(self, scope: Scope, receive: Receive) -> Response:
        """The answer to one request; whatever goes wrong ends in a page."""
        visit = self._visit(scope)
        try:
            return await self._admit(visit, scope, receive)
        except Refused as refusal:
            response = error_page(visit, refusal.status)
            if refusal.status == 405:
                response.headers["allow"] = ", ".join(self.screens)
            return response
        except NotThere:
            return error_page(visit, 404)
        except Overloaded:
            return error_page(visit, 503)
        except sqlite3.OperationalError as error:
            # A locked or full disk: nothing was half done, and it may well pass.
            return error_page(visit, 503, reference=self._note(error, scope))
        except Exception as error:
            if isinstance(error, OSError) and error.errno in FULL_DISK:
                return error_page(visit, 503, reference=self._note(error, scope))
            return fault_page(visit, self._note(error, scope))
        finally:
            if visit.arrived:
                uploading().drop(visit.arrived)

    async def _read(self, visit: Visit, screen: "Screen", receive: Receive) -> None:
        """What a form brings; files only of those who may send them here."""
        kind = visit.headers.get(b"content-type", b"")
        if not (screen.limits.files and kind.startswith(b"multipart/form-data")):
            visit.form = await read_form(receive, visit.headers, screen.limits.body)
            return
        visitor = visit.visitor
        wanted = visitor is not None and screen.audience.admits(visitor)
        visit.form, visit.arrived = await uploading().read_with_files(
            receive,
            visit.headers,
            self.services.settings.uploads,
            self.services.files if wanted else None,
        )

    def _note(self, error: Exception, scope: Scope) -> str:
        """Log a fault under the pattern of the address, which names nobody."""
        screen = next(iter(self.screens.values()), None)
        address = f"{scope['method']} {screen.path if screen else '(none)'}"
        return note_fault(error, address, in_full=self.services.settings.demonstration)

    def _visit(self, scope: Scope) -> Visit:
        headers = dict(scope["headers"])
        cookies = read_cookies(headers.get(b"cookie", b""))
        return Visit(
            services=self.services,
            path=scope["path"],
            query_string=scope["query_string"],
            headers=headers,
            look=looks.from_cookie(cookies.get(looks.COOKIE)),
            parameters=scope.get("path_params", {}),
            client=client_address(scope, headers, self.services.settings.trusted_proxy),
            cookies=cookies,
        )

    async def _admit(self, visit: Visit, scope: Scope, receive: Receive) -> Response:
        method = scope["method"]
        screen = self.screens.get("GET" if method == "HEAD" else method)
        if screen is not None and screen.in_place:
            # Who comes, the tag of the page and the page itself see one moment of the data.
            with snapshot(visit.db):
                self._recognise(visit, screen)
                response = self._turned_away(visit, screen) or self._show(visit, screen)
        else:
            self._recognise(visit, screen)
            if screen is None:
                raise Refused(405 if self.screens else 404)
            if method not in SAFE_METHODS:
                if not screen.limits.from_other_sites:
                    check_own_site(visit.headers, self.services.settings.base_url)
                await self._read(visit, screen, receive)
                visit.is_post = True
            response = self._turned_away(visit, screen) or await self._work(visit, screen)
        if visit.shown:
            await self._note_shown(visit.person, visit.shown)
        if screen.audience.for_staff or visit.viewing is not None:
            response.headers["cache-control"] = "no-store"
        return response

    async def _note_shown(self, staff: Visitor, shown: dict[str, set[int]]) -> None:
        """Note for each tenant that a page shows them; it is sent only when that is written."""
        workers, account_id = self.services.workers, staff.account_id
        for place, tenant_ids in shown.items():
            unnoted = sightings.not_noted_yet(workers.reader, account_id, place, tenant_ids)
            if unnoted:
                await workers.write(partial(_note_sightings, account_id, place, unnoted))

    def _recognise(self, visit: Visit, screen: "Screen | None") -> None:
        """Find the person whose session the visit brings, and as whom they look."""
        token = visit.cookies.get(self.cookie)
        if not token:
            return
        workers = self.services.workers
        limits = sessions.limits_now(self.services.settings.session_idle_minutes)
        visitor = sessions.visitor_of(workers.reader, token, limits)
        if visitor is None:
            return
        visit.visitor = visitor
        visit.seconds_left = sessions.seconds_left(visitor, limits)
        if sessions.is_due_for_touch(visitor, limits):
            session_id = visitor.session_id
            workers.write_later(lambda db: sessions.touch(db, session_id))
        if viewing.COOKIE in visit.cookies:
            self._view(visit, screen)

    def _view(self, visit: Visit, screen: "Screen | None") -> None:
        """Let staff see what is not of the office as the tenant whom they view; to read only.

        Raises: Refused (403) for a form.
        """
        visit.viewing = viewing.viewing_of(
            visit.db,
            visit.visitor,
            visit.cookies[viewing.COOKIE],
            self.services.settings.secret_key,
        )
        if visit.viewing is None or screen is None:
            return
        if screen.method != "GET":
            if not screen.limits.while_viewing:
                raise Refused(403)
        elif not screen.audience.for_staff:
            visit.visitor = visit.viewing.tenant

    def _turned_away(self, visit: Visit, screen: "Screen") -> Response | None:
        """The answer for someone who may not enter; None for one who may."""
        audience, visitor = screen.audience, visit.visitor
        if visitor is None:
            if audience.admits_strangers:
                return None
            if visit.is_post:
                return visit.services.ask_to_sign_in(visit)
            return visit.go_to(f"/logowanie?next={quote(visit.here, safe='/')}")
        if visitor.needs_factor and not audience.admits_half_sessions:
            return visit.go_to("/logowanie/kod")
        if visitor.must_replace_password and not audience.admits_first_passwords:
            return visit.go_to("/haslo/nowe")
        if not audience.admits(visitor):
            raise Refused(403)
        return None

    def _show(self, visit: Visit, screen: "Screen") -> Response:
        """A page, or word that it has not changed."""
        if not screen.tagged or screen.audience.for_staff or visit.viewing is not None:
            return screen.show(visit)
        tag = etag(visit)
        if visit.headers.get(b"if-none-match") == tag:
            return Response(
                status_code=304,
                headers={"etag": tag.decode(), "cache-control": "private, no-cache"},
            )
        response = screen.show(visit)
        if response.status_code == 200:
            response.raw_headers.append((b"etag", tag))
        return response

    async def _work(self, visit: Visit, screen: "Screen") -> Response:
        """A form, on the writer's thread; or slow work, in the pool."""
        workers = self.services.workers

        def on_writer(db: Database) -> Response:
            visit.db = db
            visit.write = lambda work: work(db)  # type: ignore[method-assign]
            return screen.show(visit)

        def in_pool(db: Database) -> Response:
            visit.db = db
            visit.write = workers.write_from_pool  # type: ignore[method-assign]
            return screen.show(visit)

        if screen.slow or screen.distant or screen.limits.files:
            return await workers.slowly(
                in_pool, distant=screen.distant, receiving=screen.limits.files
            )
        return await workers.write(on_writer)


def uploading() -> "ModuleType":
    """What reads forms with files; loaded when the first of them comes."""
    from portal.web import uploading

    return uploading


def _note_sightings(account_id: int, place: str, tenant_ids: list[int], db: Database) -> None:
    sightings.note(db, account_id, place, tenant_ids)


def session_cookie(secure: bool) -> str:
    """The name of the session's cookie; the prefix binds it to this host under https."""
    return "__Host-iok" if secure else "iok"


def read_cookies(header: bytes) -> dict[str, str]:
    """The cookies of a request."""
    if not header:
        return {}
    pairs = (part.partition("=") for part in header.decode("latin-1").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def client_address(scope: Scope, headers: dict[bytes, bytes], proxy: str) -> str:
    """The address of the visitor; a forwarded one only from our own proxy."""
    client = scope.get("client")
    address: str = client[0] if client else ""
    if proxy and address == proxy:
        forwarded = headers.get(b"x-forwarded-for", b"").decode("latin-1")
        return forwarded.rpartition(",")[2].strip() or address
    return address


def etag(visit: Visit) -> bytes:
    """The version of a page, from everything that its content hangs on."""
    visitor = visit.visitor
    who = f"{visitor.revisions}.{visitor.letters}" if visitor else str(portal_revision(visit.db))
    headers = visit.headers
    piece = headers.get(b"hx-target", b"") if b"hx-request-type" in headers else b""
    kept = visit.cookies.get("iok_umowa")
    lease = visit.services.references.find(kept) if kept else 0
    left = visit.seconds_left
    ending = "" if left is None else str(left // 60)
    day = clock.day_as_text(clock.today())
    words = f'W/"{BUILD}.{who}.{day}.{visit.look.cookie}.{lease}.{ending}.'
    return words.encode() + piece + b'"'


def portal_revision(db: Database) -> int:
    """The revision of what everybody may see."""
    number: int = db.execute("SELECT number FROM portal_revision").fetchone()[0]
    return number
