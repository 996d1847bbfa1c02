"""The desk of certificates: looked up, read as they stand on paper, revoked with a reason."""

from starlette.responses import Response

from portal.certificates import actions, paper, queries
from portal.certificates.forms import RevocationForm
from portal.certificates.queries import Certificate
from portal.certificates.screens import STATES
from portal.web.rights import CERTIFICATES
from portal.web.routing import Screen
from portal.web.visit import Visit

DESK = "/biuro/zaswiadczenia"
LONGEST = 100


def desk(visit: Visit) -> Response:
    """The last certificates, or those of a code or a contract."""
    asked = visit.query.get("szukaj", "").strip()[:LONGEST]
    found = queries.found(visit.db, asked)
    visit.shows("certificates", queries.people_on(visit.db, found))
    return visit.page(
        "certificates/desk/all.html",
        asked=asked,
        found=[(each, STATES[each.state]) for each in found],
        most=queries.SHOWN,
    )


def one(visit: Visit) -> Response:
    """One certificate, and the form that revokes it."""
    return _one_page(visit, _certificate(visit), RevocationForm())


def revoke(visit: Visit) -> Response:
    """Let it count no more."""
    certificate, form = _certificate(visit), RevocationForm(visit.form)
    if not form.validate():
        return _one_page(visit, certificate, form, status=422)
    actions.revoke(visit.db, certificate, form.reason.data or "", by=visit.person.account_id)
    return visit.go_to(f"{DESK}/{visit.parameters['id']}")


def file(visit: Visit) -> Response:
    """The certificate as its owner has it."""
    made = _certificate(visit)
    return visit.file(paper.as_pdf(made), name=paper.file_name(made), media_type="application/pdf")


def _one_page(visit: Visit, made: Certificate, form: RevocationForm, status: int = 200) -> Response:
    return visit.page(
        "certificates/desk/one.html",
        status=status,
        made=made,
        state=STATES[made.state],
        form=form,
    )


def _certificate(visit: Visit) -> Certificate:
    """The certificate that an address names; whoever opens it is noted for its tenants."""
    made = queries.certificate_of(visit.db, visit.row_id("id"))
    visit.shows("certificate", queries.people_on(visit.db, [made]))
    return made


who = CERTIFICATES.who

screens = [
    Screen(DESK, desk, who=who),
    Screen(f"{DESK}/{{id}}", one, who=who),
    Screen(f"{DESK}/{{id}}", revoke, who=who, method="POST"),
    Screen(f"{DESK}/{{id}}/pdf", file, who=who, slow=True),
]
