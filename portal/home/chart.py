"""The picture of twelve months: pale columns with a dark cap were charged, green ones were paid.

Three paths in a box of 1200 × 130 that stretches sideways: columns 82 wide with caps 3 high, and
columns 42 wide within them. The words below it stay as large as the text.
"""

from typing import NamedTuple

from portal.home.queries import MONTHS_SHOWN, Month
from portal.language import MONTHS_SHORT

HEIGHT = 130
STEP = 100
MARGIN = 9
PAID_INSET = 20

# The pieces of the paths: where a month begins, and what follows for each height there is.
_TOPS = range(HEIGHT + 1)
_LEFTS = range(MARGIN, MARGIN + MONTHS_SHOWN * STEP, STEP)
_MONTHS = tuple((f"M{left} 130", f"M{left} ", f"M{left + PAID_INSET} 130") for left in _LEFTS)
_COLUMNS = tuple(f"V{top}h82V130z" for top in _TOPS)
_CAPS = tuple(f"{top}h82v3h-82z" for top in _TOPS)
_PAID = tuple(f"V{top}h42V130z" for top in _TOPS)


class Chart(NamedTuple):
    """The picture: SVG paths, the names of the months, and totals in grosze."""

    charged: str
    caps: str
    paid: str
    labels: tuple[str, ...]
    total_charged: int
    total_paid: int


def chart_of(months: list[Month]) -> Chart | None:
    """The picture of twelve months; None where there is nothing to show."""
    _, all_charged, all_paid = zip(*months, strict=True)
    highest = max(*all_charged, *all_paid)
    if highest <= 0:
        return None
    charged, caps, paid = "", "", ""
    for (column, cap, inset), was_charged, was_paid in zip(
        _MONTHS, all_charged, all_paid, strict=True
    ):
        if was_charged > 0:
            top = HEIGHT - was_charged * HEIGHT // highest
            charged += column + _COLUMNS[top]
            caps += cap + _CAPS[top]
        if was_paid > 0:
            paid += inset + _PAID[HEIGHT - was_paid * HEIGHT // highest]
    first = int(months[0].period[5:]) - 1
    return Chart(
        charged=charged,
        caps=caps,
        paid=paid,
        labels=MONTHS_SHORT[first:] + MONTHS_SHORT[:first],
        total_charged=sum(all_charged),
        total_paid=sum(all_paid),
    )
