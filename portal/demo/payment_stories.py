"""The online payments of the demonstration, so that each state of each screen can be seen.

Days are counted back from the day of the demonstration; grosze are by the lease's own key.
"""

from dataclasses import dataclass
from datetime import time

from portal.demo.autopay.channels import BANK, BLIK, CARD
from portal.online_payments.orders import Purpose

MORNING, EVENING = time(9, 40), time(18, 20)


@dataclass(frozen=True)
class Try:
    """One attempt to pay: how, and what came of it; `amount` where it is not what was asked."""

    channel: int
    status: str = "SUCCESS"
    details: str = "AUTHORIZED"
    amount: int = 0


@dataclass(frozen=True)
class Story:
    """An order of a tenant (their key in the files): for what, when, how they tried to pay it."""

    tenant: str
    days_ago: int
    shares: dict[str, int]
    tries: tuple[Try, ...] = ()
    at: time = MORNING
    purpose: Purpose = "other"
    order_id: str = ""
    cancelled: bool = False


PENDING = Try(BANK, "PENDING", "")
PAID = Try(BANK)
PAID_BY_BLIK = Try(BLIK)

STORIES = (
    # Booked by the housing system since: the same money, once.
    Story("10001", 43, {"1001": 1_444_16}, (PAID,), order_id="A7K2-9QX4-0193"),
    # Jan's bank has not decided yet; three days ago he had too little on his account.
    Story("10002", 3, {"1002": 800_00}, (Try(BLIK, "FAILURE", "INSUFFICIENT_FUNDS"),)),
    Story("10002", 1, {"1002": 1_000_00, "1003": 276_75}, (PENDING,), at=EVENING),
    # Paid, and waiting for the housing system to book it.
    Story("10010", 1, {"1011": 1_177_02}, (PAID_BY_BLIK,), purpose="all"),
    # Refused, and never tried again.
    Story("10014", 2, {"1015": 1_693_03}, (Try(CARD, "FAILURE", "CARD_LIMIT_EXCEEDED"),), EVENING),
    # Left before a channel was chosen; and taken back by the payer.
    Story("10014", 6, {"1015": 1_693_03}),
    Story("10013", 5, {"1014": 6_091_23}, (Try(BANK, "FAILURE", "CANCELLED"),), cancelled=True),
    # Another amount came than was asked for: kept for the finance office.
    Story("10013", 4, {"1014": 6_091_23}, (Try(BANK, amount=691_23),)),
    # Each state once more, for somebody who signs in with a password of the demonstration.
    Story("10008", 1, {"1009": 77_00}, (PAID_BY_BLIK,)),
    Story("10008", 3, {"1009": 80_00}, (PAID, PAID_BY_BLIK)),
    Story("10008", 4, {"1009": 50_00}, (Try(BANK, amount=5_00),)),
    Story("10008", 5, {"1009": 76_00}, (Try(BANK, "FAILURE", "CANCELLED"),), cancelled=True),
    Story("10008", 6, {"1009": 75_00}),
    # Paid twice: the first payment is booked, the second is to be given back.
    Story("10011", 16, {"1013": 1_810_90}, (PAID, PAID_BY_BLIK), order_id="PHTT-W5RA-0022"),
)
# Money for an order that this portal does not know: of a test, or of a restored backup.
STRANGER = Story("", 7, {}, (Try(BLIK, amount=128_40),), order_id="IOK-261114-NIEZNANE")
