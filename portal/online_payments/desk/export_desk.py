"""The export of confirmed online payments for the housing system, as `portal export` writes it."""

import csv
import io
from datetime import timedelta

from starlette.datastructures import FormData
from starlette.responses import Response

from portal import clock
from portal.online_payments.desk.order_desk import DESK
from portal.online_payments.exporting import COLUMNS, payments_since
from portal.store.database import writing
from portal.store.events import Event, record
from portal.web.day_range import SinceForm
from portal.web.days import read_day
from portal.web.rights import HANDLE_PAYMENTS
from portal.web.routing import Screen
from portal.web.visit import Visit

EXPORT = f"{DESK}/eksport"


def export(visit: Visit) -> Response:
    """From which day."""
    yesterday = clock.today() - timedelta(days=1)
    return visit.page(
        "online_payments/desk/export.html",
        form=SinceForm(FormData({"od": yesterday.isoformat()})),
    )


def download(visit: Visit) -> Response:
    """The file, with a line in the audit log."""
    form = SinceForm(visit.form)
    if not form.validate():
        return visit.page("online_payments/desk/export.html", status=422, form=form)
    day = read_day(form.od.data or "")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = list(payments_since(visit.db, day))
    writer.writerows(rows)
    with writing(visit.db):
        record(
            visit.db,
            Event.PAYMENTS_EXPORTED,
            account_id=visit.person.account_id,
            valid_from=day.isoformat(),
            rows=len(rows),
        )
    return visit.file(
        out.getvalue().encode(),
        name=f"platnosci-online-od-{day.isoformat()}.csv",
        media_type="text/csv; charset=utf-8",
    )


who = HANDLE_PAYMENTS.who

screens = [
    Screen(EXPORT, export, who=who),
    Screen(EXPORT, download, who=who, method="POST"),
]
