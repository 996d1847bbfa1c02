"""Files that are kept, as answers: to be saved, never to be shown as a page of ours."""

from pathlib import Path
from urllib.parse import quote

from starlette.responses import FileResponse

HARMLESS = "sandbox; default-src 'none'"


def download(place: Path, *, name: str, media_type: str) -> FileResponse:
    """A kept file to save under its name.

    Raises: FileNotFoundError where a file is gone that a row names.
    """
    stat = place.stat()
    return FileResponse(
        place,
        stat_result=stat,
        media_type=media_type,
        headers={
            "content-disposition": disposition(name),
            "content-security-policy": HARMLESS,
            "cache-control": "no-store",
        },
    )


def disposition(name: str) -> str:
    """The header that names a file (RFC 6266): in plain letters, and as it is."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
