"""What an import came to, as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from portal.imports.problems import Problem


@dataclass
class Counts:
    """How many rows of one file were of which kind, counted while the file is read."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, kw_only=True)
class FileResult:
    """What one file brought. `withdrawn` counts rows that withdrawn.csv took out of it.

    A file is `skipped` where it is, to the byte, what was imported of that name last.
    """

    name: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    skipped: bool = False

    @property
    def touched(self) -> int:
        """How many rows of the database this file or its withdrawals changed."""
        return self.new + self.changed + self.withdrawn


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """What became of a folder. Of a refused one nothing was kept."""

    outcome: Literal["applied", "unchanged", "refused"]
    dry_run: bool
    as_of: datetime
    files: tuple[FileResult, ...]
    problems: tuple[Problem, ...]
    problem_count: int
    notices: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows the files hold, those of skipped files too."""
        return sum(file.rows for file in self.files)

    @property
    def touched(self) -> int:
        """How many rows of the database changed, or in a dry run would."""
        return sum(file.touched for file in self.files)
