"""manifest.json: what the housing system says that it put into the folder."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portal.imports.cells import FIRST_YEAR, LAST_YEAR
from portal.imports.layouts import FILE_NAMES
from portal.imports.problems import Problems
from portal.imports.source import NotReadable, Source, read_small

MANIFEST = "manifest.json"
LONGEST = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What is said of the folder; every part may be missing."""

    as_of: datetime | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def check_files(self, sources: Mapping[str, Source | None], problems: Problems) -> None:
        """Compare with the files that are there; None stands for one that cannot be read."""
        for name in sorted(self.names - sources.keys()):
            problems.add(MANIFEST, f"Manifest wymienia plik {name}, którego nie ma w folderze.")
        for name, source in sources.items():
            if self.names and name not in self.names:
                problems.notice(f"{name}: manifest.json nie wymienia tego pliku.")
            said = self.sha256.get(name)
            if said is not None and source is not None and said != source.sha256:
                text = "Suma kontrolna sha256 jest inna niż w manifest.json. Plik jest niepełny?"
                problems.add(name, text, value=source.sha256)

    def check_rows(self, name: str, rows: int, problems: Problems) -> None:
        """Compare with how many rows a file turned out to hold."""
        said = self.rows.get(name)
        if said is not None and said != rows:
            text = f"Według manifest.json plik ma {said} wierszy z danymi, a jest ich {rows}."
            problems.add(name, text, value=str(rows))


def read_manifest(folder: Path, problems: Problems) -> Manifest:
    """Read manifest.json of a folder, if there is one.

    Takes:   {"as_of": "2026-11-21T05:00:00+01:00", "files": {"charges.csv": {"rows": 3,
             "sha256": "…"}}}; files may also stand beside as_of.
    """
    path = folder / MANIFEST
    if not path.exists() and not path.is_symlink():
        return Manifest()
    try:
        content = json.loads(read_small(path, LONGEST).decode("utf-8-sig"))
    except NotReadable as error:
        problems.add(MANIFEST, str(error))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        problems.add(MANIFEST, "To nie jest poprawny plik JSON w UTF-8.", line=line)
    else:
        if isinstance(content, dict):
            return _understood(content, problems)
        problems.add(MANIFEST, "Manifest musi być obiektem JSON z polami as_of i files.")
    return Manifest()


def _understood(content: dict[str, Any], problems: Problems) -> Manifest:
    files = content.get("files", {})
    if not isinstance(files, dict):
        problems.add(MANIFEST, "Pole files musi być obiektem: nazwa pliku i jego opis.")
        files = {}
    files = {name: content[name] for name in FILE_NAMES if name in content} | files
    rows, fingerprints = {}, {}
    for name, said in files.items():
        if name not in FILE_NAMES or not isinstance(said, dict):
            text = "Manifest opisuje plik, którego import nie zna, albo opisuje go niepoprawnie."
            problems.add(MANIFEST, text, value=name)
            continue
        if "rows" in said:
            rows[name] = _rows(said["rows"], problems)
        if "sha256" in said:
            fingerprints[name] = _fingerprint(said["sha256"], problems)
    as_of = _instant(content["as_of"], problems) if "as_of" in content else None
    return Manifest(as_of, rows, fingerprints, frozenset(files.keys() & set(FILE_NAMES)))


def _rows(said: object, problems: Problems) -> int:
    if isinstance(said, int) and not isinstance(said, bool) and 0 <= said < 10**12:
        return said
    problems.add(MANIFEST, "To nie jest liczba wierszy.", column="rows", value=_short(said))
    return 0


def _fingerprint(said: object, problems: Problems) -> str:
    if isinstance(said, str) and re.fullmatch("[0-9A-Fa-f]{64}", said):
        return said.lower()
    problems.add(MANIFEST, "To nie jest suma sha256.", column="sha256", value=_short(said))
    return ""


def _instant(said: object, problems: Problems) -> datetime | None:
    try:
        instant = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        instant = None
    if instant and instant.tzinfo and FIRST_YEAR < instant.year < LAST_YEAR:
        return instant.astimezone(UTC).replace(microsecond=0)
    text = "To nie jest chwila ISO ze strefą, na przykład 2026-11-21T05:00:00+01:00."
    problems.add(MANIFEST, text, column="as_of", value=_short(said))
    return None


def _short(said: object) -> str:
    return said if isinstance(said, str) else type(said).__name__
