"""The office answers cases: what it sees, what it does, and what the tenant gets of it."""

from datetime import timedelta

import pytest

from portal import clock
from portal.store.database import writing
from portal.tenancy import case_type_seed, case_types, cases, emails
from portal.tenancy.case import case_of
from portal.tenancy.case_letters import NewLetter
from portal.tenancy.text_blocks import TextBlock, save
from tests.factories import a_lease, a_member_of_staff, a_person, an_account

INBOX = "/biuro/korespondencja"


@pytest.fixture
def tenant(db) -> int:
    case_type_seed.plant(db)
    return a_person(db, "Anna Nowak")


@pytest.fixture
def account(db, tenant) -> int:
    return an_account(db, tenant)


@pytest.fixture
def lease(db, tenant, account) -> int:
    return a_lease(db, tenant)


@pytest.fixture
def clerk(db, browser) -> int:
    clerk = a_member_of_staff(db, "clerk", "Ewa Biurowa")
    browser.sign_in(clerk)
    return clerk


def a_case(db, lease, tenant, subject="Nieszczelne okno", body="Wieje zimnem.", **more) -> int:
    kind = case_types.case_type_of(db, case_types.GENERAL)
    with writing(db):
        return cases.open_case(
            db,
            cases.NewCase(
                form_key=f"{subject} {body} {sorted(more)}",
                lease_id=lease,
                tenant_id=tenant,
                case_type_id=kind.case_type_id,
                type_name=kind.name,
                subject=subject,
                queue=more.get("queue", "customer-office"),
                shared=True,
                due_on=more.get("due_on", clock.today() + timedelta(days=14)),
            ),
            NewLetter(body, "Anna Nowak"),
            account_id=None,
        )


def open_case(browser, subject="Nieszczelne okno"):
    page = browser.open(INBOX)
    (address,) = [a["href"] for a in page.soup.select("main tbody a") if subject in a.text]
    return browser.open(address), address


def test_the_inbox_begins_with_what_is_most_urgent(browser, db, lease, tenant, clerk):
    a_case(db, lease, tenant, "Za dwa tygodnie")
    a_case(db, lease, tenant, "Po terminie", due_on=clock.today() - timedelta(days=3))
    page = browser.open(INBOX)
    assert page.select("tbody td:first-child a") == ["Po terminie", "Za dwa tygodnie"]
    assert "3 dni po terminie" in page.text


def test_an_answer_reaches_the_tenant_with_a_notice_that_says_nothing_of_it(
    browser, db, lease, tenant, account, clerk
):
    with writing(db):
        db.execute(
            "INSERT INTO email_addresses (account_id, address, state, asked_at)"
            " VALUES (?, 'anna@example.pl', 'approved', '2026-01-01T00:00:00Z')",
            (account,),
        )
    assert emails.approved(db, account) == "anna@example.pl"
    case = a_case(db, lease, tenant)
    _, address = open_case(browser)
    browser.send_files(f"{address}/odpowiedz", tresc="Stolarz przyjdzie.", potem="w-toku")
    assert "Odpowiedź jest wysłana" in browser.open(f"{address}?gotowe=odpowiedz").text
    assert case_of(db, case).state == "in-progress"
    (contents,) = db.execute(
        "SELECT contents FROM outbox WHERE template = 'case_desk/mail_answer.txt'"
    ).fetchone()
    assert "Stolarz" not in contents
    browser.sign_in(account)
    page = browser.open(browser.open("/korespondencja").links("main .rows a")[0])
    assert "Stolarz przyjdzie." in page.text


def test_the_same_answer_sent_twice_is_one(browser, db, lease, tenant, clerk):
    case = a_case(db, lease, tenant)
    _, address = open_case(browser)
    for _ in range(2):
        browser.send_files(f"{address}/odpowiedz", tresc="Tak.", potem="w-toku")
    found = db.execute(
        "SELECT count(*) FROM case_letters WHERE case_id = ? AND side = 'office'", (case,)
    )
    assert found.fetchone() == (1,)


def test_more_can_be_asked_for_until_a_day(browser, db, lease, tenant, clerk):
    case = a_case(db, lease, tenant)
    _, address = open_case(browser)
    page = browser.send_files(
        f"{address}/odpowiedz", tresc="Proszę o zdjęcie.", potem="uzupelnienie", dzien="wczoraj"
    )
    assert page.response.status_code == 422
    assert "Proszę o zdjęcie." in page.text
    browser.send_files(
        f"{address}/odpowiedz", tresc="Proszę o zdjęcie.", potem="uzupelnienie", dzien="5.12.2026"
    )
    found = case_of(db, case)
    assert (found.state, found.answer_by_on) == ("waits-for-tenant", "2026-12-05")
    assert "Nieszczelne okno" in browser.open(f"{INBOX}?widok=czeka").text


def test_a_case_is_closed_with_a_reason_that_the_tenant_reads(
    browser, db, lease, tenant, account, clerk
):
    a_case(db, lease, tenant)
    _, address = open_case(browser)
    page = browser.send(f"{address}/zamknij", powod_zamkniecia="")
    assert page.response.status_code == 422
    browser.send(f"{address}/zamknij", powod_zamkniecia="Okno jest wymienione.")
    assert "Nieszczelne okno" in browser.open(f"{INBOX}?widok=zalatwione").text
    browser.sign_in(account)
    page = browser.open(browser.open("/korespondencja").links("main .rows a")[0])
    assert "Okno jest wymienione." in page.text


def test_no_tenant_ever_sees_a_note(browser, db, lease, tenant, account, clerk):
    a_case(db, lease, tenant)
    _, address = open_case(browser)
    page = browser.send(f"{address}/notatka", follow=True, notatka="Lokator dzwonił już trzy razy.")
    assert "Lokator dzwonił już trzy razy." in page.text
    assert "Nieszczelne okno" in browser.open(f"{INBOX}?szukaj=dzwonił").text
    browser.sign_in(account)
    page = browser.open(browser.open("/korespondencja").links("main .rows a")[0])
    assert "trzy razy" not in page.text
    assert "Nie znaleźliśmy" in browser.open("/korespondencja?szukaj=dzwonił").text or not (
        browser.open("/korespondencja?szukaj=dzwonił").links("main .rows a")
    )


def test_a_case_is_taken_given_and_forwarded(browser, db, lease, tenant, clerk):
    other = a_member_of_staff(db, "finance", "Adam Liczydło")
    case = a_case(db, lease, tenant)
    page, address = open_case(browser)
    mine = page.soup.find("option", string=lambda words: words and "(Ty)" in words)["value"]
    browser.send(f"{address}/przydziel", komu=mine)
    assert case_of(db, case).assigned_to == clerk
    assert "Nieszczelne okno" in browser.open(f"{INBOX}?widok=moje").text
    theirs = page.soup.find("option", string="Adam Liczydło")["value"]
    browser.send(f"{address}/przydziel", komu=theirs)
    assert case_of(db, case).assigned_to == other
    browser.send(f"{address}/przekaz", kolejka="technical")
    assert (case_of(db, case).queue, case_of(db, case).assigned_to) == ("technical", None)
    assert browser.send(f"{address}/przekaz", kolejka="nigdzie").response.status_code == 422


def test_a_visit_is_told_to_the_tenant(browser, db, lease, tenant, account, clerk):
    a_case(db, lease, tenant)
    _, address = open_case(browser)
    browser.send(f"{address}/wizyta", dzien_wizyty="25.11.2026", kto="Hydraulik, 9.00-12.00")
    browser.sign_in(account)
    page = browser.open(browser.open("/korespondencja").links("main .rows a")[0])
    assert "Hydraulik, 9.00-12.00" in page.text


def test_ready_texts_begin_an_answer(browser, db, lease, tenant, clerk):
    a_case(db, lease, tenant)
    page = browser.send(
        "/biuro/gotowe-teksty/dodaj",
        follow=True,
        nazwa="Okna",
        tekst="Stolarz zadzwoni.",
        kolejka="",
    )
    assert "Okna" in page.text
    page, address = open_case(browser)
    block = page.soup.find("option", string="Okna")["value"]
    page = browser.send_files(
        f"{address}/odpowiedz", co="wstaw", tekst=block, tresc="Dzień dobry,", potem="zamknij"
    )
    words = page.soup.select_one("#tresc").text.strip()
    assert words == "Dzień dobry,\n\nStolarz zadzwoni."
    assert page.soup.select_one("[name=potem][checked]")["value"] == "zamknij"
    assert db.execute("SELECT count(*) FROM case_letters WHERE side = 'office'").fetchone() == (0,)


def test_texts_of_another_queue_are_not_offered(browser, db, lease, tenant, clerk):
    with writing(db):
        save(db, TextBlock(0, "Księgowe", "Saldo…", "finance"), account_id=clerk)
    a_case(db, lease, tenant)
    assert "Księgowe" not in open_case(browser)[0].text


def test_every_look_is_the_tenants_to_know_of(browser, db, lease, tenant, account, clerk):
    a_case(db, lease, tenant)
    open_case(browser)
    browser.sign_in(account)
    assert "sprawa" in browser.open("/profil/kto-ogladal").text


def test_a_tenant_is_not_let_in(browser, account, lease):
    browser.sign_in(account)
    browser.open(INBOX, status=403)


def test_pages_of_the_inbox_hold_each_case_once(browser, db, lease, tenant, clerk):
    for number in range(60):
        a_case(db, lease, tenant, f"Sprawa {number:02d}")
    seen, address = [], f"{INBOX}?widok=w-toku"
    while address:
        page = browser.open(address)
        seen += page.select("tbody td:first-child a")
        following = [a["href"] for a in page.soup.select("main a") if a.text == "Następne sprawy"]
        address = following[0] if following else ""
    assert sorted(seen) == [f"Sprawa {number:02d}" for number in range(60)]


def test_times_of_answers_are_counted(browser, db, lease, tenant, clerk):
    a_case(db, lease, tenant)
    _, address = open_case(browser)
    browser.send_files(f"{address}/odpowiedz", tresc="Tak.", potem="w-toku")
    page = browser.open(f"{INBOX}/terminy")
    assert "Biuro Obsługi Klienta" in page.text
    assert browser.open(f"{INBOX}/terminy?od=x").title.startswith("Błąd: ")
