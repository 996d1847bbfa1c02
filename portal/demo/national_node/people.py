"""The people whom the simulator can vouch for. None of them exists."""

from dataclasses import dataclass
from datetime import date

from portal.demo.estate_numbers import pesel
from portal.demo.estate_people import TENANTS


@dataclass(frozen=True)
class Invented:
    """Somebody, and what signing in as them shows."""

    key: str
    given_name: str
    family_name: str
    identifier: str
    born_on: str
    shows: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def _tenant(key: str, shows: str, *, family_name: str = "") -> Invented:
    found = next(tenant for tenant in TENANTS if tenant.tenant_id == key)
    number = found.pesel or ""
    return Invented(
        key=f"{key}-inne-nazwisko" if family_name else key,
        given_name=found.first_name or "",
        family_name=family_name or found.last_name or "",
        identifier=number,
        born_on=_born_on(number),
        shows=shows,
    )


def _born_on(number: str) -> str:
    century = 2000 if int(number[2:4]) > 20 else 1900
    return f"{century + int(number[:2])}-{int(number[2:4]) % 20:02d}-{number[4:6]}"


PEOPLE = (
    _tenant("10004", "konto połączone z login.gov.pl"),
    _tenant("10001", "konto jeszcze niepołączone"),
    _tenant("10002", "konto jeszcze niepołączone, dwie umowy"),
    _tenant("10006", "pierwsze hasło z listu, jeszcze bez logowania"),
    _tenant("10007", "umowa zakończona, konto połączone"),
    _tenant("10010", "dwa konta: mieszkanie i garaż"),
    _tenant("10009", "nazwisko zmienione po podpisaniu umowy", family_name="Dąbrowski-Lipa"),
    _tenant("10008", "bardzo długie imiona i nazwisko"),
    Invented(
        "bez-umowy",
        "Barbara",
        "Nieznana",
        pesel(date(1969, 4, 1), 44),
        "1969-04-01",
        "nie ma umowy ani konta",
    ),
    Invented(
        "bez-pesel",
        "Olena",
        "Shevchenko",
        "UA/PL/BK-4471-0093",
        "1992-09-30",
        "cudzoziemka bez numeru PESEL",
    ),
    Invented(
        "niepelnoletnia",
        "Zofia",
        "Nowak",
        pesel(date(2012, 5, 20), 62),
        "2012-05-20",
        "osoba niepełnoletnia",
    ),
)


def person_of(key: str) -> Invented | None:
    """The person of a key."""
    return next((person for person in PEOPLE if person.key == key), None)
