"""From a forgotten password back to the balance, and the office's part in it, without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Portal
from tests.browser.visitors import PHONE, Visitors

pytestmark = pytest.mark.browser

NEW = "zielony rower jedzie nocą"


def sign_in(page: Page, login: str, password: str = "") -> None:
    """Fill in the form and send it."""
    page.goto("/logowanie")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Hasło", exact=True).fill(password or f"demo-{login}")
    page.get_by_role("main").get_by_role("button", name="Zaloguj się", exact=True).click()


def open_letter(page: Page, recipient: str, subject: str) -> None:
    """Look into the mailbox until the letter is there, and read it."""
    letter = page.get_by_role("link", name=re.compile(subject)).first
    for _ in range(40):
        page.goto(f"/demo/poczta?do={recipient}")
        if letter.count():
            break
        page.wait_for_timeout(250)
    letter.click()


def test_from_a_forgotten_password_to_the_balance(visitors: Visitors, own_portal: Portal) -> None:
    page = visitors.page(url=own_portal.url, viewport=PHONE, java_script_enabled=False)
    page.goto("/logowanie")
    page.get_by_role("link", name="Nie pamiętam hasła").click()
    page.get_by_label("Login").fill("10001")
    page.get_by_label("Adres e-mail").fill("anna.nowak@example.pl")
    page.get_by_role("button", name="Wyślij link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprawdź pocztę")
    open_letter(page, "anna.nowak@example.pl", "Nowe hasło")
    page.locator(".card a").first.click()
    expect(page).to_have_url(re.compile("/haslo/reset/nowe$"))
    page.get_by_label("Nowe hasło").fill(NEW)
    page.get_by_role("button", name="Zapisz hasło").click()
    expect(page.get_by_text("Hasło jest zmienione.")).to_be_visible()
    sign_in(page, "10001", NEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("Do zapłaty")
    open_letter(page, "anna.nowak@example.pl", "zostało zmienione")


def test_a_new_address_from_the_wish_to_the_approval(
    visitors: Visitors, own_portal: Portal
) -> None:
    address = "zaklad.igla@example.pl"
    tenant = visitors.page(url=own_portal.url, viewport=PHONE, java_script_enabled=False)
    sign_in(tenant, "10005")
    tenant.goto("/profil")
    tenant.get_by_role("link", name="Dodaj adres").click()
    tenant.get_by_label("Adres e-mail").fill(address)
    tenant.get_by_label("Obecne hasło").fill("demo-10005")
    tenant.get_by_role("button", name="Wyślij link").click()
    open_letter(tenant, address, "Potwierdzenie adresu")
    tenant.locator(".card a").first.click()
    tenant.get_by_role("button", name="Potwierdź adres").click()
    tenant.get_by_role("link", name="Przejdź do Profilu").click()
    expect(tenant.get_by_text(f"{address} czeka na zatwierdzenie")).to_be_visible()

    clerk = visitors.page(url=own_portal.url, java_script_enabled=False)
    sign_in(clerk, "biuro")
    clerk.goto("/biuro/adresy")
    clerk.get_by_role("button", name=f"Zatwierdź {address}").click()
    expect(clerk.get_by_text("Adres jest zatwierdzony.")).to_be_visible()

    open_letter(tenant, address, "jest zatwierdzony")
    tenant.goto("/profil")
    expect(tenant.get_by_text("zatwierdzenie adresu e-mail")).to_be_visible()
    expect(tenant.locator("section[aria-labelledby=em] .tag")).to_have_text("działa")
