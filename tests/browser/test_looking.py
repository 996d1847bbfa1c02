"""Pages that are broken on purpose, each in one way: what looks at every screen has to see it."""

import pytest
from playwright.sync_api import Page

from tests.browser.looking import Faults, in_every_appearance, when_it_comes_and_by_keyboard
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser

ADDRESS = "/zepsuta"
STYLE = """
    body { margin: 0; font: 16px/1.2 sans-serif; color: #000; background: #fff }
    [data-theme=dark] body { color: #fff; background: #000 }
    [data-theme=hc] body { color: #ff0; background: #000 }
    [data-text="200"] body { font-size: 32px }
    a, button { display: inline-block; min-width: 48px; min-height: 48px; color: inherit;
                background: inherit; font: inherit }
    :focus { outline: 3px solid }
"""


def a_page(body: str, style: str = "", script: str = "") -> str:
    """A page with nothing wrong but what is put into it."""
    return f"""<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>Próba</title>
        <meta name="viewport" content="width=device-width"><style>{STYLE}{style}</style></head>
        <body><main><h1>Próba</h1>{body}</main><script>{script}</script></body></html>"""


def opened_by(html: str):
    """How the broken page is opened, in place of one of the portal's."""

    def open_it(page: Page) -> None:
        page.unroute_all()
        page.route(f"**{ADDRESS}", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(ADDRESS)

    return open_it


def seen(visitors: Visitors, html: str) -> Faults:
    return in_every_appearance(visitors.page(), opened_by(html), is_first=True)


def walked(visitors: Visitors, html: str) -> Faults:
    return when_it_comes_and_by_keyboard(
        visitors.page(viewport=PHONE), opened_by(html), is_first=False, comes_by_itself=True
    )


SOUND = a_page("<p>Zdanie.</p><p><a href='/a'>Jeden</a> <a href='/b'>Dwa</a></p>")


def test_a_sound_page_has_no_faults(visitors: Visitors) -> None:
    assert not (found := seen(visitors, SOUND)), found
    assert not (found := walked(visitors, SOUND)), found


# What is broken: the page, and what its style adds; what is found; one of the looks that find it.
SEEN = {
    "too wide": (
        "<p class='w'>Szerokie słowa</p>",
        ".w { width: 400px }",
        "the page is 400 px wide in 320 px",
        "100 domyslny 320",
    ),
    "cut off in large text": (
        "<p class='c'>Słowo</p>",
        ".c { overflow: hidden } [data-text='150'] .c { height: 6px }",
        "cut off: „Słowo”",
        "150 ciemny 1280",
    ),
    "pale in the dark": (
        "<p class='d'>Blade</p>",
        "[data-theme=dark] .d { color: #444; background: #222 }",
        "color-contrast: p",
        "100 ciemny 320",
    ),
    "pale only where text is largest": (
        "<p class='d'>Blade</p>",
        "[data-text='200'][data-theme=light] .d { color: #ddd }",
        "color-contrast: p",
        "200 domyslny 320",
    ),
    "a field without a name": ("<p><input></p>", "", "label: input", "100 domyslny 320"),
    "headings out of order on a desktop": (
        "<h3>Za nisko</h3>",
        "h3 { display: none } @media (min-width: 60em) { h3 { display: block } }",
        "heading-order: h3",
        "100 domyslny 1280",
    ),
    "a small button": (
        "<p><button type='button' class='s'>×</button></p>",
        ".s { min-height: 20px; height: 20px }",
        "48 × 20 px: <button",
        "100 320 × 640",
    ),
    "no room for wide spacing": (
        "<div class='t'>Słowa w jednym wierszu</div>",
        ".t { height: 24px; width: 200px; overflow: hidden; font-size: 16px }",
        "cut off: „Słowa w jednym",
        "100 320 × 640 spaced out",
    ),
    "aside when magnified": (
        "<p class='m'>Słowo</p>",
        "@media (max-height: 300px) { .m { margin-left: 300px; white-space: nowrap } }",
        "outside the window: „Słowo”",
        "100 320 × 256",
    ),
}


@pytest.mark.parametrize(("body", "style", "fault", "place"), SEEN.values(), ids=SEEN)
def test_what_eyes_or_fingers_miss_is_found(
    visitors: Visitors, body: str, style: str, fault: str, place: str
) -> None:
    found = seen(visitors, a_page(body, style)).places
    hits = [where for what, where in found.items() if what.startswith(fault)]
    assert any(place in where for where in hits), found


LINKS = "<p><a href='/a'>Jeden</a> <a href='/b' id='b'>Dwa</a> <a href='/c'>Trzy</a></p>"


TRAP = "b.addEventListener('focus', () => document.querySelector('a').focus())"
GROW = "document.querySelector('h1').style.marginTop = '90px'"
ONCE_PAINTED = f"""
    new PerformanceObserver(() => setTimeout(() => {{ {GROW} }}, 150)).observe({{ type: "paint" }})
"""

# What is broken: what style and script add to three links; how what is found begins.
WALKED = {
    "a focus that does not show": ("#b:focus { outline: 0 }", "", "no visible focus: <a"),
    "a focus as thin as a hair": ("#b:focus { outline-width: 1px }", "", "no visible focus: <a"),
    "a focus under something else": (
        "aside { position: fixed; inset: 0; background: #fff }",
        "document.body.append(document.createElement('aside'))",
        "covered by",
    ),
    "a focus outside the window": (
        "#b:focus { position: fixed; left: -500px }",
        "",
        "focus outside the window: <a",
    ),
    "a trap": ("", TRAP, "the focus never leaves the page"),
    "what lies behind a trap": ("", TRAP, '<a href="/c">Trzy</a>'),
    "what moves late": ("", ONCE_PAINTED, "0."),
    "what moves when something has come": (
        "",
        f"fetch('/zdrowie').then(() => setTimeout(() => {GROW}, 150))",
        "0.",
    ),
    "what stays in the browser": ("", "localStorage.kto = 'Anna'", "kto"),
    "what stays in the window": ("", "sessionStorage.kto = 'Anna'", "kto"),
}


@pytest.mark.parametrize(("style", "script", "fault"), WALKED.values(), ids=WALKED)
def test_what_moves_stays_or_cannot_be_reached_is_found(
    visitors: Visitors, style: str, script: str, fault: str
) -> None:
    found = walked(visitors, a_page(LINKS, style, script)).places
    assert any(what.startswith(fault) for what in found), found


def test_a_stop_is_looked_at_wherever_it_stands(visitors: Visitors) -> None:
    """The first, the last and one in the middle of a long row, each with a focus nobody sees."""
    for place in (0, 17, 29):
        links = "".join(f"<p><a href='/{n}' class='l{n}'>Odnośnik</a></p>" for n in range(30))
        found = walked(visitors, a_page(links, f".l{place}:focus {{ outline: 0 }}")).places
        assert [what for what in found if f'class="l{place}"' in what], (place, found)
        assert len(found) == 1
