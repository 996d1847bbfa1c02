"""„Dlaczego płacę tyle?”: the lines of a charge beside those of the month before."""

from typing import NamedTuple

from portal import language, money
from portal.tenancy.components import Component

# What a component is, for the words that housing systems use in its name.
EXPLANATIONS = (
    ("czynsz", "Opłata za korzystanie z lokalu. Powierzchnia użytkowa razy stawka za metr."),
    ("ogrzewani", "Zaliczka na ciepło. Raz w roku porównujemy ją ze zużyciem i rozliczamy."),
    ("podgrzani", "Zaliczka na podgrzanie wody. Rozliczamy ją z odczytem licznika ciepłej wody."),
    ("ciepła woda", "Zaliczka na ciepłą wodę. Rozliczamy ją z odczytem licznika."),
    ("woda", "Zaliczka na wodę i odprowadzanie ścieków. Rozliczamy ją z odczytem licznika."),
    ("odpad", "Opłata za wywóz odpadów. Jej stawkę ustala gmina, my ją tylko przekazujemy."),
    ("garaż", "Opłata za miejsce postojowe albo garaż, z podatkiem VAT."),
    ("postojow", "Opłata za miejsce postojowe, z podatkiem VAT."),
    ("domofon", "Stała opłata za działanie i naprawy domofonu."),
    ("odsetki", "Odsetki ustawowe za zapłatę po terminie. Naliczamy je za każdy dzień zwłoki."),
    ("rozliczenie", "Różnica między zaliczkami a rzeczywistym kosztem w okresie rozliczenia."),
    ("korekta", "Poprawka wcześniejszej opłaty."),
)

# Units that are counted rather than measured, in the forms that go with a number.
COUNTED = {
    "osoba": ("osoba", "osoby", "osób"),
    "os.": ("osoba", "osoby", "osób"),
    "mies.": ("miesiąc", "miesiące", "miesięcy"),
    "szt.": ("sztuka", "sztuki", "sztuk"),
}


class Line(NamedTuple):
    """A component, how it is reckoned, and how it differs from the month before."""

    component: str
    reckoning: str
    amount: int
    before: int | None
    explanation: str


class Change(NamedTuple):
    """Why a component costs more or less; `difference` in grosze."""

    component: str
    difference: int
    reason: str


def lines_of(components: list[Component], before: list[Component]) -> list[Line]:
    """The lines of a charge, each with its amount of the month before where it had one."""
    amounts = {component.component: component.amount for component in before}
    return [
        Line(
            component.component,
            reckoning(component),
            component.amount,
            amounts.get(component.component),
            explanation_of(component.component),
        )
        for component in components
    ]


def reckoning(component: Component) -> str:
    """How an amount came about: 52,40 m² × 17,20 zł; empty where nothing is said of it."""
    quantity = _quantity(component)
    if not quantity or component.unit_price_e4 is None:
        return quantity
    return f"{quantity} × {_price(component.unit_price_e4)}"


def changes_of(components: list[Component], before: list[Component]) -> list[Change]:
    """What is new, gone, dearer or cheaper than the month before, the largest change first."""
    now, then = ({c.component: c for c in listed} for listed in (components, before))
    changes = [
        Change(name, component.amount - (then[name].amount if name in then else 0), reason)
        for name, component in now.items()
        if (reason := _reason(component, then.get(name)))
    ]
    changes += [
        Change(name, -component.amount, "Tej opłaty już nie ma.")
        for name, component in then.items()
        if name not in now
    ]
    return sorted(changes, key=lambda change: -abs(change.difference))


def explanation_of(component: str) -> str:
    """What a component is, in one or two sentences; empty where we cannot tell."""
    name = component.casefold()
    return next((words for mark, words in EXPLANATIONS if mark in name), "")


def _reason(now: Component, then: Component | None) -> str:
    if then is None:
        return "To nowa opłata."
    if now.amount == then.amount:
        return ""
    prices = (then.unit_price_e4, now.unit_price_e4)
    if prices[0] is not None and prices[1] is not None and prices[0] != prices[1]:
        return f"Stawka zmieniła się z {_price(prices[0])} na {_price(prices[1])}."
    if now.quantity_milli != then.quantity_milli:
        was, now_is = _quantity(then), _quantity(now)
        if was and now_is:
            return f"Liczba jednostek zmieniła się z {was} na {now_is}."
    return "Zmieniła się kwota."


def _quantity(component: Component) -> str:
    milli, unit = component.quantity_milli, component.unit
    if milli is None:
        return ""
    if unit in COUNTED and milli % 1000 == 0:
        return language.count(milli // 1000, *COUNTED[unit])
    number = language.decimal(milli, 3, shortest=2)
    return f"{number}{money.NO_BREAK}{unit}" if unit else number


def _price(price_e4: int) -> str:
    return f"{language.decimal(price_e4, 4, shortest=2)}{money.NO_BREAK}zł"
