"""Why a payment failed, in plain words, and what to do about it."""

from typing import NamedTuple


class Refusal(NamedTuple):
    """What happened, and what to do now; each a sentence or two."""

    what: str
    then: str


_AGAIN = "Możesz spróbować jeszcze raz albo zapłacić zwykłym przelewem."
_BANK = "Zadzwoń do swojego banku albo zapłać w inny sposób."
_LIMIT = "Zmień limit w aplikacji banku albo zapłać mniejszą kwotę lub zwykłym przelewem."
_NEW_CODE = "Weź z aplikacji banku nowy kod i spróbuj jeszcze raz."

UNKNOWN = Refusal("Bank albo operator nie potwierdził tej płatności.", _AGAIN)

REFUSALS = {
    "REJECTED": Refusal("Bank odrzucił płatność.", _AGAIN),
    "REJECTED_BY_USER": Refusal("Płatność została przerwana po Twojej stronie.", _AGAIN),
    "INCORRECT_AMOUNT": Refusal(
        "Przyszła inna kwota niż zamówiona. Operator odeśle ją na konto, z którego wyszła.",
        "Zapłać jeszcze raz, bez zmieniania kwoty.",
    ),
    "EXPIRED": Refusal("Minął czas na zapłatę.", _AGAIN),
    "CANCELLED": Refusal("Ta płatność została anulowana.", "Zacznij płatność od nowa."),
    "RECURSION_INACTIVE": Refusal("Płatność cykliczna jest wyłączona.", _AGAIN),
    "ANOTHER_ERROR": Refusal("U operatora płatności wystąpił błąd.", _AGAIN),
    "CONNECTION_ERROR": Refusal("Operator nie mógł połączyć się z bankiem.", _AGAIN),
    "CARD_LIMIT_EXCEEDED": Refusal("Limit karty jest za mały na tę kwotę.", _LIMIT),
    "SECURITY_ERROR": Refusal("Bank zatrzymał płatność ze względów bezpieczeństwa.", _BANK),
    "DO_NOT_HONOR": Refusal("Bank nie zgodził się na płatność tą kartą.", _BANK),
    "THREEDS_NEGATIVE": Refusal(
        "Bank nie potwierdził, że płaci właściciel karty.",
        "Spróbuj jeszcze raz i potwierdź płatność w aplikacji banku.",
    ),
    "CARD_EXPIRED": Refusal("Karta straciła ważność.", "Zapłać inną kartą albo w inny sposób."),
    "INCORRECT_CARD_NUMBER": Refusal(
        "Numer karty jest błędny.", "Spróbuj jeszcze raz i sprawdź numer."
    ),
    "FRAUD_SUSPECT": Refusal("Bank zatrzymał płatność ze względów bezpieczeństwa.", _BANK),
    "STOP_RECURRING": Refusal("Bank nie przyjmuje takich płatności tą kartą.", _BANK),
    "VOID": Refusal("Płatność została cofnięta.", _AGAIN),
    "UNCLASSIFIED": UNKNOWN,
    "INSUFFICIENT_FUNDS": Refusal(
        "Na koncie jest za mało pieniędzy.",
        "Zapłać mniejszą kwotę, z innego konta albo później.",
    ),
    "LIMIT_EXCEEDED": Refusal("Limit płatności w banku jest za mały na tę kwotę.", _LIMIT),
    "BAD_PIN": Refusal("PIN w aplikacji banku był błędny.", _NEW_CODE),
    "ISSUER_DECLINED": Refusal("Bank odrzucił płatność BLIK.", _BANK),
    "USER_DECLINED": Refusal("Płatność została odrzucona w aplikacji banku.", _NEW_CODE),
    "SEC_DECLINED": Refusal("Bank zatrzymał płatność ze względów bezpieczeństwa.", _BANK),
    "TIMEOUT": Refusal("Bank nie odpowiedział na czas.", _AGAIN),
    "AM_TIMEOUT": Refusal("Aplikacja banku nie odpowiedziała na czas.", _NEW_CODE),
    "USER_TIMEOUT": Refusal(
        "Płatność nie została na czas potwierdzona w aplikacji banku.", _NEW_CODE
    ),
    "SYSTEM_ERROR": Refusal("W systemie BLIK wystąpił błąd.", _AGAIN),
    "GENERAL_ERROR": Refusal("W systemie BLIK wystąpił błąd.", _AGAIN),
    "AUTHORIZED": UNKNOWN,
    "ACCEPTED": UNKNOWN,
}

# What the office decided on money that came otherwise than it was ordered.
SETTLED = {
    "returned": Refusal(
        "Pieniądze przyszły inaczej, niż było zamówione. Wróciły na konto, z którego wyszły.",
        "Możesz zapłacić jeszcze raz albo zwykłym przelewem.",
    ),
    "dismissed": Refusal(
        "Księgowość sprawdziła tę płatność. Pieniędzy nie dopisano do salda.",
        "Jeśli bank pobrał pieniądze, skontaktuj się z nami i podaj numer płatności.",
    ),
}

# What the operator says of a BLIK code at once.
CODES = {
    "WRONG_TICKET": "Ten kod BLIK jest błędny. Wpisz nowy kod z aplikacji banku.",
    "TICKET_EXPIRED": "Ten kod BLIK stracił ważność. Wpisz nowy kod z aplikacji banku.",
    "TICKET_USED": "Ten kod BLIK był już użyty. Wpisz nowy kod z aplikacji banku.",
}
UNKNOWN_CODE = "Operator nie przyjął tego kodu. Wpisz nowy kod albo wybierz inny sposób zapłaty."


def refusal_of(details: str, outcome: str = "") -> Refusal:
    """The words for what the operator gave as details, whatever they are.

    Takes:   outcome: how the office settled the money, where some came.
    """
    return SETTLED.get(outcome) or REFUSALS.get(details, UNKNOWN)
