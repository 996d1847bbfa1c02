"""What can differ between the operator, the housing system and the bank, in words."""

from datetime import date
from typing import Literal, NamedTuple

from portal.money import Grosze

Kind = Literal[
    "awaits-import",
    "not-imported",
    "never-confirmed",
    "other-amount",
    "kept-aside",
    "twice",
    "unknown-account",
    "not-on-statement",
    "other-amount-on-statement",
    "not-confirmed-on-statement",
    "unclear-settlement",
    "transfer-not-imported",
]


class Words(NamedTuple):
    """How a difference is called, its tag, and what to do."""

    heading: str
    tag: Literal["bad", "warn", "info"]
    what_to_do: str


WORDS: dict[Kind, Words] = {
    "not-imported": Words(
        "Potwierdzone przez operatora, nie ma w imporcie",
        "bad",
        "Minęły dwa dni robocze. Sprawdź, czy wpłata jest w systemie czynszowym z numerem"
        " płatności i czy import się udał.",
    ),
    "never-confirmed": Words(
        "W imporcie, operator nigdy nie potwierdził",
        "bad",
        "Sprawdź numer płatności w systemie czynszowym. Zapytaj operatora o tę płatność.",
    ),
    "other-amount": Words(
        "Inna kwota w imporcie niż u operatora",
        "bad",
        "Popraw kwotę w systemie czynszowym albo wyjaśnij ją z operatorem.",
    ),
    "twice": Words(
        "Na wyciągu dwa razy",
        "bad",
        "Te same pieniądze przyszły drugi raz. Wyjaśnij to z operatorem albo z bankiem.",
    ),
    "unknown-account": Words(
        "Nieznany rachunek wirtualny",
        "bad",
        "Żadna umowa nie ma takiego rachunku. Sprawdź, dla kogo go założono.",
    ),
    "not-confirmed-on-statement": Words(
        "Od operatora na wyciągu, a bez potwierdzenia",
        "bad",
        "Zapytaj operatora, z jakiej płatności są te pieniądze.",
    ),
    "other-amount-on-statement": Words(
        "Inna kwota na wyciągu niż u operatora",
        "bad",
        "Wyjaśnij z operatorem, skąd różnica. Może to być jego prowizja.",
    ),
    "not-on-statement": Words(
        "Potwierdzone przez operatora, nie ma na wyciągu",
        "bad",
        "Wyciągi z dni po zapłacie są wczytane, a pieniędzy na nich nie ma. Zapytaj operatora o"
        " rozliczenie.",
    ),
    "unclear-settlement": Words(
        "Rozliczenie zbiorcze nie zgadza się z płatnościami",
        "warn",
        "Suma od operatora nie jest sumą płatności z kolejnych dni. Porównaj z jego raportem.",
    ),
    "transfer-not-imported": Words(
        "Przelew na wyciągu, nie ma go w imporcie",
        "warn",
        "Najemca zapłacił zwykłym przelewem, a w systemie czynszowym tej wpłaty nie ma.",
    ),
    "kept-aside": Words(
        "Potwierdzone przez operatora, do wyjaśnienia",
        "warn",
        "Tych pieniędzy nie ma w żadnym saldzie, dopóki ktoś ich nie wyjaśni.",
    ),
    "awaits-import": Words(
        "Potwierdzone przez operatora, czeka na import",
        "info",
        "To jeszcze nie różnica: system czynszowy zwykle księguje w dwa dni robocze.",
    ),
}
# In this order they are listed; what only waits comes last and counts as no difference.
KINDS: tuple[Kind, ...] = tuple(WORDS)


class Difference(NamedTuple):
    """One difference; `other` is the amount on the other side, where there is one.

    `order_id`, `lease_id` and `entry_id` name what it is about, as far as that is known.
    """

    kind: Kind
    day: date
    amount: Grosze
    other: Grosze | None = None
    order_id: str = ""
    lease_id: int | None = None
    entry_id: int | None = None
    about: str = ""
