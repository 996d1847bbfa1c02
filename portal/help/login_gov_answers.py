"""The ends of the guide for signing in by login.gov.pl, in a portal that offers it."""

from portal.help.answer import Answer, Step
from portal.help.login_answers import IF_NOT, NEW_CREDENTIALS, SIGN_IN, TROUBLE

PROFILE = ("/profil", "Przejdź do Profilu")

LINK_FIRST = Answer(
    "Połącz konto z login.gov.pl",
    "Portal musi najpierw wiedzieć, że Profil Zaufany i konto należą do tej samej osoby.",
    (
        Step("Zaloguj się loginem i hasłem z listu od {short_name} albo własnym hasłem.", *SIGN_IN),
        Step("W Profilu wybierz „Połącz z login.gov.pl”.", *PROFILE),
        Step("Potwierdź w login.gov.pl, kim jesteś. Wrócisz do portalu."),
        Step("Następnym razem wybierz „Zaloguj przez login.gov.pl”."),
    ),
    f"Login i hasło dalej będą działać. {IF_NOT}",
    TROUBLE,
)

NOT_ANSWERING = Answer(
    "Spróbuj za kilka minut albo użyj hasła",
    "Logowanie przez login.gov.pl trzeba dokończyć w ciągu 15 minut, w jednej przeglądarce i w"
    " jednej karcie.",
    (
        Step("Zacznij jeszcze raz na stronie logowania.", *SIGN_IN),
        Step("Zezwól tej stronie na pliki cookie i nie używaj przycisku Wstecz."),
        Step("login.gov.pl ma przerwę? Zaloguj się loginem i hasłem."),
        Step("Nie wpisuj w portalu hasła do Profilu Zaufanego ani do banku."),
    ),
    f"Po zalogowaniu zobaczysz stronę startową. {IF_NOT}",
    TROUBLE,
)

OTHER_DATA = Answer(
    "Zaloguj się hasłem i połącz konto",
    "Umowy szukamy po numerze PESEL i nazwisku. Po połączeniu konta inne nazwisko ani brak numeru"
    " PESEL już nie przeszkadzają.",
    LINK_FIRST.steps,
    f"Powiedz nam też o nowym nazwisku, abyśmy poprawili dane w umowie. {IF_NOT}",
    TROUBLE,
)

NO_CREDENTIALS = Answer(
    "Poproś o login i hasło",
    "Żeby połączyć konto z login.gov.pl, trzeba raz zalogować się loginem i hasłem od"
    " {short_name}.",
    NEW_CREDENTIALS.steps,
    NEW_CREDENTIALS.then,
    NEW_CREDENTIALS.mail,
)
