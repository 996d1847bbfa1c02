"""The start page."""

from datetime import date

from starlette.responses import Response

from portal import clock
from portal.home import queries
from portal.home.chart import chart_of
from portal.tenancy import case_lists, ledger
from portal.web.access import anyone
from portal.web.chosen_lease import Choice, chosen_lease, remember
from portal.web.routing import Screen
from portal.web.visit import Visit


def start(visit: Visit) -> Response:
    """What is owed for a tenant; for a stranger, what this is and how to get in."""
    if visit.visitor is None:
        return visit.page("home/welcome.html")
    if visit.visitor.must_replace_password:
        return visit.go_to("/haslo/nowe")
    if visit.visitor.tenant_id is None:
        return visit.go_to("/biuro")
    choice = chosen_lease(visit)
    if choice.lease is None:
        return visit.page("layout/no_lease.html")
    return remember(visit, _balance_page(visit, choice), choice)


def _balance_page(visit: Visit, choice: Choice) -> Response:
    lease = choice.lease
    if lease is None:
        raise AssertionError("start() has asked")
    today = clock.today()
    account = ledger.account_of(visit.db, lease.lease_id, today, since=ledger.NO_ENTRIES)
    months = queries.months_of(visit.db, lease.lease_id, today)
    term = account.next_term(today)
    as_of = ledger.as_of(visit.db)
    return visit.page(
        "home/start.html",
        choice=choice,
        lease=lease,
        account=account,
        today=today,
        term=term,
        days_left=(term - today).days if term else None,
        days_late=_days_late(account, today),
        latest=ledger.latest_payments(visit.db, lease.lease_id, today, queries.LATEST),
        months=months,
        chart=chart_of(months),
        home=queries.home_of(visit.db, lease),
        as_of=clock.from_text(as_of) if as_of else None,
        news=case_lists.news_of(visit.db, visit.tenant_id) if visit.person.unread else None,
        at=clock.from_text,
    )


def _days_late(account: ledger.Account, today: date) -> int:
    """The days since the first unpaid term; 0 where nothing is late."""
    if not account.overdue or account.first_unpaid is None:
        return 0
    return max(0, (today - date.fromisoformat(account.first_unpaid.due_on)).days)


screens = [Screen("/", start, who=anyone)]
