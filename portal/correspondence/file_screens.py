"""Files to save: of letters, of drafts, and the documents of case types."""

from starlette.responses import Response

from portal import clock
from portal.tenancy import case_letters, case_types, drafts
from portal.tenancy.absent import NotThere
from portal.tenancy.case_letters import Attachment
from portal.web.access import tenant
from portal.web.downloads import download
from portal.web.rights import READ_CASES, tenants_and
from portal.web.routing import Screen
from portal.web.visit import Visit


def attachment(visit: Visit) -> Response:
    """A file of a letter, for those who may read the letter."""
    found = _attachment(visit, visit.row_id("id"))
    if not found.may_be_given:
        return visit.page("correspondence/file_waits.html", status=403, file=found)
    return download(
        visit.services.files.path_of(found.sha256), name=found.name, media_type=found.media_type
    )


def draft_file(visit: Visit) -> Response:
    """A file that its owner is about to send."""
    found = drafts.file_of_tenant(visit.db, visit.row_id("id"), visit.tenant_id)
    if not found.may_be_given:
        return visit.page("correspondence/file_waits.html", status=403, file=found)
    return download(
        visit.services.files.path_of(found.sha256), name=found.name, media_type=found.media_type
    )


def document(visit: Visit) -> Response:
    """A document to fill in, valid today; the office finds the others on its own pages."""
    found = case_types.document_of(visit.db, visit.row_id("id"), clock.today())
    return download(
        visit.services.files.path_of(found.sha256),
        name=found.file_name,
        media_type=found.media_type,
    )


def _attachment(visit: Visit, attachment_id: int) -> Attachment:
    visitor = visit.person
    if visitor.tenant_id is not None:
        return case_letters.attachment_of_tenant(visit.db, attachment_id, visitor.tenant_id)
    if visitor.role not in READ_CASES.roles:
        raise NotThere
    found = case_letters.attachment_of_any(visit.db, attachment_id)
    visit.shows("case", [case_letters.tenant_of(visit.db, attachment_id)])
    return found


screens = [
    Screen("/pliki/{id}", attachment, who=tenants_and(READ_CASES), tagged=False),
    Screen("/pliki/szkic/{id}", draft_file, who=tenant, tagged=False),
    Screen("/pliki/wzor/{id}", document, who=tenants_and(READ_CASES), tagged=False),
]
