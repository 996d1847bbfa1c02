"""The ends of the guide that a login and a password mend."""

from portal.help.answer import Answer, Mail, Step

WHO = ("Imię i nazwisko najemcy", "Adres lokalu", "Numer umowy najmu", "Telefon do kontaktu")
_CREDENTIALS = Mail(
    "prośba o login oraz hasło",
    "proszę o nowy login i hasło do portalu IOK.",
    WHO,
)
TROUBLE = Mail(
    "problem z logowaniem",
    "nie mogę zalogować się do portalu IOK.",
    ("Imię i nazwisko najemcy", "Adres lokalu", "Co pokazuje portal", "Kiedy to było",
     "Telefon do kontaktu"),
)  # fmt: skip

_ASK = Step("Napisz do nas albo zadzwoń. Wiadomość e-mail jest gotowa niżej.")
_FACTS = Step(
    "Podaj imię i nazwisko, adres lokalu i numer umowy najmu. Jeśli nie znasz numeru umowy,"
    " zostaw to miejsce puste."
)
_LETTER = (
    "Sprawdzimy, czy dane zgadzają się z umową. List z nowym loginem i hasłem włożymy do skrzynki"
    " pocztowej Twojego lokalu. Poprzednie hasło przestanie wtedy działać."
)
IF_NOT = "Jeśli to nie pomoże, napisz albo zadzwoń. Sprawdzimy, co się stało."
SIGN_IN = ("/logowanie", "Przejdź do logowania")
RESET = ("/haslo/reset", "Ustaw nowe hasło przez e-mail")

NEW_CREDENTIALS = Answer(
    "Przyniesiemy nowy login i hasło",
    "Loginu i hasła nie podajemy przez telefon ani e-mailem. Dostaniesz list.",
    (
        _ASK,
        _FACTS,
        Step("Możesz też przyjść do biura. Weź dokument tożsamości."),
        Step("Gdy list przyjdzie, zaloguj się i od razu ustaw własne hasło."),
    ),
    _LETTER,
    _CREDENTIALS,
)

FIRST_SIGN_IN = Answer(
    "Zaloguj się danymi z listu",
    "Potrzebujesz listu od {short_name}. Całość zajmuje kilka minut.",
    (
        Step("Otwórz stronę logowania.", *SIGN_IN),
        Step("Wpisz login i hasło z listu. Przycisk „Pokaż hasło” pomoże znaleźć pomyłkę."),
        Step(
            "Ustaw własne hasło. Musi mieć co najmniej 12 znaków. Dobre są na przykład cztery"
            " zwykłe słowa."
        ),
        Step("Zapamiętaj nowe hasło. Hasło z listu przestaje działać."),
    ),
    "Po zapisaniu hasła ustawisz konto w trzech krokach (możesz je pominąć) i zobaczysz saldo."
    f" {IF_NOT}",
    TROUBLE,
)

FIRST_PASSWORD_REFUSED = Answer(
    "Sprawdź login i hasło z listu",
    "Najczęściej to pomyłka przy wpisywaniu albo hasło było już raz zmienione.",
    (
        Step("Wpisz login tak jak w liście, bez spacji na początku i na końcu."),
        Step(
            "Wpisz hasło z takimi samymi dużymi i małymi literami. Wyłącz Caps Lock. Zobacz, czy"
            " cyfra 0 to nie litera O.",
            *SIGN_IN,
        ),
        Step("Jeśli masz już własne hasło, użyj go. Hasło z listu przestało wtedy działać."),
        Step("Jeśli masz kilka listów, użyj najnowszego."),
        Step("Nadal nie działa? Poproś o nowy login i hasło."),
    ),
    _LETTER,
    _CREDENTIALS,
)

PASSWORD_REFUSED = Answer(
    "Sprawdź login i hasło",
    "Portal nie mówi, które z nich jest inne. Tak chronimy konta przed zgadywaniem.",
    (
        Step("Wpisz login z listu od {short_name}. To nie jest adres e-mail ani numer PESEL."),
        Step(
            "Wpisz hasło jeszcze raz. Użyj przycisku „Pokaż hasło” i wyłącz Caps Lock.",
            *SIGN_IN,
        ),
        Step("Jeśli hasło podpowiada przeglądarka, usuń je i wpisz ręcznie. Może być stare."),
        Step("Nadal nie działa? Jeśli masz zatwierdzony adres e-mail, ustaw nowe hasło.", *RESET),
        Step("Nie masz takiego adresu? Napisz do nas albo zadzwoń."),
    ),
    _LETTER,
    _CREDENTIALS,
)

NEW_PASSWORD_REFUSED = Answer(
    "Ułóż dłuższe hasło",
    "Hasło musi mieć co najmniej 12 znaków i być trudne do zgadnięcia.",
    (
        Step("Wybierz cztery zwykłe słowa, które nic dla innych nie znaczą. Mogą być spacje."),
        Step("Nie używaj imienia, loginu, nazwy {short_name} ani ciągów takich jak 123456."),
        Step("Nie powtarzaj hasła z listu. Wybierz inne."),
        Step("Zapisz hasło w menedżerze haseł albo na kartce, którą trzymasz w domu."),
    ),
    "Duże litery, cyfry i znaki specjalne nie są wymagane. "
    "Gdy portal przyjmie hasło, przejdziesz na stronę startową. " + IF_NOT,
    TROUBLE,
)

TOO_MANY_ATTEMPTS = Answer(
    "Odczekaj kilka minut",
    "Po wielu złych próbach portal każe chwilę poczekać. Konto nie jest zablokowane na stałe.",
    (
        Step("Odczekaj tyle minut, ile podaje portal. Kolejne próby wydłużają czekanie."),
        Step("Znajdź list od {short_name} i sprawdź login."),
        Step("Spróbuj jeszcze raz.", *SIGN_IN),
        Step("Nie pamiętasz hasła? Nie trzeba zgadywać. Ustaw nowe.", *RESET),
    ),
    _LETTER,
    _CREDENTIALS,
)

SIGN_IN_WITH_LOGIN = Answer(
    "Zaloguj się loginem i hasłem",
    "Profil Zaufany, mObywatel i e-dowód (login.gov.pl) nie otwierają jeszcze tego portalu."
    " Twój Profil Zaufany jest w porządku.",
    (
        Step("Otwórz stronę logowania.", *SIGN_IN),
        Step("Wpisz login i hasło z listu od {short_name}."),
        Step("Jeśli masz już własne hasło, wpisz własne."),
        Step("Nie wpisuj tu hasła do Profilu Zaufanego ani do banku."),
    ),
    f"Po zalogowaniu zobaczysz stronę startową. {IF_NOT}",
    TROUBLE,
)

NEW_CREDENTIALS_FOR_NATIONAL_NODE = Answer(
    "Poproś o login i hasło",
    "Profil Zaufany, mObywatel i e-dowód (login.gov.pl) nie otwierają jeszcze tego portalu."
    " Potrzebujesz loginu i hasła od {short_name}.",
    NEW_CREDENTIALS.steps,
    _LETTER,
    _CREDENTIALS,
)

NEW_LEASE = Answer(
    "Poczekaj na list z loginem",
    "Login i hasło przygotowujemy po wpisaniu umowy do naszego systemu.",
    (
        Step("Sprawdź skrzynkę pocztową lokalu z umowy, także nowego."),
        Step("Nie ma listu? Napisz albo zadzwoń do nas."),
        _FACTS,
    ),
    _LETTER,
    _CREDENTIALS,
)
