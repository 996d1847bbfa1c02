"""Events in words: what the audit log says to people."""

import json

from portal.tenancy.sightings import PLACES

WORDS = {
    "session.opened": "Zalogowanie",
    "session.refused": "Nieudane logowanie",
    "session.closed": "Wylogowanie",
    "session.closed-elsewhere": "Wylogowanie innych urządzeń",
    "password.changed": "Zmiana hasła",
    "password.refused": "Złe obecne hasło po zalogowaniu",
    "account.created": "Założenie konta",
    "email.asked": "Zgłoszenie adresu e-mail",
    "email.confirmed": "Potwierdzenie adresu e-mail",
    "email.approved": "Zatwierdzenie adresu e-mail",
    "email.refused": "Odmowa adresu e-mail",
    "email.withdrawn": "Wycofanie adresu e-mail",
    "mail.given-up": "Nie udało się wysłać listu e-mail",
    "password.reset-asked": "Prośba o nowe hasło przez e-mail",
    "password.reset-sent": "Link do nowego hasła gotowy do wysłania",
    "password.reset": "Nowe hasło przez e-mail",
    "account.set-up": "Ustawienie konta po pierwszym logowaniu",
    "preferences.changed": "Zmiana ustawień kontaktu",
    "letters.made": "Zamówienie listów z hasłami",
    "letter.state-changed": "Zmiana stanu listu z hasłem",
    "credentials.asked": "Wniosek o login i hasło",
    "credentials.answered": "Przyjęcie wniosku o login i hasło",
    "credentials.refused": "Odmowa wniosku o login i hasło",
    "tenant.looked-at": "Otwarcie karty najemcy",
    "tenant.listed": "Najemca widoczny na liście w biurze",
    "tenant.shown": "Otwarcie danych najemcy",
    "tenant.viewed-as": "Podgląd jako najemca",
    "staff.added": "Dodanie pracownika",
    "staff.role-changed": "Zmiana roli pracownika",
    "staff.removed": "Odebranie dostępu pracownikowi",
    "staff.password-renewed": "Nowe pierwsze hasło pracownika",
    "office.setting-changed": "Zmiana ustawienia biura",
    "second-factor.set": "Ustawienie drugiego składnika",
    "second-factor.removed": "Usunięcie drugiego składnika",
    "recovery-code.used": "Użycie kodu zapasowego",
    "national.linked": "Połączenie z login.gov.pl",
    "national.unlinked": "Rozłączenie z login.gov.pl",
    "national.refused": "Odmowa logowania przez login.gov.pl",
    "import.applied": "Import wprowadzony",
    "import.refused": "Import odrzucony",
    "certificate.made": "Zrobienie zaświadczenia",
    "certificate.revoked": "Unieważnienie zaświadczenia",
    "payment.started": "Rozpoczęcie płatności online",
    "payment.cancelled": "Anulowanie płatności online",
    "payment.confirmed": "Potwierdzenie płatności online",
    "payment.refused": "Odmowa płatności online",
    "payment.given-up": "Płatność online bez wiadomości od operatora",
    "payment.kept-aside": "Płatność online do wyjaśnienia",
    "payment.settled": "Wyjaśnienie płatności online",
    "payment.message-opened": "Otwarcie wiadomości operatora płatności",
    "payment.asked-about": "Pytanie operatora o płatność",
    "payments.exported": "Eksport płatności online",
    "payment-desk.set": "Zmiana powiadomień o płatnościach",
    "refund.asked": "Prośba o zwrot płatności",
    "refund.refused": "Odmowa zgody na zwrot",
    "refund.withdrawn": "Wycofanie prośby o zwrot",
    "refund.approved": "Zgoda na zwrot płatności",
    "refund.accepted": "Zwrot przyjęty przez operatora",
    "refund.declined": "Zwrot odrzucony przez operatora",
    "refund.done": "Zwrot wykonany",
    "refund.failed": "Zwrot nieudany",
    "bank-statement.read": "Wczytanie wyciągu bankowego",
    "interest-rate.set": "Zapisanie stawki odsetek",
    "interest-rate.removed": "Usunięcie stawki odsetek",
    "interest-rate.checked": "Potwierdzenie stawki odsetek",
    "instalment-limits.set": "Zmiana zasad rat",
    "instalments.asked": "Prośba o raty",
    "instalments.withdrawn": "Wycofanie prośby o raty",
    "instalments.visit-asked": "Zaproszenie na rozmowę o ratach",
    "instalments.accepted": "Zgoda na raty",
    "instalments.refused": "Odmowa rat",
    "instalments.ended": "Zakończenie planu rat",
    "bulletin.sent": "Pismo biura do najemców",
    "announcement.published": "Opublikowanie wiadomości",
    "announcement.withdrawn": "Wycofanie wiadomości",
    "case.opened": "Nowa sprawa",
    "case.written": "Kolejne pismo w sprawie",
    "case.answered": "Odpowiedź w sprawie",
    "case.noted": "Notatka w sprawie",
    "case.asked": "Prośba o uzupełnienie sprawy",
    "case.closed": "Załatwienie sprawy",
    "case.reopened": "Wznowienie sprawy",
    "case.forwarded": "Przekazanie sprawy",
    "case.assigned": "Przydzielenie sprawy",
    "case.visit-planned": "Umówienie wizyty w sprawie",
    "case.reminded": "Przypomnienie o terminie w sprawie",
    "case-type.saved": "Zapisanie rodzaju sprawy",
    "case-document.added": "Dodanie wzoru dokumentu",
    "case-document.ended": "Wycofanie wzoru dokumentu",
    "text-block.saved": "Zapisanie gotowego tekstu",
    "text-block.removed": "Usunięcie gotowego tekstu",
}


# What stands beside an event, as people call it; what is not here is for nobody's eyes.
DETAILS = {
    "added": "konto", "amount": "kwota w groszach", "batch_id": "partia",
    "bulletin_id": "pismo", "by": "sposób",
    "case_number": "sprawa", "case_type": "rodzaj", "changed": "zmieniono",
    "certificate_id": "zaświadczenie", "kind": "rodzaj", "proposal_id": "prośba",
    "instalments": "raty", "hundredths": "setne procenta", "valid_from": "od",
    "most": "najwięcej rat", "smallest": "najmniejsza rata w groszach",
    "days_to_first": "dni do pierwszej raty",
    "created": "konto", "ended": "urządzenia", "ends_on": "do", "former": "dotychczas",
    "left": "zostało kodów", "letters": "listy", "message": "wiadomość",
    "part": "część", "place": "miejsce",
    "order": "płatność", "outcome": "wynik", "problems": "błędy",
    "published_on": "od", "reason": "powód", "removed": "konto", "renewed": "konto",
    "refund_id": "zwrot", "request_id": "wniosek", "role": "rola", "rows": "wiersze",
    "sessions_ended": "urządzenia",
    "setting": "ustawienie", "staff_id": "pracownik", "state": "stan",
    "statements": "wyciągi", "value": "wartość",
}  # fmt: skip
VALUES = {
    **{key: place.words for key, place in PLACES.items()},
    "administrator": "administracja", "building": "budynek", "clerk": "biuro obsługi klienta",
    "charges": "o wysokości opłat", "no-arrears": "o niezaleganiu",
    "code": "kod", "delivered": "wydany", "end": "koniec", "ended": "zastąpiony",
    "expired": "po terminie", "finance": "księgowość", "first": "pierwsze hasło",
    "booked": "zaksięgowane", "dismissed": "bez dalszych kroków", "returned": "zwrócone",
    "approved": "nie wiadomo, czy zwrot przyjęto", "asked": "zwrot czeka na drugą osobę",
    "seen": "przyjęte do wiadomości", "paid-late": "po terminie płatności",
    "paid-twice": "zapłacono drugi raz", "unknown-order": "nieznane zlecenie",
    "wrong-amount": "inna kwota", "wrong-currency": "inna waluta",
    "made": "zamówiony", "new": "nowi najemcy", "none": "bez hasła", "off": "nie", "on": "tak",
    "one": "jedna osoba", "own": "własne hasło", "password": "hasło",
    "password and code": "hasło i kod", "password and first code": "hasło i pierwszy kod",
    "password and recovery code": "hasło i kod zapasowy", "printed": "wydrukowany",
    "request": "wniosek", "require_second_factor": "drugi składnik wymagany", "start": "początek",
    "used": "wykorzystany",
}  # fmt: skip


def in_words(event: str) -> str:
    """An event as people call it; its own name where nobody has called it yet."""
    return WORDS.get(event, event)


def details_in_words(details: str) -> str:
    """What stands beside an event: its keys and values, which are no personal data."""
    found = json.loads(details)
    return ", ".join(
        f"{DETAILS[key]}: {VALUES.get(str(value), value)}"
        for key, value in found.items()
        if value is not None and key in DETAILS
    )
