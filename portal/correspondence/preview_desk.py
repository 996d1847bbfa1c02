"""The form of a case type as tenants see it, shown to those who edit it, as wide as a telephone.

The lease is invented, and nothing can be sent from there.
"""

from starlette.responses import Response

from portal import clock
from portal.correspondence.forms import LEASE, form_of
from portal.correspondence.prefill import prefilled
from portal.correspondence.writing import Writing
from portal.tenancy import case_types
from portal.tenancy.case_terms import promised_day
from portal.tenancy.case_types import CaseType
from portal.tenancy.leases import Lease
from portal.uploads.kinds import ACCEPT, IN_WORDS
from portal.web.headers import POLICY
from portal.web.headers import policy as content_policy
from portal.web.rights import SET_CASE_TYPES
from portal.web.routing import Screen
from portal.web.visit import Visit

NAME = "Jan Przykładowy"


def preview(visit: Visit) -> Response:
    """The page around the preview."""
    case_type = case_types.case_type_by_id(visit.db, visit.row_id("id"))
    response = visit.page("correspondence/preview.html", case_type=case_type)
    response.headers[POLICY] = content_policy(frames=True)
    return response


def previewed(visit: Visit) -> Response:
    """The preview itself: the tenant's page for a tenant who is nobody."""
    case_type = case_types.case_type_by_id(visit.db, visit.row_id("id"))
    visit.visitor = visit.person._replace(name=NAME, role=None, tenant_id=0, account_id=0)
    writing = _writing(visit, case_type)
    known = prefilled(visit.db, writing.asked, writing.leases[0], 0, NAME, clock.today())
    form = form_of(case_type, writing.asked, [], [("", "")])(None, **{LEASE: "", **known})
    response = visit.page(
        "correspondence/letter.html",
        writing=writing,
        form=form,
        accept=ACCEPT,
        formats=IN_WORDS,
        uploads=visit.settings.uploads,
        saved_at=None,
        due_on=promised_day(clock.today(), case_type.answer_days),
    )
    response.headers[POLICY] = content_policy(framed=True)
    return response


def _writing(visit: Visit, case_type: CaseType) -> Writing:
    today = clock.today()
    lease = Lease(
        lease_id=0,
        contract_number="123/2020",
        premises_id=0,
        kind="flat",
        street="ul. Przykładowa",
        building="1",
        flat="2",
        postcode=visit.settings.organisation.city.partition(" ")[0],
        city=visit.settings.organisation.city.partition(" ")[2],
        usable_area_dm2=5000,
        started_on=today,
        ended_on=None,
        persons=2,
        bank_account="0" * 26,
    )
    return Writing(
        case_type=case_type,
        asked=case_types.fields_of(visit.db, case_type.case_type_id),
        documents=case_types.documents_of(visit.db, case_type.case_type_id, today),
        leases=[lease],
        lease=lease,
        draft=None,
        files=[],
    )


_ONE = "/biuro/rodzaje-spraw/{id}/podglad"
screens = [
    Screen(_ONE, preview, who=SET_CASE_TYPES.who),
    Screen(_ONE + "/strona", previewed, who=SET_CASE_TYPES.who),
]
