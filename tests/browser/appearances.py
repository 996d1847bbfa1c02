"""Text sizes and contrasts, as a visitor chooses them and as a page wears them."""

import re

from playwright.sync_api import Page

from portal.web import looks

FONTS = ("100", "125", "150", "200")
CONTRASTS = ("domyslny", "ciemny", "zolty-na-czarnym")
APPEARANCES = [(font, contrast) for font in FONTS for contrast in CONTRASTS]

_ATTRIBUTE = re.compile(r'(data-[a-z]+)(?:="([^"]*)")?')


def attributes_of(font: str, contrast: str) -> dict[str, str]:
    """The attributes with which the server draws an appearance.

    The rest of a page is the same in each, so it need not be opened anew to be seen in another;
    that the server writes these attributes is tested where the doors are.
    """
    return dict(_ATTRIBUTE.findall(looks.from_cookie(f"{font}.{contrast}").attributes))


def choose(page: Page, font: str, contrast: str) -> None:
    """Choose an appearance, as the switches do; it shows on the next page that is opened."""
    page.context.add_cookies(
        [
            {
                "name": "iok_wyglad",
                "value": f"{font}.{contrast}",
                "domain": "127.0.0.1",
                "path": "/",
            }
        ]
    )
