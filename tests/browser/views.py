"""Every screen, in each state that changes it, and the way there.

A new address needs an entry here; test_every_screen.py compares this with the portal's own list.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

STRANGER = ""
NOT_PAGES = (
    "/zdrowie",
    "/biuro/pisma/{id}/druk",
    "/biuro/korespondencja/{case}/pismo/{letter}",
    "/place/powrot",
    "/place/{order}/potwierdzenie",
    "/biuro/platnosci/uzgodnienie/csv",
    "/finanse/zestawienie/pdf",
    "/finanse/zaswiadczenia/{id}/pdf",
    "/biuro/zaswiadczenia/{id}/pdf",
    "/finanse/zaleglosc/{id}/pdf",
    "/pliki/{id}",
    "/pliki/szkic/{id}",
    "/pliki/wzor/{id}",
)

# A word that no page of ours holds, so that what it names is not there.
NOWHERE = "/nie-ma-takiej-strony"


@dataclass(frozen=True)
class View:
    """A screen as one person finds it.

    start:   where the visit begins: the screen's own address, where that is fixed.
    follow:  the link (a selector) that leads on from there, where the address holds a reference.
    then:    what the person does before the page is looked at.
    """

    screen: str
    login: str = STRANGER
    state: str = ""
    start: str = ""
    follow: str = ""
    then: Callable[[Page], None] | None = None
    known: list[str] = field(default_factory=list, compare=False, repr=False)

    @property
    def name(self) -> str:
        return " ".join(word for word in (self.screen, self.login or "nobody", self.state) if word)

    def open(self, page: Page) -> None:
        """Go there; a link once followed is remembered."""
        if self.known:
            page.goto(self.known[0])
        else:
            page.goto(self.start or self.screen)
            if self.follow:
                link = page.locator(self.follow).first.get_attribute("href")
                assert link, f"{self.name}: nothing to follow"
                self.known.append(link)
                page.goto(link)
        if self.then is not None:
            self.then(page)


def _send(button: str, **fields: str) -> Callable[[Page], None]:
    """Fill in the main form of a page and send it."""

    def act(page: Page) -> None:
        for name, value in fields.items():
            page.locator(f"main [name={name}]").fill(value)
        page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
        page.locator("#bledy").wait_for()

    return act


def _open_all(selector: str) -> Callable[[Page], None]:
    """Unfold what is folded."""

    def act(page: Page) -> None:
        page.locator(selector).evaluate_all("parts => parts.forEach((part) => part.open = true)")

    return act


def _lose_the_session(page: Page) -> None:
    kept = page.context.cookies()
    page.context.clear_cookies(name="iok")
    page.get_by_role("main").get_by_role("button", name="Zapisz hasło").click()
    page.get_by_text("Sesja się skończyła").wait_for()
    page.context.add_cookies(kept)


def _warn_of_the_end(page: Page) -> None:
    page.locator("dialog.idle").evaluate("dialog => dialog.showModal()")


def _ask_for_a_new_letter(page: Page) -> None:
    page.locator(BATCHES).first.click()
    page.locator("main a[href^='/biuro/listy/dla/']").first.click()
    page.get_by_role("heading", name="Sprawdź zamówienie listów").wait_for()


def _search_for(words: str) -> Callable[[Page], None]:
    """Search as people do, so that the results come by htmx."""

    def act(page: Page) -> None:
        page.locator("#szukaj").fill(words)
        page.locator("#szukaj").press("Enter")
        page.locator("#wyniki").get_by_text("Otwórz kartę").first.wait_for()

    return act


def _open_card(page: Page) -> None:
    """Note the look, where it is not noted."""
    closed = page.get_by_role("button", name="Otwórz kartę")
    if closed.count():
        closed.click()
    page.get_by_role("heading", name="Umowy").wait_for()


def _view_as(page: Page) -> None:
    _open_card(page)
    page.get_by_role("button", name="Zobacz jak najemca").click()
    page.get_by_text("Tylko odczyt.").wait_for()


def _set_up_a_factor(page: Page) -> None:
    """Draw a secret; it stays unconfirmed, and so changes nothing."""
    field = page.locator("main [name=password]")
    if field.count():
        field.fill("demo-ksiegowosc")
        page.get_by_role("button", name="Zacznij").click()
    page.get_by_text("Zeskanuj kod QR").wait_for()


def _ask_for_credentials(page: Page) -> None:
    """Ask once; the page with the number can be opened again."""
    if not TAKEN_REQUESTS:
        page.locator("main [name=name]").fill("Anna Nowak")
        page.locator("main [name=address]").fill("ul. Jarzębinowa 14 m. 7")
        page.get_by_role("button", name="Wyślij wniosek").click()
        page.get_by_role("heading", name="Wniosek przyjęty").wait_for()
        TAKEN_REQUESTS.append(page.url)
    page.goto(TAKEN_REQUESTS[0])


def _write_letter(page: Page) -> None:
    """Write a letter and go on to the check of it."""
    page.locator("main [name=temat]").fill("Kopia umowy")
    page.locator("main [name=tresc]").fill("Proszę o kopię umowy.\n\nDziękuję.")
    page.get_by_role("button", name="Dalej: sprawdź i wyślij").click()
    page.get_by_role("heading", name="Sprawdź i wyślij").wait_for()


def _open_receipt(page: Page) -> None:
    page.get_by_role("link", name="Potwierdzenie").first.click()
    page.get_by_role("heading", name="Potwierdzenie przyjęcia").wait_for()


def _attach_what_is_refused(page: Page) -> None:
    """Choose a file that is none of those that are taken."""
    page.locator("main [type=file]").set_input_files(
        {"name": "program.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\0\0"}
    )
    page.get_by_text("którego nie możemy przyjąć").first.wait_for()


TAKEN_REQUESTS: list[str] = []
LETTER = "/korespondencja/dodaj/{slug}"
THREAD = "/korespondencja/{case}"
CASES = "#listy .rows a"
BATCHES = "main tbody a[href^='/biuro/listy/']"
CARDS = "main tbody a[href^='/biuro/najemcy/']"


def _by_link(page: Page) -> None:
    """Ask for a new password once, and open the link of the letter, which is not used up."""
    if not RESET_LINKS:
        page.locator("main [name=login]").fill("10004")
        page.locator("main [name=email]").fill("piotr.wisniewski@example.pl")
        page.get_by_role("main").get_by_role("button", name="Wyślij link").click()
        letter = page.locator("main .rows a:has-text('Nowe hasło')").first
        for _ in range(40):
            page.goto("/demo/poczta?do=piotr.wisniewski@example.pl")
            if letter.count():
                break
            page.wait_for_timeout(250)
        letter.click()
        RESET_LINKS.append(page.locator("main .card a").first.get_attribute("href") or "")
    page.goto(RESET_LINKS[0])
    page.get_by_role("heading", name="Wybierz nowe hasło").wait_for()


RESET_LINKS: list[str] = []


def _two_accounts(page: Page) -> None:
    """Come by login.gov.pl as somebody with two accounts, and look at the choice."""
    if page.get_by_role("heading", level=1).text_content() == "Wybierz konto":
        return
    page.goto("/logowanie")
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    page.locator("input[name=person][value='10010']").check()
    page.get_by_role("button", name="Zaloguj", exact=True).click()
    page.get_by_role("button", name="Wróć do portalu").click()
    page.get_by_role("heading", name="Wybierz konto").wait_for()


def _lead_on(page: Page) -> None:
    """The page that leads to login.gov.pl, held there."""
    page.route("http://localhost:*/**", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="Zaloguj przez login.gov.pl").click()
    page.get_by_role("heading", name="Przejście do login.gov.pl").wait_for()


def _go_on(page: Page) -> None:
    page.get_by_role("heading", name="Czas na logowanie minął").wait_for()


def _ask_for_no_arrears(page: Page) -> None:
    """Ask for a certificate although something is late."""
    if page.get_by_role("button", name="Sprawdź treść").count():
        page.get_by_text("O niezaleganiu w opłatach").check()
        page.get_by_text("Mieszkanie").check()
        page.get_by_role("button", name="Sprawdź treść").click()
    page.get_by_text("jest zaległość").wait_for()


def _open_waiting(page: Page) -> None:
    """Go to what was asked for the garage."""
    if page.locator(GARAGE).count():
        page.locator(GARAGE).click()
        page.locator("#raty .note a").click()
    page.get_by_text("Prośba jest w biurze.").wait_for()


def _check_certificate(page: Page) -> None:
    """See what the code of the newest certificate shows to others."""
    page.locator(CERTIFICATES).first.click()
    page.locator(CHECKED).click()
    page.locator("h1:has-text('jest')").wait_for()


def _order(state: str) -> str:
    return f"main .rows a:has-text('{state}')"


def _send_as(button: str, choice: str, **fields: str) -> Callable[[Page], None]:
    """Choose, fill in and send the form of Płacę."""

    def act(page: Page) -> None:
        page.locator(f"main [name=ile][value={choice}]").check()
        _send(button, **fields)(page)

    return act


def _start_paying(page: Page, channel: str, why: str = "") -> None:
    """Start an order once, in spite of others; an order of before is opened again."""
    key = f"{page.url} {channel} {why}"
    if key not in STARTED_ORDERS:
        for _ in range(40):  # the operator's channels come a moment after the start
            if page.locator("#kanal").count():
                break
            page.wait_for_timeout(250)
            page.reload()
        page.locator("main [name=ile][value=inna]").check()
        page.locator("main [name=kwota]").fill("123,45")
        page.locator("#kanal").select_option(channel)
        if page.locator("#mimo").count():
            page.locator("#mimo").check()
        page.get_by_role("button", name="Zapłać", exact=True).click()
        page.get_by_role("heading", level=1, name=re.compile("Autopay|BLIK")).wait_for()
        STARTED_ORDERS[key] = page.url
    page.goto(STARTED_ORDERS[key], wait_until="commit")
    page.get_by_role("heading", level=1, name=re.compile("Autopay|BLIK")).wait_for()


def _open_message(kind: str) -> Callable[[Page], None]:
    """Open a message of an order by its button, which notes the look."""

    def act(page: Page) -> None:
        if kind not in page.url:
            page.locator(f"main form[action*='{kind}'] button").first.click()
        page.get_by_role("heading", name="Dosłownie").wait_for()

    return act


def _see_closed_message(page: Page) -> None:
    """The page of a message as somebody sees it who has its address and has not pressed."""
    address = page.locator("main form[action*='/powiadomienie/']").first.get_attribute("action")
    page.goto(address or "")
    page.get_by_text("Otwarcie zapisujemy w dzienniku.").wait_for()


def _search_lease(words: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator("#szukaj").fill(words)
        page.locator("#szukaj").press("Enter")
        page.get_by_role("button", name="Przypisz").first.wait_for()

    return act


KEPT = "main tbody tr"
REFUNDABLE = "main tbody a[href*='/zwrot/']"


def _leave_for_the_operator(page: Page) -> None:
    """The page that leads to the operator, held there."""
    page.route("http://localhost:*/**", lambda route: route.fulfill(status=204))
    _start_paying(page, "0")


def _choose_blik(page: Page) -> None:
    _start_paying(page, "509")


def _mistype_blik(page: Page) -> None:
    _choose_blik(page)
    _send("Zapłać", kod="12")(page)


BULLETIN = "main .rows a[href^='/biuro/pisma/']"


def _check_a_letter(page: Page) -> None:
    page.locator("#temat").fill("Przegląd kominiarski")
    page.locator("#tresc").fill("Kominiarz przyjdzie 5 grudnia.")
    page.get_by_role("button", name="Sprawdź przed wysłaniem").click()
    page.get_by_role("heading", name="Sprawdź pismo").wait_for()


CASE_TYPES = "/biuro/rodzaje-spraw"
CASE_TYPE = "main .rows a[href^='/biuro/rodzaje-spraw/']"
WITH_PAPER = f"{CASE_TYPE}:has-text('Zgoda')"


def _in_case_type(link: str) -> Callable[[Page], None]:
    """Open the first case type, then what a link of its page leads to."""

    def act(page: Page) -> None:
        for selector in (CASE_TYPE, link):
            address = page.locator(selector).first.get_attribute("href")
            assert address
            page.goto(address)

    return act


_edit_type = _in_case_type("main a[href$='/zmien']")
_preview_type = _in_case_type("main a[href$='/podglad']")
_edit_question = _in_case_type("main li a[href*='/pytania/']")


def _preview_alone(page: Page) -> None:
    _preview_type(page)
    page.goto(f"{page.url}/strona")


OPEN_CASES = "/biuro/korespondencja?widok=w-toku"
SETTLED_CASES = "/biuro/korespondencja?widok=zalatwione"
FIGURES = "/biuro/korespondencja/terminy"
DESK_CASES = "main tbody a[href^='/biuro/korespondencja/']"
TEXTS = "main .rows a[href^='/biuro/gotowe-teksty/']"


def _confirm_in_the_app(page: Page) -> None:
    """A code that the simulator's bank waits for; sent once."""
    key = f"{page.url} in the app"
    if key not in STARTED_ORDERS:
        _start_paying(page, "509", "in the app")
        page.locator("main [name=kod]").fill("777777")
        page.get_by_role("button", name="Zapłać", exact=True).click()
        page.locator("#wynik").wait_for()
        STARTED_ORDERS[key] = page.url
    page.goto(STARTED_ORDERS[key], wait_until="commit")
    page.locator("#wynik").wait_for()


STARTED_ORDERS: dict[str, str] = {}
CHARGES = "main a[href^='/finanse/naliczenia/']"
PAYMENTS = "main a[href^='/finanse/wplaty/']"
PROPOSALS = "main #raty .rows a[href^='/finanse/zaleglosc/']"
OFFERS = "main a[href^='/biuro/raty/']"
GARAGE = "main .tabs a:has-text('Garaż')"
CERTIFICATES = "main .rows a[href^='/finanse/zaswiadczenia/']"
PAPERS = "main tr:not(:has(.bad)) td.t a[href^='/biuro/zaswiadczenia/']"
CHECKED = "main a[href^='/zaswiadczenie/']"
QUESTIONS = "/pomoc/logowanie/{question:path}"

VIEWS = [
    View("/"),
    *(View("/", login) for login in ("10001", "10002", "10003", "10005", "10007", "10008")),
    View("/", "10009"),
    View("/", "10001", "with everything unfolded", then=_open_all("details.more, .bar details")),
    View("/", "10001", "with the choice of text size", then=_open_all(".pop:first-child")),
    View("/", "10001", "warned of the end", then=_warn_of_the_end),
    View("/logowanie"),
    View("/logowanie", state="after signing out", start="/logowanie?wylogowano=1"),
    View("/logowanie", state="on the way elsewhere", start="/logowanie?next=/finanse"),
    View("/logowanie", state="with mistakes", then=_send("Zaloguj się")),
    View(
        "/logowanie",
        "10001",
        "after the session ended",
        start="/haslo/nowe",
        then=_lose_the_session,
    ),
    View("/logowanie/login-gov/dalej"),
    View("/logowanie/login-gov/przejscie", start="/logowanie", then=_lead_on),
    View("/logowanie/login-gov/powrot", state="by a link", then=_go_on),
    View("/logowanie/login-gov/wybor", state="two accounts", then=_two_accounts),
    View("/logowanie/login-gov/polacz", "10001"),
    View("/haslo/nowe", "10006"),
    View("/haslo/nowe", "10001"),
    View("/haslo/nowe", "10001", "with mistakes", then=_send("Zapisz hasło")),
    View("/haslo/reset"),
    View("/haslo/reset", state="with mistakes", then=_send("Wyślij link", login="", email="x")),
    View("/haslo/reset/wyslano"),
    View("/haslo/reset/{token}", start="/haslo/reset/inny"),
    View("/haslo/reset/nowe", start="/haslo/reset", then=_by_link),
    View("/demo/poczta"),
    *(View("/finanse", login) for login in ("10001", "10002", "10004", "10005", "10007", "10008")),
    View("/finanse", "10009"),
    View("/finanse", "10001", "payments", start="/finanse?rodzaj=wplaty"),
    View("/finanse", "10001", "a year without entries", start="/finanse?rok=1999"),
    View("/finanse/naliczenia", "10001"),
    View("/finanse/naliczenia", "10009"),
    View("/finanse/wplaty", "10001"),
    View("/finanse/naliczenia/{id}", "10001", start="/finanse/naliczenia", follow=CHARGES),
    View("/finanse/naliczenia/{id}", "10008", start="/finanse/naliczenia", follow=CHARGES),
    View(
        "/finanse/naliczenia/{id}",
        "10005",
        "a settlement",
        start="/finanse/naliczenia",
        follow=f"{CHARGES}:has-text('Rozliczenie')",
    ),
    View(
        "/finanse/naliczenia/{id}",
        "10002",
        "interest",
        start="/finanse/naliczenia",
        follow=f"{CHARGES}:has-text('dsetki')",
    ),
    View("/finanse/wplaty/{id}", "10001", start="/finanse/wplaty", follow=PAYMENTS),
    View("/finanse/wplaty/{id}", "10004", start="/finanse/wplaty", follow=PAYMENTS),
    *(View("/place", login) for login in ("10001", "10002", "10004", "10008", "10009")),
    View("/place", "10001", "with mistakes", then=_send_as("Zapłać", "inna", kwota="x")),
    View("/place", "10002", "with mistakes", then=_send_as("Zapłać", "inna", kwota="x")),
    View("/place/lista", "10002"),
    View("/place/lista", "10009"),
    *(
        View("/place/{order}", login, state, start="/place/lista", follow=_order(state))
        for login, state in (
            ("10002", "nie udała się"),
            ("10002", "czeka na bank"),
            ("10008", "zapłacona"),
            ("10008", "anulowana"),
            ("10008", "wyjaśniamy"),
            ("10008", "czas minął"),
        )
    ),
    View("/place/{order}", "10008", "paid twice", start="/place/lista", follow=_order("80,00")),
    View("/place/{order}", "10009", "by BLIK", start="/place", then=_confirm_in_the_app),
    View("/place/{order}/przejscie", "10004", start="/place", then=_leave_for_the_operator),
    View("/place/{order}/blik", "10005", start="/place", then=_choose_blik),
    View("/place/{order}/blik", "10005", "with mistakes", start="/place", then=_mistype_blik),
    *(View("/finanse/rachunek", login) for login in ("10001", "10002", "10005", "10008")),
    View("/finanse/zestawienie", "10001"),
    View("/finanse/zestawienie", "10002"),
    View(
        "/finanse/zestawienie",
        "10001",
        "with mistakes",
        start="/finanse/zestawienie?od=x&do=2026-01-01",
    ),
    View("/finanse/zaleglosc", "10002"),
    View("/finanse/zaleglosc", "10002", "unfolded", then=_open_all("details.more")),
    View("/finanse/zaleglosc", "10002", "waiting", start="/finanse/zaleglosc", follow=GARAGE),
    View(
        "/finanse/zaleglosc", "10002", "with mistakes", then=_send("Wyślij prośbę", od="2026-01-01")
    ),
    View("/finanse/zaleglosc", "10001", "none"),
    View(
        "/finanse/zaleglosc/{id}", "10002", "agreed", start="/finanse/zaleglosc", follow=PROPOSALS
    ),
    View(
        "/finanse/zaleglosc/{id}",
        "10002",
        "waiting",
        start="/finanse/zaleglosc",
        then=_open_waiting,
    ),
    View("/finanse/zaswiadczenia", "10001"),
    View("/finanse/zaswiadczenia", "10002", "several leases"),
    View("/finanse/zaswiadczenia", "10007", "none yet"),
    View(
        "/finanse/zaswiadczenia/sprawdz",
        "10002",
        "with mistakes",
        start="/finanse/zaswiadczenia/sprawdz",
    ),
    *(
        View(
            "/finanse/zaswiadczenia/sprawdz",
            login,
            kind,
            start=f"/finanse/zaswiadczenia/sprawdz?rodzaj={kind}",
        )
        for login, kind in (("10001", "oplaty"), ("10005", "niezaleganie"), ("10009", "oplaty"))
    ),
    View(
        "/finanse/zaswiadczenia/sprawdz",
        "10002",
        "arrears",
        start="/finanse/zaswiadczenia",
        then=_ask_for_no_arrears,
    ),
    View(
        "/finanse/zaswiadczenia/{id}", "10001", start="/finanse/zaswiadczenia", follow=CERTIFICATES
    ),
    View(
        "/finanse/zaswiadczenia/{id}",
        "10004",
        "revoked",
        start="/finanse/zaswiadczenia",
        follow=CERTIFICATES,
    ),
    View("/zaswiadczenie"),
    View("/zaswiadczenie", state="with mistakes", then=_send("Sprawdź")),
    View("/zaswiadczenie/{code}", state="none", start="/zaswiadczenie/CDJKMPRT2345"),
    View(
        "/zaswiadczenie/{code}",
        "10001",
        "valid",
        start="/finanse/zaswiadczenia",
        then=_check_certificate,
    ),
    View(
        "/zaswiadczenie/{code}",
        "10004",
        "revoked",
        start="/finanse/zaswiadczenia",
        then=_check_certificate,
    ),
    *(View("/lokale", login) for login in ("10001", "10002", "10005", "10007", "10009")),
    View("/lokale/{id}", "10008", start="/", follow="main a[href^='/lokale/']"),
    View("/lokale/{id}", "10002", start="/", follow="main a[href^='/lokale/']"),
    View("/korespondencja", "10001"),
    View("/korespondencja", "10002", "unread, a draft"),
    View("/korespondencja", "10007", "an ended lease"),
    View("/korespondencja", "10008", "long words"),
    View("/korespondencja", "10009", "nothing yet"),
    View("/korespondencja", "10001", "a search in vain", start="/korespondencja?szukaj=xyzzy"),
    View("/korespondencja", "10001", "settled", start="/korespondencja?pokaz=zalatwione"),
    View("/korespondencja/dodaj", "10001"),
    View("/korespondencja/dodaj", "10007", "an ended lease"),
    View("/korespondencja/dodaj", "10001", "a search", start="/korespondencja/dodaj?szukaj=kran"),
    View("/korespondencja/dodaj", "10001", "in vain", start="/korespondencja/dodaj?szukaj=xyzzy"),
    View(LETTER, "10001", "persons", start="/korespondencja/dodaj/liczba-osob"),
    View(LETTER, "10001", "meters", start="/korespondencja/dodaj/odczyty-licznikow"),
    View(LETTER, "10001", "urgent", start="/korespondencja/dodaj/usterka-w-mieszkaniu"),
    View(LETTER, "10001", "a fault", start="/korespondencja/dodaj/usterka-w-mieszkaniu?dalej=1"),
    View(LETTER, "10002", "a draft, two leases", start="/korespondencja/dodaj/pismo-ogolne"),
    View(
        LETTER,
        "10005",
        "with mistakes",
        start="/korespondencja/dodaj/liczba-osob",
        then=_send("Dalej: sprawdź i wyślij"),
    ),
    View(
        LETTER,
        "10008",
        "a refused file",
        start="/korespondencja/dodaj/pismo-ogolne",
        then=_attach_what_is_refused,
    ),
    View(
        "/korespondencja/dodaj/{slug}/sprawdz",
        "10004",
        start="/korespondencja/dodaj/pismo-ogolne",
        then=_write_letter,
    ),
    View(THREAD, "10001", start="/korespondencja", follow=CASES),
    View(THREAD, "10001", "settled", start="/korespondencja?pokaz=zalatwione", follow=CASES),
    View(THREAD, "10001", "answers", start="/korespondencja?szukaj=zofia", follow=CASES),
    View(THREAD, "10008", "long words", start="/korespondencja", follow=CASES),
    View(THREAD, "10007", "an ended lease", start="/korespondencja", follow=CASES),
    View(
        THREAD,
        "10005",
        "with mistakes",
        start="/korespondencja?pokaz=zalatwione",
        follow=CASES,
        then=_send("Wznów sprawę"),
    ),
    View(
        "/korespondencja/{case}/potwierdzenie/{letter}",
        "10001",
        start="/korespondencja?szukaj=zofia",
        follow=CASES,
        then=_open_receipt,
    ),
    View("/profil", "10001"),
    View("/profil", "10008"),
    View("/profil/kto-ogladal", "10001"),
    View("/profil/kto-ogladal", "10002", "looks", start="/profil/kto-ogladal?pokaz=karty"),
    *(
        View(f"/profil/{part}", "10001")
        for part in (
            "e-mail",
            "telefon",
            "jezyk",
            "powiadomienia",
            "ustawienia-konta",
            "ustawienia-konta/telefon",
            "ustawienia-konta/jezyk",
            "ustawienia-konta/powiadomienia",
        )
    ),
    View("/profil", "10002", "an address that waits"),
    View("/profil/e-mail", "10002"),
    View("/biuro/adresy", "biuro"),
    View("/biuro/adresy/{id}/odrzuc", "biuro", start="/biuro/adresy", follow="main a.red"),
    View("/profil/e-mail/potwierdzono"),
    View("/profil/e-mail/potwierdzenie/{token}", start="/profil/e-mail/potwierdzenie/inny"),
    View("/pomoc"),
    View("/pomoc", "10001"),
    View("/pomoc", state="a search", start="/pomoc?szukaj=saldo"),
    View("/pomoc", state="a search in vain", start="/pomoc?szukaj=xyzzy"),
    View("/pomoc/logowanie"),
    View("/pomoc/logowanie", "10001"),
    View("/pomoc/logowanie", state="with mistakes", start="/pomoc/logowanie?dalej=1"),
    *(
        View(QUESTIONS, state=question, start=f"/pomoc/logowanie/{question}")
        for question in ("nowe-konto", "brak-loginu", "reset-hasla", "profil-zaufany")
    ),
    View("/pomoc/instrukcja"),
    View("/pomoc/instrukcja", "10001"),
    View("/pomoc/slowniczek"),
    View("/pomoc/{topic}", state="saldo", start="/pomoc/saldo"),
    View("/pomoc/{topic}", "10001", "saldo", start="/pomoc/saldo"),
    View("/kontakt"),
    View("/kontakt", "10001"),
    View("/aktualnosci"),
    View("/aktualnosci/{id}", start="/aktualnosci", follow="main a[href^='/aktualnosci/']"),
    View("/prywatnosc"),
    View("/biuro", "biuro"),
    View("/biuro", "admin"),
    View("/biuro", "ksiegowosc"),
    View("/logowanie/kod", "recepcja"),
    View("/logowanie/kod", "recepcja", "with mistakes", then=_send("Dalej")),
    View("/biuro/najemcy", "biuro"),
    View("/biuro/najemcy", "biuro", "results", then=_search_for("jarzebinowa")),
    View("/biuro/najemcy", "biuro", "a search in vain", start="/biuro/najemcy?szukaj=xyzzy"),
    View("/biuro/najemcy/{id}", "admin", start="/biuro/dziennik", follow=CARDS, then=_open_card),
    View("/", "admin", "viewed as a tenant", start="/biuro/dziennik", follow=CARDS, then=_view_as),
    View("/biuro/wnioski", "biuro"),
    View("/biuro/wnioski/{id}", "biuro", start="/biuro/wnioski", follow="main td.t a"),
    View(
        "/biuro/wnioski/{id}",
        "biuro",
        "with mistakes",
        start="/biuro/wnioski",
        follow="main td.t a:has-text('Nowicki')",
        then=_send("Odmów"),
    ),
    View("/dostep/wniosek"),
    View("/dostep/wniosek", state="with mistakes", then=_send("Wyślij wniosek")),
    View("/dostep/wniosek/{number}", start="/dostep/wniosek", then=_ask_for_credentials),
    View("/biuro/pracownicy", "admin"),
    View("/biuro/pracownicy", "admin", "with mistakes", then=_send("Wymagaj od wszystkich")),
    View("/biuro/pracownicy/dodaj", "admin"),
    View(
        "/biuro/pracownicy/dodaj",
        "admin",
        "with mistakes",
        then=_send("Dodaj i pokaż pierwsze hasło"),
    ),
    View(
        "/biuro/pracownicy/{id}",
        "admin",
        start="/biuro/pracownicy",
        follow="main td.t a:has-text('Biurowa')",
    ),
    View("/biuro/drugi-skladnik", "biuro"),
    View("/biuro/drugi-skladnik", "ksiegowosc", "being set up", then=_set_up_a_factor),
    View("/biuro/dziennik", "admin"),
    View("/biuro/dziennik", "admin", "with mistakes", start="/biuro/dziennik?od=jutro"),
    View("/biuro/listy", "biuro"),
    View("/biuro/listy/{id}", "biuro", start="/biuro/listy", follow=BATCHES),
    View(
        "/biuro/listy/{id}",
        "biuro",
        "printed",
        start="/biuro/listy",
        follow=f"{BATCHES}:has-text('jedna osoba')",
    ),
    View("/biuro/listy/nowe", "biuro"),
    View("/biuro/listy/nowe/sprawdz", "biuro", start="/biuro/listy/nowe/sprawdz?dla=nowi"),
    View("/biuro/listy/dla/{id}", "biuro", start="/biuro/listy", then=_ask_for_a_new_letter),
    View("/biuro/raty", "biuro"),
    View("/biuro/raty", "ksiegowosc"),
    View("/biuro/raty/{id}", "biuro", start="/biuro/raty", follow=f"{OFFERS}.btn"),
    View(
        "/biuro/raty/{id}",
        "biuro",
        "with mistakes",
        start="/biuro/raty",
        follow=f"{OFFERS}.btn",
        then=_send("Odmów"),
    ),
    View("/biuro/raty/{id}", "biuro", "agreed", start="/biuro/raty", follow="main .rows a"),
    View("/biuro/odsetki", "ksiegowosc"),
    View("/biuro/odsetki", "ksiegowosc", "with mistakes", then=_send("Zapisz stawkę")),
    View("/biuro/zasady-rat", "ksiegowosc"),
    View("/biuro/zasady-rat", "ksiegowosc", "with mistakes", then=_send("Zapisz zasady", dni="0")),
    View("/biuro/zaswiadczenia", "biuro"),
    View(
        "/biuro/zaswiadczenia", "biuro", "in vain", start="/biuro/zaswiadczenia?szukaj=CDJKMPRT2345"
    ),
    View("/biuro/zaswiadczenia/{id}", "biuro", start="/biuro/zaswiadczenia", follow=PAPERS),
    View(
        "/biuro/zaswiadczenia/{id}",
        "biuro",
        "revoked",
        start="/biuro/zaswiadczenia",
        follow="main tr:has(.bad) td.t a",
    ),
    View(
        "/biuro/zaswiadczenia/{id}",
        "biuro",
        "with mistakes",
        start="/biuro/zaswiadczenia",
        follow=PAPERS,
        then=_send("Unieważnij zaświadczenie"),
    ),
    *(
        View("/biuro/korespondencja", login, view, start=f"/biuro/korespondencja?widok={view}")
        for login, view in (
            ("biuro", "do-odpowiedzi"),
            ("biuro", "czeka"),
            ("admin", "w-toku"),
            ("ksiegowosc", "moje"),
            ("biuro", "zalatwione"),
        )
    ),
    View("/biuro/korespondencja", "biuro", "results", start="/biuro/korespondencja?szukaj=okno"),
    View("/biuro/korespondencja", "biuro", "in vain", start="/biuro/korespondencja?szukaj=xyzzy"),
    View("/biuro/korespondencja/{case}", "biuro", start=OPEN_CASES, follow=DESK_CASES),
    View("/biuro/korespondencja/{case}", "admin", start=SETTLED_CASES, follow=DESK_CASES),
    View(
        "/biuro/korespondencja/{case}",
        "biuro",
        "with mistakes",
        start=OPEN_CASES,
        follow=DESK_CASES,
        then=_send("Wyślij odpowiedź"),
    ),
    View("/biuro/korespondencja/terminy", "biuro"),
    View("/biuro/korespondencja/terminy", "biuro", "with mistakes", start=f"{FIGURES}?od=jutro"),
    View("/biuro/pisma", "biuro"),
    View("/biuro/pisma/nowe", "biuro"),
    View("/biuro/pisma/nowe", "biuro", "with mistakes", then=_send("Sprawdź przed wysłaniem")),
    View("/biuro/pisma/nowe", "biuro", "a check", then=_check_a_letter),
    View("/biuro/pisma/{id}", "biuro", start="/biuro/pisma", follow=BULLETIN),
    View("/biuro/rodzaje-spraw", "admin"),
    View("/biuro/rodzaje-spraw/dodaj", "admin"),
    View("/biuro/rodzaje-spraw/dodaj", "admin", "with mistakes", then=_send("Zapisz")),
    View("/biuro/rodzaje-spraw/{id}", "admin", start=CASE_TYPES, follow=CASE_TYPE),
    View(
        "/biuro/rodzaje-spraw/{id}", "admin", "with a document", start=CASE_TYPES, follow=WITH_PAPER
    ),
    View(
        "/biuro/rodzaje-spraw/{id}",
        "admin",
        "with mistakes",
        start=CASE_TYPES,
        follow=CASE_TYPE,
        then=_send("Dodaj pytanie"),
    ),
    View("/biuro/rodzaje-spraw/{id}/zmien", "admin", start=CASE_TYPES, then=_edit_type),
    View("/biuro/rodzaje-spraw/{id}/podglad", "admin", start=CASE_TYPES, then=_preview_type),
    View(
        "/biuro/rodzaje-spraw/{id}/podglad/strona", "admin", start=CASE_TYPES, then=_preview_alone
    ),
    View(
        "/biuro/rodzaje-spraw/{id}/pytania/{field}", "admin", start=CASE_TYPES, then=_edit_question
    ),
    View("/biuro/gotowe-teksty", "biuro"),
    View("/biuro/gotowe-teksty/dodaj", "biuro"),
    View("/biuro/gotowe-teksty/dodaj", "biuro", "with mistakes", then=_send("Zapisz tekst")),
    View("/biuro/gotowe-teksty/{id}", "biuro", start="/biuro/gotowe-teksty", follow=TEXTS),
    View("/biuro/platnosci", "ksiegowosc"),
    View("/biuro/platnosci", "biuro", "paid", start="/biuro/platnosci?stan=paid"),
    View("/biuro/platnosci", "ksiegowosc", "none", start="/biuro/platnosci?stan=started"),
    View("/biuro/platnosci", "ksiegowosc", "in vain", start="/biuro/platnosci?szukaj=xyzzy"),
    View("/biuro/platnosci", "ksiegowosc", "with mistakes", start="/biuro/platnosci?od=jutro"),
    *(
        View(
            "/biuro/platnosci/{order}",
            login,
            state,
            start=f"/biuro/platnosci?szukaj={asked}",
            follow=f"main tbody tr:has-text('{state}') td.t a",
        )
        for login, asked, state in (
            ("ksiegowosc", "10008", "zapłacona"),
            ("ksiegowosc", "10008", "czeka na bank"),
            ("ksiegowosc", "10002", "nieudana"),
            ("ksiegowosc", "10008", "czas minął"),
            ("biuro", "10008", "anulowana"),
        )
    ),
    View(
        "/biuro/platnosci/{order}",
        "admin",
        "given back",
        start="/biuro/platnosci/PHTT-W5RA-0022",
    ),
    View(
        "/biuro/platnosci/{order}/wiadomosc/{id}",
        "ksiegowosc",
        start="/biuro/platnosci/PHTT-W5RA-0022",
        then=_open_message("/wiadomosc/"),
    ),
    View(
        "/biuro/platnosci/{order}/powiadomienie/{id}",
        "ksiegowosc",
        start="/biuro/platnosci/PHTT-W5RA-0022",
        then=_open_message("/powiadomienie/"),
    ),
    View(
        "/biuro/platnosci/{order}/powiadomienie/{id}",
        "admin",
        "closed",
        start="/biuro/platnosci/PHTT-W5RA-0022",
        then=_see_closed_message,
    ),
    View("/biuro/platnosci/do-wyjasnienia", "ksiegowosc"),
    *(
        View(
            "/biuro/platnosci/do-wyjasnienia/{id}",
            "ksiegowosc",
            state,
            start="/biuro/platnosci/do-wyjasnienia",
            follow=f"{KEPT}:has-text('{state}') a.btn",
        )
        for state in ("Nieznane zlecenie", "Inna kwota niż w zleceniu", "Zapłacono drugi raz")
    ),
    View(
        "/biuro/platnosci/do-wyjasnienia/{id}",
        "ksiegowosc",
        "results",
        start="/biuro/platnosci/do-wyjasnienia",
        follow=f"{KEPT}:has-text('Nieznane zlecenie') a.btn",
        then=_search_lease("jarzebinowa"),
    ),
    View(
        "/biuro/platnosci/do-wyjasnienia/{id}",
        "ksiegowosc",
        "with mistakes",
        start="/biuro/platnosci/do-wyjasnienia",
        follow=f"{KEPT}:has-text('Nieznane zlecenie') a.btn",
        then=_send("Zamknij bez przypisania"),
    ),
    View(
        "/biuro/platnosci/do-wyjasnienia/{id}",
        "ksiegowosc",
        "settled",
        start="/biuro/platnosci/do-wyjasnienia",
        follow="main .rows a",
    ),
    View("/biuro/platnosci/powiadomienia", "ksiegowosc"),
    View(
        "/biuro/platnosci/powiadomienia",
        "ksiegowosc",
        "with mistakes",
        then=_send("Zapisz adres", email="ksiegowosc"),
    ),
    View("/biuro/platnosci/zwroty", "ksiegowosc"),
    *(
        View(
            "/biuro/platnosci/zwroty/{id}",
            login,
            state,
            start="/biuro/platnosci/zwroty",
            follow=f"main {row}:has-text('{state}') a",
        )
        for login, row, state in (
            ("ksiegowosc", "tbody tr", "czeka na drugą osobę"),
            ("admin", "tbody tr", "czeka na drugą osobę"),
            ("ksiegowosc", "tbody tr", "nie wiadomo, czy przyjęty"),
            ("ksiegowosc", ".rows li", "wykonany"),
            ("ksiegowosc", ".rows li", "nieudany"),
            ("ksiegowosc", ".rows li", "bez zgody"),
        )
    ),
    View(
        "/biuro/platnosci/zwroty/{id}",
        "admin",
        "with mistakes",
        start="/biuro/platnosci/zwroty",
        follow="main tbody tr:has-text('czeka na drugą osobę') a",
        then=_send("Nie zgadzam się"),
    ),
    View(
        "/biuro/platnosci/{order}/zwrot/{attempt}",
        "ksiegowosc",
        start="/biuro/platnosci/PHTT-W5RA-0022",
        follow=REFUNDABLE,
    ),
    View(
        "/biuro/platnosci/{order}/zwrot/{attempt}",
        "ksiegowosc",
        "with mistakes",
        start="/biuro/platnosci/PHTT-W5RA-0022",
        follow=REFUNDABLE,
        then=_send("Poproś o zwrot"),
    ),
    View("/biuro/platnosci/uzgodnienie", "ksiegowosc"),
    View(
        "/biuro/platnosci/uzgodnienie",
        "ksiegowosc",
        "differences",
        start="/biuro/platnosci/uzgodnienie?od=2026-11-01&do=2026-11-21",
        then=_open_all("main details"),
    ),
    View(
        "/biuro/platnosci/uzgodnienie",
        "ksiegowosc",
        "agrees",
        start="/biuro/platnosci/uzgodnienie?od=2026-08-01&do=2026-08-02",
    ),
    View(
        "/biuro/platnosci/uzgodnienie",
        "ksiegowosc",
        "with mistakes",
        start="/biuro/platnosci/uzgodnienie?od=jutro",
    ),
    View("/biuro/platnosci/wyciagi", "ksiegowosc"),
    View(
        "/biuro/platnosci/wyciagi",
        "ksiegowosc",
        "with mistakes",
        then=_send("Wczytaj wyciąg"),
    ),
    View(
        "/biuro/platnosci/wyciagi/{id}",
        "ksiegowosc",
        start="/biuro/platnosci/wyciagi",
        follow="main tbody a",
    ),
    View("/biuro/platnosci/eksport", "ksiegowosc"),
    View(
        "/biuro/platnosci/eksport",
        "ksiegowosc",
        "with mistakes",
        then=_send("Pobierz plik CSV", od=""),
    ),
    View("/biuro/importy", "ksiegowosc"),
    View(
        "/biuro/importy/{id}",
        "ksiegowosc",
        start="/biuro/importy",
        follow="main a[href^='/biuro/importy/']",
    ),
    View("/biuro/aktualnosci", "biuro"),
    View("/biuro/aktualnosci/dodaj", "biuro"),
    View("(an address that is not there)", start=NOWHERE),
    View("(an address that is not there)", "10001", start=NOWHERE),
    View("(not for this account)", "biuro", start="/finanse"),
    View("(only for forms)", start="/wyglad"),
]
