"""A letter of the office in a case, on paper: for tenants whom no e-mail tells of it."""

from starlette.responses import Response

from portal import clock
from portal.case_desk import queries
from portal.case_desk.desk import INBOX, case_here
from portal.tenancy import case_letters
from portal.tenancy.absent import NotThere
from portal.tenancy.case_letters import Letter
from portal.tenancy.office_letter import address_lines, as_pdf
from portal.web.rights import READ_CASES
from portal.web.routing import Screen
from portal.web.visit import Visit


def on_paper(visit: Visit) -> Response:
    """The letter as a PDF, addressed to the tenant of the case; never a note."""
    case, letter_id = case_here(visit), visit.row_id("letter")
    found = [
        letter
        for letter in case_letters.letters_of(visit.db, case.case_id)
        if letter.letter_id == letter_id and letter.side == "office"
    ]
    if not found:
        raise NotThere
    visit.shows("case", [case.tenant_id])
    settings = visit.settings
    content = as_pdf(
        settings.organisation,
        case.subject,
        _words(found[0], case.case_number),
        [address_lines(*queries.address_of(visit.db, case.tenant_id, case.lease_id))],
        day=clock.from_text(found[0].written_at).astimezone(clock.WARSAW).date(),
        site=settings.base_url.partition("://")[2],
    )
    name = f"pismo-{case.case_number.replace('/', '-')}.pdf"
    return visit.file(content, name=name, media_type="application/pdf")


def _words(letter: Letter, case_number: str) -> str:
    """What the paper says: the letter, who signed it, and what is to be put beside it."""
    names = ", ".join(file.name for file in letter.attachments)
    parts = [f"Sprawa {case_number}", letter.body, letter.signed]
    return "\n\n".join([*parts, f"Załączniki: {names}"] if names else parts)


screens = [Screen(INBOX + "/{case}/pismo/{letter}", on_paper, who=READ_CASES.who, slow=True)]
