"""Pages: templates rendered whole, or one block of them for htmx.

What stands on every page (head, header, navigation, footer) changes with the look and the room
alone, so it is rendered once for each and kept. Rows are drawn with filters, not macros: a macro
call costs more than the row.
"""

import threading
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import zstandard
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from starlette.responses import Response

from portal import language, money
from portal.settings import Settings
from portal.web.assets import Assets
from portal.web.looks import Look
from portal.web.references import References

if TYPE_CHECKING:
    from portal.web.visit import Visit

FOLDER = Path(__file__).parents[2] / "templates"
PRIVATE = "private, no-cache"
VARY = "accept-encoding, cookie, hx-request-type, hx-target"
SMALLEST_TO_COMPRESS = 500

_SKYLINE = (
    '<svg class="town" viewBox="0 0 597 240" preserveAspectRatio="xMaxYMin slice"'
    ' aria-hidden="true"><use href="{}#town"/></svg>'
)


class Pages:
    """Draws the pages of one installation."""

    def __init__(self, settings: Settings, assets: Assets, references: References) -> None:
        self.environment = _environment(settings, assets, references)
        self.settings = settings
        self._template = lru_cache(maxsize=None)(self.environment.get_template)
        self._frame = lru_cache(maxsize=512)(self._draw_frame)
        self._compressors = threading.local()

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
            values["frame"] = self._frame(
                visit.look, name.partition("/")[0], visit.visitor is not None
            )
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

    def _draw_frame(self, look: Look, room: str, signed_in: bool) -> dict[str, Markup]:
        """The parts around a page that are the same for everybody who has this look."""
        template = self._template("layout/frame.html")
        context = template.new_context({"look": look, "room": room, "signed_in": signed_in})
        return {
            part: Markup("".join(block(context)))  # noqa: S704
            for part, block in template.blocks.items()
        }

    def _respond(self, content: bytes, status: int, accepted: bytes) -> Response:
        headers = {"cache-control": PRIVATE, "vary": VARY}
        if b"zstd" in accepted and len(content) > SMALLEST_TO_COMPRESS:
            content = self._zstd().compress(content)
            headers["content-encoding"] = "zstd"
        elif b"gzip" in accepted and len(content) > SMALLEST_TO_COMPRESS:
            import gzip

            content = gzip.compress(content, 5, mtime=0)
            headers["content-encoding"] = "gzip"
        return Response(content, status, headers, "text/html; charset=utf-8")

    def _zstd(self) -> zstandard.ZstdCompressor:
        # A compressor is not for two threads at once, and dear to make.
        if not hasattr(self._compressors, "zstd"):
            self._compressors.zstd = zstandard.ZstdCompressor(level=3)
        compressor: zstandard.ZstdCompressor = self._compressors.zstd
        return compressor


def wants_fragment(headers: dict[bytes, bytes], fragment: str) -> bool:
    """Whether htmx asks for this piece alone; Back and plain visits ask for the whole page."""
    return (
        headers.get(b"hx-request-type") == b"partial"
        and headers.get(b"hx-target", b"").rpartition(b"#")[2] == fragment.encode()
    )


def _environment(settings: Settings, assets: Assets, references: References) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.demonstration,
    )
    environment.globals.update(
        organisation=settings.organisation,
        settings=settings,
        asset=assets.address,
        icon=_icons(assets.address["icons.svg"]),
        skyline=Markup(_SKYLINE).format(assets.address["icons.svg"]),
    )
    environment.filters.update(
        zl=_filter(money.with_currency),
        zl_bare=_filter(money.in_zloty),
        zl_signed=_filter(money.signed),
        day=_filter(language.day),
        day_and_month=_filter(language.day_and_month),
        short_day=_filter(language.short_day),
        instant=_filter(language.instant),
        month=_filter(language.month),
        until_weekday=_filter(language.until_weekday),
        ref=references.hide,
        long_day=_filter(lambda text: language.day(date.fromisoformat(text))),
        table_day=_filter(lambda text: language.short_day(date.fromisoformat(text))),
        method=_filter(language.PAYMENT_METHODS.__getitem__),
        iso=date.isoformat,
    )
    environment.globals.update(
        count=language.count, plural=language.plural, listed=language.listed, decimal=_decimal
    )
    for path in sorted((FOLDER / "ui").glob("*.html")):
        module = environment.get_template(f"ui/{path.name}").module
        environment.globals[path.stem] = module
    return environment


def _filter(in_words):  # type: ignore[no-untyped-def]
    """A filter whose words are ours and need no escaping; the same value is worded once."""

    @lru_cache(maxsize=4096)
    def worded(value: object) -> Markup:
        return Markup(in_words(value))  # noqa: S704 - digits, names of months and units

    return worded


def _decimal(value: int, places: int, shortest: int = 0) -> Markup:
    return Markup(language.decimal(value, places, shortest=shortest))  # noqa: S704


def _icons(sprite: str):  # type: ignore[no-untyped-def]
    """The function `icon` of the templates: a picture that stands beside a word."""

    @lru_cache(maxsize=128)
    def icon(name: str, more: str = "") -> Markup:
        return Markup('<svg class="i{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
            f" {more}" if more else "", sprite, name
        )

    return icon
