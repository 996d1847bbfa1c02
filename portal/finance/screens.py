"""Finanse: the balance, the history and the details of each entry."""

import re
from typing import cast

from starlette.responses import Response

from portal import clock
from portal.finance import allocation, history, papers, queries
from portal.finance.history import Kind
from portal.tenancy import comparison, ledger
from portal.tenancy.charge_titles import title_of
from portal.tenancy.components import components_of
from portal.tenancy.leases import Lease, leases_of
from portal.tenancy.leases import lease_of as one_of
from portal.tenancy.online_orders import underway
from portal.web.access import tenant
from portal.web.chosen_lease import Choice, chosen_lease, remember
from portal.web.routing import Screen
from portal.web.visit import Visit

_YEAR = re.compile(r"[0-9]{4}")


def finance(visit: Visit) -> Response:
    """The balance, what it is made of, and everything that was charged and paid."""
    choice = chosen_lease(visit)
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    return remember(visit, _history_page(visit, choice, choice.lease, _kind(visit)), choice)


def charges(visit: Visit) -> Response:
    """The charges alone."""
    choice = chosen_lease(visit)
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    return remember(visit, _list_page(visit, choice, choice.lease, "oplaty"), choice)


def payments(visit: Visit) -> Response:
    """The payments alone."""
    choice = chosen_lease(visit)
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    return remember(visit, _list_page(visit, choice, choice.lease, "wplaty"), choice)


def charge(visit: Visit) -> Response:
    """One charge: every component, and how it differs from the month before."""
    document = queries.charge_of(visit.db, visit.tenant_id, visit.row_id("id"))
    before = queries.month_before(visit.db, document) if document.kind == "regular" else None
    components = components_of(visit.db, document.charge_id)
    earlier = components_of(visit.db, before.charge_id) if before else []
    account = ledger.account_of(visit.db, document.lease_id, clock.today())
    left = {item.charge.charge_id: item.left for item in account.unpaid}
    return visit.page(
        "finance/charge.html",
        document=document,
        title=title_of(document.kind, document.period),
        lease=_lease(visit, document.lease_id),
        lines=comparison.lines_of(components, earlier),
        before=before,
        changes=comparison.changes_of(components, earlier) if before else [],
        left=left.get(document.charge_id, 0),
        today=clock.today().isoformat(),
    )


def payment(visit: Visit) -> Response:
    """One payment: what it was for and when it was booked."""
    document = queries.payment_of(visit.db, visit.tenant_id, visit.row_id("id"))
    account = ledger.account_of(visit.db, document.lease_id, clock.today())
    shares, rest = allocation.shares_of(account, document.payment_id)
    return visit.page(
        "finance/payment.html",
        document=document,
        lease=_lease(visit, document.lease_id),
        shares=[(title_of(s.charge.kind, s.charge.period), s) for s in shares],
        rest=rest,
        has_order=queries.is_own_order(visit.db, visit.tenant_id, document.online_order_id),
    )


def _history_page(visit: Visit, choice: Choice, lease: Lease, kind: Kind) -> Response:
    today = clock.today()
    years = queries.years_of(visit.db, lease.lease_id, today)
    year = _year(visit, years)
    account = _account(visit, lease, year)
    shown = history.entries_of(account, year=year, kind=kind)
    as_of = ledger.as_of(visit.db)
    return visit.page(
        "finance/finance.html",
        fragment="historia",
        said=f"Pokazano pozycji: {len(shown)}",
        choice=choice,
        lease=lease,
        account=account,
        unpaid=[(title_of(item.charge.kind, item.charge.period), item) for item in account.unpaid],
        today=today.isoformat(),
        term=account.next_term(today),
        entries=shown,
        years=years,
        year=year,
        kind=kind,
        kinds=history.KINDS,
        as_of=clock.from_text(as_of) if as_of else None,
        transfer_data=papers.transfer_data(visit, lease, account),
        underway=[
            (each, clock.from_text(each.started_at)) for each in underway(visit.db, lease.lease_id)
        ],
        tenant_id=visit.tenant_id,
    )


def _list_page(visit: Visit, choice: Choice, lease: Lease, kind: Kind) -> Response:
    years = queries.years_of(visit.db, lease.lease_id, clock.today(), kind)
    year = _year(visit, years)
    account = _account(visit, lease, year)
    shown = history.entries_of(account, year=year, kind=kind)
    return visit.page(
        "finance/list.html",
        fragment="historia",
        said=f"Pokazano pozycji: {len(shown)}",
        choice=choice,
        lease=lease,
        entries=shown,
        years=years,
        year=year,
        kind=kind,
        total=sum((entry.paid or 0) + (entry.charged or 0) for entry in shown),
    )


def _account(visit: Visit, lease: Lease, year: int | None) -> ledger.Account:
    """The account with the single entries since the year that is shown."""
    since = "" if year is None else f"{year:04d}-01-01"
    return ledger.account_of(visit.db, lease.lease_id, clock.today(), since=since)


def _lease(visit: Visit, lease_id: int) -> Lease:
    return one_of(leases_of(visit.db, visit.tenant_id, clock.today()), lease_id)


def _year(visit: Visit, years: list[int]) -> int | None:
    """The year asked for; the newest with entries where none is; None where there are none."""
    asked = visit.query.get("rok", "") if visit.query_string else ""
    if _YEAR.fullmatch(asked):
        return int(asked)
    return years[0] if years else None


def _kind(visit: Visit) -> Kind:
    asked = visit.query.get("rodzaj", "") if visit.query_string else ""
    return cast(Kind, asked) if asked in ("oplaty", "wplaty") else ""


screens = [
    Screen("/finanse", finance, who=tenant),
    Screen("/finanse/naliczenia", charges, who=tenant),
    Screen("/finanse/wplaty", payments, who=tenant),
    Screen("/finanse/naliczenia/{id}", charge, who=tenant),
    Screen("/finanse/wplaty/{id}", payment, who=tenant),
    *papers.screens,
]
