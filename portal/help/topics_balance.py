"""Topics about what is owed, and why."""

from portal.help.topic import Group, Topic

_FINANCE = ("/finanse", "Otwórz Finanse")

BALANCE = Group(
    "saldo-i-oplaty",
    "Saldo i opłaty",
    (
        Topic(
            "saldo",
            "Co to jest saldo?",
            "Saldo to różnica między Twoimi wpłatami a opłatami, które naliczyliśmy.",
            (
                "Saldo poniżej zera: masz coś do zapłaty.",
                "Saldo zero: wszystko jest opłacone.",
                "Saldo powyżej zera: masz nadpłatę.",
            ),
            (
                (
                    "Przy saldzie zawsze jest słowo: „do zapłaty” albo „nadpłata”. Nie musisz"
                    " pamiętać znaków plus i minus."
                ),
                "Kaucja nie wchodzi do salda. Zobaczysz ją w danych lokalu.",
            ),
            (_FINANCE,),
            "ile mam do zapłaty winien dług konto stan",
        ),
        Topic(
            "do-zaplaty",
            "Ile i do kiedy mam zapłacić?",
            "Kwota i termin są na stronie startowej, na samej górze.",
            (
                "„Do zapłaty” to wszystko, czego jeszcze nie pokryły Twoje wpłaty.",
                "„Po terminie” to ta część, której termin już minął.",
                "Dzień terminu nie jest jeszcze spóźnieniem. Liczy się dopiero dzień następny.",
            ),
            ("Jeśli nie musisz nic płacić, zobaczysz to w pierwszym zdaniu.",),
            (("/", "Otwórz Start"), _FINANCE),
            "kwota termin data płatności kiedy płacić czynsz",
        ),
        Topic(
            "nadplata",
            "Co zrobić z nadpłatą?",
            "Nie musisz nic robić. Nadpłata zmniejszy Twoją następną opłatę.",
            (),
            (
                (
                    "Nadpłata powstaje, gdy wpłacisz więcej niż trzeba albo gdy rozliczenie mediów"
                    " wyjdzie na Twoją korzyść."
                ),
                "Chcesz zwrot na konto? Wyślij prośbę w Korespondencji i podaj numer konta.",
                "Umowa się skończyła? Napisz do biura, gdzie mamy zwrócić nadpłatę.",
            ),
            (
                ("/korespondencja/dodaj/zwrot-nadplaty", "Poproś o zwrot nadpłaty"),
                ("/kontakt", "Kontakt z biurem"),
            ),
            "zwrot pieniędzy oddać za dużo zapłacone plus",
        ),
        Topic(
            "zaleglosc",
            "Mam zaległość. Co mogę zrobić?",
            "Zapłać choć część i zadzwoń do nas. Im wcześniej, tym więcej możemy zrobić.",
            (
                (
                    "Zaległość to opłata, której termin już minął. Na stronie startowej jest jako"
                    " „po terminie”."
                ),
                (
                    "Na stronie „Zaległość” zobaczysz, z czego się składa, od kiedy jest i jakie"
                    " odsetki są wyliczone na dziś."
                ),
                "Tam też poprosisz o raty. W gminie możesz zapytać o dodatek mieszkaniowy.",
            ),
            (
                (
                    "Wydaje Ci się, że zaległość to pomyłka? Sprawdź historię wpłat w Finansach i"
                    " napisz do nas. Podaj datę i kwotę wpłaty."
                ),
            ),
            (("/finanse/zaleglosc", "Otwórz Zaległość"), ("/kontakt", "Kontakt z biurem")),
            "dług zadłużenie raty spóźnienie po terminie dodatek mieszkaniowy wezwanie",
        ),
        Topic(
            "raty",
            "Jak poprosić o raty?",
            "Na stronie „Zaległość” wybierz liczbę rat i dzień pierwszej. Od razu zobaczysz kwoty.",
            (
                "Napisz krótko, dlaczego prosisz o raty, i wyślij prośbę.",
                "Biuro zgodzi się, odmówi albo poprosi o rozmowę. Dostaniesz o tym e-mail.",
                "Plan spłaty z terminami zobaczysz w portalu. Możesz go wydrukować.",
            ),
            (
                "Raty nie zastępują bieżących opłat. Płać je dalej w terminie.",
                "Dopóki biuro nie odpowie, możesz prośbę wycofać.",
            ),
            (("/finanse/zaleglosc", "Otwórz Zaległość"), ("/kontakt", "Kontakt z biurem")),
            "rozłożyć dług części plan spłaty ugoda nie mogę zapłacić układ ratalny",
        ),
        Topic(
            "naliczenie",
            "Co to jest naliczenie?",
            "Naliczenie to dokument, który mówi, ile masz zapłacić i za co. Zwykle jest jedno na"
            " miesiąc.",
            (
                "Opłata miesięczna: czynsz, zaliczki i inne stałe składniki.",
                "Rozliczenie mediów: porównanie zaliczek ze zużyciem.",
                "Korekta: poprawka wcześniejszego naliczenia.",
                "Odsetki: opłata za spóźnienie.",
            ),
            ("W Finansach kliknij naliczenie, żeby zobaczyć każdy składnik.",),
            (("/finanse/naliczenia", "Otwórz naliczenia"),),
            "czynsz opłata miesięczna faktura rachunek za co płacę",
        ),
        Topic(
            "skladniki-oplaty",
            "Z czego składa się opłata?",
            "Każdy składnik ma ilość, cenę i kwotę. Kwota to ilość razy cena.",
            (
                "Czynsz: stawka za metr razy powierzchnia lokalu.",
                "Ogrzewanie i podgrzanie wody: zaliczki, które potem rozliczamy.",
                "Woda i ścieki: zaliczka za metry sześcienne wody.",
                "Odpady: stawka gminy, na przykład za osobę.",
                "Inne: domofon, garaż, komórka lokatorska. Przy lokalach użytkowych także VAT.",
            ),
            ("Nie każda umowa ma wszystkie składniki. Swoje zobaczysz w naliczeniu.",),
            (("/finanse/naliczenia", "Otwórz naliczenia"), ("/place", "Otwórz Płacę")),
            "czynsz woda ogrzewanie śmieci garaż domofon stawka metr vat co wchodzi",
        ),
        Topic(
            "dlaczego-tyle",
            "Dlaczego płacę więcej niż miesiąc temu?",
            "Otwórz naliczenie. Przy każdym składniku pokazujemy, co zmieniło się od poprzedniego"
            " miesiąca.",
            (
                "Zmieniła się stawka, na przykład czynszu, wody albo odpadów.",
                "Zmieniła się ilość, na przykład liczba osób.",
                "Zmieniła się zaliczka po rozliczeniu mediów.",
                "Doszła korekta, rozliczenie albo odsetki.",
            ),
            ("Nadal nie wiadomo, skąd kwota? Zadzwoń do nas i podaj numer naliczenia.",),
            (("/finanse/naliczenia", "Otwórz naliczenia"),),
            "podwyżka wzrost zmiana wyższa opłata drożej dlaczego płacę tyle",
        ),
        Topic(
            "zaliczka",
            "Co to jest zaliczka?",
            "Zaliczka to kwota, którą płacisz co miesiąc z góry, zanim znamy zużycie.",
            (),
            (
                (
                    "Płacisz tak za ogrzewanie, wodę i podgrzanie wody. Wysokość zależy od zużycia"
                    " w poprzednich okresach."
                ),
                (
                    "Po odczycie liczników porównujemy zaliczki z tym, co naprawdę zużyto. To jest"
                    " rozliczenie mediów."
                ),
            ),
            (("/pomoc/rozliczenie-mediow", "Jak działa rozliczenie mediów"),),
            "media prognoza z góry ogrzewanie woda",
        ),
        Topic(
            "rozliczenie-mediow",
            "Jak działa rozliczenie mediów?",
            "Raz na okres porównujemy Twoje zaliczki z kosztem tego, co pokazały liczniki.",
            (
                "Zaliczki były wyższe: różnica jest Twoją nadpłatą.",
                "Zaliczki były niższe: różnica jest do zapłaty, a termin jest w rozliczeniu.",
            ),
            (
                "W rozliczeniu widać koszt według licznika, koszt stały i sumę zaliczek.",
                "Uważasz, że odczyt jest zły? Zrób zdjęcie licznika i napisz do nas.",
            ),
            (("/finanse/naliczenia", "Otwórz naliczenia"), ("/lokale", "Zobacz liczniki")),
            "ogrzewanie woda ciepło dopłata zwrot media sezon licznik",
        ),
        Topic(
            "korekta",
            "Co to jest korekta?",
            "Korekta poprawia wcześniejsze naliczenie. Może zmniejszyć albo zwiększyć kwotę do"
            " zapłaty.",
            (),
            (
                (
                    "Przykład: zmieniła się liczba osób w mieszkaniu, więc poprawiamy opłatę za"
                    " odpady za miniony miesiąc."
                ),
                "Pierwsze naliczenie zostaje w historii. Korekta jest osobną pozycją.",
            ),
            (("/finanse/naliczenia", "Otwórz naliczenia"),),
            "poprawka zmiana błąd liczba osób",
        ),
        Topic(
            "odsetki",
            "Skąd wzięły się odsetki?",
            "Odsetki naliczamy za dni po terminie. Są osobną pozycją, nie częścią opłaty.",
            (
                (
                    "To odsetki ustawowe za opóźnienie: stopa referencyjna NBP i 5,5 punktu"
                    " procentowego, za każdy dzień od następnego po terminie do dnia wpłaty."
                ),
                (
                    "Na stronie „Zaległość” są odsetki wyliczone na dziś. To informacja. Płacisz"
                    " dopiero to, co jest w dokumencie odsetkowym."
                ),
            ),
            (
                "W pozycji widać, za którą opłatę i za jakie dni są odsetki.",
                "Nie zgadzasz się z nimi? Napisz do nas i podaj numer dokumentu odsetkowego.",
            ),
            (
                ("/finanse/naliczenia", "Otwórz naliczenia"),
                ("/finanse/zaleglosc", "Otwórz Zaległość"),
            ),
            "spóźnienie kara nota odsetkowa po terminie procent stawka ustawowe",
        ),
        Topic(
            "zaswiadczenie",
            "Jak zrobić zaświadczenie?",
            "W Finansach wybierz „Zaświadczenia”. Gotowy dokument PDF pobierzesz od razu.",
            (
                "O niezaleganiu: potwierdza, że nic nie jest po terminie.",
                "O wysokości opłat: pokazuje opłatę miesięczną i jej składniki.",
            ),
            (
                (
                    "Na zaświadczeniu jest kod. Kto je dostanie, sprawdzi po kodzie, czy jest"
                    " prawdziwe i ważne. Zobaczy tylko inicjały, daty i kwotę."
                ),
                (
                    "Masz zaległość? Zaświadczenie o niezaleganiu zrobisz, gdy zobaczymy wpłatę."
                    " Jeśli zaległości nie ma, napisz do nas."
                ),
                "Zrobione zaświadczenie możesz pobrać ponownie. Zawsze będzie takie samo.",
            ),
            (
                ("/finanse/zaswiadczenia", "Otwórz zaświadczenia"),
                ("/zaswiadczenie", "Sprawdź kod zaświadczenia"),
            ),
            "dokument potwierdzenie niezaleganie bank gmina mops dodatek kod sprawdzić pdf",
        ),
    ),
)
