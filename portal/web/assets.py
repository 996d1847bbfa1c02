"""Style, script and icons: named by what they hold, kept in memory, compressed once.

The address of a file holds a hash of its content, so a browser may keep it for ever and a change
is seen at once. Compression waits until a file is first asked for: it takes longer than all the
rest of the start.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from starlette.responses import Response

FOLDER = Path(__file__).parents[2] / "static"
FOR_EVER = "public, max-age=31536000, immutable"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
}

# Scripts of others, which are served as they came.
VENDORED = ".min.js"

# Pictures that are small already.
PACKED = (".png", ".webp")


@dataclass
class Asset:
    """One file as it is served."""

    content: bytes
    content_type: str
    compressed: dict[str, bytes] = field(default_factory=dict)

    def encoded(self, encoding: str) -> bytes:
        """The content as brotli ("br"), as "gzip", or as it is ("")."""
        if encoding not in self.compressed:
            self.compressed[encoding] = _compress(self.content, encoding)
        return self.compressed[encoding]


class Assets:
    """The files of static/ and static/manual/, and the logo and funding strip of the company."""

    def __init__(self, added: dict[str, Path] | None = None) -> None:
        self.address: dict[str, str] = {}
        self._by_address: dict[str, Asset] = {}
        files = {path.name: path for path in sorted(FOLDER.glob("*")) if path.suffix in TYPES}
        for path in sorted((FOLDER / "manual").glob("*")):
            if path.suffix in PACKED:
                files[f"manual/{path.name}"] = path
        for name, path in {**files, **(added or {})}.items():
            self._take(name, path.read_bytes())
        for path in FOLDER.glob("*.js"):
            if not path.name.endswith(VENDORED):
                self._take(path.name, script(path.name).encode())
        self._take("portal.css", stylesheet().encode())
        self._take("office.css", stylesheet("style-office").encode())

    def _take(self, name: str, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()[:10]
        stem, suffix = Path(name).stem, Path(name).suffix
        address = f"/static/{stem}.{digest}{suffix}"
        self.address[name] = address
        self._by_address[address] = Asset(content, TYPES[suffix])

    def answer(self, address: str, accepted: bytes) -> Response | None:
        """The file at an address, in the best encoding that the browser takes."""
        asset = self._by_address.get(address)
        if asset is None:
            return None
        encoding = "br" if b"br" in accepted else "gzip" if b"gzip" in accepted else ""
        if asset.content_type in (TYPES[suffix] for suffix in PACKED):
            encoding = ""
        headers = {"cache-control": FOR_EVER, "vary": "accept-encoding"}
        if encoding:
            headers["content-encoding"] = encoding
        return Response(asset.encoded(encoding), headers=headers, media_type=asset.content_type)


def stylesheet(folder: str = "style") -> str:
    """A stylesheet: the files of static/style/ in their order, without air.

    Takes:   "style-office" for what staff alone see, which their pages load besides.
    """
    parts = sorted((FOLDER / folder).glob("*.css"))
    return _without_air("\n".join(part.read_text(encoding="utf-8") for part in parts))


def script(name: str = "portal.js") -> str:
    """A script of ours without its comments, which stand on lines of their own, and indents."""
    code = (FOLDER / name).read_text(encoding="utf-8")
    code = re.sub(r"^\s*/\*.*?\*/\s*?$", "", code, flags=re.MULTILINE | re.DOTALL)
    return "\n".join(filter(None, map(str.strip, code.splitlines())))


def _compress(content: bytes, encoding: str) -> bytes:
    if encoding == "br":
        import brotli

        squeezed: bytes = brotli.compress(content, quality=11)
        return squeezed
    if encoding == "gzip":
        return gzip.compress(content, 9, mtime=0)
    return content


def _without_air(css: str) -> str:
    """A stylesheet without the comments and spaces that people read it by."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"(?<![\w.])0\.", ".", css)
    css = re.sub(r"([{;][\w-]+): ", r"\1:", css)
    return css.replace(";}", "}").strip()
