"""The desk of imports: what came from the housing system, and what was refused and why."""

import json

from starlette.responses import Response

from portal import clock
from portal.imports import queries
from portal.web.access import staff
from portal.web.routing import Screen
from portal.web.visit import Visit

OUTCOMES = {
    "applied": ("ok", "wprowadzony"),
    "unchanged": ("info", "bez zmian"),
    "refused": ("bad", "odrzucony"),
}


def batches(visit: Visit) -> Response:
    """The latest imports, the newest first."""
    return visit.page(
        "imports/batches.html",
        batches=[
            (batch, OUTCOMES[batch.outcome], clock.from_text(batch.started_at))
            for batch in queries.latest_batches(visit.db)
        ],
    )


def batch(visit: Visit) -> Response:
    """One import: what each file brought, or every row that was wrong."""
    found = queries.batch_of(visit.db, visit.row_id("id"))
    summary = json.loads(found.summary)
    return visit.page(
        "imports/batch.html",
        batch=found,
        outcome=OUTCOMES[found.outcome],
        started_at=clock.from_text(found.started_at),
        as_of=clock.from_text(found.as_of) if found.as_of else None,
        files=summary.get("files", {}),
        problems=summary.get("problems", []),
        remarks=summary.get("notices", []),
    )


finance_desk = staff("finance", "administrator")

screens = [
    Screen("/biuro/importy", batches, who=finance_desk),
    Screen("/biuro/importy/{id}", batch, who=finance_desk),
]
