"""The build: a short name of this very code, so that pages of another one are not kept."""

import hashlib
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def _name() -> str:
    """Made of the names, sizes and times of the files of pages; reading them would be slow."""
    digest = hashlib.blake2b(digest_size=4)
    for folder in ("portal", "templates", "static"):
        for path in sorted((_ROOT / folder).rglob("*.*")):
            if path.suffix != ".pyc":
                status = path.stat()
                digest.update(f"{path.name}{status.st_size}{status.st_mtime_ns}".encode())
    return digest.hexdigest()


BUILD = _name()
