"""Pages: templates rendered whole, or one block of them for htmx.

What stands on every page (head, header, navigation, footer) changes with the look and the room
alone, so it is rendered once for each and kept. Rows are drawn with filters, not macros: a macro
call costs more than the row.
"""

import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import zstandard
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup
from starlette.responses import Response

from portal import language
from portal.settings import Settings
from portal.web.assets import Assets
from portal.web.compiling import PLAIN_FILTERS, PlainEnvironment
from portal.web.looks import Look
from portal.web.references import References

if TYPE_CHECKING:
    from portal.web.visit import Visit

FOLDER = Path(__file__).parents[2] / "templates"
HEADERS = (
    (b"cache-control", b"private, no-cache"),
    (b"vary", b"accept-encoding, cookie, hx-request-type, hx-target"),
    (b"content-type", b"text/html; charset=utf-8"),
)
SMALLEST_TO_COMPRESS = 500
# So many unread letters and more look the same in the navigation.
MOST_COUNTED = 10
# Tables that stay in the processor's nearest cache: half the time of level 3 for two bytes in a
# hundred.
QUICK = zstandard.ZstdCompressionParameters.from_level(1, source_size=16 * 1024, hash_log=12)

# The files of templates/ui/, each a global of its name; one may use those that stand before it.
MACROS = (
    "notices", "navigation", "switches", "forms", "money", "charges", "history", "transfer",
    "files", "payments",
)  # fmt: skip

_SKYLINE = (
    '<svg class="town" viewBox="0 0 597 240" preserveAspectRatio="xMaxYMin slice"'
    ' aria-hidden="true"><use href="{}#town"/></svg>'
)


class Page(Response):
    """A page as an answer. Its headers are bytes from the start, so none need be worked out."""

    media_type = "text/html"

    def __init__(self, content: bytes, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self.body = content
        self.status_code = status
        self.background = None
        self.raw_headers = [*headers, (b"content-length", b"%d" % len(content))]


class Frame(NamedTuple):
    """What stands around a page, drawn: the blocks of layout/frame.html."""

    head: Markup
    top: Markup
    navigation: Markup
    foot: Markup


class Pages:
    """Draws the pages of one installation."""

    def __init__(self, settings: Settings, assets: Assets, references: References) -> None:
        self.environment = _environment(settings, assets, references)
        self.settings = settings
        self._template = lru_cache(maxsize=None)(self._load)
        self._frame = lru_cache(maxsize=1024)(self._draw_frame)
        self._compressors = threading.local()

    def _load(self, name: str) -> Template:
        """A template whose globals are one plain dictionary, which is quick to copy."""
        template = self.environment.get_template(name)
        template.globals = dict(template.globals)
        return template

    def answer(
        self,
        visit: "Visit",
        name: str,
        fragment: str | None,
        status: int,
        said: str,
        values: dict[str, object],
    ) -> Response:
        """The answer of Visit.page()."""
        values["visit"] = visit
        template = self._template(name)
        if fragment is not None and wants_fragment(visit.headers, fragment):
            html = self._draw_fragment(template, fragment, said, values)
        else:
            visitor = visit.visitor
            kind = ""
            if visitor is not None and not visitor.needs_factor:
                kind = visitor.role or "tenant"
            office = visit.viewing is not None or visitor is not None and visitor.role is not None
            room = name.rpartition("/")[0]
            unread = visitor.unread if visitor is not None else 0
            values["frame"] = self._frame(visit.look, room, kind, office, min(unread, MOST_COUNTED))
            html = template.render(values)
        return self._respond(html.encode(), status, visit.headers.get(b"accept-encoding", b""))

    def _draw_fragment(
        self, template: Template, fragment: str, said: str, values: dict[str, object]
    ) -> str:
        """The title, one block, and the words for the page's status line."""
        context = template.new_context({**values, "said": said})
        title = "".join(template.blocks["title"](context))
        block = "".join(template.blocks[fragment](context))
        return self._template("layout/fragment.html").render(
            title=Markup(title),  # noqa: S704 - rendered by autoescaping templates a line above
            block=Markup(block),  # noqa: S704
            said=said,
        )

    def _draw_frame(self, look: Look, room: str, kind: str, office: bool, unread: int) -> "Frame":
        """The parts around a page that are the same for everybody of a kind who has this look.

        Takes:   kind: "tenant", the role of a member of staff, or "" for strangers; office: it is
                 staff who look, also half way in or as a tenant; unread: the letters that wait.
        """
        template = self._template("layout/frame.html")
        values = {"look": look, "room": room, "kind": kind, "office": office, "unread": unread}
        context = template.new_context(values)
        drawn = ("".join(template.blocks[part](context)) for part in Frame._fields)
        return Frame(*map(Markup, drawn))

    def _respond(self, content: bytes, status: int, accepted: bytes) -> Response:
        headers = [*HEADERS]
        if b"zstd" in accepted and len(content) > SMALLEST_TO_COMPRESS:
            content = self._zstd().compress(content)
            headers.append((b"content-encoding", b"zstd"))
        elif b"gzip" in accepted and len(content) > SMALLEST_TO_COMPRESS:
            import gzip

            content = gzip.compress(content, 5, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        return Page(content, status, headers)

    def _zstd(self) -> zstandard.ZstdCompressor:
        # A compressor is not for two threads at once, and dear to make.
        if not hasattr(self._compressors, "zstd"):
            self._compressors.zstd = zstandard.ZstdCompressor(compression_params=QUICK)
        compressor: zstandard.ZstdCompressor = self._compressors.zstd
        return compressor


def wants_fragment(headers: dict[bytes, bytes], fragment: str) -> bool:
    """Whether htmx asks for this piece alone; Back and plain visits ask for the whole page."""
    return (
        headers.get(b"hx-request-type") == b"partial"
        and headers.get(b"hx-target", b"").rpartition(b"#")[2] == fragment.encode()
    )


class CompiledOnce(BytecodeCache):
    """Compiled templates of this process, for all applications in it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source."""
        kept = self.kept.get((bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next application."""
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = CompiledOnce()


def _environment(settings: Settings, assets: Assets, references: References) -> Environment:
    environment = PlainEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        bytecode_cache=_COMPILED,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.demonstration,
    )
    environment.globals.update(
        organisation=settings.organisation,
        settings=settings,
        asset=assets.address,
        logo=_picture(assets, "logo"),
        funding=_picture(assets, "funding"),
        icon=_icons(assets.address["icons.svg"]),
        skyline=Markup(_SKYLINE).format(assets.address["icons.svg"]),  # noqa: S704 - ours
    )
    environment.filters.update(
        {name: lru_cache(maxsize=4096)(in_words) for name, in_words in PLAIN_FILTERS.items()}
    )
    environment.filters["ref"] = references.hide
    environment.globals.update(
        count=language.count,
        plural=language.plural,
        listed=language.listed,
        decimal=lambda value, places, shortest=0: language.decimal(
            value, places, shortest=shortest
        ),
    )
    for name in MACROS:
        environment.globals[name] = environment.get_template(f"ui/{name}.html").module
    return environment


def _picture(assets: Assets, name: str) -> str | None:
    """The address of a picture that the company added, if it did."""
    found = (assets.address.get(f"{name}{suffix}") for suffix in (".svg", ".png", ".webp"))
    return next(filter(None, found), None)


def _icons(sprite: str):  # type: ignore[no-untyped-def]
    """The function `icon` of the templates: a picture that stands beside a word."""

    @lru_cache(maxsize=128)
    def icon(name: str, more: str = "") -> Markup:
        return Markup('<svg class="i{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
            f" {more}" if more else "", sprite, name
        )

    return icon
