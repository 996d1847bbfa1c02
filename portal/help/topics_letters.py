"""Topics about writing to the office and about its answers."""

from portal.help.topic import Group, Topic

_ADD = ("/korespondencja/dodaj", "Dodaj korespondencję")
_ALL = ("/korespondencja", "Otwórz Korespondencję")

LETTERS = Group(
    "pisma",
    "Pisma i zgłoszenia",
    (
        Topic(
            "zgloszenie",
            "Jak zgłosić sprawę albo usterkę?",
            "W Korespondencji naciśnij „Dodaj korespondencję” i wybierz sprawę z listy.",
            (
                "Wypełnij formularz. To, co już wiemy z umowy, jest w nim wpisane.",
                "Dołącz zdjęcia albo dokumenty, jeśli są potrzebne.",
                "Sprawdź wszystko i wyślij. Dostaniesz numer sprawy i dzień odpowiedzi.",
            ),
            (
                (
                    "Gaz, pożar, zalanie albo brak ogrzewania: nie pisz, tylko zadzwoń. Numery są"
                    " na początku zgłoszenia usterki."
                ),
                "Żadna sprawa nie pasuje? Wybierz „Pismo ogólne”.",
            ),
            (_ADD,),
            "awaria naprawa kran wniosek podanie formularz list napisać zgłosić usterka",
        ),
        Topic(
            "zalaczniki",
            "Jak dołączyć zdjęcie albo dokument?",
            "W formularzu wybierz pliki z telefonu albo komputera. Możesz dodać kilka i każdy"
            " z nich usunąć.",
            (
                "Przyjmujemy PDF, DOC, DOCX, ODT, JPG, PNG, WEBP i zdjęcia z iPhone'a.",
                "Limity rozmiaru są napisane przy wyborze pliku.",
                "Zdjęcia obracamy i usuwamy z nich informację o miejscu.",
            ),
            (
                (
                    "Plik z hasłem albo z makrami nie przejdzie. Zapisz go bez nich, na przykład"
                    " jako PDF."
                ),
                "Gdy jeden plik się nie uda, tekst i pozostałe pliki zostają.",
            ),
            (_ADD,),
            "plik skan zdjęcie aparat załącznik za duży format pdf word",
        ),
        Topic(
            "odpowiedz",
            "Gdzie jest odpowiedź na moje pismo?",
            "W Korespondencji. Nowa odpowiedź ma żółty znak, a liczba nowych stoi w menu.",
            (
                "Przyjęta: pismo jest u nas.",
                "W toku: zajmujemy się sprawą.",
                "Czeka na Ciebie: potrzebujemy jeszcze czegoś. Dzień jest napisany.",
                "Załatwiona: sprawa jest zamknięta.",
            ),
            (
                (
                    "Damy też znać e-mailem, jeśli masz zatwierdzony adres. W e-mailu nie ma treści"
                    " pisma."
                ),
                "Sprawa nie jest rozwiązana? Otwórz ją i napisz dalej, numer zostaje ten sam.",
            ),
            (_ALL,),
            "stan sprawy odpowiedź urzędnik kiedy odpiszecie wznowić numer sprawy",
        ),
        Topic(
            "potwierdzenie",
            "Czy mam dowód, że pismo doszło?",
            "Tak. Po wysłaniu widzisz potwierdzenie: numer sprawy, godzinę i listę plików.",
            (
                "Potwierdzenie możesz wydrukować. Jest też przy każdym Twoim piśmie.",
                "Suma kontrolna przy pliku pokazuje, że nic się w nim nie zmieniło.",
            ),
            ("Pismo bez potwierdzenia nie doszło. Wersja robocza czeka wtedy w Korespondencji.",),
            (_ALL,),
            "dowód nadania wysłane suma kontrolna sha kopia wersja robocza",
        ),
    ),
)
