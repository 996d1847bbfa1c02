"""The words of a letter, as data for its template."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from portal import language
from portal.letters.queries import Sheet
from portal.money import NO_BREAK
from portal.settings import Settings
from portal.tenancy import first_passwords
from portal.tenancy.credential_letters import last_day
from portal.typesetting import code_picture

_LONG_WORD = re.compile(r"\S{34}(?=\S)")


def in_words(
    sheets: Sequence[Sheet],
    drawn: Mapping[int, str],
    settings: Settings,
    *,
    batch_id: int,
    day: date,
) -> dict[str, object]:
    """Everything that the letters of a batch say.

    Takes:   drawn: the passwords by the letters' numbers.
    """
    company = settings.organisation
    site = settings.base_url.removeprefix("https://")
    hours = f", {company.office_hours}" if company.office_hours else ""
    return {
        "title": f"Listy z loginem i pierwszym hasłem, partia {batch_id}",
        "day": [day.year, day.month, day.day],
        "organisation": company.name,
        "organisation_street": company.street,
        "organisation_city": company.city,
        "written_on": language.day(day),
        "heading": "Login i pierwsze hasło",
        "opening": (
            f"Dzień dobry, to są dane do IOK {company.short_name} (Internetowa Obsługa"
            " Kontrahenta). Są tam Państwa opłaty, wpłaty, saldo i lokale."
        ),
        "labels": ["Strona", "Login", "Hasło"],
        "site": site,
        "rules": (
            f"Hasło działa jeden raz, do {language.day(last_day(day))}. Można je wpisać bez"
            " odstępów. Wielkość liter nie ma znaczenia."
        ),
        "steps": [
            "Proszę wpisać adres strony w telefonie albo komputerze lub zeskanować kod.",
            "Proszę wybrać „Zaloguj się” oraz wpisać login i hasło z tego listu.",
            "Portal poprosi o własne hasło. Hasło z listu przestanie wtedy działać.",
        ],
        "help": {
            "before": "Pomoc:",
            "address": f"{site}/pomoc/logowanie",
            "after": f"albo tel.{NO_BREAK}{company.telephone.replace(' ', NO_BREAK)}{hours}.",
        },
        "warning": ("Ten list zastępuje wcześniejsze. Nikt z biura nie zapyta o hasło."),
        "signature": f"Biuro Obsługi Klienta {company.short_name}",
        "code": code_picture(settings.base_url),
        "code_words": f"Kod QR z adresem strony {site}, bez loginu i hasła",
        "letters": [
            {
                "address": [_breakable(line) for line in sheet.address],
                "login": sheet.login,
                "password": first_passwords.as_printed(drawn[sheet.letter_id]),
            }
            for sheet in sheets
        ],
    }


def _breakable(line: str) -> str:
    """The line, with places to break it inside words that are wider than the window."""
    return _LONG_WORD.sub(lambda word: f"{word[0]}\u200b", line)
