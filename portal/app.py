"""Everything is put together here: the rooms by name, and what they all stand on."""

import importlib
from collections.abc import Sequence
from pathlib import Path

from starlette.types import ASGIApp

from portal.appearance import screens as appearance
from portal.finance import screens as finance
from portal.help import screens as help_room
from portal.home import screens as home
from portal.mail.postman import Postman
from portal.national_node import leaving
from portal.national_node import linking as national_links
from portal.national_node import screens as national_node
from portal.news import screens as news
from portal.premises import screens as premises
from portal.profile import screens as profile
from portal.requests import screens as requests
from portal.settings import Organisation, Settings
from portal.sign_in import reset_screens as resets
from portal.sign_in import screens as sign_in
from portal.sign_in import second_factor
from portal.sign_in.resets import preparing
from portal.web import health
from portal.web.assets import Assets
from portal.web.headers import SecurityHeaders
from portal.web.pages import Pages
from portal.web.references import References
from portal.web.routing import Rooms, Screen
from portal.web.services import Services
from portal.web.workers import Workers

ROOMS = (
    home,
    sign_in,
    second_factor,
    resets,
    national_node,
    national_links,
    finance,
    premises,
    profile,
    help_room,
    news,
    appearance,
    requests,
    health,
)

# The desks of staff, all under one address. They are loaded when the first of the staff comes, so
# that a worker is ready for tenants sooner.
OFFICE = "/biuro"
DESKS = (
    "portal.imports.desk",
    "portal.letters.desk",
    "portal.letters.order_desk",
    "portal.news.desk",
    "portal.office.desk",
    "portal.profile.desk",
    "portal.requests.desk",
)


def screens() -> list[Screen]:
    """Every screen of the portal."""
    return [*_open_screens(), *_office_screens()]


def _open_screens() -> list[Screen]:
    return [screen for room in ROOMS for screen in room.screens]


def _office_screens() -> list[Screen]:
    return [screen for desk in DESKS for screen in importlib.import_module(desk).screens]


def postman(settings: Settings) -> Postman:
    """The postman, who knows how letters are made that are made when they are sent."""
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
        ask_to_sign_in=sign_in.ask_to_sign_in,
        when_signed_out=leaving.tell_the_node,
        alongside=[postman(settings)] if settings.smtp_url else [],
    )
    rooms = Rooms([*_open_screens(), *simulated], services, {OFFICE: _office_screens})
    return SecurityHeaders(rooms, secure=settings.secure)


def _company_files(organisation: Organisation) -> dict[str, Path]:
    """The pictures that the company adds to static/."""
    files = {"logo": organisation.logo, "funding": organisation.funding_strip}
    return {f"{name}{path.suffix}": path for name, path in files.items() if path}
