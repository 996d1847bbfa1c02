"""What lives as long as the process and every visit can reach."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from portal.settings import Settings
from portal.store.files import Files
from portal.web.assets import Assets
from portal.web.pages import Pages
from portal.web.references import References
from portal.web.workers import Workers

if TYPE_CHECKING:
    from portal.web.visit import Visit


@dataclass
class Services:
    """The lasting parts of one worker."""

    settings: Settings
    assets: Assets
    pages: Pages
    references: References
    workers: Workers
    files: Files
    ask_to_sign_in: "Callable[[Visit], Response]"
    # What else happens when somebody signs out, before their session is gone.
    when_signed_out: "Callable[[Visit], None]" = lambda visit: None
    # What runs beside the visits: begun with the application, ended with it.
    alongside: "Sequence[AbstractContextManager[object]]" = ()
