"""The end of a session: announced in time, put off by one press, and nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journeys import sign_in
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser

MINUTE = 60_000


@pytest.fixture
def waiting(visitors: Visitors) -> Page:
    """A tenant's page whose clock can be turned forward."""
    page = visitors.page("10001")
    page.clock.install()
    page.goto("/haslo/nowe")
    return page


def test_a_warning_comes_two_minutes_before_the_end(waiting: Page) -> None:
    dialog = waiting.get_by_role("dialog", name="Czy jeszcze tu jesteś?")
    waiting.clock.run_for(27 * MINUTE)
    expect(dialog).to_be_hidden()
    waiting.clock.run_for(2 * MINUTE)
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Zostaję")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_one_press_puts_the_end_off_and_tells_the_portal(waiting: Page, key: str) -> None:
    dialog = waiting.get_by_role("dialog")
    waiting.clock.run_for(29 * MINUTE)
    expect(dialog).to_be_visible()
    with waiting.expect_response("**/sesja") as answer:
        waiting.keyboard.press(key)
    assert answer.value.status == 204
    expect(dialog).to_be_hidden()
    waiting.clock.run_for(20 * MINUTE)
    expect(dialog).to_be_hidden()
    waiting.clock.run_for(9 * MINUTE)
    expect(dialog).to_be_visible()


def test_what_was_typed_stays_on_the_page_while_the_warning_is_shown(waiting: Page) -> None:
    waiting.get_by_label("Nowe hasło").fill("zielony rower jedzie nocą")
    waiting.clock.run_for(29 * MINUTE)
    waiting.get_by_role("button", name="Zostaję").click()
    expect(waiting.get_by_role("dialog")).to_be_hidden()
    expect(waiting.get_by_label("Nowe hasło")).to_have_value("zielony rower jedzie nocą")


def test_a_form_sent_after_the_end_waits_until_one_has_signed_in_again(
    visitors: Visitors,
) -> None:
    page = visitors.page("10004")
    page.goto("/haslo/nowe?next=/lokale")
    page.get_by_label("Obecne hasło").fill("demo-10004")
    page.get_by_label("Nowe hasło").fill("krótkie")
    page.context.clear_cookies(name="iok")
    page.get_by_role("button", name="Zapisz hasło").click()
    expect(page.get_by_text("Sesja się skończyła.")).to_be_visible()
    sign_in(page, "10004")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokończ wysyłanie")
    page.get_by_role("main").get_by_role("button", name="Wyślij").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zmień hasło")
    expect(page.locator("[name=next]").last).to_have_value("/lokale")
