"""The ends of the guide that are about something else than a login and a password."""

from portal.help.answer import Answer, Mail, Step
from portal.help.login_answers import IF_NOT, SIGN_IN, TROUBLE, WHO

NOT_A_TENANT = Answer(
    "Konto dostaje tylko najemca",
    "Portal pokazuje dane z umowy najmu, więc login wydajemy osobom, które są w niej wpisane.",
    (
        Step("Poproś najemcę, żeby zalogował się przy Tobie. Nie proś o jego hasło."),
        Step("Najemca nie ma loginu? Niech napisze albo zadzwoni do nas w swoim imieniu."),
        Step(
            "Masz pełnomocnictwo albo jesteś opiekunem prawnym? Przyjdź do biura z tym dokumentem"
            " albo zapytaj, jak go przysłać."
        ),
        Step("Chcesz zostać współnajemcą? Zapytaj nas, jakie są warunki."),
    ),
    "Odpowiemy, co możemy zrobić w tej sprawie. Bez zgody najemcy nie podamy danych z jego konta.",
    Mail(
        "pytanie o dostęp dla osoby, która nie jest najemcą",
        "proszę o informację, czy mogę dostać dostęp do portalu IOK.",
        ("Moje imię i nazwisko", "Adres lokalu", "Kim jestem dla najemcy", "Telefon do kontaktu"),
    ),
)

ADDRESS = Answer(
    "Adres strony to {host}",
    "Jesteś teraz na właściwej stronie. Zapisz jej adres, żeby łatwo tu wrócić.",
    (
        Step("Wpisz w pasku adresu przeglądarki: {address}. Nie szukaj portalu w wyszukiwarce."),
        Step("Dodaj stronę do zakładek albo do ekranu głównego telefonu."),
        Step(
            "Zanim wpiszesz hasło, sprawdź, czy adres w pasku jest dokładnie taki sam. Nie"
            " wysyłamy w wiadomościach próśb o hasło."
        ),
        Step("Zaloguj się.", *SIGN_IN),
    ),
    "Jeśli ta strona się nie otwiera albo adres w pasku jest inny, napisz lub zadzwoń do nas.",
    Mail(
        "pytanie o adres portalu",
        "proszę o pomoc w otwarciu strony portalu IOK.",
        ("Imię i nazwisko najemcy", "Adres, który pokazuje przeglądarka", "Co widzę na ekranie",
         "Telefon do kontaktu"),
    ),
)  # fmt: skip

FOREIGN_DATA = Answer(
    "Wyloguj się i powiadom nas od razu",
    "Dane innej osoby nie powinny być widoczne na Twoim koncie. To pilne.",
    (
        Step("Nie kopiuj, nie fotografuj i nie przekazuj nikomu tego, co widzisz."),
        Step("Wyloguj się z portalu i zamknij przeglądarkę."),
        Step("Zadzwoń albo napisz do nas jeszcze dziś. Wiadomość e-mail jest gotowa niżej."),
        Step(
            "Napisz, na jakiej stronie i o której godzinie dane były widoczne. Nie podawaj"
            " cudzych danych w wiadomości."
        ),
        Step("Przyszedł do Ciebie cudzy list? Nie otwieraj go. Oddaj go w naszym biurze."),
    ),
    "Sprawdzimy, jak do tego doszło, i powiadomimy osobę, której dane były widoczne, jeśli"
    " wymaga tego prawo. Zgłoszenie nie ma dla Ciebie żadnych złych skutków.",
    Mail(
        "PILNE, widzę cudze dane",
        "w portalu IOK widać dane innej osoby.",
        ("Moje imię i nazwisko", "Na jakiej stronie portalu", "Dzień i godzina",
         "Telefon do kontaktu"),
        to_privacy=True,
    ),
    urgent=True,
)  # fmt: skip

BROKEN = Answer(
    "Sprawdź połączenie i spróbuj ponownie",
    "Czasem to tylko przerwa w internecie albo krótka przerwa w portalu.",
    (
        Step("Otwórz inną stronę internetową. Jeśli też nie działa, kłopot jest w połączeniu."),
        Step("Odczekaj kilka minut i odśwież stronę."),
        Step("Spróbuj w innej przeglądarce albo na innym urządzeniu. Zaktualizuj przeglądarkę."),
        Step("Portal pokazał numer zdarzenia? Zapisz go i podaj nam w wiadomości."),
    ),
    "Gdy znamy numer zdarzenia albo dokładną godzinę, szybciej znajdujemy przyczynę.",
    Mail(
        "strona nie działa",
        "portal IOK nie działa.",
        ("Co pokazuje portal", "Numer zdarzenia, jeśli jest", "Dzień i godzina",
         "Urządzenie i przeglądarka", "Telefon do kontaktu"),
    ),
)  # fmt: skip

SIGNED_OUT_TOO_SOON = Answer(
    "Pozwól na pliki cookie tej strony",
    "Portal wylogowuje po {idle} minutach przerwy. Jeśli dzieje się to od razu, przeglądarka nie"
    " zapamiętuje sesji.",
    (
        Step("W ustawieniach przeglądarki zezwól na pliki cookie dla strony {host}."),
        Step("Zamknij tryb prywatny (incognito) i otwórz zwykłe okno."),
        Step("Sprawdź datę i godzinę w urządzeniu. Muszą być prawidłowe."),
        Step("Zaloguj się jeszcze raz.", *SIGN_IN),
    ),
    IF_NOT,
    TROUBLE,
)

NO_LEASE_SHOWN = Answer(
    "Poczekaj kilka dni albo napisz do nas",
    "Nowa umowa jest widoczna w portalu zwykle po kilku dniach od wpisania do naszego systemu.",
    (
        Step("Sprawdź, czy u góry strony startowej można wybrać inną umowę."),
        Step("Sprawdź, czy to Twój login. Każdy najemca ma własny."),
        Step("Umowa ma więcej niż tydzień? Napisz albo zadzwoń do nas."),
    ),
    "Sprawdzimy, czy umowa jest połączona z Twoim kontem, i odpowiemy.",
    Mail(
        "nie widzę swojej umowy",
        "na moim koncie w portalu IOK nie ma mojej umowy.",
        WHO,
    ),
)

SOMETHING_ELSE = Answer(
    "Napisz albo zadzwoń do nas",
    "Opisz własnymi słowami, co się dzieje. Nie musisz znać fachowych nazw.",
    (
        Step("Napisz, co chcesz zrobić i co pokazuje portal."),
        Step("Podaj imię i nazwisko oraz adres lokalu, żebyśmy mogli znaleźć konto."),
        Step(
            "Najszybciej pomożemy przez telefon. Usiądź przy komputerze albo weź telefon do ręki."
        ),
    ),
    "Odpowiemy na Twój adres e-mail albo oddzwonimy.",
    TROUBLE,
)
