"""What the office's side of a case must bear: hostile texts, two clicks, people without e-mail."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from portal import clock
from portal.store.database import writing
from portal.tenancy import accounts, case_reads, cases
from portal.tenancy.case import case_of
from portal.tenancy.case_letters import NewLetter, letters_of
from tests.case_factories import a_case, a_case_type
from tests.factories import (
    a_lease,
    a_member_of_staff,
    a_person,
    an_account,
    an_approved_address,
)

INBOX = "/biuro/korespondencja"
HOSTILE = '<script>alert(1)</script> #import "x" $a$ \u202ekot\u202c &amp; @x'


@pytest.fixture
def anna(db) -> int:
    return a_person(db, "Anna Nowak")


@pytest.fixture
def lease(db, anna) -> int:
    return a_lease(db, anna)


@pytest.fixture
def clerk(db, browser) -> int:
    clerk = a_member_of_staff(db, "clerk", "Ewa Biurowa")
    browser.sign_in(clerk)
    return clerk


def open_case(browser, subject="Okno"):
    page = browser.open(f"{INBOX}?widok=w-toku")
    (address,) = [a["href"] for a in page.soup.select("main tbody a") if subject in a.text]
    return browser.open(address), address


def answered(browser, address, body="Stolarz przyjdzie."):
    browser.send_files(f"{address}/odpowiedz", tresc=body, potem="w-toku")
    return browser.open(address)


def words_of(answer) -> str:
    pdf = PdfReader(io.BytesIO(answer.content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def printed(browser, page) -> str:
    (address,) = [link for link in page.links() if "/pismo/" in link]
    answer = browser.client.get(address)
    assert answer.status_code == 200
    return words_of(answer)


def with_email(db, tenant: int) -> int:
    account = an_account(db, tenant)
    an_approved_address(db, account, "anna@example.pl")
    return account


def notices(db) -> int:
    """How many letters say that something is new in a case."""
    return db.execute("SELECT count(*) FROM outbox WHERE template LIKE 'case_desk/%'").fetchone()[0]


def test_who_gets_no_e_mail_is_named_and_the_answer_goes_on_paper(browser, db, anna, lease, clerk):
    case = a_case(db, anna, lease)
    page, address = open_case(browser)
    assert "Odpowiedź wydrukuj i wyślij pocztą" in page.text
    words = printed(browser, answered(browser, address))
    for part in ("Anna Nowak", "Stolarz przyjdzie.", f"Sprawa {case.case_number}", "Ewa Biurowa"):
        assert part in words


def test_whoever_gets_e_mail_needs_no_paper(browser, db, anna, lease, clerk):
    account = with_email(db, anna)
    a_case(db, anna, lease)
    assert "wyślij pocztą" not in open_case(browser)[0].text
    with writing(db):
        db.execute("INSERT INTO preferences (account_id, notify) VALUES (?, 0)", (account,))
    page, address = open_case(browser)
    assert "wyślij pocztą" in page.text
    answered(browser, address)
    assert notices(db) == 0


def test_a_note_is_never_put_on_paper(browser, db, anna, lease, clerk):
    case = a_case(db, anna, lease)
    page, address = open_case(browser)
    browser.send(f"{address}/notatka", notatka="Dzwonił trzy razy.")
    references = browser.client.app.app.services.references
    for letter in letters_of(db, case.case_id, with_notes=True):
        browser.open(f"{address}/pismo/{references.hide(letter.letter_id)}", status=404)


def test_hostile_words_are_harmless_in_the_office_and_on_paper(browser, db, lease, anna, clerk):
    a_case(db, anna, lease, subject=f"Okno {HOSTILE}", body=HOSTILE)
    page, address = open_case(browser)
    assert page.html.count("<script>alert") == 0
    assert "<script>alert(1)</script>" in page.text
    assert "<script>alert" not in browser.open(f"{INBOX}?widok=w-toku").html
    browser.send(f"{address}/notatka", notatka=HOSTILE)
    words = printed(browser, answered(browser, address, body=HOSTILE))
    assert '<script>alert(1)</script> #import "x" $a$' in words
    browser.send(f"{address}/zamknij", powod_zamkniecia=HOSTILE)
    assert "<script>alert" not in browser.open(address).html


def test_nul_is_refused(browser, db, anna, lease, clerk):
    case = a_case(db, anna, lease)
    _, address = open_case(browser)
    answer = browser.send_files(f"{address}/odpowiedz", tresc="a\0b", potem="w-toku")
    assert answer.status == 400
    assert len(letters_of(db, case.case_id)) == 1


def test_each_who_shares_a_case_is_seen_to_read_it(browser, db, anna, clerk):
    case = a_case(db, anna, a_lease(db, anna, a_person(db, "Jan Nowak")))
    _, address = open_case(browser)
    answered(browser, address)
    with writing(db):
        case_reads.mark(db, case.case_id, anna)
    text = browser.open(address).text
    assert "Anna Nowak: przeczytano" in text
    assert "Jan Nowak: jeszcze nieprzeczytane" in text


@pytest.mark.parametrize(
    ("act", "fields", "kind"),
    [
        ("zamknij", {"powod_zamkniecia": "Okno jest nowe."}, "closed"),
        ("wizyta", {"dzien_wizyty": "30.11.2026", "kto": "Stolarz, 9.00"}, "visit"),
        ("przekaz", {"kolejka": "finance"}, "forwarded"),
    ],
)
def test_two_clicks_are_one(browser, db, anna, lease, clerk, act, fields, kind):
    with_email(db, anna)
    case = a_case(db, anna, lease)
    _, address = open_case(browser)
    for _ in range(2):
        browser.send(f"{address}/{act}", **fields)
    found = db.execute(
        "SELECT count(*) FROM case_events WHERE case_id = ? AND kind = ?", (case.case_id, kind)
    )
    assert found.fetchone() == (1,)
    assert notices(db) == (0 if act == "przekaz" else 1)


def test_a_note_sent_twice_is_one(browser, db, anna, lease, clerk):
    case = a_case(db, anna, lease)
    _, address = open_case(browser)
    for _ in range(2):
        browser.send(f"{address}/notatka", notatka="Dzwonił.")
    assert len(letters_of(db, case.case_id, with_notes=True)) == 2


def test_no_case_is_given_to_somebody_who_has_left(browser, db, anna, lease, clerk):
    gone = a_member_of_staff(db, "clerk", "Rafał Dawny")
    case = a_case(db, anna, lease)
    with writing(db):
        accounts.take_password(db, gone)
    page, address = open_case(browser)
    assert "Rafał Dawny" not in page.text
    with writing(db):
        cases.assign(db, case, gone, account_id=clerk)
    assert page.soup.select_one("#komu option[selected]") is None
    assert browser.open(address).soup.select_one("#komu [selected]").text == "Rafał Dawny"
    assert case_of(db, case.case_id).assigned_to == gone


def figures_of(browser, name="Sprawa") -> list[str]:
    page = browser.open(f"{INBOX}/terminy?od=1.11.2026&do=10.11.2026")
    (row,) = [each for each in page.soup.select("tbody tr") if name in each.text]
    return [" ".join(cell.get_text().split()).rpartition(": ")[2] for cell in row.select("td")]


def test_late_is_what_comes_after_the_day_that_was_promised(browser, db, anna, lease, clerk):
    kind = a_case_type(db, name="Sprawa pilna", answer_days=3)
    facts = {"case_type_id": kind.case_type_id, "type_name": "Sprawa pilna"}
    with clock.standing_at(date(2026, 11, 2)):
        kept, broken, waiting = (a_case(db, anna, lease, **facts) for _ in range(3))
    for day, case in ((5, kept), (6, broken)):
        with clock.standing_at(date(2026, 11, day)), writing(db):
            cases.answer(db, case, NewLetter("Tak.", "Ewa", clerk), account_id=clerk)
    assert figures_of(browser) == ["Sprawa pilna", "3", "0", "3 dni", "4 dni", "2"]
    assert case_of(db, waiting.case_id).state == "received"


def test_the_days_of_figures_are_polish(browser, db, anna, lease, clerk):
    a_case(db, anna, lease, type_name="Sprawa nocna")
    with writing(db):
        db.execute("UPDATE cases SET opened_at = '2026-10-31T23:30:00Z'")
    assert figures_of(browser)[:2] == ["Sprawa nocna", "1"]


def test_an_end_without_a_letter_is_told_and_its_reason_is_not(browser, db, anna, lease, clerk):
    with_email(db, anna)
    a_case(db, anna, lease)
    _, address = open_case(browser)
    browser.send(f"{address}/zamknij", powod_zamkniecia="Okno jest nowe.")
    ((template, contents),) = db.execute(
        "SELECT template, contents FROM outbox WHERE template LIKE 'case_desk/%'"
    ).fetchall()
    assert template == "case_desk/mail_news.txt"
    assert "Okno" not in contents
