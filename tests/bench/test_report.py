"""Figures, goals and what they come to."""

import json

from portal.bench.report import Figure, as_json, exit_code, lines_of

REACHED = Figure(name="start", words="Start", value=0.11, bound="at least", goal=0.10)
MISSED = Figure(name="weight", words="Weight", value=15_000, bound="at most", goal=14_600)
TOLD = Figure(name="p99", words="p99", value=3.0)


def test_a_missed_goal_gives_exit_code_1() -> None:
    assert exit_code([REACHED, MISSED, TOLD]) == 1


def test_a_figure_without_a_goal_is_never_missed() -> None:
    assert exit_code([REACHED, TOLD]) == 0


def test_a_goal_is_reached_at_its_very_bound() -> None:
    assert Figure(name="a", words="a", value=1.0, bound="at least", goal=1.0).reached
    assert Figure(name="a", words="a", value=1.0, bound="at most", goal=1.0).reached


def test_each_figure_has_a_line_with_its_goal_and_verdict() -> None:
    title, *lines = lines_of("Pages", [REACHED, MISSED, TOLD])
    assert title == "Pages"
    assert [line.split()[-1] for line in lines] == ["reached", "MISSED", "3.000"]


def test_programs_read_the_same_figures() -> None:
    start, weight, p99 = json.loads(as_json([REACHED, MISSED, TOLD]))["figures"]
    assert start["goal"] == "at least 0.1"
    assert weight["reached"] is False
    assert p99["reached"] is None
