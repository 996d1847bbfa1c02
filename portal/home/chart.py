"""The picture of twelve months: pale columns with a dark cap were charged, green ones were paid.

Three paths in a box of 1200 × 130 that stretches sideways: columns 82 wide with caps 3 high, and
columns 42 wide within them. The words below it stay as large as the text.
"""

from typing import NamedTuple

from portal.home.queries import Month
from portal.language import MONTHS_SHORT

HEIGHT = 130
STEP = 100
MARGIN = 9
PAID_INSET = 20


class Chart(NamedTuple):
    """The picture: SVG paths, the names of the months, and totals in grosze."""

    charged: str
    caps: str
    paid: str
    labels: tuple[str, ...]
    total_charged: int
    total_paid: int


def chart_of(months: list[Month]) -> Chart | None:
    """The picture of some months; None where there is nothing to show."""
    _, all_charged, all_paid = zip(*months, strict=True)
    highest = max(*all_charged, *all_paid)
    if highest <= 0:
        return None
    charged, caps, paid = "", "", ""
    left = MARGIN
    for _, was_charged, was_paid in months:
        if was_charged > 0:
            top = HEIGHT - was_charged * HEIGHT // highest
            charged += f"M{left} 130V{top}h82V130z"
            caps += f"M{left} {top}h82v3h-82z"
        if was_paid > 0:
            top = HEIGHT - was_paid * HEIGHT // highest
            paid += f"M{left + PAID_INSET} 130V{top}h42V130z"
        left += STEP
    first = int(months[0].period[5:]) - 1
    return Chart(
        charged=charged,
        caps=caps,
        paid=paid,
        labels=MONTHS_SHORT[first:] + MONTHS_SHORT[:first],
        total_charged=sum(all_charged),
        total_paid=sum(all_paid),
    )
