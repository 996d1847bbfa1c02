"""Where an order stands, in the words that its page, its title and lists say alike."""

from typing import Literal, NamedTuple

from portal.online_payments.order_queries import Progress

Kind = Literal[
    "paid", "given-back", "aside", "in-app", "bank", "started", "refused", "cancelled", "expired"
]


class Standing(NamedTuple):
    """What is said of an order: as a heading, as a sentence to hear, as a tag in a list."""

    kind: Kind
    heading: str
    said: str
    colour: str
    tag: str


_STANDINGS = {
    standing.kind: standing
    for standing in (
        Standing("paid", "Zapłacono", "Zapłacono.", "ok", "zapłacona"),
        Standing("given-back", "Płatność zwrócona", "Płatność jest zwrócona.", "info", "zwrócona"),
        Standing(
            "aside", "Wyjaśniamy tę płatność", "Wyjaśniamy tę płatność.", "warn", "wyjaśniamy"
        ),
        Standing(
            "in-app",
            "Potwierdź w aplikacji banku",
            "Potwierdź płatność w aplikacji banku.",
            "warn",
            "czeka na bank",
        ),
        Standing("bank", "Czekamy na bank", "Czekamy na bank.", "warn", "czeka na bank"),
        Standing(
            "started",
            "Czekamy na płatność",
            "Czekamy na płatność.",
            "warn",
            "czeka na płatność",
        ),
        Standing(
            "refused", "Płatność się nie udała", "Płatność się nie udała.", "bad", "nie udała się"
        ),
        Standing(
            "cancelled", "Płatność anulowana", "Płatność jest anulowana.", "info", "anulowana"
        ),
        Standing(
            "expired", "Czas na płatność minął", "Czas na płatność minął.", "info", "czas minął"
        ),
    )
}


def standing_of(
    progress: Progress, *, code_sent: bool = False, code_counts: bool = False
) -> Standing:
    """Where an order stands.

    Takes:   code_sent: a BLIK code may still bring its money; code_counts: and it is so fresh
             that the bank's app asks for it.
    """
    return _STANDINGS[_kind(progress, code_sent=code_sent, code_counts=code_counts)]


def _kind(progress: Progress, *, code_sent: bool, code_counts: bool) -> Kind:
    if progress.state == "paid":
        return "given-back" if progress.refunded >= progress.paid else "paid"
    if progress.kept_aside:
        return "aside"
    if progress.is_in_progress and code_counts:
        return "in-app"
    if progress.state == "pending" or (progress.state == "started" and code_sent):
        return "bank"
    return progress.state
