"""How the office calls states and reasons: for each a tag, and what to do about it."""

from typing import NamedTuple

from portal.tenancy.order_states import STATES as STATES

ATTEMPTS = {
    "PENDING": ("warn", "czeka na bank"),
    "SUCCESS": ("ok", "zapłacona"),
    "FAILURE": ("bad", "nieudana"),
}
REFUNDS = {
    "asked": ("warn", "czeka na drugą osobę"),
    "refused": ("bad", "bez zgody"),
    "withdrawn": ("info", "wycofany"),
    "approved": ("warn", "nie wiadomo, czy przyjęty"),
    "declined": ("bad", "odrzucony przez operatora"),
    "accepted": ("info", "przyjęty przez operatora"),
    "done": ("ok", "wykonany"),
    "failed": ("bad", "nieudany"),
}
OUTCOMES = {
    "booked": ("ok", "przypisana"),
    "returned": ("info", "zwrócona"),
    "dismissed": ("info", "zamknięta"),
    "seen": ("ok", "zostaje w saldzie"),
}
PURPOSES = {
    "document": "jeden dokument",
    "all": "wszystko, co do zapłaty",
    "other": "inna kwota",
}


class Reason(NamedTuple):
    """Why money was kept aside, and what to do."""

    words: str
    what_to_do: str


REASONS = {
    "unknown-order": Reason(
        "Nieznane zlecenie",
        "Operator potwierdził płatność, której numeru portal nie zna. Może pochodzić sprzed"
        " odtworzenia kopii albo z innego systemu. Sprawdź w wiadomości operatora, kto zapłacił,"
        " i przypisz pieniądze do umowy albo je zwróć.",
    ),
    "wrong-amount": Reason(
        "Inna kwota niż w zleceniu",
        "Pieniędzy nie ma w saldzie. Jeśli najemca chciał tyle zapłacić, przypisz je do jego umowy."
        " Jeśli nie, zwróć je.",
    ),
    "wrong-currency": Reason(
        "Inna waluta niż złote",
        "Tej płatności nie da się przypisać ani zwrócić stąd. Wyjaśnij ją z operatorem, a potem"
        " zamknij z opisem.",
    ),
    "paid-twice": Reason(
        "Zapłacono drugi raz",
        "Pieniądze są już w saldzie jako nadpłata. Zapytaj najemcę, czy chce zwrotu. Jeśli nie,"
        " zostaw je na następne opłaty.",
    ),
    "paid-late": Reason(
        "Zapłacono po czasie",
        "Pieniądze są już w saldzie, choć zlecenie było zamknięte albo umowa się skończyła."
        " Sprawdź, czy nie trzeba ich zwrócić.",
    ),
}

MESSAGES = {
    "start": "Początek płatności",
    "pre": "Początek płatności w tle",
    "status": "Pytanie o stan",
    "cancel": "Anulowanie",
    "refund": "Zwrot",
    "refund-state": "Pytanie o zwrot",
}
ENDINGS = {"-answer": "odpowiedź", "-fault": "bez odpowiedzi"}
FAULTS = {
    "timeout": "operator nie odpowiedział na czas",
    "connection": "nie było połączenia z operatorem",
    "answer-size": "odpowiedź była za duża",
    "TRANSACTION_NOT_FOUND": "operator nie zna takiego zwrotu",
    "BALANCE_ERROR": "za mało środków na saldzie u operatora albo zwroty przekraczają wpłatę",
    "TRANSACTION_TOO_OLD_TO_REFUND": "minął czas na zwrot",
    "TRANSACTION_NOT_IN_REFUNDABLE_STATUS": "tej płatności operator nie zwraca",
    "CANCELED_NO_FUNDS_ON_BALANCE": "na saldzie u operatora zabrakło środków",
}


def message_in_words(kind: str) -> str:
    """What a message of the trail is."""
    for ending, words in ENDINGS.items():
        if kind.endswith(ending):
            begun = kind.removesuffix(ending)
            return f"{MESSAGES.get(begun, begun)}: {words}"
    return MESSAGES.get(kind, kind)


def fault_in_words(fault: str) -> str:
    """Why something did not work; the operator's own word where we have none."""
    if fault.startswith("http-"):
        return f"operator odpowiedział błędem {fault.removeprefix('http-')}"
    return FAULTS.get(fault, fault)
