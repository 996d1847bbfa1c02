"""The folder that the housing system fills: its files, looked at before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.imports.layouts import FILE_NAMES
from portal.imports.manifest import Manifest, read_manifest
from portal.imports.problems import Problems, shown
from portal.imports.source import NotReadable, Source, look_at


@dataclass(frozen=True)
class Folder:
    """The files that are there, in the order in which they are read; None is an unreadable one."""

    sources: Mapping[str, Source | None]
    manifest: Manifest


def names_in(folder: Path) -> tuple[str, ...]:
    """The files of the housing system that a folder holds; none where it is no folder."""
    return tuple(
        name for name in FILE_NAMES if (folder / name).exists() or (folder / name).is_symlink()
    )


def weight(folder: Path) -> int:
    """How many bytes there are to read, for a progress bar."""
    return sum(
        (folder / name).stat().st_size for name in names_in(folder) if (folder / name).is_file()
    )


def look_over(folder: Path, encoding: str, problems: Problems) -> Folder:
    """Read every file through once: for its fingerprint, its encoding, and the manifest."""
    sources: dict[str, Source | None] = {}
    for name in names_in(folder):
        try:
            sources[name] = look_at(folder / name, encoding)
        except NotReadable as error:
            sources[name] = None
            problems.add(name, str(error))
    for path in sorted(folder.glob("*.csv")):
        if path.name not in FILE_NAMES:
            problems.notice(f"{shown(path.name)}: import nie zna takiego pliku, został pominięty.")
    manifest = read_manifest(folder, problems)
    manifest.check_files(sources, problems)
    return Folder(sources, manifest)
