"""The report of some days at the desk: on the screen, on paper, and as CSV."""

from datetime import date, timedelta
from itertools import groupby

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock
from portal.reconciliation import queries, sheet
from portal.reconciliation.differences import WORDS, Difference, Words
from portal.reconciliation.report import Report, report_of
from portal.reconciliation.statement_desk import KINDS
from portal.store.database import snapshot
from portal.web.day_range import DayRangeForm
from portal.web.days import read_day
from portal.web.rights import HANDLE_PAYMENTS
from portal.web.routing import Screen
from portal.web.visit import Visit

REPORT = "/biuro/platnosci/uzgodnienie"
# A report is of days, not of years.
MOST_DAYS = 92
MOST_LISTED = 200


def report(visit: Visit) -> Response:
    """What the days brought, and every difference."""
    form = _days(visit)
    if not _is_right(form):
        return visit.page("reconciliation/report.html", status=422, form=form, report=None)
    with snapshot(visit.db):
        found = _report(visit, form)
        about = [*found.differences, *found.waits]
        leases = queries.leases_by_id(
            visit.db, [*(each.lease_id for each in about), *(m.lease_id for m in found.matches)]
        )
        orders = queries.known_orders(
            visit.db,
            [*(each.order_id for each in about), *(o for m in found.matches for o in m.orders)],
        )
        tenants = queries.tenants_of(visit.db, leases)
    visit.shows("reconciliation", tenants)
    return visit.page(
        "reconciliation/report.html",
        form=form,
        report=found,
        groups=_groups(found.differences),
        waits=found.waits[:MOST_LISTED],
        matches=[(each, KINDS[each.kind]) for each in found.matches[:MOST_LISTED]],
        most=MOST_LISTED,
        leases=leases,
        orders=orders,
        person=visit.person,
        today=clock.today(),
        csv=f"{REPORT}/csv?od={form.od.data}&do={form.do.data}",
    )


def as_csv(visit: Visit) -> Response:
    """Every difference as a row."""
    form = _days(visit)
    if not _is_right(form):
        return visit.go_to(REPORT)
    with snapshot(visit.db):
        found = _report(visit, form)
        rows = [*found.differences, *found.waits]
        leases = queries.leases_by_id(visit.db, (each.lease_id for each in rows))
        tenants = queries.tenants_of(visit.db, leases)
    visit.shows("reconciliation", tenants)
    return visit.file(
        sheet.as_csv(rows, leases),
        name=f"uzgodnienie-{found.first.isoformat()}-{found.last.isoformat()}.csv",
        media_type="text/csv; charset=utf-8",
    )


def _report(visit: Visit, form: DayRangeForm) -> Report:
    return report_of(
        visit.db, read_day(form.od.data or ""), read_day(form.do.data or ""), clock.today()
    )


def _groups(found: list[Difference]) -> list[tuple[Words, list[Difference], int]]:
    """The differences of each kind: its words, as many as are listed, and how many there are."""
    groups: list[tuple[Words, list[Difference], int]] = []
    for kind, same in groupby(found, key=lambda each: each.kind):
        listed = list(same)
        groups.append((WORDS[kind], listed[:MOST_LISTED], len(listed)))
    return groups


def _is_right(form: DayRangeForm) -> bool:
    if not form.validate():
        return False
    days = read_day(form.do.data or "") - read_day(form.od.data or "")
    if days >= timedelta(days=MOST_DAYS):
        form.note(form.do, f"Wybierz najwyżej {MOST_DAYS} dni.")
        return False
    return True


def _days(visit: Visit) -> DayRangeForm:
    yesterday: date = clock.today() - timedelta(days=1)
    given = {
        "od": visit.query.get("od", "") or yesterday.isoformat(),
        "do": visit.query.get("do", "") or yesterday.isoformat(),
    }
    return DayRangeForm(FormData(given))


who = HANDLE_PAYMENTS.who

screens = [
    Screen(REPORT, report, who=who, slow=True),
    Screen(f"{REPORT}/csv", as_csv, who=who, slow=True),
]
