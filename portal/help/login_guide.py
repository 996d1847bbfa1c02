"""Help with signing in: one question a page, each way ending in what to do now.

The answers given so far stand in the address (/pomoc/logowanie/brak-loginu/nie), so Back,
reload and bookmarks work and nothing is kept. Every sentence is true of what the portal can do
today; whoever adds a way in changes the answers here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from portal.help import login_answers as answers
from portal.help import login_gov_answers as login_gov
from portal.help import login_other_answers as others
from portal.help import login_reset_answers as resets
from portal.help.answer import Answer

ROOT = "/pomoc/logowanie"


@dataclass(frozen=True)
class Choice:
    """One answer to a question. Its slug is a part of the address."""

    slug: str
    words: str
    leads_to: "Question | Answer"
    hint: str = ""


@dataclass(frozen=True)
class Question:
    """One page that asks one thing."""

    title: str
    choices: tuple[Choice, ...]
    hint: str = ""

    def choice(self, slug: str) -> Choice | None:
        """The choice of that name."""
        return next((choice for choice in self.choices if choice.slug == slug), None)


class Place(NamedTuple):
    """Where somebody is on the way: the page, its address, and the page before it."""

    page: Question | Answer
    address: str
    previous: str
    number: int


_NEW_ACCOUNT = Question(
    "Czy masz list z loginem i hasłem?",
    (
        Choice("mam-list", "Mam list i chcę zacząć", answers.FIRST_SIGN_IN),
        Choice(
            "nie-dziala",
            "Mam list, ale portal mnie nie wpuszcza",
            answers.FIRST_PASSWORD_REFUSED,
            "Login lub hasło się nie zgadza",
        ),
        Choice(
            "nowe-haslo",
            "Nie mogę ustawić własnego hasła",
            answers.NEW_PASSWORD_REFUSED,
            "Portal nie przyjmuje nowego hasła",
        ),
        Choice("nie-mam-listu", "Nie mam takiego listu", answers.NEW_CREDENTIALS),
    ),
    "Pierwszy login i hasło przychodzą w liście od {short_name}.",
)

_NO_LOGIN = Question(
    "Czy jesteś najemcą w umowie?",
    (
        Choice("tak", "Tak, moje nazwisko jest w umowie", answers.NEW_CREDENTIALS),
        Choice(
            "nie",
            "Nie, mieszkam z najemcą albo mu pomagam",
            others.NOT_A_TENANT,
        ),
        Choice("nowa-umowa", "Umowa jest całkiem nowa", answers.NEW_LEASE),
        Choice("nie-wiem", "Nie wiem", answers.NEW_CREDENTIALS),
    ),
    "Konto w portalu ma każdy najemca i współnajemca wpisany do umowy najmu.",
)

_RESET = Question(
    "Co się dzieje?",
    (
        Choice("nie-pamietam", "Nie pamiętam hasła", resets.FORGOTTEN_PASSWORD),
        Choice(
            "nie-ma-listu",
            "List z linkiem nie przychodzi",
            resets.NO_LETTER,
        ),
        Choice("link-nie-dziala", "Link z listu nie działa", resets.LINK_DEAD),
        Choice(
            "nie-zgadza-sie",
            "Portal pisze, że login lub hasło się nie zgadza",
            answers.PASSWORD_REFUSED,
        ),
        Choice("za-duzo-prob", "Portal pisze: za dużo prób", answers.TOO_MANY_ATTEMPTS),
        Choice(
            "nowe-haslo", "Portal nie przyjmuje mojego nowego hasła", answers.NEW_PASSWORD_REFUSED
        ),
    ),
)

_NATIONAL_NODE = Question(
    "Czy masz login i hasło z listu?",
    (
        Choice("tak", "Tak", answers.SIGN_IN_WITH_LOGIN),
        Choice("nie", "Nie", answers.NEW_CREDENTIALS_FOR_NATIONAL_NODE),
    ),
    "Teraz do portalu wchodzi się tylko loginem i hasłem. Profil Zaufany, mObywatel i e-dowód"
    " jeszcze tu nie działają.",
)

_NATIONAL_NODE_OFFERED = Question(
    "Co pokazuje portal?",
    (
        Choice("brak-polaczenia", "Nie znaleziono połączonego konta", login_gov.LINK_FIRST),
        Choice(
            "przerwa",
            "login.gov.pl nie odpowiada albo czas minął",
            login_gov.NOT_ANSWERING,
        ),
        Choice(
            "inne-dane",
            "Inne nazwisko albo brak numeru PESEL",
            login_gov.OTHER_DATA,
            "Po zmianie nazwiska, cudzoziemcy",
        ),
        Choice("brak-loginu", "Nie mam loginu i hasła z listu", login_gov.NO_CREDENTIALS),
    ),
    "Profil Zaufany, mObywatel i e-dowód otwierają konto, które jest z nimi połączone.",
)

_OTHER = Question(
    "Co się dzieje?",
    (
        Choice("strona-nie-dziala", "Strona się nie otwiera albo pokazuje błąd", others.BROKEN),
        Choice("wylogowuje", "Portal ciągle mnie wylogowuje", others.SIGNED_OUT_TOO_SOON),
        Choice("brak-umowy", "Nie widzę swojej umowy", others.NO_LEASE_SHOWN),
        Choice("cos-innego", "Coś innego", others.SOMETHING_ELSE),
    ),
)

FIRST = Question(
    "Z czym masz kłopot?",
    (
        Choice("nowe-konto", "Loguję się pierwszy raz", _NEW_ACCOUNT, "Moje konto jest nowe"),
        Choice(
            "brak-loginu", "Nie mam loginu lub hasła", _NO_LOGIN, "List nie dotarł albo się zgubił"
        ),
        Choice("reset-hasla", "Nie mogę zresetować hasła", _RESET, "Hasło nie działa albo zginęło"),
        Choice(
            "profil-zaufany",
            "Profil Zaufany mnie nie wpuszcza",
            _NATIONAL_NODE,
            "login.gov.pl, mObywatel, e-dowód",
        ),
        Choice("adres-strony", "Nie znam adresu strony", others.ADDRESS),
        Choice(
            "cudze-dane", "Widzę cudze dane", others.FOREIGN_DATA, "Inne nazwisko, adres, opłaty"
        ),
        Choice("inne", "Nic z powyższych", _OTHER),
    ),
)


FIRST_WITH_NODE = replace(
    FIRST,
    choices=tuple(
        replace(choice, leads_to=_NATIONAL_NODE_OFFERED)
        if choice.leads_to is _NATIONAL_NODE
        else choice
        for choice in FIRST.choices
    ),
)


def find(path: str, first: Question = FIRST) -> Place | None:
    """The page at the end of a path of answers: "brak-loginu/tak"; None where there is none.

    Takes:   first: FIRST, or FIRST_WITH_NODE where the portal offers login.gov.pl.
    """
    page: Question | Answer = first
    slugs = path.split("/") if path else []
    for slug in slugs:
        choice = page.choice(slug) if isinstance(page, Question) else None
        if choice is None:
            return None
        page = choice.leads_to
    return Place(
        page,
        address="/".join((ROOT, *slugs)),
        previous="/".join((ROOT, *slugs[:-1])) if slugs else "/logowanie",
        number=len(slugs) + 1,
    )


def places(
    page: Question | Answer = FIRST, path: str = "", first: Question = FIRST
) -> Iterator[tuple[str, Place]]:
    """Every page of the guide with the path that leads to it."""
    place = find(path, first)
    if place is not None:
        yield path, place
    if isinstance(page, Question):
        for choice in page.choices:
            yield from places(choice.leads_to, f"{path}/{choice.slug}".lstrip("/"), first)
