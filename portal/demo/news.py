"""What the customer office of the demonstration has announced."""

from portal.news import announcements
from portal.store.database import Database, writing

# Title, text, the day it was published, the day after which it is no longer shown.
_ITEMS = (
    (
        "Odczyty liczników 30 grudnia",
        (
            "W środę, 30 grudnia 2026, w godzinach 8.00–18.00 odczytamy liczniki wody i ciepła"
            " w budynkach przy ul. Jarzębinowej i ul. Kalinowej. Jeśli nie będzie Cię w domu,"
            " zadzwoń do nas albo wyślij zdjęcia liczników. Podamy wtedy inny termin."
        ),
        "2026-11-20",
        "2026-12-30",
    ),
    (
        "Rozliczenie ogrzewania za sezon 2025/2026",
        (
            "Wysłaliśmy rozliczenia ogrzewania za okres od lipca 2025 do czerwca 2026. Swoje"
            " rozliczenie znajdziesz w Finansach. Nadpłatę odejmiemy od najbliższej opłaty."
            " Niedopłatę zapłać do 10 grudnia 2026."
        ),
        "2026-11-13",
        None,
    ),
    (
        "Biuro Obsługi Klienta: krótsza praca 24 i 31 grudnia",
        (
            "24 grudnia biuro jest zamknięte. 31 grudnia 2026 pracujemy w godzinach 8.00–12.00."
            " Awarie przyjmujemy przez całą dobę pod numerem 71 000 00 99."
        ),
        "2026-11-09",
        "2026-12-31",
    ),
)


def publish_news(db: Database) -> None:
    """Publish the news of the demonstration."""
    with writing(db):
        for title, body, published_on, ends_on in _ITEMS:
            announcements.publish(db, title, body, published_on, ends_on=ends_on)
