"""What an import costs, beside executemany with the same rows already parsed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import sqlite_utils

from portal.bench.pages import Costs, ratio
from portal.bench.report import CannotMeasure, Figure, typical
from portal.bench.workshop import Workshop
from portal.demo.estate_generated import write_generated
from portal.store.database import connect
from portal.store.migrations import migrations

TITLE = "Import: CPU of raw executemany / CPU of the import, each a process of its own"
LINES_OF_A_LEASE = 24 * 6
LINES = 1_000_000
CHARGES = "charges.csv"


@dataclass(frozen=True)
class Trial:
    """A folder of files, a database with all of it but the charges, and one with them."""

    folder: Path
    lines: int
    before: Path
    after: Path


def measure(workshop: Workshop) -> list[Figure]:
    """New rows, the same files again, and the memory for ten times as many."""
    lines = LINES // 50 if workshop.quick else LINES
    with TemporaryDirectory(dir=workshop.folder, prefix="import-") as name:
        whole = _prepare(Path(name) / "whole", lines, workshop.tell)
        tenth = _prepare(Path(name) / "tenth", lines // 10, workshop.tell)
        costs, memory = _compare(workshop, whole)
        memory_of_tenth = _run("apply", _copy(tenth.before), tenth.folder)["memory"]
    return _figures(whole, costs, memory / memory_of_tenth, (memory, memory_of_tenth))


def _prepare(place: Path, lines: int, tell: Callable[[str], None]) -> Trial:
    """Write the files, and bring in what charges stand on."""
    tell(f"writing {lines} lines of charges")
    folder, register = place / "files", place / "register"
    write_generated(folder, max(1, round(lines / LINES_OF_A_LEASE)))
    (folder / "manifest.json").unlink()
    register.mkdir()
    for file in folder.glob("*.csv"):
        if file.name != CHARGES:
            file.rename(register / file.name)
    before, after = place / "before.db", place / "after.db"
    db = connect(before)
    migrations.apply(sqlite_utils.Database(db))
    db.close()
    _run("apply", before, register)
    shutil.copy(before, after)
    _run("apply", after, folder)
    db = connect(after, read_only=True)
    (number,) = db.execute("SELECT count(*) FROM charge_components").fetchone()
    db.close()
    return Trial(folder, number, before, after)


def _compare(workshop: Workshop, trial: Trial) -> tuple[Costs, float]:
    """The CPU of each way in every round, and the most memory that the import took."""
    costs: Costs = {"raw": [], "import": [], "again": []}
    memory = 0.0
    for turn in range(2 if workshop.quick else 5):
        workshop.tell(f"import, round {turn + 1}")
        costs["raw"].append(_run("raw", _copy(trial.before), trial.after)["cpu"])
        imported = _run("apply", _copy(trial.before), trial.folder)
        costs["import"].append(imported["cpu"])
        costs["again"].append(_run("apply", trial.after, trial.folder)["cpu"])
        memory = max(memory, imported["memory"])
    return costs, memory


def _copy(database: Path) -> Path:
    """A fresh copy to write to, in the place of the one before."""
    copy = database.with_name("copy.db")
    for ending in ("-wal", "-shm"):
        copy.with_name(f"copy.db{ending}").unlink(missing_ok=True)
    return Path(shutil.copy(database, copy))


def _run(kind: str, database: Path, source: Path) -> dict[str, float]:
    """Do one import. Raises: CannotMeasure where it fails."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "portal.bench.import_work", kind, str(database), str(source)],
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise CannotMeasure("the generated files could not be imported")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _figures(
    trial: Trial, costs: Costs, growth: float, memory: tuple[float, float]
) -> list[Figure]:
    seconds = {name: f"{median(values):.2f} s" for name, values in costs.items()}
    return [
        Figure(
            name="import",
            words=f"Import of {trial.lines} charge lines",
            value=ratio(costs, "raw", "import"),
            bound="at least",
            goal=0.5,
            detail=f"{seconds['raw']} / {seconds['import']}; same tables, same indexes, one"
            " transaction, rows for executemany already in memory",
        ),
        Figure(
            name="import-again",
            words="The same files again",
            value=ratio(costs, "raw", "again"),
            bound="at least",
            goal=1.0,
            detail=f"{seconds['raw']} / {seconds['again']}",
        ),
        Figure(
            name="import-memory",
            words="Peak of memory, for ten times the lines",
            value=typical([growth]),
            bound="at most",
            goal=1.2,
            detail=f"{memory[0]:.0f} / {memory[1]:.0f} MB",
        ),
    ]
