"""Topics about paying, and what happens to a payment."""

from portal.help.topic import Group, Topic

_ACCOUNT = ("/finanse/rachunek", "Zobacz numer konta i kod QR")

PAYING = Group(
    "wplaty",
    "Wpłaty i numer konta",
    (
        Topic(
            "jak-zaplacic",
            "Jak zapłacić?",
            "Otwórz Płacę i naciśnij „Zapłać” albo zrób przelew na swój numer konta.",
            (
                "Otwórz Płacę i sprawdź, z czego składa się kwota.",
                "Wybierz, ile płacisz: całą kwotę, jedną opłatę albo inną kwotę.",
                "Masz kilka umów? Zapłać za wszystkie razem albo wpisz kwotę dla każdej.",
                "Naciśnij „Zapłać”. Przejdziesz na stronę operatora albo wpiszesz kod BLIK.",
                "Wolisz przelew? Na tej samej stronie są dane do skopiowania i kod QR.",
            ),
            (
                "Przelew na numer konta z portalu nic nie kosztuje.",
                "Sprawdź odbiorcę: {name}.",
            ),
            (("/place", "Otwórz Płacę"), _ACCOUNT),
            "przelew blik karta płatność online płacę autopay",
        ),
        Topic(
            "platnosc-online",
            "Co się dzieje z płatnością online?",
            "Operator Autopay potwierdza płatność zwykle w kilka minut. Saldo zmienia się od razu.",
            (
                "Po zapłacie wracasz do portalu. Strona sama pokaże wynik.",
                "Potwierdzona wpłata jest w saldzie z dopiskiem „oczekuje na zaksięgowanie”.",
                "Dopisek znika, gdy zapiszemy ją w naszym systemie, zwykle w dwa dni robocze.",
            ),
            (
                "„Czekamy na bank” trwa długo? Nie płać drugi raz. Wynik pokażemy w Finansach.",
                "Płatność się nie udała? Na jej stronie jest powód i to, co możesz zrobić.",
                "Pieniądze przyszły dwa razy? Nadwyżka jest Twoją nadpłatą. Możesz ją odzyskać.",
                "Zamknięta przeglądarka nie szkodzi: płatność dokończy się bez niej.",
            ),
            (("/place/lista", "Zobacz płatności online"), ("/kontakt", "Kontakt z biurem")),
            "autopay blik operator odmowa czeka w toku zwrot anulowanie potwierdzenie",
        ),
        Topic(
            "numer-konta",
            "Jaki jest mój numer konta do wpłat?",
            "Każda umowa ma własny numer konta. Po nim poznajemy, kto zapłacił i za co.",
            (),
            (
                "Masz dwie umowy, na przykład mieszkanie i garaż? Każdą opłacaj na jej numer.",
                "Przycisk „Kopiuj” przenosi numer bez pomyłki. Nie przepisuj go ręcznie.",
                (
                    "Nie zmieniamy numeru konta e-mailem ani SMS-em. Dostajesz taką wiadomość?"
                    " Zadzwoń do nas, zanim zapłacisz."
                ),
            ),
            (_ACCOUNT,),
            "rachunek bankowy przelew nrb iban gdzie wpłacić oszustwo",
        ),
        Topic(
            "kod-qr",
            "Jak zapłacić kodem QR?",
            "Kod QR sam wpisuje do aplikacji banku odbiorcę, numer konta, kwotę i tytuł.",
            (
                "Otwórz aplikację swojego banku na telefonie.",
                "Wybierz płatność kodem QR albo „Skanuj i płać”.",
                "Skieruj aparat na kod z portalu. Możesz go też zeskanować z wydruku.",
                "Sprawdź dane i zatwierdź przelew.",
            ),
            (
                (
                    "Portal masz otwarty na tym samym telefonie? Zrób zrzut ekranu i wczytaj go w"
                    " aplikacji banku, jeśli na to pozwala. Możesz też skopiować dane."
                ),
                "To nie jest kod BLIK ani kod do logowania.",
            ),
            (_ACCOUNT,),
            "skanowanie telefon aplikacja banku przelew",
        ),
        Topic(
            "brak-wplaty",
            "Dlaczego nie widać mojej wpłaty?",
            "Nowy przelew widać tu zwykle po 1–2 dniach roboczych. Nie płać drugi raz.",
            (
                "Przelew musi najpierw dojść z Twojego banku.",
                "Potem księgujemy go w naszym systemie.",
                (
                    "Portal pokazuje dane z chwili podanej jako „stan na”. To, co przyszło później,"
                    " zobaczysz po następnym odświeżeniu danych."
                ),
            ),
            (
                (
                    "Minęły trzy dni robocze? Sprawdź w banku numer konta odbiorcy. Potem napisz do"
                    " nas: data, kwota i numer umowy. Potwierdzenie przelewu przyspieszy sprawę."
                ),
            ),
            (("/finanse/wplaty", "Zobacz wpłaty"), ("/kontakt", "Kontakt z biurem")),
            "przelew nie doszedł zaksięgowana stan na kiedy widoczna brak",
        ),
        Topic(
            "pomylka-we-wplacie",
            "Przelew poszedł z błędem. Co teraz?",
            "Napisz do nas od razu. Podaj datę, kwotę i numer konta, na który poszły pieniądze.",
            (
                "Zły tytuł: nic się nie dzieje, liczy się numer konta.",
                "Za duża kwota: powstanie nadpłata i zmniejszy następną opłatę.",
                "Konto innej Twojej umowy: przeniesiemy wpłatę na właściwą.",
                "Obcy numer konta: zgłoś to także w swoim banku.",
            ),
            (),
            (("/kontakt", "Kontakt z biurem"),),
            "zły numer konta tytuł za dużo pomyłka błąd",
        ),
        Topic(
            "zestawienie",
            "Jak pobrać zestawienie opłat i wpłat?",
            "W Finansach otwórz Zestawienie, wybierz okres i pobierz plik PDF.",
            (),
            (
                (
                    "Zestawienie ma saldo na początku, wszystkie opłaty i wpłaty oraz saldo na"
                    " końcu okresu."
                ),
                "Plik PDF jest dostępny dla czytników ekranu. Możesz go wydrukować albo wysłać.",
                (
                    "Przydaje się do dodatku mieszkaniowego albo do banku. Urząd chce pieczątki?"
                    " Poproś o zaświadczenie w biurze."
                ),
            ),
            (("/finanse/zestawienie", "Otwórz zestawienie"),),
            "pdf wydruk historia zaświadczenie dodatek mieszkaniowy wyciąg",
        ),
    ),
)
