"""The desk of instalments: what was asked, beside what is late now, and the answers to it."""

from datetime import timedelta
from typing import NamedTuple

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock, money
from portal.arrears import actions, queries, rates
from portal.arrears.debts import arrears_of
from portal.arrears.forms import (
    LATEST_AGREED,
    MOST_OF_ALL,
    AgreementForm,
    RefusalForm,
    Terms,
    VisitForm,
)
from portal.arrears.queries import Proposal
from portal.arrears.states import STATES
from portal.store.database import Database
from portal.tenancy import ledger
from portal.tenancy.charge_titles import title_of
from portal.web.rights import ANSWER_PROPOSALS, SET_RATES
from portal.web.routing import Screen
from portal.web.visit import Visit

DESK = "/biuro/raty"
DONE = {
    "zgoda": "Zgoda jest zapisana. Najemca widzi plan spłaty.",
    "odmowa": "Odmowa jest zapisana. Najemca widzi powód.",
    "rozmowa": "Wiadomość jest zapisana. Prośba czeka dalej na decyzję.",
    "koniec": "Plan spłaty jest zakończony.",
    "zmienione": "Ta prośba jest już załatwiona albo wycofana.",
}
# An agreed plan may begin some days ago: it was agreed by word of mouth first.
EARLIEST = timedelta(days=31)


class Answers(NamedTuple):
    """The forms of a proposal's page."""

    agreement: AgreementForm
    refusal: RefusalForm
    visit: VisitForm

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """What is wrong in any of them."""
        return [mistake for form in self for mistake in form.mistakes]


def desk(visit: Visit) -> Response:
    """What waits, the oldest first, and what was answered last."""
    waiting, answered = queries.waiting(visit.db), queries.answered(visit.db)
    visit.shows("instalments", (each.tenant_id for each in (*waiting, *answered)))
    return visit.page(
        "arrears/desk/all.html",
        waiting=[(each, STATES[each.state]) for each in waiting],
        answered=[(each, STATES[each.state]) for each in answered],
        contracts=queries.contracts_of(visit.db, [*waiting, *answered]),
        most=queries.SHOWN,
        done=DONE.get(visit.query.get("gotowe", "")),
        may_set=visit.person.role in SET_RATES.roles,
    )


def one(visit: Visit) -> Response:
    """One proposal."""
    asked = queries.proposal_of(visit.db, visit.row_id("id"))
    answers = _answers(asked)
    answers.agreement.reckon()
    return _page(visit, asked, answers)


def answer(visit: Visit) -> Response:
    """„Przelicz”, „Zgoda”, „Odmowa”, „Poproś o rozmowę” or „Zakończ plan”."""
    asked = queries.proposal_of(visit.db, visit.row_id("id"))
    wanted = str(visit.form.get("zrob", ""))
    answers = _answers(asked, visit.form, wanted)
    if wanted != "zgoda":
        answers.agreement.reckon()
    try:
        done = _do(visit.db, asked, wanted, answers, by=visit.person.account_id)
    except actions.Answered:
        done = "zmienione"
    if not done:
        return _page(visit, asked, answers, 422 if answers.mistakes else 200)
    return visit.go_to(f"{DESK}?gotowe={done}")


def _do(db: Database, asked: Proposal, wanted: str, answers: Answers, *, by: int) -> str:
    """What the office wants of a proposal; gives the word for it, "" where nothing was done.

    Raises: Answered.
    """
    agreement, refusal, talk = answers
    if wanted == "zgoda" and agreement.validate():
        actions.accept(db, asked, agreement.plan(), agreement.uwaga.data or None, by=by)
    elif wanted == "odmowa" and refusal.validate():
        actions.refuse(db, asked, refusal.powod.data or "", by=by)
    elif wanted == "rozmowa" and talk.validate():
        actions.ask_to_come(db, asked, talk.zaproszenie.data or "", by=by)
    elif wanted == "koniec" and refusal.validate():
        actions.end(db, asked, refusal.powod.data or "", by=by)
    else:
        return ""
    return wanted


def _answers(asked: Proposal, sent: FormData | None = None, wanted: str = "") -> Answers:
    """The forms, of which the one that was sent holds what was typed."""
    today = clock.today()
    terms = Terms(asked.amount, MOST_OF_ALL, today - EARLIEST, today + LATEST_AGREED)
    return Answers(
        AgreementForm(
            sent if wanted in ("przelicz", "zgoda") else None,
            terms,
            kwota=money.in_zloty(asked.amount),
            liczba=str(asked.number),
            od=asked.first_on.isoformat(),
        ),
        RefusalForm(sent if wanted in ("odmowa", "koniec") else None),
        VisitForm(sent if wanted == "rozmowa" else None),
    )


def _page(visit: Visit, asked: Proposal, answers: Answers, status: int = 200) -> Response:
    visit.shows("instalment", [asked.tenant_id])
    today = clock.today()
    account = ledger.account_of(visit.db, asked.lease_id, today)
    late = arrears_of(account, rates.rates_of(visit.db), today)
    return visit.page(
        "arrears/desk/one.html",
        fragment="plan",
        status=status,
        asked=asked,
        state=STATES[asked.state],
        contract=queries.contracts_of(visit.db, [asked])[asked.lease_id],
        late=late,
        debts=[(title_of(debt.charge.kind, debt.charge.period), debt) for debt in late.debts],
        form=answers.agreement,
        refusal=answers.refusal,
        talk=answers.visit,
        mistakes=answers.mistakes,
        plan=answers.agreement.plan(),
        today=today,
    )


who = ANSWER_PROPOSALS.who

screens = [
    Screen(DESK, desk, who=who),
    Screen(f"{DESK}/{{id}}", one, who=who),
    Screen(f"{DESK}/{{id}}", answer, who=who, method="POST"),
]
