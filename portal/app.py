"""Everything is put together here: the rooms by name, and what they all stand on."""

import importlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.types import ASGIApp

from portal.settings import Organisation, Settings
from portal.store.files import Files
from portal.web.assets import Assets
from portal.web.headers import SecurityHeaders
from portal.web.pages import Pages
from portal.web.references import References
from portal.web.routing import Rooms, Screen
from portal.web.services import Services
from portal.web.visit import Visit
from portal.web.workers import Workers

if TYPE_CHECKING:
    from portal.mail.postman import Postman

# The rooms, by how their addresses begin. A room is opened when somebody first asks for such an
# address: a worker is ready sooner, and carries only what its visitors use.
ROOMS: dict[str, tuple[str, ...]] = {
    "/": ("portal.home.screens",),
    "/aktualnosci": ("portal.news.screens",),
    "/biuro": (
        "portal.bulletins.desk",
        "portal.case_desk.act_desk",
        "portal.case_desk.desk",
        "portal.case_desk.figures_desk",
        "portal.case_desk.paper_desk",
        "portal.case_desk.text_desk",
        "portal.case_types.desk",
        "portal.case_types.field_desk",
        "portal.correspondence.preview_desk",
        "portal.arrears.desk",
        "portal.arrears.rates_desk",
        "portal.certificates.desk",
        "portal.imports.desk",
        "portal.letters.desk",
        "portal.letters.order_desk",
        "portal.news.desk",
        "portal.office.desk",
        "portal.online_payments.desk.export_desk",
        "portal.online_payments.desk.quarantine_desk",
        "portal.online_payments.desk.refund_desk",
        "portal.online_payments.desk.message_desk",
        "portal.reconciliation.desk",
        "portal.reconciliation.statement_desk",
        "portal.online_payments.desk.order_desk",
        "portal.profile.desk",
        "portal.requests.desk",
    ),
    "/dostep": ("portal.requests.screens",),
    "/finanse": (
        "portal.finance.screens",
        "portal.arrears.screens",
        "portal.certificates.screens",
    ),
    "/haslo /logowanie /profil /sesja /wyloguj": (
        "portal.sign_in.screens",
        "portal.sign_in.second_factor",
        "portal.sign_in.reset_screens",
        "portal.national_node.screens",
        "portal.national_node.linking",
        "portal.profile.screens",
    ),
    "/kontakt /pomoc /prywatnosc": ("portal.help.screens",),
    "/korespondencja /pliki": (
        "portal.correspondence.letter_screens",
        "portal.correspondence.screens",
        "portal.correspondence.file_screens",
    ),
    "/lokale": ("portal.premises.screens",),
    "/place": (
        "portal.online_payments.screens",
        "portal.online_payments.blik_screens",
        "portal.online_payments.order_screens",
    ),
    "/platnosci": ("portal.online_payments.itn",),
    "/wyglad": ("portal.appearance.screens",),
    "/zaswiadczenie": ("portal.certificates.public",),
    "/zdrowie": ("portal.web.health",),
}


def screens() -> list[Screen]:
    """Every screen of the portal."""
    return [screen for modules in ROOMS.values() for screen in screens_of(*modules)]


def screens_of(*modules: str) -> list[Screen]:
    """The screens of some rooms, which are loaded for it."""
    return [screen for name in modules for screen in importlib.import_module(name).screens]


def postman(settings: Settings) -> "Postman":
    """The postman, who knows how letters are made that are made when they are sent."""
    from portal.mail.postman import Postman
    from portal.sign_in.resets import preparing

    return Postman(settings, preparing(settings))


def create_app(settings: Settings, simulated: Sequence[Screen] = ()) -> ASGIApp:
    """The portal as an ASGI application over a database that is up to date.

    Takes:   simulated: screens of a demonstration, beside the portal's own.
    """
    if simulated and not settings.demonstration:
        raise ValueError("what is simulated has no place in production")
    workers = Workers(settings.database)
    key: bytes = workers.reader.execute("SELECT reference_key FROM installation").fetchone()[0]
    references = References(key)
    assets = Assets(_company_files(settings.organisation))
    services = Services(
        settings=settings,
        assets=assets,
        pages=Pages(settings, assets, references),
        references=references,
        workers=workers,
        files=Files(settings.files),
        ask_to_sign_in=_ask_to_sign_in,
        when_signed_out=_tell_the_node,
        alongside=_alongside(settings),
    )
    return SecurityHeaders(Rooms(ROOMS, screens_of, simulated, services), secure=settings.secure)


def _alongside(settings: Settings) -> list[AbstractContextManager[object]]:
    """What runs beside the visits: who looks after cases and files, who sends letters, and who
    asks about payments."""
    from portal.correspondence.caretaker import Caretaker

    companions: list[AbstractContextManager[object]] = [Caretaker(settings)]
    if settings.smtp_url:
        companions.append(postman(settings))
    if settings.autopay is not None:
        from portal.online_payments.inquirer import Inquirer

        companions.append(Inquirer(settings))
    return companions


def _ask_to_sign_in(visit: Visit) -> Response:
    from portal.sign_in.screens import ask_to_sign_in

    return ask_to_sign_in(visit)


def _tell_the_node(visit: Visit) -> None:
    from portal.national_node.leaving import tell_the_node

    tell_the_node(visit)


def _company_files(organisation: Organisation) -> dict[str, Path]:
    """The pictures that the company adds to static/."""
    files = {"logo": organisation.logo, "funding": organisation.funding_strip}
    return {f"{name}{path.suffix}": path for name, path in files.items() if path}
