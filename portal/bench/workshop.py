"""Where the measurements work: the folder, the estates in it, and how long they may take."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.bench.estate import estate

SMALL = 1_000


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What every measurement is handed. `quick` is for tests of this command, not for figures."""

    folder: Path
    leases: int
    quick: bool
    tell: Callable[[str], None]

    @property
    def rounds(self) -> int:
        """How often every arm is measured."""
        return 2 if self.quick else 7

    @property
    def round_seconds(self) -> float:
        """How long an arm is measured in a round."""
        return 0.2 if self.quick else 2.0

    @property
    def small(self) -> int:
        """The leases of the estate that pages are measured with."""
        return min(SMALL, self.leases)

    def small_estate(self) -> Path:
        """The database of the pages; made when it is first asked for."""
        return estate(self.folder, self.small, self.tell)

    def large_estate(self) -> Path:
        """The database of the growth test."""
        return estate(self.folder, self.leases, self.tell)
