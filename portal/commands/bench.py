"""`portal bench`."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from portal import clock
from portal.bench import (
    growth,
    importing,
    matters,
    notices,
    pages,
    process,
    report,
    statements,
    storm,
    weight,
)
from portal.bench.installation import DAY
from portal.bench.report import CannotMeasure, Figure
from portal.bench.workshop import Workshop
from portal.commands.exits import CannotRun

MEASUREMENTS = {
    "pages": pages,
    "bytes": weight,
    "growth": growth,
    "queries": statements,
    "import": importing,
    "process": process,
    "storm": storm,
    "notices": notices,
    "letters": matters,
}


@click.command()
@click.option(
    "--only",
    type=click.Choice(list(MEASUREMENTS)),
    multiple=True,
    help="Measure this alone; may be given more than once.",
)
@click.option("--quick", is_flag=True, help="Short rounds: a trial of the command, no figures.")
@click.option(
    "--leases",
    type=click.IntRange(min=10),
    default=100_000,
    show_default=True,
    help="The size of the large estate of the growth test.",
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep the generated estates here and use them again. Without this: a temporary folder.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the figures to a JSON file, too.",
)
@click.pass_context
def command(
    context: click.Context,
    only: tuple[str, ...],
    quick: bool,
    leases: int,
    keep: Path | None,
    json_file: Path | None,
) -> None:
    """Measure the portal beside a bare app, and compare every figure with its goal.

    Ends with exit code 1 where a goal is missed. The whole of it takes some ten minutes and up to
    5 GB of disk.
    """
    if sys.platform != "linux":
        raise CannotRun("portal bench reads the counters of Linux and runs on nothing else")
    clock.pin(DAY)
    figures: list[Figure] = []
    with _failures_told(), _folder(keep) as folder:
        workshop = Workshop(folder=folder, leases=leases, quick=quick, tell=_Teller().tell)
        for name in only or MEASUREMENTS:
            found = MEASUREMENTS[name].measure(workshop)
            workshop.tell("")
            for line in report.lines_of(MEASUREMENTS[name].TITLE, found):
                click.echo(line)
            figures += found
        if json_file is not None:
            json_file.write_text(report.as_json(figures), encoding="utf-8")
    missed = sum(not figure.reached for figure in figures)
    click.echo(f"{missed} goals missed." if missed else "Every goal is reached.")
    context.exit(report.exit_code(figures))


@contextmanager
def _failures_told() -> Iterator[None]:
    try:
        yield
    except CannotMeasure as error:
        raise CannotRun(str(error)) from error
    except OSError as error:
        raise CannotRun(f"the measurements need a disk to write on: {error}") from error


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        yield Path(name)


class _Teller:
    """Says on a terminal what is being done, on one line that is written over."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def tell(self, words: str) -> None:
        """The next thing; nothing for the end."""
        if self.shown:
            click.echo(f"\r\x1b[K{words and words + ' …'}", nl=False, err=True)
