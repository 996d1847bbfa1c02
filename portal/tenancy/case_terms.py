"""The days that are promised and asked for in cases."""

from datetime import date, timedelta

SATURDAY = 5
DAYS_TO_ANSWER = 14


def promised_day(today: date, days: int = DAYS_TO_ANSWER) -> date:
    """The day until which an answer is promised; one at a weekend becomes Monday."""
    day = today + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
