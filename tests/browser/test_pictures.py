"""Pictures of every screen, for people to look at: PICTURES=1 pytest -m browser -k pictures."""

import os
import re
from pathlib import Path

import pytest

from tests.browser.appearances import APPEARANCES, choose
from tests.browser.views import VIEWS, View
from tests.browser.visitors import Visitors

FOLDER = Path(__file__).with_name("pictures")
WIDTHS = (320, 360, 1280)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif("PICTURES" not in os.environ, reason="only when PICTURES=1 asks for them"),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_pictures(visitors: Visitors, view: View) -> None:
    FOLDER.mkdir(exist_ok=True)
    page = visitors.page(view.login)
    for font, contrast in APPEARANCES:
        choose(page, font, contrast)
        view.open(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            name = re.sub(r"[^\w-]+", "-", f"{view.name} {font} {contrast} {width}").strip("-")
            page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
