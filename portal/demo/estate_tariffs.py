"""What things cost on the invented estate. Prices are whole grosze for a unit, without VAT."""

from dataclasses import dataclass

# The period since which a price holds, and the price. The first of each is as old as the estate.
Prices = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Component:
    """A part of the monthly charge: its name on the document, what it is counted by, its prices.

    `basis` is usable_area, heated_area, hot_water, cold_water, persons or item.
    """

    name: str
    basis: str
    unit: str
    prices: Prices

    def price_in(self, period: str) -> int:
        """Grosze for a unit in a month."""
        return [price for since, price in self.prices if since <= period][-1]


RENT = Component(
    "Czynsz", "usable_area", "m²", (("", 16_00), ("2026-01", 16_50), ("2026-09", 17_20))
)
HEATING = Component(
    "Ogrzewanie, zaliczka", "heated_area", "m²", (("", 4_10), ("2026-01", 4_30))
)  # fmt: skip
HOT_WATER = Component(
    "Podgrzanie wody, zaliczka", "hot_water", "m³", (("", 30_50), ("2026-01", 31_50))
)
COLD_WATER = Component(
    "Woda i ścieki, zaliczka", "cold_water", "m³", (("", 13_12), ("2026-01", 13_86))
)
WASTE_SORTED = Component(
    "Odpady segregowane", "persons", "osoba", (("", 35_00), ("2026-09", 37_00))
)
WASTE_UNSORTED = Component(
    "Odpady niesegregowane", "persons", "osoba", (("", 70_00), ("2026-09", 74_00))
)
INTERCOM = Component("Domofon", "item", "mies.", (("", 4_90),))
SHOP_RENT = Component(
    "Czynsz za lokal użytkowy", "usable_area", "m²", (("", 38_00), ("2026-03", 39_50))
)
SHOP_WASTE = Component("Odpady, pojemnik 120 l", "item", "mies.", (("", 96_40),))
GARAGE = Component("Czynsz za garaż", "item", "mies.", (("", 210_00), ("2026-03", 225_00)))
STORAGE = Component("Czynsz za komórkę lokatorską", "usable_area", "m²", (("", 9_50),))

FLAT = (RENT, HEATING, HOT_WATER, COLD_WATER)
SHOP = (SHOP_RENT, HEATING, COLD_WATER, SHOP_WASTE)

VAT_NAME = "Podatek VAT 23%"
VAT_PERCENT = 23
KINDS_WITH_VAT = ("commercial", "garage", "storage")

# The yearly settlement of heating: what a gigajoule and a heated square metre really cost in the
# year that ends on 30 June.
HEAT_PER_GIGAJOULE = {2025: 137_50, 2026: 130_00}
HEAT_FIXED_PER_M2 = {2025: 11_00, 2026: 11_00}

# Odsetki ustawowe za opóźnienie, hundredths of a percent a year, since a day.
INTEREST_RATES = (
    ("2023-10-05", 1125),
    ("2025-05-08", 1075),
    ("2025-07-03", 1050),
    ("2025-09-04", 1025),
    ("2025-10-09", 1000),
    ("2025-11-06", 975),
    ("2025-12-04", 950),
    ("2026-03-05", 925),
)
