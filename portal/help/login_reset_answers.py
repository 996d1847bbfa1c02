"""The ends of the guide that a link by e-mail mends, or should have mended."""

from portal.help.answer import Answer, Mail, Step
from portal.help.login_answers import RESET, SIGN_IN, WHO

_CREDENTIALS = Mail(
    "prośba o login oraz hasło",
    "proszę o nowy login i hasło do portalu IOK.",
    WHO,
)
_NEVER_APPROVED = Step(
    "Żaden adres nie był zatwierdzony w Twoim Profilu? Poproś o list z nowym hasłem. Wiadomość"
    " e-mail do nas jest gotowa niżej."
)
_LETTER = (
    "Link przychodzi zwykle w kilka minut. Jeśli prosisz o list, sprawdzimy, czy dane zgadzają się"
    " z umową, i włożymy go do skrzynki pocztowej Twojego lokalu."
)

FORGOTTEN_PASSWORD = Answer(
    "Ustaw nowe hasło przez e-mail",
    "Potrzebujesz loginu i adresu e-mail, który jest zatwierdzony w Twoim Profilu. Bez takiego"
    " adresu przyniesiemy Ci nowe hasło w liście.",
    (
        Step(
            "Sprawdź, czy hasła nie pamięta przeglądarka. Na stronie logowania kliknij pole hasła.",
            *SIGN_IN,
        ),
        Step("Wpisz login i swój adres e-mail. Wyślemy na niego link.", *RESET),
        Step("Otwórz link z listu w ciągu 30 minut i wybierz nowe hasło."),
        _NEVER_APPROVED,
    ),
    _LETTER,
    _CREDENTIALS,
)

NO_LETTER = Answer(
    "Sprawdź adres i folder ze spamem",
    "List wysyłamy tylko wtedy, gdy login i adres do siebie pasują, a adres jest zatwierdzony."
    " Portal nie mówi, czy tak jest. Tak chronimy konta przed zgadywaniem.",
    (
        Step("Odczekaj 10 minut i zajrzyj do folderu ze spamem."),
        Step("Wpisz login tak jak w liście od {short_name}. To nie jest adres e-mail."),
        Step("Wpisz adres, który jest w Twoim Profilu, i poproś jeszcze raz.", *RESET),
        Step("Nowy adres czeka na zatwierdzenie? Do tego czasu działa tylko poprzedni."),
        _NEVER_APPROVED,
    ),
    _LETTER,
    _CREDENTIALS,
)

LINK_DEAD = Answer(
    "Poproś o nowy link",
    "Link działa 30 minut i tylko raz. Działa tylko ten z najnowszego listu.",
    (
        Step("Poproś o nowy link i otwórz go od razu.", *RESET),
        Step("Otwórz i wypełnij stronę w tej samej przeglądarce. Zezwól na pliki cookie."),
        Step("Hasło zmieniło się w międzyczasie? Spróbuj nowego.", *SIGN_IN),
        _NEVER_APPROVED,
    ),
    _LETTER,
    _CREDENTIALS,
)
