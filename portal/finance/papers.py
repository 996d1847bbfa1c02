"""What a tenant takes along: the data of a transfer, and a statement for a period."""

from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock, language
from portal.finance import statement_queries
from portal.finance.period import Period, PeriodForm, presets_of, this_year
from portal.finance.statement import (
    AWAITS_NOTE,
    Heading,
    as_pdf,
    balance_in_words,
    file_name,
    statement_of,
)
from portal.store.database import snapshot
from portal.tenancy import ledger
from portal.tenancy.leases import Lease, holders_of
from portal.tenancy.ledger import Account
from portal.tenancy.transfer import TransferData, transfer_of
from portal.web.access import tenant
from portal.web.chosen_lease import PARAMETER, Choice, chosen_lease, remember
from portal.web.routing import Screen
from portal.web.visit import Visit


def transfer_data(visit: Visit, lease: Lease, account: Account) -> TransferData:
    """The transfer that pays what is due under a lease."""
    return transfer_of(
        visit.settings.organisation, lease.contract_number, lease.bank_account, account.due
    )


def bank_account(visit: Visit) -> Response:
    """The account number, the data of a transfer and its 2D code."""
    choice, today = chosen_lease(visit), clock.today()
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    account = ledger.account_of(visit.db, choice.lease.lease_id, today)
    response = visit.page(
        "finance/account.html",
        choice=choice,
        lease=choice.lease,
        account=account,
        today=today,
        term=account.next_term(today),
        transfer_data=transfer_data(visit, choice.lease, account),
    )
    return remember(visit, response, choice)


def statement(visit: Visit) -> Response:
    """A statement for a period; this year's where none is asked for."""
    choice = chosen_lease(visit)
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    form = _form(visit)
    if not form.validate():
        return _statement_page(visit, choice, choice.lease, form, None)
    response = _statement_page(visit, choice, choice.lease, form, form.period)
    return remember(visit, response, choice)


def statement_file(visit: Visit) -> Response:
    """The same as a tagged PDF. A period that is wrong is explained on the page."""
    with snapshot(visit.db):
        choice = chosen_lease(visit)
        form = _form(visit)
        if choice.lease is None or not form.validate():
            query = visit.query_string.decode("latin-1")
            return visit.go_to(f"/finanse/zestawienie?{query}" if query else "/finanse/zestawienie")
        lease, (first, last) = choice.lease, form.period
        account = ledger.account_of(visit.db, lease.lease_id, clock.today())
        marks = statement_queries.marks_of(
            visit.db, lease.lease_id, first.isoformat(), last.isoformat()
        )
        heading = _heading(visit, lease)
    shown = statement_of(account, first, last)
    return visit.file(
        as_pdf(shown, heading, marks), name=file_name(shown), media_type="application/pdf"
    )


def _statement_page(
    visit: Visit, choice: Choice, lease: Lease, form: PeriodForm, period: Period | None
) -> Response:
    today = clock.today()
    shown, marks = None, {}
    if period is not None:
        account = ledger.account_of(visit.db, lease.lease_id, today)
        shown = statement_of(account, period.first, period.last)
        marks = statement_queries.marks_of(
            visit.db, lease.lease_id, period.first.isoformat(), period.last.isoformat()
        )
    return visit.page(
        "finance/statement.html",
        status=200 if shown else 422,
        choice=choice,
        lease=lease,
        form=form,
        period=period,
        presets=[
            (preset.words, preset.period, _address(visit, choice, preset.period))
            for preset in presets_of(today, lease.started_on)
        ],
        file=_address(visit, choice, period, "/pdf") if period else "",
        statement=shown,
        marks=marks,
        heading=_heading(visit, lease),
        balance_in_words=balance_in_words,
        note=AWAITS_NOTE if shown and shown.awaits_booking else "",
        today=today,
    )


def _form(visit: Visit) -> PeriodForm:
    """The period that the address asks for; this year's days where it leaves one out."""
    today = clock.today()
    first, last = this_year(today)
    query = visit.query
    words = {"od": query.get("od", first.isoformat()), "do": query.get("do", last.isoformat())}
    return PeriodForm(FormData(words), today)


def _heading(visit: Visit, lease: Lease) -> Heading:
    organisation = visit.settings.organisation
    as_of = ledger.as_of(visit.db)
    return Heading(
        organisation=organisation.name,
        organisation_address=f"{organisation.street}, {organisation.city}",
        holders=language.listed(holders_of(visit.db, lease.lease_id)),
        address=f"{lease.address}, {lease.postcode} {lease.city}",
        contract_number=lease.contract_number,
        as_of=language.instant(clock.from_text(as_of)) if as_of else language.day(clock.today()),
    )


def _address(visit: Visit, choice: Choice, period: Period, more: str = "") -> str:
    """The address of a statement; it names the lease where the visitor has several."""
    fields = {"od": period.first.isoformat(), "do": period.last.isoformat()}
    if choice.lease is not None and len(choice.leases) > 1:
        fields[PARAMETER] = visit.services.references.hide(choice.lease.lease_id)
    return f"/finanse/zestawienie{more}?{urlencode(fields)}"


screens = [
    Screen("/finanse/rachunek", bank_account, who=tenant),
    Screen("/finanse/zestawienie", statement, who=tenant),
    Screen("/finanse/zestawienie/pdf", statement_file, who=tenant, slow=True),
]
