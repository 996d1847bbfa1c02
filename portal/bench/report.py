"""Figures and how they are told: on the terminal, and as JSON."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

Bound = Literal["at least", "at most", ""]


class CannotMeasure(Exception):
    """Something stands in the way of measuring; the message says what."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure beside its goal. Without a bound it is only told."""

    name: str
    words: str
    value: float
    bound: Bound = ""
    goal: float = 0.0
    unit: str = ""
    detail: str = ""

    @property
    def reached(self) -> bool:
        """Whether the goal is reached; what has none is never missed."""
        if self.bound == "at least":
            return self.value >= self.goal
        return self.bound != "at most" or self.value <= self.goal

    @property
    def verdict(self) -> str:
        """reached, MISSED, or nothing where there is no goal."""
        if not self.bound:
            return ""
        return "reached" if self.reached else "MISSED"


def typical(values: Iterable[float]) -> float:
    """The median, to four significant digits."""
    return float(f"{median(values):.4g}")


def lines_of(title: str, figures: Iterable[Figure]) -> Iterable[str]:
    """The figures of one measurement, a line each, with what they were made of below."""
    yield title
    for figure in figures:
        value = _amount(figure.value, figure.unit)
        sign = {"at least": ">=", "at most": "<="}.get(figure.bound, "")
        goal = f"{sign} {_amount(figure.goal, figure.unit)}" if sign else ""
        yield f"  {figure.words:<50} {value:>12}  {goal:>14}  {figure.verdict}".rstrip()
        if figure.detail:
            yield f"      {figure.detail}"


def exit_code(figures: Iterable[Figure]) -> int:
    """0 where every goal is reached, 1 where one is missed."""
    return 0 if all(figure.reached for figure in figures) else 1


def as_json(figures: Iterable[Figure]) -> str:
    """The figures for other programs."""
    rows = [
        {
            "name": figure.name,
            "words": figure.words,
            "value": figure.value,
            "unit": figure.unit,
            "goal": f"{figure.bound} {figure.goal:g}" if figure.bound else None,
            "reached": figure.reached if figure.bound else None,
            "detail": figure.detail,
        }
        for figure in figures
    ]
    return json.dumps({"figures": rows}, ensure_ascii=False, indent=2) + "\n"


def _amount(value: float, unit: str) -> str:
    if unit == "bytes":
        return f"{value:,.0f} B".replace(",", " ")
    if unit == "count":
        return f"{value:.0f}"
    return f"{value:.3g} {unit}" if unit else f"{value:.3f}"
