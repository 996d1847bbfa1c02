"""The picture of twelve months: pale columns with a dark cap were charged, green ones were paid.

Three paths in a box that stretches sideways; the words below it stay as large as the text.
"""

from typing import NamedTuple

from portal.home.queries import Month
from portal.language import MONTHS_SHORT

HEIGHT = 130
STEP = 100
CHARGED_WIDTH = 82
PAID_INSET = 20
PAID_WIDTH = 42
CAP = 3


class Chart(NamedTuple):
    """The picture: SVG paths, the names of the months, and totals in grosze."""

    charged: str
    caps: str
    paid: str
    labels: list[str]
    total_charged: int
    total_paid: int


def chart_of(months: list[Month]) -> Chart | None:
    """The picture of some months; None where there is nothing to show."""
    highest = max(max(month.charged, month.paid) for month in months)
    if highest <= 0:
        return None
    charged, caps, paid = [], [], []
    for place, month in enumerate(months):
        left = place * STEP + 9
        if month.charged > 0:
            top = HEIGHT - month.charged * HEIGHT // highest
            charged.append(f"M{left} {HEIGHT}V{top}h{CHARGED_WIDTH}V{HEIGHT}z")
            caps.append(f"M{left} {top}h{CHARGED_WIDTH}v{CAP}h-{CHARGED_WIDTH}z")
        if month.paid > 0:
            top = HEIGHT - month.paid * HEIGHT // highest
            paid.append(f"M{left + PAID_INSET} {HEIGHT}V{top}h{PAID_WIDTH}V{HEIGHT}z")
    return Chart(
        charged="".join(charged),
        caps="".join(caps),
        paid="".join(paid),
        labels=[MONTHS_SHORT[int(month.period[5:]) - 1] for month in months],
        total_charged=sum(month.charged for month in months),
        total_paid=sum(month.paid for month in months),
    )
