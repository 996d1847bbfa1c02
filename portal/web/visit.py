"""A visit: what a screen is handed, and the answers it can give."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from portal.settings import Settings
from portal.store.database import Database
from portal.tenancy.absent import NotThere
from portal.tenancy.sightings import PLACES
from portal.web.access import Visitor
from portal.web.looks import Look
from portal.web.pages import wants_fragment
from portal.web.viewing import Viewing

if TYPE_CHECKING:
    from portal.web.services import Services
    from portal.web.uploading import Arrived

T = TypeVar("T")
NO_FORM = FormData()


class Visit:
    """One request of one visitor, as a screen sees it.

    seconds_left: the seconds until the session's last end, where that is near; else None.
    """

    visitor: Visitor | None = None
    seconds_left: int | None = None
    viewing: Viewing | None = None
    is_post = False
    form: FormData = NO_FORM
    # What a form brought beside its fields; what is not kept is removed after the visit.
    arrived: "Sequence[Arrived]" = ()
    # Whose names or data a page of the office shows, by the place where it does.
    shown: dict[str, set[int]] | None = None

    def __init__(
        self,
        *,
        services: "Services",
        path: str,
        query_string: bytes,
        headers: dict[bytes, bytes],
        cookies: dict[str, str],
        look: Look,
        parameters: dict[str, str],
        client: str,
    ) -> None:
        self.services = services
        self.db: Database = services.workers.reader
        self.path = path
        self.query_string = query_string
        self.headers = headers
        self.cookies = cookies
        self.look = look
        self.parameters = parameters
        self.client = client

    def write(self, work: Callable[[Database], T]) -> T:
        """Run work that writes; the door hands forms and slow work a way to do it."""
        raise AssertionError("a GET changes nothing")

    @property
    def settings(self) -> Settings:
        """The settings of this installation."""
        return self.services.settings

    @property
    def person(self) -> Visitor:
        """The visitor, on screens whose door lets no stranger in."""
        if self.visitor is None:
            raise NotThere
        return self.visitor

    @property
    def tenant_id(self) -> int:
        """The tenant who visits, on screens for tenants."""
        if self.visitor is None or self.visitor.tenant_id is None:
            raise NotThere
        return self.visitor.tenant_id

    @property
    def query(self) -> QueryParams:
        """What the address asks for after its question mark."""
        return QueryParams(parse_qsl(self.query_string.decode("latin-1"), keep_blank_values=True))

    @property
    def here(self) -> str:
        """The address of this visit, with its question."""
        query = self.query_string.decode("latin-1")
        return f"{self.path}?{query}" if query else self.path

    def asks_for(self, fragment: str) -> bool:
        """Whether a script of the page asks for this piece of it alone."""
        return wants_fragment(self.headers, fragment)

    def row_id(self, parameter: str) -> int:
        """The number of the row that a reference in the address names.

        Gives: 0, which is nobody's row, for a reference that is none.
        """
        return self.services.references.find(self.parameters[parameter])

    def shows(self, place: str, tenant_ids: Iterable[int | None]) -> None:
        """Say whose names or data this page of the office shows, besides those of an opened card.

        The door notes it for each of them before the page is sent; where that fails, no page is.

        Takes:   place: one of tenancy/sightings.py, which names it for the tenants.
        """
        if place not in PLACES:
            raise ValueError(f"tenants would read of no place called {place}")
        self.shown = self.shown or {}
        self.shown.setdefault(place, set()).update(each for each in tenant_ids if each)

    def page(
        self,
        template: str,
        *,
        fragment: str | None = None,
        status: int = 200,
        said: str = "",
        **values: object,
    ) -> Response:
        """Answer with a page; with its block `fragment` alone where htmx asks for that.

        Takes:   said: what a screen reader hears when the fragment arrives.
        """
        return self.services.pages.answer(self, template, fragment, status, said, values)

    def go_to(self, address: str) -> Response:
        """Answer "see there": after a form was taken."""
        return Response(status_code=303, headers={"location": address})

    def file(self, content: bytes, *, name: str, media_type: str) -> Response:
        """Answer with a file to keep."""
        return Response(
            content,
            media_type=media_type,
            headers={
                "content-disposition": f'attachment; filename="{name}"',
                "cache-control": "no-store",
            },
        )
