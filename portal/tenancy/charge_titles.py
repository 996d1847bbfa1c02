"""What charges are called on pages and papers."""

from functools import lru_cache

from portal import language

TITLES = {
    "settlement": "Rozliczenie mediów",
    "correction": "Korekta opłaty",
    "interest": "Odsetki za opóźnienie",
}


@lru_cache(maxsize=1024)
def title_of(kind: str, period: str | None) -> str:
    """What a charge is called: Opłata za grudzień 2026, Korekta opłaty za maj 2026."""
    title = TITLES.get(kind, "Opłata")
    if not period or kind == "interest":
        return title
    if kind == "settlement":
        return f"{title}, {language.month(period)}"
    return f"{title} za {language.month(period)}"
