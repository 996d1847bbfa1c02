"""Topics about the premises, the account and the portal itself."""

from portal.help.topic import Group, Topic

_PROFILE = ("/profil", "Otwórz Profil")

PREMISES = Group(
    "lokal",
    "Lokal i liczniki",
    (
        Topic(
            "lokale",
            "Gdzie są dane mojej umowy i lokalu?",
            "W Lokalach. Każda umowa ma tam swoją stronę: mieszkanie, garaż, lokal użytkowy.",
            (
                "Umowa: numer, data zawarcia, najemcy, liczba osób, kaucja.",
                "Lokal: adres, piętro, pokoje, powierzchnia użytkowa i ogrzewana.",
                "Liczniki: numer, jednostka, ważność i ostatni odczyt.",
                "Odpady: czy w deklaracji jest segregacja.",
            ),
            (),
            (("/lokale", "Otwórz Lokale"),),
            "mieszkanie garaż umowa najmu metraż powierzchnia kaucja",
        ),
        Topic(
            "kilka-umow",
            "Mam kilka umów. Jak wybrać jedną?",
            "U góry stron Start i Finanse są przyciski z adresami. Wybierz ten, który chcesz"
            " zobaczyć.",
            (),
            (
                "Każda umowa ma własne saldo, numer konta i liczniki.",
                "Portal pamięta wybór do zamknięcia przeglądarki.",
            ),
            (("/", "Otwórz Start"), ("/lokale", "Otwórz Lokale")),
            "garaż mieszkanie przełączyć druga umowa",
        ),
        Topic(
            "liczniki",
            "Co oznaczają dane licznika?",
            "Przy każdym liczniku widać jego numer, ostatni odczyt i rok, do którego jest ważny.",
            (
                "Numer: porównaj go z numerem na liczniku w mieszkaniu.",
                "Odczyt wody jest w metrach sześciennych (m³), ciepła w gigadżulach (GJ).",
                "„Ważny do”: po tym terminie wymienimy licznik. Powiadomimy Cię wcześniej.",
            ),
            (
                "Numer albo odczyt się nie zgadza? Zrób zdjęcie licznika i napisz do nas.",
                "Odczyt podasz w Korespondencji, w sprawie „Odczyty liczników”.",
            ),
            (
                ("/lokale", "Zobacz liczniki"),
                ("/korespondencja/dodaj/odczyty-licznikow", "Podaj odczyty"),
            ),
            "wodomierz ciepłomierz podzielnik odczyt legalizacja ważny woda ogrzewanie",
        ),
        Topic(
            "odpady",
            "Co znaczy „odpady segregowane”?",
            "To informacja, że w deklaracji dla gminy Twój lokal ma zaznaczone sortowanie odpadów.",
            (
                "Segregowane: płacisz niższą stawkę.",
                "Niesegregowane: płacisz stawkę podwyższoną.",
            ),
            (
                "Stawki ustala gmina. Opłatę za odpady zobaczysz jako składnik naliczenia.",
                "Informacja się nie zgadza albo zmieniła się liczba osób? Napisz do nas.",
            ),
            (("/lokale", "Otwórz Lokale"),),
            "śmieci segregacja sortowanie deklaracja stawka",
        ),
        Topic(
            "bledne-dane",
            "Moje dane się nie zgadzają. Co zrobić?",
            "Napisz do nas, co jest złe i jak powinno być. Poprawimy to w naszym systemie.",
            (
                "Nazwisko po ślubie albo rozwodzie: dołącz kopię dokumentu.",
                "Liczba osób w mieszkaniu: napisz, od kiedy się zmieniła.",
                "Powierzchnia, licznik, data umowy: podaj numer umowy.",
            ),
            ("Poprawione dane zobaczysz w portalu po następnym odświeżeniu.",),
            (
                ("/korespondencja/dodaj", "Dodaj korespondencję"),
                ("/kontakt", "Kontakt z biurem"),
            ),
            "zmiana nazwiska błąd liczba osób adres poprawić",
        ),
    ),
)

ACCOUNT = Group(
    "konto",
    "Konto i bezpieczeństwo",
    (
        Topic(
            "brak-dostepu",
            "Nie mogę się zalogować. Co zrobić?",
            "Odpowiedz na jedno albo dwa krótkie pytania. Pokażemy, co zrobić krok po kroku.",
            (),
            ("Pomoc z logowaniem działa bez logowania.",),
            (("/pomoc/logowanie", "Pomoc z logowaniem"),),
            "login hasło zapomniane logowanie reset blokada profil zaufany nie działa",
        ),
        Topic(
            "haslo",
            "Jakie hasło wybrać?",
            "Co najmniej 12 znaków. Dobre są na przykład cztery zwykłe słowa, także ze spacjami.",
            (
                "Duże litery, cyfry i znaki specjalne nie są wymagane.",
                "Nie używaj imienia, loginu, nazwy {short_name} ani ciągów takich jak 123456.",
                "Nie używaj hasła z innej strony.",
                "Hasło można wkleić. Może je też zapamiętać menedżer haseł.",
            ),
            (
                "Nikt od nas nie zapyta Cię o hasło. Nie podawaj go przez telefon ani e-mail.",
                "Po zmianie hasła wylogujemy wszystkie inne urządzenia.",
            ),
            (("/haslo/nowe", "Zmień hasło"),),
            "nowe hasło zmienić zmiana silne bezpieczne zasady długość",
        ),
        Topic(
            "koniec-sesji",
            "Dlaczego portal mnie wylogował?",
            "Po {idle} minutach przerwy kończymy sesję, żeby nikt inny nie zobaczył Twoich danych.",
            (
                "Dwie minuty wcześniej pokażemy pytanie, czy jeszcze tu jesteś.",
                "Zaloguj się ponownie, a wrócisz na tę samą stronę.",
                "Tekst wpisany do formularza nie zginie, jeśli sesja skończy się przy wysyłaniu.",
            ),
            ("Na cudzym urządzeniu zawsze wyloguj się samodzielnie.",),
            (("/logowanie", "Zaloguj się"),),
            "wylogowanie czas bezczynność minut sesja",
        ),
        Topic(
            "urzadzenia",
            "Jak sprawdzić, gdzie moje konto jest otwarte?",
            "W Profilu jest lista urządzeń, na których konto jest teraz otwarte.",
            (
                "Przycisk „Wyloguj wszędzie indziej” kończy wszystkie inne sesje.",
                "Potem zmień hasło. Stare przestanie działać.",
            ),
            ("Jeśli to mógł być ktoś obcy, zadzwoń do nas.",),
            (_PROFILE, ("/haslo/nowe", "Zmień hasło")),
            "sesje zgubiony telefon włamanie wyloguj wszędzie",
        ),
        Topic(
            "kto-ogladal",
            "Kto oglądał moje dane?",
            "Każde zajrzenie pracownika do Twoich danych zapisujemy. Lista jest w Profilu.",
            (
                "Otwarta karta albo strona: pracownik zobaczył dane o Tobie.",
                "Na liście: nazwisko, login, adres albo numer umowy były wśród innych osób.",
                "Widać dzień, godzinę i dział.",
            ),
            ("Chcesz wiedzieć, w jakiej sprawie? Napisz albo zadzwoń do nas.",),
            (("/profil/kto-ogladal", "Kto oglądał moje dane"), ("/kontakt", "Kontakt")),
            "podgląd pracownik biuro rodo dostęp prywatność kto widział",
        ),
        Topic(
            "wspolnajemca",
            "Czy współnajemca ma własne konto?",
            "Tak. Każda osoba wpisana do umowy ma własny login i własne hasło.",
            (),
            (
                "Wszyscy najemcy tej samej umowy widzą to samo saldo i te same opłaty.",
                "Nie pożyczaj loginu. Współnajemca nie ma swojego? Niech poprosi o niego.",
            ),
            (("/pomoc/logowanie/brak-loginu", "Nie mam loginu lub hasła"),),
            "mąż żona rodzina drugi najemca login",
        ),
        Topic(
            "falszywe-wiadomosci",
            "Czy ta wiadomość jest od was?",
            "Nie wysyłamy linków do płatności ani próśb o hasło. Masz wątpliwość? Zadzwoń do nas.",
            (
                "Wejdź do portalu, wpisując adres {host}.",
                "Numer konta sprawdź w portalu, nie w wiadomości.",
                "Nie instaluj programów, o które prosi ktoś przez telefon.",
            ),
            (),
            (("/pomoc/logowanie/adres-strony", "Jaki jest adres portalu"), ("/kontakt", "Kontakt")),
            "oszustwo phishing sms e-mail fałszywy link",
        ),
    ),
)

LOOKS = Group(
    "wyglad-i-sprzet",
    "Wygląd i urządzenia",
    (
        Topic(
            "wielkosc-tekstu",
            "Jak powiększyć tekst?",
            "U góry każdej strony są przyciski A, A+, A++ i A+++. Największy tekst jest dwa razy"
            " większy.",
            (),
            (
                "Na telefonie przyciski są pod znakiem Aa.",
                (
                    "Możesz też użyć powiększenia w przeglądarce (Ctrl i plus) albo rozsunąć palce"
                    " na ekranie."
                ),
                "Portal zapamięta wybór na tym urządzeniu. Nie trzeba się logować.",
            ),
            keywords="czcionka duże litery powiększenie rozmiar nie widzę wzrok",
        ),
        Topic(
            "kontrast",
            "Jak zmienić kolory?",
            "U góry każdej strony wybierz kontrast: domyślny, ciemny albo żółto-czarny.",
            (),
            (
                "Na telefonie przyciski są pod znakiem koła, które jest w połowie czarne.",
                "Bez wyboru portal stosuje ustawienia Twojego urządzenia: jasne albo ciemne.",
            ),
            keywords="ciemny tryb żółty czarny kontrast oczy wzrok",
        ),
        Topic(
            "klawiatura-i-czytnik",
            "Czy portal działa z klawiaturą i czytnikiem ekranu?",
            "Tak. Każdą stronę można obsłużyć samą klawiaturą i czytnikiem ekranu.",
            (
                "Klawisz Tab przechodzi dalej, Shift i Tab wraca, Enter otwiera link.",
                "Pierwszy Tab na stronie pokazuje link „Przejdź do treści”.",
                "Każda strona ma jeden nagłówek główny i opisane pola.",
            ),
            ("Coś nie działa? Napisz, na jakiej stronie i jakim programem. Poprawimy to.",),
            (("/kontakt", "Kontakt z biurem"),),
            "niewidomy nvda jaws voiceover talkback dostępność tab",
        ),
        Topic(
            "drukowanie",
            "Jak wydrukować stronę?",
            "Użyj drukowania w przeglądarce: Ctrl i P, a na telefonie Udostępnij i Drukuj.",
            (),
            (
                "Na wydruku nie ma menu ani przycisków. Zostają dane, numer konta i kod QR.",
                "Zestawienie za wybrany okres pobierz jako PDF.",
                "Nie masz drukarki? Wydruk zrobimy Ci w biurze.",
            ),
            (("/finanse/zestawienie", "Otwórz zestawienie"),),
            "drukarka wydruk papier pdf",
        ),
        Topic(
            "przegladarka",
            "Na czym działa portal?",
            "Na telefonie, tablecie i komputerze z aktualną przeglądarką. Nic nie instalujesz.",
            (
                "Chrome, Edge, Firefox albo Safari. Wystarczy wersja z kilku ostatnich lat.",
                "Portal działa też z wyłączonym JavaScriptem i przy słabym internecie.",
                "Potrzebne są pliki cookie tej strony. Bez nich nie można się zalogować.",
            ),
            ("Nie masz internetu? Wszystko załatwisz też w biurze i przez telefon.",),
            (("/kontakt", "Kontakt z biurem"),),
            "telefon komputer tablet wymagania chrome firefox safari aplikacja",
        ),
    ),
)
