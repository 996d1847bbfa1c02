"""`portal bench`, with estates and rounds far too small for figures."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.bench import statements, weight
from portal.cli import cli

TINY = ("bench", "--quick", "--leases", "200", "--only", "bytes", "--only", "queries")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def measured(folder: Path) -> Result:
    return CliRunner().invoke(cli, [*TINY, "--keep", str(folder), "--json", str(folder / "f.json")])


@pytest.fixture(scope="module")
def figures(folder: Path, measured: Result) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads((folder / "f.json").read_text())["figures"]
    return told


def test_every_figure_that_was_asked_for_is_told(figures: list[dict[str, object]]) -> None:
    assert {figure["name"] for figure in figures} == {
        "first-view-sign-in",
        "first-view-start",
        "first-view-finance",
        "cold-visit",
        "cold-visit-requests",
        "navigation",
        *(f"queries-{name}" for name in statements.SCREENS),
    }


def test_figures_stand_beside_their_goals(measured: Result) -> None:
    assert weight.TITLE in measured.output
    assert statements.TITLE in measured.output
    assert "<= 14 600 B" in measured.output


def test_the_command_fails_exactly_where_a_goal_is_missed(
    measured: Result, figures: list[dict[str, object]]
) -> None:
    assert measured.exit_code == (0 if all(figure["reached"] for figure in figures) else 1)


def test_estates_are_kept_and_used_again(folder: Path, measured: Result) -> None:
    (kept,) = folder.glob("estate-*.db")
    made = kept.stat().st_ino
    CliRunner().invoke(cli, [*TINY[:4], "--only", "queries", "--keep", str(folder)])
    assert kept.stat().st_ino == made


def test_what_cannot_be_measured_is_refused() -> None:
    result = CliRunner().invoke(cli, ["bench", "--only", "weather"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
