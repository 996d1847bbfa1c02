"""Help, the manual, contact and privacy. Nothing here needs a session."""

from starlette.responses import Response

from portal import language
from portal.help import login_guide, manual, search
from portal.help.answer import Answer
from portal.help.glossary import WORDS
from portal.help.wording import Wording
from portal.tenancy.absent import NotThere
from portal.web import chosen_lease, looks
from portal.web.access import anyone
from portal.web.door import session_cookie
from portal.web.routing import Screen
from portal.web.visit import Visit


def topics(visit: Visit) -> Response:
    """Every topic, or those that fit a search."""
    asked = " ".join(visit.query.get("szukaj", "").split())[: search.LONGEST]
    found = search.search(asked)
    return visit.page(
        "help/topics.html",
        fragment="tematy",
        said=_found_in_words(found.number) if asked else "Pokazano wszystkie tematy.",
        asked=asked,
        found=found,
        found_in_words=_found_in_words(found.number),
        worded=Wording(visit.settings),
    )


def _found_in_words(number: int) -> str:
    if not number:
        return "Nic nie znaleziono."
    return f"Znaleziono {language.count(number, 'odpowiedź', 'odpowiedzi', 'odpowiedzi')}."


def topic(visit: Visit) -> Response:
    """One question and its answer."""
    shown = search.topic(visit.parameters["topic"])
    if shown is None:
        raise NotThere
    return visit.page(
        "help/topic.html",
        topic=shown,
        group=search.group_of(shown),
        worded=Wording(visit.settings),
    )


def glossary(visit: Visit) -> Response:
    """The words of the office in plain words."""
    return visit.page("help/glossary.html", glossary=WORDS, worded=Wording(visit.settings))


def user_manual(visit: Visit) -> Response:
    """The manual of every screen."""
    return visit.page(
        "help/manual.html",
        sections=manual.SECTIONS,
        width=manual.WIDTH,
        height=manual.HEIGHT,
        worded=Wording(visit.settings),
    )


def login_help(visit: Visit) -> Response:
    """A question of the guide for people who cannot get in, or the answer it ends in."""
    offered = visit.settings.national_node is not None
    first = login_guide.FIRST_WITH_NODE if offered else login_guide.FIRST
    place = login_guide.find(visit.parameters.get("question", ""), first)
    if place is None or visit.path.endswith("/"):
        raise NotThere
    if isinstance(place.page, Answer):
        return _answer(visit, place, place.page)
    if "dalej" not in visit.query:
        return _question(visit, place)
    choice = place.page.choice(visit.query.get("wybor", ""))
    if choice is None:
        return _question(visit, place, mistake="Wybierz jedną odpowiedź.")
    return visit.go_to(f"{place.address}/{choice.slug}")


def _question(visit: Visit, place: login_guide.Place, *, mistake: str = "") -> Response:
    return visit.page(
        "help/question.html",
        status=422 if mistake else 200,
        place=place,
        question=place.page,
        mistake=mistake,
        worded=Wording(visit.settings),
    )


def _answer(visit: Visit, place: login_guide.Place, answer: Answer) -> Response:
    organisation, worded = visit.settings.organisation, Wording(visit.settings)
    to_privacy = answer.mail.to_privacy and organisation.privacy_email
    address = organisation.privacy_email if to_privacy else organisation.email
    return visit.page(
        "help/answer.html",
        place=place,
        answer=answer,
        address=address,
        subject=answer.mail.subject(worded),
        body=answer.mail.body(worded),
        mailto=answer.mail.link(address, worded),
        worded=worded,
    )


def contact(visit: Visit) -> Response:
    """Where the office is, when, and what to write."""
    return visit.page("help/contact.html")


def privacy(visit: Visit) -> Response:
    """What is done with personal data, and the cookies."""
    return visit.page("help/privacy.html", cookies=_cookies(visit))


def _cookies(visit: Visit) -> list[tuple[str, str, str]]:
    """Every cookie of the portal: its name, what it is for, how long it stays."""
    hours, minutes = visit.settings.session_hours, visit.settings.session_idle_minutes
    return [
        (
            session_cookie(visit.settings.secure),
            "Pamięta, że konto jest otwarte.",
            f"Do wylogowania, najdłużej {hours}\u00a0godz. albo {minutes}\u00a0min przerwy.",
        ),
        (
            "iok_reset",
            "Przenosi link do nowego hasła z adresu strony w bezpieczne miejsce.",
            "Do zmiany hasła, najdłużej 30\u00a0minut.",
        ),
        (looks.COOKIE, "Pamięta rozmiar tekstu i\u00a0kontrast.", "Rok."),
        (
            chosen_lease.COOKIE,
            "Pamięta wybraną umowę, gdy masz ich kilka.",
            "Do zamknięcia przeglądarki.",
        ),
        (
            "iok_urzadzenie",
            "Rozpoznaje urządzenie, żeby cudze próby zgadywania hasła nie blokowały Ci wejścia.",
            "Rok.",
        ),
    ]


screens = [
    Screen("/pomoc", topics, who=anyone),
    Screen("/pomoc/logowanie", login_help, who=anyone),
    Screen("/pomoc/logowanie/{question:path}", login_help, who=anyone),
    Screen("/pomoc/instrukcja", user_manual, who=anyone),
    Screen("/pomoc/slowniczek", glossary, who=anyone),
    Screen("/pomoc/{topic}", topic, who=anyone),
    Screen("/kontakt", contact, who=anyone),
    Screen("/prywatnosc", privacy, who=anyone),
]
