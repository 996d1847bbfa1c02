"""The desk where letters are ordered: whom for, how many that makes, and what ends with it."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.responses import Response

from portal import clock
from portal.letters import actions, queries, recipients
from portal.letters.desk import letter_desk
from portal.letters.recipients import Recipients
from portal.tenancy import buildings
from portal.tenancy.absent import NotThere
from portal.web.routing import Screen
from portal.web.visit import Visit


class Order(NamedTuple):
    """An order that waits for a yes: whom for in words, and where the yes goes."""

    reason: str
    whom: str
    recipients: Recipients
    address: str
    fields: dict[str, str]


def choose(visit: Visit) -> Response:
    """Whom the new letters are for."""
    today = clock.today()
    return visit.page(
        "letters/choose.html",
        newcomers=len(recipients.newcomers(visit.db, today).tenant_ids),
        buildings=buildings.buildings(visit.db, today),
    )


def confirm(visit: Visit) -> Response:
    """How many letters it will be, and what will end."""
    return visit.page("letters/confirm.html", order=_order(visit, visit.query.get))


def confirm_one(visit: Visit) -> Response:
    """The same for one tenant."""
    return visit.page("letters/confirm.html", order=_order_for_one(visit))


def make(visit: Visit) -> Response:
    """Order the letters."""
    return _make(visit, _order(visit, visit.form.get))


def make_one(visit: Visit) -> Response:
    """Order a letter for one tenant, from their card too."""
    return _make(visit, _order_for_one(visit))


def _make(visit: Visit, order: Order) -> Response:
    if not order.recipients.tenant_ids:
        return visit.page("letters/confirm.html", status=422, order=order)
    batch_id = actions.order(
        visit.db,
        order.recipients.tenant_ids,
        reason=order.reason,
        by=visit.person.account_id,
    )
    reference = visit.services.references.hide(batch_id)
    return visit.go_to(f"/biuro/listy/{reference}?gotowe=zamowiono")


def _order(visit: Visit, read: Callable[[str, str], object]) -> Order:
    """The order that a form or an address asks for.

    Raises: NotThere.
    """
    kind, today = str(read("dla", "")), clock.today()
    if kind == "nowi":
        whom = "Wszyscy nowi najemcy"
        chosen = recipients.newcomers(visit.db, today)
        return Order("new", whom, chosen, "/biuro/listy/nowe", {"dla": kind})
    reference = str(read("budynek", ""))
    premises_id = visit.services.references.find(reference)
    building = next(
        (each for each in buildings.buildings(visit.db, today) if each.premises_id == premises_id),
        None,
    )
    if kind != "budynek" or building is None:
        raise NotThere
    return Order(
        "building",
        f"Budynek {building.address}, {building.city}",
        recipients.of_building(visit.db, premises_id, today),
        "/biuro/listy/nowe",
        {"dla": kind, "budynek": reference},
    )


def _order_for_one(visit: Visit) -> Order:
    tenant_id = visit.row_id("id")
    name = queries.name_of(visit.db, tenant_id)
    visit.shows("letters", [tenant_id])
    return Order(
        "one",
        name,
        Recipients([tenant_id]),
        f"/biuro/listy/dla/{visit.parameters['id']}",
        {},
    )


screens = [
    Screen("/biuro/listy/nowe", choose, who=letter_desk, tagged=False),
    Screen("/biuro/listy/nowe/sprawdz", confirm, who=letter_desk, tagged=False),
    Screen("/biuro/listy/nowe", make, who=letter_desk, method="POST"),
    Screen("/biuro/listy/dla/{id}", confirm_one, who=letter_desk, tagged=False),
    Screen("/biuro/listy/dla/{id}", make_one, who=letter_desk, method="POST"),
]
