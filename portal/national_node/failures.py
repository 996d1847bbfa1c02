"""What somebody reads whom login.gov.pl did not bring in: what happened, and what to do now."""

from typing import NamedTuple

from portal.national_node.refusals import Kind


class Way(NamedTuple):
    """A link that leads on."""

    words: str
    href: str


class Failure(NamedTuple):
    """A page. {short_name} stands for the company's name; the first way is the main one.

    again:   whether trying again by login.gov.pl may help, so that a button offers it.
    """

    status: int
    title: str
    lead: str
    steps: tuple[str, ...]
    ways: tuple[Way, ...]
    again: bool = False


PASSWORD = Way("Zaloguj się loginem i hasłem", "/logowanie")
LINK = Way("Zaloguj się loginem i hasłem", "/logowanie?next=/logowanie/login-gov/polacz")
HELP = Way("Pomoc z logowaniem", "/pomoc/logowanie")
CONTACT = Way("Kontakt", "/kontakt")
PROFILE = Way("Wróć do Profilu", "/profil")

FAILURES = {
    Kind.CANCELLED: Failure(
        200,
        "Logowanie przez login.gov.pl zostało przerwane",
        "Nic się nie zmieniło. Twoje konto jest bezpieczne.",
        (
            "Jeśli to Twoja decyzja, nie musisz nic robić.",
            "Możesz zacząć jeszcze raz albo zalogować się loginem i hasłem.",
        ),
        (PASSWORD, HELP),
        again=True,
    ),
    Kind.EXPIRED: Failure(
        400,
        "Czas na logowanie minął",
        "Odpowiedź z login.gov.pl jest ważna krótko i tylko raz, w tej samej przeglądarce.",
        (
            "Zacznij jeszcze raz i dokończ w ciągu 15 minut.",
            "Nie używaj przycisku Wstecz i nie otwieraj logowania w kilku kartach naraz.",
            "Jeśli to się powtarza, zezwól tej stronie na pliki cookie.",
        ),
        (PASSWORD, HELP),
        again=True,
    ),
    Kind.UNREACHABLE: Failure(
        503,
        "login.gov.pl teraz nie odpowiada",
        "To nie jest błąd po Twojej stronie. Twój Profil Zaufany jest w porządku.",
        (
            "Spróbuj jeszcze raz za kilka minut.",
            "Nie chcesz czekać? Zaloguj się loginem i hasłem.",
        ),
        (PASSWORD, HELP),
        again=True,
    ),
    Kind.UNTRUSTED: Failure(
        400,
        "Nie możemy potwierdzić odpowiedzi z login.gov.pl",
        "Podpis albo dane w odpowiedzi się nie zgadzają. Dla bezpieczeństwa nikogo nie"
        " wpuściliśmy.",
        (
            "Zacznij jeszcze raz na tej stronie.",
            "Jeśli to się powtórzy, zaloguj się loginem i hasłem.",
            "Powiedz nam o tym i podaj numer zdarzenia.",
        ),
        (PASSWORD, CONTACT),
        again=True,
    ),
    Kind.TOO_WEAK: Failure(
        403,
        "Potrzebny jest pewniejszy sposób potwierdzenia",
        "Wybrany sposób logowania w login.gov.pl nie wystarcza do otwarcia konta najemcy.",
        (
            "Zacznij jeszcze raz i wybierz Profil Zaufany, mObywatela, e-dowód albo bank.",
            "Możesz też zalogować się loginem i hasłem.",
        ),
        (PASSWORD, HELP),
        again=True,
    ),
    Kind.NOT_LINKED: Failure(
        403,
        "Nie znaleźliśmy połączonego konta",
        "Pierwszy raz zaloguj się loginem i hasłem z listu od {short_name}.",
        (
            "Zaloguj się loginem i hasłem.",
            "Na następnej stronie połącz konto z login.gov.pl. Wystarczy jeden przycisk.",
            "Następnym razem zalogujesz się od razu przez login.gov.pl.",
        ),
        (LINK, Way("Nie mam loginu i hasła", "/pomoc/logowanie/brak-loginu")),
    ),
    Kind.UNKNOWN: Failure(
        403,
        "Nie znaleźliśmy umowy na te dane",
        "W danych {short_name} nie ma konta osoby o tym numerze PESEL.",
        (
            "Masz list z loginem i hasłem? Zaloguj się nimi.",
            "Umowę ma firma? Konto firmy otwiera się tylko loginem i hasłem.",
            "Umowa jest nowa albo już się skończyła? Napisz albo zadzwoń do nas.",
        ),
        (PASSWORD, Way("Nie mam loginu i hasła", "/pomoc/logowanie/brak-loginu"), CONTACT),
    ),
    Kind.SURNAME: Failure(
        403,
        "Nazwisko jest inne niż w umowie",
        "Numer PESEL się zgadza, ale {short_name} ma w umowie inne nazwisko.",
        (
            "Zaloguj się loginem i hasłem, a potem połącz konto z login.gov.pl.",
            "Nowe nazwisko nie będzie już przeszkadzać w logowaniu.",
            "Powiedz nam o zmianie nazwiska, abyśmy poprawili dane w umowie.",
        ),
        (LINK, CONTACT),
    ),
    Kind.FOREIGN: Failure(
        403,
        "Nie znamy Twojego numeru PESEL",
        "login.gov.pl nie podał numeru PESEL, a po nim szukamy umowy.",
        (
            "Zaloguj się loginem i hasłem z listu od {short_name}.",
            "W Profilu połącz konto z login.gov.pl. Potem zalogujesz się także bez numeru PESEL.",
        ),
        (PASSWORD, HELP),
    ),
    Kind.SOMEBODY_ELSE: Failure(
        403,
        "Te dane nie należą do najemcy z tego konta",
        "Konto można połączyć tylko z najemcą, na którego jest wystawione. Niczego nie"
        " połączyliśmy.",
        (
            "Sprawdź, czy w login.gov.pl loguje się ta sama osoba, która jest w umowie.",
            "Każdy najemca i współnajemca ma własne konto w portalu.",
            "Dane w umowie są stare albo mają błąd? Powiedz nam o tym.",
        ),
        (PROFILE, CONTACT),
    ),
    Kind.SIGNED_OUT: Failure(
        403,
        "Konto nie zostało połączone",
        "Sesja w portalu skończyła się, zanim przyszła odpowiedź z login.gov.pl.",
        (
            "Zaloguj się loginem i hasłem.",
            "W Profilu wybierz jeszcze raz „Połącz z login.gov.pl”.",
        ),
        (Way("Zaloguj się loginem i hasłem", "/logowanie?next=/profil"), HELP),
    ),
    Kind.COMPANY: Failure(
        403,
        "Konto firmy ma tylko login i hasło",
        "Przez login.gov.pl loguje się osoba, a umowę ma firma.",
        ("Loguj się loginem i hasłem z listu od {short_name}.",),
        (PROFILE, CONTACT),
    ),
}
