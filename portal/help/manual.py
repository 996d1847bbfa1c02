"""The user's manual: every screen of the portal, with a picture of it.

The pictures are made from the demonstration by `portal manual`; a section whose picture is not
there is complete without it.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Picture(NamedTuple):
    """A picture of a screen: where it is taken, by whom, and what it shows."""

    name: str
    address: str
    alt: str
    login: str = "10001"
    part: str = ""

    @property
    def asset(self) -> str:
        """Its name among the files of static/."""
        return f"manual/{self.name}.webp"


# What a phone of 360 pixels shows at once.
WIDTH = 360
HEIGHT = 640


@dataclass(frozen=True)
class Section:
    """One screen: what it is for, and what can be done there."""

    slug: str
    title: str
    about: str
    points: tuple[str, ...]
    picture: Picture | None = None
    href: str = ""


SECTIONS = (
    Section(
        "logowanie",
        "Logowanie",
        "Login i pierwsze hasło są w liście od {short_name}. Wpisz je i wybierz „Zaloguj się”.",
        (
            "„Pokaż hasło” odsłania wpisane znaki.",
            "Hasło można wkleić. Może je też wpisać przeglądarka.",
            "„Nie pamiętam hasła” otwiera pomoc z logowaniem.",
        ),
        Picture("logowanie", "/logowanie", "Strona logowania: pola Login i Hasło, pod nimi"
                " przycisk Zaloguj się.", login=""),
        "/logowanie",
    ),
    Section(
        "wlasne-haslo",
        "Własne hasło",
        "Przy pierwszym logowaniu portal prosi o własne hasło. Hasło z listu przestaje działać.",
        (
            "Potrzeba co najmniej 12 znaków. Dobre są na przykład cztery zwykłe słowa.",
            "Możesz je później zmienić w Profilu.",
            "Potem w czterech krokach ustawisz e-mail, telefon, język i powiadomienia.",
            "Każdy z tych kroków można pominąć.",
        ),
        Picture("wlasne-haslo", "/haslo/nowe", "Strona Ustaw swoje hasło: pole na nowe hasło i"
                " przycisk Zapisz hasło.", login="10006"),
        "/haslo/nowe",
    ),
    Section(
        "start",
        "Start",
        "Pierwsza strona po zalogowaniu. Na samej górze widać, ile masz do zapłaty i do kiedy.",
        (
            "„Płacę” pokazuje, z czego składa się kwota i jak ją zapłacić.",
            "„Numer konta i kod QR” otwiera dane do przelewu.",
            "„Stan na” mówi, z jakiego dnia są dane.",
            "Niżej są ostatnie wpłaty, wykres z 12 miesięcy i Twój lokal.",
            "Masz kilka umów? Wybierz jedną przyciskami na górze.",
        ),
        Picture("start", "/", "Start: duża kwota do zapłaty, termin i przycisk Płacę."),
        "/",
    ),
    Section(
        "menu",
        "Menu",
        "Na komputerze menu jest po lewej stronie, na telefonie na dole ekranu.",
        (
            "Start, Finanse, Lokale, Korespondencja, Profil i Pomoc stoją wszędzie tak samo.",
            "Na telefonie „Menu” pokazuje wszystkie strony i przycisk „Wyloguj”.",
        ),
        Picture("menu", "/", "Otwarte Menu: wszystkie strony portalu i przycisk Wyloguj.",
                part=".bar summary"),
    ),
    Section(
        "finanse",
        "Finanse",
        "Saldo, kwota do zapłaty oraz historia opłat i wpłat.",
        (
            "Filtry „Wszystko”, „Opłaty” i „Wpłaty” oraz rok zawężają listę.",
            "Kliknij pozycję, żeby zobaczyć szczegóły.",
            "Plus oznacza wpłatę, minus opłatę.",
        ),
        Picture("finanse", "/finanse", "Finanse: saldo bieżące i kwota do zapłaty."),
        "/finanse",
    ),
    Section(
        "wplata",
        "Wpłata",
        "Szczegóły jednej wpłaty: kwota, dzień wpłaty, dzień księgowania i sposób.",
        (
            "Widać, które opłaty pokryła ta wpłata.",
            "„Oczekuje na zaksięgowanie”: operator ją potwierdził i saldo już ją uwzględnia.",
            "Brakuje przelewu? Zwykle pojawia się po 1–2 dniach roboczych.",
        ),
        Picture("wplata", "/finanse/wplaty", "Szczegóły wpłaty: kwota i opłaty, które pokryła.",
                part="a.row, .tbl a"),
        "/finanse/wplaty",
    ),
    Section(
        "naliczenie",
        "Naliczenie",
        "Szczegóły jednej opłaty. Każdy składnik ma ilość, cenę i kwotę.",
        (
            "„Dlaczego płacę tyle?” porównuje kwotę z poprzednim miesiącem.",
            "Rozliczenie mediów, korekta i odsetki są osobnymi naliczeniami.",
        ),
        Picture("naliczenie", "/finanse/naliczenia", "Kwota naliczenia, termin i składniki.",
                part="a.row, .tbl a"),
        "/finanse/naliczenia",
    ),
    Section(
        "rachunek",
        "Numer konta i kod QR",
        "Dane do przelewu: numer konta Twojej umowy, odbiorca, tytuł i kwota.",
        (
            "Przyciski „Kopiuj” przenoszą numer i tytuł do aplikacji banku.",
            "Kod QR zeskanuj w aplikacji banku. Dane wpiszą się same.",
            "Stronę można wydrukować i wziąć na pocztę.",
        ),
        Picture("rachunek", "/finanse/rachunek", "Dane do przelewu: numer konta i odbiorca."),
        "/finanse/rachunek",
    ),
    Section(
        "zestawienie",
        "Zestawienie",
        "Lista opłat i wpłat z okresu, który wybierzesz, razem z saldem na początku i na końcu.",
        (
            "Wybierz gotowy okres albo podaj pierwszy i ostatni dzień.",
            "Zestawienie można przeczytać na ekranie, wydrukować albo pobrać jako PDF.",
        ),
        Picture("zestawienie", "/finanse/zestawienie", "Zestawienie: wybór okresu."),
        "/finanse/zestawienie",
    ),
    Section(
        "place",
        "Płacę",
        "Kwota do zapłaty, jej składniki i wszystkie sposoby zapłaty na jednej stronie.",
        (
            "Wybierz, ile płacisz: całą kwotę, jedną opłatę albo inną kwotę.",
            "Masz kilka umów? Zapłać za wszystkie razem albo wpisz kwotę dla każdej.",
            "„Zapłać” prowadzi do operatora: tam jest BLIK, bank albo karta.",
            "Wolisz przelew? Niżej są numer konta, dane do skopiowania i kod QR.",
        ),
        Picture("place", "/place", "Płacę: kwota do zapłaty teraz, wybór kwoty i Zapłać."),
        "/place",
    ),
    Section(
        "platnosc",
        "Płatność online",
        "Strona każdej płatności mówi, czy bank ją potwierdził i co można teraz zrobić.",
        (
            "Po zapłacie wracasz tutaj. Strona sama sprawdza, czy jest potwierdzenie.",
            "Zapłacona płatność ma potwierdzenie do pobrania (PDF).",
            "Płatność się nie udała? Zobaczysz powód i to, co możesz zrobić.",
            "Wszystkie swoje płatności znajdziesz w Finansach.",
        ),
        Picture("platnosc", "/place/lista", "Zapłacono: kwota, numer i dzień płatności.",
                part="main a.row"),
        "/place/lista",
    ),
    Section(
        "lokale",
        "Lokale",
        "Umowa najmu, dane lokalu, odpady i liczniki.",
        (
            "Masz mieszkanie i garaż? Każdy lokal ma swoją stronę.",
            "Przy liczniku jest numer, ostatni odczyt i rok ważności.",
        ),
        Picture("lokale", "/lokale", "Lokale: adres, powierzchnia, liczba liczników i odpady."),
        "/lokale",
    ),
    Section(
        "korespondencja",
        "Korespondencja",
        "Pisma do nas i nasze odpowiedzi, razem ze zdjęciami i dokumentami.",
        (
            "„Dodaj korespondencję” prowadzi przez wybór sprawy, formularz i sprawdzenie.",
            "Po wysłaniu jest potwierdzenie: numer sprawy, godzina i lista plików.",
            "Żółty znak to nowa odpowiedź. Niedokończone pisma czekają na górze.",
        ),
        Picture("korespondencja", "/korespondencja", "Lista spraw: temat, stan i data."),
        "/korespondencja",
    ),
    Section(
        "profil",
        "Profil",
        "Adres e-mail, telefon, język kontaktu i powiadomienia, hasło, urządzenia i to, kto z biura"
        " oglądał Twoje dane.",
        (
            "Nowy adres e-mail działa, gdy go potwierdzisz i zatwierdzi go biuro.",
            "„Zmień hasło” wymaga podania obecnego hasła.",
            "„Wyloguj wszędzie indziej” kończy sesje na innych urządzeniach.",
            "„Kto oglądał moje dane” odróżnia otwartą kartę od nazwiska na liście wyników.",
        ),
        Picture("profil", "/profil", "Profil: imię i nazwisko, login, adres e-mail i telefon."),
        "/profil",
    ),
    Section(
        "rozmiar-i-kontrast",
        "Wygląd",
        "Rozmiar tekstu i kontrast zmienisz u góry każdej strony, także bez logowania.",
        (
            "Rozmiary: A, A+, A++ i A+++. Największy tekst jest dwa razy większy.",
            "Kontrast: domyślny, ciemny albo żółto-czarny.",
            "Na telefonie przyciski są pod znakami Aa i koła.",
        ),
        Picture("wyglad", "/pomoc", "Wybór rozmiaru tekstu otwarty pod znakiem Aa.", login="",
                part=".pop summary"),
    ),
    Section(
        "pomoc",
        "Pomoc",
        "Odpowiedzi na pytania, słowniczek i pomoc z logowaniem. Działa bez logowania.",
        (
            "Wpisz w wyszukiwarkę jedno albo dwa słowa, na przykład „nadpłata”.",
            "Nie ma odpowiedzi? Na końcu każdej strony jest telefon i e-mail do biura.",
        ),
        Picture("pomoc", "/pomoc", "Pomoc: pole wyszukiwania i lista tematów.", login=""),
        "/pomoc",
    ),
    Section(
        "wylogowanie",
        "Wylogowanie",
        "Na komputerze „Wyloguj” jest u góry po prawej stronie, na telefonie w Menu.",
        (
            "Po {idle} minutach przerwy wylogujemy Cię sami. Wcześniej o to zapytamy.",
            "Na cudzym urządzeniu zawsze wyloguj się samodzielnie.",
        ),
    ),
)  # fmt: skip
