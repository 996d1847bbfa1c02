"""The simulator's pages, and what every one of them carries."""

from pathlib import Path
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from portal.clock import WARSAW
from portal.money import with_currency

FOLDER = Path(__file__).parent / "pages"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {portal};"
    " frame-ancestors 'none'; base-uri 'none'"
)
MOST_FIELDS = 50


class Pages:
    """Draws pages for one simulator."""

    def __init__(self, portal: str) -> None:
        """Takes: portal: the scheme, host and port of the portal."""
        self.portal = portal
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._environment.filters["zl"] = with_currency
        self._environment.filters["time"] = lambda at: at.astimezone(WARSAW).strftime("%H:%M:%S")
        self._environment.filters["day"] = lambda at: at.astimezone(WARSAW).strftime(
            "%d.%m.%Y, %H:%M"
        )

    def draw(self, name: str, status: int = 200, **values: object) -> Response:
        """A page."""
        content = self._environment.get_template(name).render(portal=self.portal, **values)
        headers = {
            "content-security-policy": POLICY.format(portal=self.portal),
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
        }
        return HTMLResponse(content, status, headers)

    def say(self, title: str, words: str, status: int = 200, back: str = "") -> Response:
        """A page of one sentence."""
        return self.draw("said.html", status, title=title, words=words, back=back)


async def style(request: Request) -> Response:
    """The simulator's stylesheet."""
    return Response((FOLDER / "style.css").read_text(encoding="utf-8"), media_type="text/css")


async def fields_of(request: Request) -> dict[str, str]:
    """What a form of ours holds."""
    body = (await request.body()).decode("ascii", errors="replace")
    return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
