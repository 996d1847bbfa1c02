"""The pages of the mail catcher, /demo/poczta: what the portal would have sent, and to whom."""

from starlette.responses import Response

from portal.demo.mail_catcher import Caught, MailCatcher
from portal.mail.letter import pieces
from portal.tenancy.absent import NotThere
from portal.web.access import anyone
from portal.web.routing import Screen
from portal.web.visit import Visit

BOX = "/demo/poczta"


def screens(catcher: MailCatcher) -> list[Screen]:
    """The screens of one catcher; create_app refuses them outside a demonstration."""

    def box(visit: Visit) -> Response:
        """Every letter, the latest first; of one recipient, where one is asked for."""
        asked = visit.query.get("do", "") if visit.query_string else ""
        return visit.page(
            "demo/letters.html",
            letters=[each for each in catcher.letters if asked in ("", each.recipient)],
            asked=asked,
        )

    def letter(visit: Visit) -> Response:
        """One letter, its links ready to be followed."""
        found = _find(catcher.letters, visit.parameters["number"])
        base_url = visit.settings.base_url
        return visit.page(
            "demo/letter.html",
            letter=found,
            paragraphs=[
                list(pieces(paragraph, base_url)) for paragraph in found.text.strip().split("\n\n")
            ],
            headers=[(name, str(value)) for name, value in found.message.items()],
        )

    return [
        Screen(BOX, box, who=anyone, tagged=False),
        Screen(f"{BOX}/{{number}}", letter, who=anyone, tagged=False),
    ]


def _find(letters: list[Caught], number: str) -> Caught:
    """Raises: NotThere."""
    for letter in letters:
        if str(letter.number) == number:
            return letter
    raise NotThere
