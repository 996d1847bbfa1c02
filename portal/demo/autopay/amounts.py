"""Money and instants as the operator writes them."""

import re
from datetime import datetime

from portal.clock import WARSAW

_AMOUNT = re.compile(r"([0-9]{1,14})\.([0-9]{2})")


def grosze(text: str) -> int | None:
    """The grosze of "12.34"; None for anything else."""
    match = _AMOUNT.fullmatch(text)
    return int(match[1]) * 100 + int(match[2]) if match else None


def as_amount(amount: int) -> str:
    """1234 gives "12.34"."""
    return f"{amount // 100}.{amount % 100:02d}"


def compact(instant: datetime) -> str:
    """An instant as in paymentDate: YYYYMMDDhhmmss, in Polish time."""
    return instant.astimezone(WARSAW).strftime("%Y%m%d%H%M%S")


def read_validity(text: str) -> datetime | None:
    """The instant of a ValidityTime, "2026-11-21 10:30:00"; None for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", text, re.ASCII):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=WARSAW)
    except ValueError:
        return None
