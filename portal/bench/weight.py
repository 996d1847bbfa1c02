"""What goes over the wire: bytes of answers as they are sent compressed, without their headers."""

import re
from dataclasses import dataclass, field

from portal.bench.estate import Session, open_sessions
from portal.bench.pages import headers_of
from portal.bench.report import CannotMeasure, Figure
from portal.bench.servers import Server
from portal.bench.workshop import Workshop

TITLE = (
    "Bytes as sent: static files as brotli, pages as zstd or gzip, whichever is more; no headers"
)
FIRST_VIEW = 14_600
COLD_VISIT = 26_000
MOST_REQUESTS = 6
NAVIGATION = 4_000

PAGES = {"sign-in": "/logowanie", "start": "/", "finance": "/finanse"}
PIECE = "/finanse?rok=2025"
PIECE_HEADERS = {"HX-Request-Type": "partial", "HX-Target": "section#historia"}

_TAG = re.compile(r"<(link|script|img|use|image|source)\b[^>]*>")
_ADDRESS = re.compile(r"\b(?:href|src)=\"(/[^\"#]*)")


@dataclass
class View:
    """A page on its first visit: its own bytes, its stylesheet's, and those of all it asks for."""

    page: int
    style: int = 0
    others: dict[str, int] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """What must have come before anything is drawn."""
        return self.page + self.style

    @property
    def whole(self) -> int:
        """Everything."""
        return self.first + sum(self.others.values())

    @property
    def requests(self) -> int:
        """The page, the stylesheet and the rest."""
        return 2 + len(self.others)


def measure(workshop: Workshop) -> list[Figure]:
    """First views, the whole cold visit, and a piece for htmx."""
    database = workshop.small_estate()
    session = open_sessions(database, workshop.small, 1)[0]
    with Server("portal", database) as server:
        views = {name: _view(server, path, session) for name, path in PAGES.items()}
        piece = _bytes_of(server, PIECE, headers_of(session) | PIECE_HEADERS)
    return [*_of_views(views), _of_piece(piece)]


def _view(server: Server, path: str, session: Session) -> View:
    """Fetch a page as a browser does that has never been here."""
    headers = headers_of(session) if path != PAGES["sign-in"] else {}
    html = server.get(path, headers).content.decode()
    view = View(_bytes_of(server, path, headers))
    for tag in _TAG.finditer(html):
        address = _ADDRESS.search(tag[0])
        if address is None:
            continue
        size = _bytes_of(server, address[1], {}, encodings=("br",))
        if 'rel="stylesheet"' in tag[0]:
            view.style += size
        else:
            view.others[address[1]] = size
    return view


def _bytes_of(
    server: Server,
    path: str,
    headers: dict[str, str],
    encodings: tuple[str, ...] = ("zstd", "gzip"),
) -> int:
    """The bytes of an answer in the worst of some encodings."""
    sizes = []
    for encoding in encodings:
        answer = server.get(path, {**headers, "Accept-Encoding": encoding})
        if answer.status != 200:
            raise CannotMeasure(f"{path} answered {answer.status}")
        sizes.append(len(answer.content))
    return max(sizes)


def _of_views(views: dict[str, View]) -> list[Figure]:
    figures = [
        Figure(
            name=f"first-view-{name}",
            words=f"First view of {name}, HTML and CSS",
            value=view.first,
            bound="at most",
            goal=FIRST_VIEW,
            unit="bytes",
            detail=f"{view.page} B of HTML, {view.style} B of CSS",
        )
        for name, view in views.items()
    ]
    heaviest = max(views.values(), key=lambda view: view.whole)
    names = ", ".join(f"{path.rpartition('/')[2]} {n}" for path, n in heaviest.others.items())
    return [
        *figures,
        Figure(
            name="cold-visit",
            words="Whole cold visit of the heaviest of them",
            value=heaviest.whole,
            bound="at most",
            goal=COLD_VISIT,
            unit="bytes",
            detail=f"HTML and CSS {heaviest.first} B, {names}",
        ),
        Figure(
            name="cold-visit-requests",
            words="Requests of a cold visit",
            value=max(view.requests for view in views.values()),
            bound="at most",
            goal=MOST_REQUESTS,
            unit="count",
        ),
    ]


def _of_piece(piece: int) -> Figure:
    return Figure(
        name="navigation",
        words=f"A piece for htmx, {PIECE}",
        value=piece,
        bound="at most",
        goal=NAVIGATION,
        unit="bytes",
    )
