"""Zaległość: what is late and since when, the interest to date, how to pay, and instalments."""

from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

from starlette.responses import Response

from portal import clock, language, money
from portal.arrears import actions, limits, paper, queries, rates
from portal.arrears.actions import NewProposal
from portal.arrears.debts import Arrears, arrears_of
from portal.arrears.forms import ProposalForm, Terms, percent_in_words
from portal.arrears.instalments import Instalment
from portal.arrears.interest import rate_on
from portal.arrears.limits import Limits
from portal.arrears.queries import Proposal
from portal.arrears.rates import Rate
from portal.arrears.states import STATES
from portal.store.database import snapshot
from portal.tenancy import ledger
from portal.tenancy.absent import NotThere
from portal.tenancy.charge_titles import title_of
from portal.tenancy.leases import Lease, lease_of, leases_of
from portal.tenancy.transfer import transfer_of
from portal.web.access import tenant
from portal.web.chosen_lease import Choice, chosen_lease, remember
from portal.web.routing import Screen
from portal.web.visit import Visit

PLACE = "/finanse/zaleglosc"
USUAL_NUMBER = 3
USUAL_START = timedelta(days=14)


class Situation(NamedTuple):
    """All that the page tells of a lease."""

    lease: Lease
    late: Arrears
    rate: Rate | None
    allowed: Limits
    proposals: list[Proposal]

    @property
    def standing(self) -> Proposal | None:
        """The proposal that stands in the way of another one: open, or agreed and running."""
        return next((each for each in self.proposals if each.is_open or each.is_running), None)


def arrears(visit: Visit) -> Response:
    """What is late, and what to do about it."""
    choice = chosen_lease(visit)
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    found = _situation(visit, choice.lease)
    form = _form(visit, found)
    plan = form.reckon() if form else []
    return remember(visit, _page(visit, choice, found, form, plan), choice)


def act(visit: Visit) -> Response:
    """„Przelicz” shows the parts, „Wyślij prośbę” asks for them."""
    choice = chosen_lease(visit)
    if choice.lease is None:
        raise NotThere
    found = _situation(visit, choice.lease)
    form = _form(visit, found)
    if form is None or found.standing:
        # Paid, asked for or answered in the meantime; the page says so.
        return visit.go_to(_address(visit, found.lease))
    if visit.form.get("zrob") != "wyslij":
        plan = form.reckon()
        return _page(visit, choice, found, form, plan, 200 if plan else 422)
    if not form.validate():
        return _page(visit, choice, found, form, form.plan(), 422)
    return visit.go_to(_ask(visit, found.lease, form))


def _ask(visit: Visit, lease: Lease, form: ProposalForm) -> str:
    """Ask for what the form says; gives where to go on."""
    plan = form.plan()
    new = NewProposal(
        lease_id=lease.lease_id,
        tenant_id=visit.tenant_id,
        account_id=visit.person.account_id,
        amount=form.terms.amount,
        number=len(plan),
        first_on=plan[0].due_on,
        reason=form.powod.data or "",
    )
    try:
        proposal_id = actions.propose(visit.db, new)
    except actions.Answered:
        return _address(visit, lease)
    return f"{PLACE}/{visit.services.references.hide(proposal_id)}"


def proposal(visit: Visit) -> Response:
    """What was asked, what the office says, and the parts."""
    asked = queries.own(visit.db, visit.tenant_id, visit.row_id("id"))
    return visit.page(
        "arrears/proposal.html",
        asked=asked,
        lease=_lease(visit, asked),
        state=STATES[asked.state],
        is_own=asked.tenant_id == visit.tenant_id,
        today=clock.today(),
    )


def withdraw(visit: Visit) -> Response:
    """Who asked takes it back."""
    asked = queries.own(visit.db, visit.tenant_id, visit.row_id("id"))
    if asked.tenant_id != visit.tenant_id:
        raise NotThere
    with suppress(actions.Answered):  # the page tells what became of it
        actions.withdraw(visit.db, asked, by=visit.person.account_id)
    return visit.go_to(f"{PLACE}/{visit.parameters['id']}")


def file(visit: Visit) -> Response:
    """The agreed parts as a tagged PDF."""
    with snapshot(visit.db):
        asked = queries.own(visit.db, visit.tenant_id, visit.row_id("id"))
        if asked.state != "accepted":
            raise NotThere
        data = paper.in_words(visit.db, asked, _lease(visit, asked), visit.settings.organisation)
    return visit.file(paper.as_pdf(data), name=paper.file_name(asked), media_type="application/pdf")


def _page(
    visit: Visit,
    choice: Choice,
    found: Situation,
    form: ProposalForm | None,
    plan: list[Instalment],
    status: int = 200,
) -> Response:
    lease, late = found.lease, found.late
    return visit.page(
        "arrears/arrears.html",
        fragment="plan",
        status=status,
        said=_said(plan, form),
        choice=choice,
        lease=lease,
        late=late,
        debts=[(title_of(debt.charge.kind, debt.charge.period), debt) for debt in late.debts],
        rate=found.rate,
        percent=percent_in_words,
        transfer_data=transfer_of(
            visit.settings.organisation, lease.contract_number, lease.bank_account, late.amount
        ),
        form=form,
        plan=plan,
        allowed=found.allowed,
        standing=found.standing,
        proposals=[(each, STATES[each.state]) for each in found.proposals],
        states=STATES,
        today=clock.today(),
    )


def _situation(visit: Visit, lease: Lease) -> Situation:
    today, known = clock.today(), rates.rates_of(visit.db)
    account = ledger.account_of(visit.db, lease.lease_id, today)
    return Situation(
        lease,
        arrears_of(account, known, today),
        rate_on(known, today),
        limits.limits_of(visit.db),
        queries.proposals_of(visit.db, lease.lease_id),
    )


def _form(visit: Visit, found: Situation) -> ProposalForm | None:
    """The form for what is late; None where nothing is, or too little for instalments."""
    today, amount = clock.today(), found.late.amount
    most, last = found.allowed.most_for(amount), found.allowed.latest_first(today)
    if not most:
        return None
    return ProposalForm(
        visit.form if visit.is_post else None,
        Terms(amount, most, today, last),
        liczba=str(min(USUAL_NUMBER, most)),
        od=min(today + USUAL_START, last).isoformat(),
    )


def _said(plan: list[Instalment], form: ProposalForm | None) -> str:
    """What a screen reader hears when the parts have changed."""
    if plan:
        number = language.count(len(plan), "rata", "raty", "rat")
        return f"{number}, pierwsza: {money.with_currency(plan[0].amount)}."
    return " ".join(words for _, words in form.mistakes) if form else ""


def _lease(visit: Visit, asked: Proposal) -> Lease:
    return lease_of(leases_of(visit.db, visit.tenant_id, clock.today()), asked.lease_id)


def _address(visit: Visit, lease: Lease) -> str:
    return f"{PLACE}?umowa={visit.services.references.hide(lease.lease_id)}"


screens = [
    Screen(PLACE, arrears, who=tenant, tagged=False),
    Screen(PLACE, act, who=tenant, method="POST"),
    Screen(f"{PLACE}/{{id}}", proposal, who=tenant, tagged=False),
    Screen(f"{PLACE}/{{id}}", withdraw, who=tenant, method="POST"),
    Screen(f"{PLACE}/{{id}}/pdf", file, who=tenant, slow=True),
]
