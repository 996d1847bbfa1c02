"""Letters of the office: those that were sent, a new one, its check, and its way on paper."""

import re
import secrets
from typing import NamedTuple

from starlette.responses import Response

from portal import clock
from portal.bulletins import actions, queries
from portal.bulletins.actions import NewBulletin
from portal.bulletins.forms import BulletinForm
from portal.bulletins.queries import Recipient
from portal.store.database import snapshot
from portal.tenancy import buildings
from portal.tenancy.absent import NotThere
from portal.tenancy.notices import notice_address
from portal.tenancy.office_letter import address_lines, as_pdf
from portal.web.rights import WRITE_BULLETINS
from portal.web.routing import Screen
from portal.web.visit import Visit

LETTERS = "/biuro/pisma"
EVERYBODY = "wszyscy"
A_PAGE = 100
_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


class Audience(NamedTuple):
    """To whom a letter goes: the value of the form, in words, and everyone of them."""

    value: str
    words: str
    recipients: list[Recipient]


def everything(visit: Visit) -> Response:
    """The letters that were sent, and how many have read them."""
    return visit.page(
        "bulletins/all.html",
        letters=[(each, clock.from_text(each.sent_at)) for each in queries.sent(visit.db)],
        sent="wyslano" in visit.query,
    )


def new(visit: Visit) -> Response:
    """A new letter; the address may name one tenant."""
    asked = visit.query.get("dla", "") if visit.query_string else ""
    form = BulletinForm(None, dla=asked or EVERYBODY, klucz=secrets.token_urlsafe(24))
    return _form_page(visit, form)


def check(visit: Visit) -> Response:
    """Everything once more, before it goes to many; or send it, if it was checked."""
    form = BulletinForm(visit.form)
    audience = _audience(visit, str(form.dla.data or ""))
    proper = form.validate()
    if audience is None or not audience.recipients:
        form.note(form.dla, "Wybierz, do kogo jest pismo.")
        proper = False
    if not _KEY.fullmatch(str(form.klucz.data or "")):
        return visit.go_to(f"{LETTERS}/nowe")
    if not proper or audience is None or visit.form.get("co") == "popraw":
        return _form_page(visit, form, status=422 if form.mistakes else 200)
    if visit.form.get("co") != "wyslij":
        return _check_page(visit, form, audience)
    bulletin = NewBulletin(
        form_key=str(form.klucz.data),
        subject=form.temat.data or "",
        body=(form.tresc.data or "").replace("\r\n", "\n").strip(),
        audience=audience.words,
    )
    person = visit.person
    number = visit.write(lambda db: actions.send(db, bulletin, audience.recipients, person))
    return visit.go_to(f"{LETTERS}/{visit.services.references.hide(number)}?wyslano=1")


def one(visit: Visit) -> Response:
    """A letter that was sent: who has it, and who has read it."""
    bulletin_id = visit.row_id("id")
    found = queries.sent(visit.db, bulletin_id)
    if not found:
        raise NotThere
    after = visit.services.references.find(visit.query.get("od", ""))
    shown = queries.deliveries(visit.db, bulletin_id, after=after, most=A_PAGE + 1)
    visit.shows("bulletin", (each.tenant_id for each in shown))
    return visit.page(
        "bulletins/one.html",
        letter=found[0],
        sent_at=clock.from_text(found[0].sent_at),
        body=queries.body_of(visit.db, bulletin_id),
        deliveries=shown[:A_PAGE],
        more=shown[A_PAGE - 1].case_id if len(shown) > A_PAGE else 0,
        just_sent="wyslano" in visit.query,
        at=clock.from_text,
    )


def on_paper(visit: Visit) -> Response:
    """The letter as a PDF for everybody who gets no e-mail."""
    bulletin_id = visit.row_id("id")
    with snapshot(visit.db):
        found = queries.sent(visit.db, bulletin_id)
        to = queries.deliveries(visit.db, bulletin_id, on_paper=True)
        body = queries.body_of(visit.db, bulletin_id)
    if not found or not to:
        raise NotThere
    visit.shows("bulletin", (each.tenant_id for each in to))
    settings = visit.settings
    host = settings.base_url.partition("://")[2]
    addresses = [
        address_lines(each.name, each.street, each.building, each.flat, each.postcode, each.city)
        for each in to
    ]
    content = as_pdf(
        settings.organisation, found[0].subject, body, addresses, day=clock.today(), site=host
    )
    return visit.file(content, name=f"pismo-{bulletin_id}.pdf", media_type="application/pdf")


def _audience(visit: Visit, value: str) -> Audience | None:
    """Takes: „wszyscy”, „budynek-…” or „najemca-…” with a reference."""
    today, find = clock.today(), visit.services.references.find
    if value == EVERYBODY:
        return Audience(value, "wszyscy najemcy", queries.recipients(visit.db, today))
    kind, _, ref = value.partition("-")
    if kind == "budynek":
        building = buildings.building_of(visit.db, find(ref), today)
        if building is None:
            return None
        to = queries.recipients(visit.db, today, building=building)
        return Audience(value, f"budynek {building.address}, {building.city}", to)
    tenant_id = find(ref) if kind == "najemca" else 0
    name = queries.tenant_name(visit.db, tenant_id) if tenant_id else None
    if name is None:
        return None
    visit.shows("bulletin", [tenant_id])
    return Audience(value, name, queries.recipients(visit.db, today, tenant_id=tenant_id))


def _form_page(visit: Visit, form: BulletinForm, *, status: int = 200) -> Response:
    chosen = str(form.dla.data or "")
    one_tenant = _audience(visit, chosen) if chosen.startswith("najemca-") else None
    return visit.page(
        "bulletins/form.html",
        status=status,
        form=form,
        one_tenant=one_tenant,
        buildings=buildings.buildings(visit.db, clock.today()),
    )


def _check_page(visit: Visit, form: BulletinForm, audience: Audience) -> Response:
    by_email = sum(
        each.account_id is not None and notice_address(visit.db, each.account_id) is not None
        for each in audience.recipients
    )
    return visit.page(
        "bulletins/check.html",
        form=form,
        audience=audience,
        number=len(audience.recipients),
        by_email=by_email,
        paragraphs=[part for part in (form.tresc.data or "").split("\n\n") if part.strip()],
    )


_who = WRITE_BULLETINS.who
screens = [
    Screen(LETTERS, everything, who=_who),
    Screen(LETTERS + "/nowe", new, who=_who),
    Screen(LETTERS + "/nowe", check, who=_who, method="POST"),
    Screen(LETTERS + "/{id}", one, who=_who),
    Screen(LETTERS + "/{id}/druk", on_paper, who=_who, slow=True),
]
