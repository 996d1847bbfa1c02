"""The look of the pages: text size and contrast, kept in a cookie and applied by the server."""

from typing import NamedTuple

COOKIE = "iok_wyglad"
FONTS = ("100", "125", "150", "200")
CONTRASTS = ("domyslny", "ciemny", "zolty-na-czarnym")
ONE_YEAR = 365 * 24 * 3600

_THEMES = {"": "", "domyslny": "light", "ciemny": "dark", "zolty-na-czarnym": "hc"}
_BIG = ("150", "200")


class Look(NamedTuple):
    """A choice of text size and contrast; contrast "" where the browser's own wish counts."""

    font: str
    contrast: str
    attributes: str

    @property
    def cookie(self) -> str:
        """The choice as the cookie keeps it."""
        return f"{self.font}.{self.contrast}"


def _attributes(font: str, contrast: str) -> str:
    text = f' data-text="{font}"' if font != "100" else ""
    big = " data-big" if font in _BIG else ""
    theme = f' data-theme="{_THEMES[contrast]}"' if contrast else ""
    return f"{text}{big}{theme}"


_LOOKS = {
    f"{font}.{contrast}": Look(font, contrast, _attributes(font, contrast))
    for font in FONTS
    for contrast in ("", *CONTRASTS)
}
DEFAULT = _LOOKS["100."]


def from_cookie(value: str | None) -> Look:
    """The look that a cookie asks for; the default where it asks for none that exists."""
    return _LOOKS.get(value or "", DEFAULT)


def changed(look: Look, *, font: str | None, contrast: str | None) -> Look:
    """The look after a choice of either; a choice that does not exist changes nothing."""
    return _LOOKS.get(f"{font or look.font}.{contrast or look.contrast}", look)
