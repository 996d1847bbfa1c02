"""Certificates of a tenant: chosen, looked at before they are made, made, taken again."""

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock, language
from portal.certificates import actions, paper, queries
from portal.certificates.facts import Facts, Issuer, Refusal, facts_of
from portal.certificates.forms import ChoiceForm
from portal.certificates.kinds import KINDS, NO_ARREARS, Kind, kind_at
from portal.tenancy.absent import NotThere
from portal.tenancy.leases import Lease, lease_of, leases_of
from portal.web.access import tenant
from portal.web.routing import Screen
from portal.web.visit import Visit

PLACE = "/finanse/zaswiadczenia"
STATES = {
    "valid": ("ok", "ważne", "check"),
    "expired": ("", "termin ważności minął", "clock"),
    "revoked": ("bad", "unieważnione", "alert"),
}


def choose(visit: Visit) -> Response:
    """Which kind and which lease; below, the certificates that were made."""
    return _choice_page(visit, ChoiceForm(rodzaj=visit.query.get("rodzaj", "")))


def check(visit: Visit) -> Response:
    """What the certificate would say; or why there is none, and what to do."""
    form = ChoiceForm(FormData(dict(visit.query)))
    leases = leases_of(visit.db, visit.tenant_id, clock.today())
    if len(leases) > 1 and not form.umowa.data:
        form.validate()
        form.note(form.umowa, "Wybierz umowę.")
        return _choice_page(visit, form, status=422)
    if not form.validate():
        return _choice_page(visit, form, status=422)
    kind, lease = kind_at(form.rodzaj.data or ""), _lease(visit, form.umowa.data or "", leases)
    return _check_page(visit, kind, lease, facts_of(visit.db, lease, kind, _issuer(visit)))


def make(visit: Visit) -> Response:
    """Make it."""
    kind = kind_at(str(visit.form.get("rodzaj", "")))
    leases = leases_of(visit.db, visit.tenant_id, clock.today())
    lease = _lease(visit, str(visit.form.get("umowa", "")), leases)
    made = actions.make(
        visit.db,
        lease,
        kind,
        _issuer(visit),
        tenant_id=visit.tenant_id,
        account_id=visit.person.account_id,
    )
    if isinstance(made, Refusal):
        return _check_page(visit, kind, lease, made, status=422)
    return visit.go_to(f"{PLACE}/{visit.services.references.hide(made)}")


def certificate(visit: Visit) -> Response:
    """A certificate that was made."""
    made = queries.own(visit.db, visit.tenant_id, visit.row_id("id"))
    return visit.page("certificates/made.html", made=made, state=STATES[made.state])


def file(visit: Visit) -> Response:
    """The certificate as a tagged PDF."""
    made = queries.own(visit.db, visit.tenant_id, visit.row_id("id"))
    return visit.file(paper.as_pdf(made), name=paper.file_name(made), media_type="application/pdf")


def _choice_page(visit: Visit, form: ChoiceForm, status: int = 200) -> Response:
    leases = leases_of(visit.db, visit.tenant_id, clock.today())
    if not leases:
        return visit.page("layout/no_lease.html")
    return visit.page(
        "certificates/choose.html",
        status=status,
        form=form,
        kinds=[(kind.address, kind.choice, kind.use) for kind in KINDS],
        leases=[
            (visit.services.references.hide(lease.lease_id), *_in_words(lease)) for lease in leases
        ],
        made=[(each, STATES[each.state]) for each in queries.made_by(visit.db, visit.tenant_id)],
    )


def _check_page(
    visit: Visit, kind: Kind, lease: Lease, facts: Facts | Refusal, status: int = 200
) -> Response:
    refused = isinstance(facts, Refusal)
    return visit.page(
        "certificates/refused.html" if refused else "certificates/check.html",
        status=status,
        kind=kind,
        about_arrears=kind == NO_ARREARS,
        lease=lease,
        facts=facts,
    )


def _issuer(visit: Visit) -> Issuer:
    return Issuer(visit.settings.organisation, visit.settings.base_url)


def _in_words(lease: Lease) -> tuple[str, str]:
    """A lease as a choice: its premises, and its contract."""
    ended = f", do {language.day(lease.ended_on)}" if lease.ended_on else ""
    return f"{lease.kind_in_words}, {lease.address}", f"umowa {lease.contract_number}{ended}"


def _lease(visit: Visit, reference: str, leases: list[Lease]) -> Lease:
    """The lease that a form names; the only one where it names none.

    Raises: NotThere for a lease that is not theirs.
    """
    if reference:
        return lease_of(leases, visit.services.references.find(reference))
    if len(leases) != 1:
        raise NotThere
    return leases[0]


screens = [
    Screen(PLACE, choose, who=tenant, tagged=False),
    Screen(f"{PLACE}/sprawdz", check, who=tenant, tagged=False),
    Screen(f"{PLACE}/sprawdz", make, who=tenant, method="POST"),
    Screen(f"{PLACE}/{{id}}", certificate, who=tenant, tagged=False),
    Screen(f"{PLACE}/{{id}}/pdf", file, who=tenant, slow=True),
]
