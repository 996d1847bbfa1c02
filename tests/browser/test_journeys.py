"""What people do in the portal, from the first page to the last."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Portal
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser

HIDDEN_TITLE = re.compile("^Błąd: ")


def sign_in(page: Page, login: str, password: str = "") -> None:
    """Fill in the form and send it."""
    page.get_by_label("Login").fill(login)
    page.get_by_label("Hasło", exact=True).fill(password or f"demo-{login}")
    page.get_by_role("main").get_by_role("button", name="Zaloguj się").click()


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Press Tab until the named link or button has the focus, as one does without a mouse."""
    for _ in range(most):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "(document.activeElement.getAttribute('aria-label')"
            " || document.activeElement.textContent).trim().replace(/\\s+/g, ' ')"
        )
        if words == name:
            return
    raise AssertionError(f"the keyboard does not reach „{name}”")


def test_the_keyboard_alone_is_enough(visitors: Visitors) -> None:
    page = visitors.page()
    page.goto("/logowanie")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Login")).to_be_focused()
    page.keyboard.type("10001")
    page.keyboard.press("Tab")
    page.keyboard.type("demo-10001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do zapłaty")

    tab_to(page, "Finanse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Finanse")
    tab_to(page, "Wpłaty")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wpłaty, 2026 rok")).to_be_visible()
    page.wait_for_load_state("networkidle")
    tab_to(page, "2025")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wpłaty, 2025 rok")).to_be_visible()
    page.goto("/finanse")
    tab_to(page, "Opłata za grudzień 2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Opłata za grudzień 2026")

    tab_to(page, "Wyloguj")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Konto jest zamknięte na tym urządzeniu.")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def test_everything_works_without_javascript(visitors: Visitors, size: dict) -> None:
    page = visitors.page(java_script_enabled=False, viewport=size)
    page.goto("/finanse")
    expect(page).to_have_url(re.compile(r"/logowanie\?next=/finanse$"))
    sign_in(page, "10001")
    expect(page).to_have_url(re.compile("/finanse$"))
    main = page.get_by_role("main")

    main.get_by_role("link", name="Wpłaty", exact=True).click()
    expect(page).to_have_url(re.compile("rodzaj=wplaty"))
    expect(main.get_by_role("heading", name="Wpłaty, 2026 rok")).to_be_visible()
    main.get_by_role("link", name="2025").click()
    expect(main.get_by_role("heading", name="Wpłaty, 2025 rok")).to_be_visible()
    main.get_by_role("link", name="Opłaty", exact=True).click()
    main.get_by_role("link", name="Opłata za grudzień 2025").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Opłata za grudzień 2025")

    _choose_yellow_on_black(page, size)
    expect(page.locator("html")).to_have_attribute("data-theme", "hc")
    expect(page.get_by_role("heading", level=1)).to_have_text("Opłata za grudzień 2025")

    page.goto("/finanse/zestawienie")
    page.get_by_label("Od dnia").or_(page.locator("[name=od]")).first.fill("2026-01-01")
    page.locator("[name=do]").fill("2026-03-31")
    main.get_by_role("button", name="Pokaż zestawienie").click()
    expect(main.get_by_text("Saldo na końcu")).to_be_visible()
    expect(page.locator("[data-print]").first).to_be_hidden()

    page.goto("/profil")
    _sign_out(page, size)
    expect(page.get_by_text("Konto jest zamknięte na tym urządzeniu.")).to_be_visible()


def test_a_phone_of_320_pixels_is_enough(visitors: Visitors) -> None:
    page = visitors.page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Zaloguj się").tap()
    sign_in(page, "10001")
    bar = page.get_by_role("navigation", name="Na dole ekranu")
    bar.get_by_role("link", name="Finanse").first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finanse")
    page.get_by_role("link", name="Dane do przelewu").tap()
    expect(page.get_by_role("heading", name="Dane do przelewu")).to_be_in_viewport()
    bar.get_by_text("Menu").tap()
    bar.get_by_role("link", name="Profil").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Profil")
    page.locator("summary", has_text="Zmiana rozmiaru czcionki").tap()
    page.get_by_role("button", name="A+++ – tekst największy, 200 %").tap()
    expect(page.locator("html")).to_have_attribute("data-text", "200")
    bar.get_by_text("Menu").tap()
    bar.get_by_role("button", name="Wyloguj").tap()
    expect(page.get_by_text("Konto jest zamknięte na tym urządzeniu.")).to_be_visible()


def test_a_wrong_password_is_explained_and_the_login_is_kept(stranger: Page) -> None:
    page = stranger
    page.goto("/logowanie")
    sign_in(page, "10001", "nie to hasło")
    summary = page.locator("#bledy")
    expect(summary).to_be_focused()
    expect(page).to_have_title(HIDDEN_TITLE)
    expect(page.get_by_label("Login")).to_have_value("10001")
    expect(page.get_by_label("Hasło", exact=True)).to_have_value("")
    expect(page.get_by_label("Login")).to_have_attribute("aria-invalid", "true")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Login")).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zaloguj się")


def test_after_signing_in_one_is_where_one_wanted_to_be(stranger: Page) -> None:
    stranger.goto("/finanse/zestawienie?od=2026-01-01&do=2026-03-31")
    sign_in(stranger, "10001")
    expect(stranger).to_have_url(re.compile(r"zestawienie\?od=2026-01-01&do=2026-03-31"))
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Zestawienie opłat i wpłat")


def test_a_first_password_must_be_replaced(visitors: Visitors, own_portal: Portal) -> None:
    page = visitors.page(url=own_portal.url, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/logowanie")
    sign_in(page, "10006")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ustaw swoje hasło")
    page.goto("/finanse")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ustaw swoje hasło")
    field = page.get_by_label("Nowe hasło")
    save = page.get_by_role("button", name="Zapisz hasło")

    field.fill("krótkie")
    save.click()
    expect(page.locator("#bledy")).to_be_focused()
    expect(page.locator("#bledy")).to_contain_text("co najmniej 12 znaków. Teraz ma ich 7.")
    field.fill("haslo1234567")
    save.click()
    expect(page.locator("#bledy")).to_contain_text("łatwo zgadnąć")

    page.evaluate("navigator.clipboard.writeText('zielony rower jedzie nocą')")
    field.focus()
    page.keyboard.press("Control+V")
    show = page.get_by_role("button", name="Pokaż hasło")
    show.click()
    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_value("zielony rower jedzie nocą")
    page.get_by_role("button", name="Ukryj hasło").click()
    expect(field).to_have_attribute("type", "password")
    save.click()

    page.get_by_label("Adres e-mail").fill("maria.zielinska@example.pl")
    page.get_by_role("button", name="Zapisz i przejdź dalej").click()
    for step in ("Krok 2 z 4", "Krok 3 z 4"):
        expect(page.get_by_text(step)).to_be_visible()
        page.get_by_role("link", name="Pomiń ten krok").click()
    page.get_by_role("button", name="Pomiń i zakończ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("zapłaty|płacić|opłac"))


def test_the_form_tells_password_managers_what_it_wants(visitors: Visitors) -> None:
    page = visitors.page("10006")
    page.goto("/haslo/nowe")
    expect(page.get_by_label("Nowe hasło")).to_have_attribute("autocomplete", "new-password")
    expect(page.locator("[autocomplete=username]")).to_have_value("10006")
    assert page.get_by_label("Nowe hasło").get_attribute("maxlength") is None


def test_two_leases_are_told_apart_and_the_chosen_one_is_remembered(visitors: Visitors) -> None:
    page = visitors.page("10002")
    page.goto("/")
    leases = page.get_by_role("navigation", name="Wybierz umowę")
    expect(leases.locator("[aria-current]")).to_contain_text("Mieszkanie")
    leases.get_by_role("link", name=re.compile("Garaż")).click()
    expect(leases.locator("[aria-current]")).to_contain_text("Garaż")
    page.get_by_role("navigation", name="Główna").get_by_role("link", name="Finanse").click()
    expect(leases.locator("[aria-current]")).to_contain_text("Garaż")
    page.get_by_role("navigation", name="Główna").get_by_role("link", name="Start").click()
    expect(leases.locator("[aria-current]")).to_contain_text("Garaż")


def test_the_account_number_is_copied(visitors: Visitors) -> None:
    page = visitors.page("10001", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/finanse")
    page.get_by_role("button", name="Kopiuj numer konta").click()
    expect(page.locator("#stan")).to_have_text("Skopiowano numer konta")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.sub(r"\s", "", copied) == re.sub(r"\s", "", page.locator("#nrb").inner_text())
    assert len(re.sub(r"\s", "", copied)) == 26
    expect(page.get_by_role("button", name="Kopiuj numer konta")).to_be_focused()


def test_after_signing_out_back_shows_nothing_personal(visitors: Visitors) -> None:
    page = visitors.page()
    page.goto("/logowanie")
    sign_in(page, "10005")
    page.goto("/finanse")
    page.get_by_role("button", name="Wyloguj").first.click()
    expect(page.get_by_text("Konto jest zamknięte na tym urządzeniu.")).to_be_visible()
    for _ in range(3):
        page.go_back(wait_until="load")
        page.wait_for_timeout(200)
        assert "Igła" not in page.content()
        assert "Dane do przelewu" not in page.content()


@pytest.mark.parametrize("start", ["/finanse/naliczenia", "/finanse/wplaty", "/lokale"])
def test_nobody_opens_what_belongs_to_another(visitors: Visitors, start: str) -> None:
    owner, other = visitors.page("10002"), visitors.page("10001")
    owner.goto("/" if start == "/lokale" else start)
    link = owner.locator(f"main a[href^='{start}/']").first.get_attribute("href")
    answer = other.goto(link or "")
    assert answer is not None
    assert answer.status == 404
    expect(other.get_by_role("heading", level=1)).to_have_text("Nie ma takiej strony")


def _choose_yellow_on_black(page: Page, size: dict) -> None:
    if size == PHONE:
        page.locator("summary", has_text="Zmiana kontrastu").click()
    page.locator("button:visible", has_text="Żółto-czarny").click()


def _sign_out(page: Page, size: dict) -> None:
    if size == PHONE:
        page.locator(".bar summary").click()
    page.locator("button:visible", has_text="Wyloguj").first.click()
