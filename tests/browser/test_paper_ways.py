"""From a paper letter to the balance, and from nothing at all, with the clerk's part in each."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Portal
from tests.browser.test_ways_back import sign_in
from tests.browser.visitors import PHONE, Visitors
from tests.letters.papers import Paper, papers_of

pytestmark = pytest.mark.browser

NEW = "zielony rower jedzie nocą"


def print_out(clerk: Page) -> Paper:
    """Print the batch that is open; gives its one page."""
    with clerk.expect_download() as download:
        clerk.get_by_role("button", name="Drukuj i aktywuj hasła").click()
    (paper,) = papers_of(Path(download.value.path()).read_bytes())
    clerk.reload()
    clerk.get_by_role("button", name="Oznacz jako wydane").click()
    expect(clerk.get_by_text("Listy są oznaczone jako wydane.")).to_be_visible()
    return paper


def choose_password(page: Page, paper: Paper) -> None:
    """Type what stands on the paper, and choose a password."""
    sign_in(page, paper.login, paper.password)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ustaw swoje hasło")
    page.get_by_label("Nowe hasło").fill(NEW)
    page.get_by_role("button", name="Zapisz hasło").click()


def set_up(page: Page) -> None:
    """Go through the steps to Start."""
    go_on = page.get_by_role("button", name="Zapisz i przejdź dalej")
    page.get_by_label("Adres e-mail").fill("ktos@example.pl")
    go_on.click()
    page.get_by_label("Numer telefonu").fill("600 100 200")
    go_on.click()
    page.get_by_label("українська").check()
    go_on.click()
    page.get_by_label("Tak, powiadamiaj mnie").check()
    page.get_by_role("button", name="Zapisz i zakończ").click()
    expect(page.locator("main .hero")).to_be_visible()


def test_from_a_paper_letter_to_the_balance(visitors: Visitors, own_portal: Portal) -> None:
    clerk = visitors.page(url=own_portal.url, java_script_enabled=False)
    sign_in(clerk, "biuro")
    clerk.goto("/biuro/najemcy")
    clerk.get_by_label("Szukaj najemcy").fill("zielińska")
    clerk.get_by_role("button", name="Szukaj").click()
    clerk.get_by_role("button", name=re.compile("Otwórz kartę.*Maria Zielińska")).click()
    clerk.get_by_role("link", name="Zamów list z hasłem").click()
    clerk.get_by_role("button", name="Zamów 1 list").click()
    paper = print_out(clerk)
    assert "Maria Zielińska" in paper.text

    tenant = visitors.page(url=own_portal.url, viewport=PHONE, java_script_enabled=False)
    choose_password(tenant, paper)
    set_up(tenant)
    tenant.goto("/profil")
    contact = tenant.locator("section[aria-labelledby=te]")
    expect(contact).to_contain_text("+48 600 100 200")
    expect(contact).to_contain_text("українська")
    looks = tenant.locator("section[aria-labelledby=kto]")
    expect(looks).to_contain_text("otwarta karta")
    expect(looks).to_contain_text("list z loginem i hasłem")
    looks.get_by_role("link", name="Wszystkie wpisy").click()
    expect(tenant.get_by_role("main")).to_contain_text("wyniki wyszukiwania")

    clerk.goto("/biuro/najemcy?szukaj=zielińska")
    expect(clerk.get_by_text("prosi o kontakt po ukraińsku")).to_be_visible()


def test_without_e_mail_by_a_request_and_a_new_letter(
    visitors: Visitors, own_portal: Portal
) -> None:
    tenant = visitors.page(url=own_portal.url, viewport=PHONE, java_script_enabled=False)
    tenant.goto("/logowanie")
    tenant.get_by_role("link", name="Nie pamiętam hasła").click()
    tenant.get_by_role("link", name=re.compile("Wyślij wniosek o login i hasło")).click()
    tenant.get_by_label("Imię i nazwisko").fill("Jan Kowalski")
    tenant.get_by_label("Adres lokalu").fill("Jarzębinowa 14 m. 11")
    tenant.get_by_role("button", name="Wyślij wniosek").click()
    number = tenant.get_by_text(re.compile(r"W-[0-9A-Z-]+")).first.inner_text()

    clerk = visitors.page(url=own_portal.url, java_script_enabled=False)
    sign_in(clerk, "biuro")
    clerk.goto("/biuro/wnioski")
    row = clerk.locator("tr", has_text=re.search(r"W-[0-9A-Z-]+", number)[0])
    expect(row).to_contain_text("nazwisko się zgadza")
    row.get_by_role("button", name=re.compile("Przygotuj list")).click()
    clerk.get_by_role("link", name="Przejdź do wydruku").click()
    paper = print_out(clerk)
    assert paper.login == "10002"

    choose_password(tenant, paper)
    # He has told an address before; the rest may wait.
    tenant.get_by_role("link", name="Dalej").click()
    for _ in range(2):
        tenant.get_by_role("link", name="Pomiń ten krok").click()
    tenant.get_by_role("button", name="Pomiń i zakończ").click()
    expect(tenant.locator("main .hero")).to_be_visible()
    tenant.goto("/profil")
    expect(tenant.locator("section[aria-labelledby=kto]")).to_contain_text(
        "przyjęcie wniosku o login i hasło"
    )
