"""The finance office reads statements and sees every difference; nothing is booked by it."""

import csv
import io
from datetime import date

import pytest

from portal.demo.estate_numbers import bank_account
from portal.online_payments import refunds
from portal.online_payments.refund_queries import refund_by_id
from portal.online_payments.refunds import NewRefund
from portal.store.database import writing
from portal.tenancy import bookings, online_credits
from tests.factories import a_lease, a_member_of_staff, a_payment, a_person, an_account
from tests.online_payments.conftest import Operator, an_order
from tests.pages import OWN_SITE, Page, check_page
from tests.reconciliation.bank import Line, Paper, camt, mt940

DESK = "/biuro/platnosci"
REPORT, STATEMENTS = f"{DESK}/uzgodnienie", f"{DESK}/wyciagi"
FLAT = bank_account(4170001)
STRANGE = bank_account(4179999)
PAID = 1_284_37
FRIDAY = date(2026, 11, 20)
THURSDAY = date(2026, 11, 19)


@pytest.fixture
def anna(db) -> int:
    return a_person(db, "Anna Nowak")


@pytest.fixture
def lease(db, anna) -> int:
    return a_lease(db, anna, contract_number="417/2014", bank_account=FLAT)


@pytest.fixture
def order(db, anna, lease):
    """An order that was paid on Thursday."""
    order = an_order(db, lease, PAID, account=an_account(db, anna))
    Operator().says(db, order, paymentDate="20261119101500")
    return order


@pytest.fixture
def karol(db) -> int:
    return a_member_of_staff(db, "finance", "Karol Księgowy")


def sent(browser, content: bytes, name: str = "wyciag.sta", encoding: str = "samo") -> Page:
    """A file, sent and the page that it leads to."""
    answer = browser.client.post(
        STATEMENTS,
        files={"plik": (name, content)},
        data={"kodowanie": encoding},
        headers=OWN_SITE,
    )
    if answer.status_code == 303:
        return browser.open(answer.headers["location"])
    page = Page(answer)
    check_page(page, STATEMENTS)
    return page


def report(browser, first: str = "2026-11-16", last: str = "2026-11-21") -> Page:
    return browser.open(f"{REPORT}?od={first}&do={last}")


def headings(page: Page) -> list[str]:
    return [words for words in page.select("section.sec h2") if ":" in words]


def money(db) -> list:
    return db.execute("SELECT source_id, amount FROM payments ORDER BY source_id").fetchall()


@pytest.mark.parametrize("write", [mt940, camt])
def test_a_statement_is_read_and_shown_with_what_its_entries_are(
    browser, db, order, lease, karol, write
):
    paper = Paper([Line(PAID, "Czynsz", "Autopay S.A.", virtual=FLAT), Line(-500, "opłata")])
    browser.sign_in(karol)
    before = money(db)
    page = sent(browser, write(paper).encode())
    assert "Saldo się zgadza" in page.text
    rows = page.select("tbody tr")
    assert "płatność online" in rows[0] or "płatność online" in rows[1]
    assert order.order_id in page.text
    assert "inna operacja" in page.text
    assert money(db) == before
    assert db.execute(
        "SELECT account_id FROM events WHERE event = 'bank-statement.read'"
    ).fetchall() == [(karol,)]


def test_the_same_file_is_read_once(browser, db, karol):
    browser.sign_in(karol)
    content = mt940(Paper([Line(100, "a")])).encode()
    sent(browser, content)
    assert "był już wczytany" in sent(browser, content, "inna-nazwa.sta").text
    assert db.execute("SELECT count(*) FROM bank_entries").fetchone() == (1,)


def test_an_entry_that_comes_in_two_files_counts_once(browser, db, karol):
    browser.sign_in(karol)
    lines = [Line(100, "czynsz", reference="B1"), Line(100, "czynsz", reference="B1")]
    sent(browser, mt940(Paper(lines)).encode())
    page = sent(browser, camt(Paper([*lines, Line(70, "nowe", reference="B2")])).encode())
    assert "2 z 3 operacji przyszło już z innym plikiem" in page.text
    assert db.execute("SELECT sum(amount) FROM bank_entries").fetchone() == (270,)


def test_two_statements_in_a_file_are_both_read(browser, db, karol):
    browser.sign_in(karol)
    other = Paper([Line(50)], account="55999900000000417099990002")
    page = sent(browser, (mt940(Paper([Line(100)])) + mt940(other)).encode())
    assert "Wczytane wyciągi: 2." in page.text


def test_a_statement_that_is_missing_between_two_is_told(browser, karol):
    browser.sign_in(karol)
    sent(browser, mt940(Paper([Line(100)], opening=0)).encode())
    page = sent(browser, mt940(Paper([Line(5)], opening=700)).encode())
    assert "Brakuje wyciągu przed tym" in page.text
    assert "brakuje wyciągu przed tym" in browser.open(STATEMENTS).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Plik jest pusty"),
        (b"%PDF-1.7", "To nie jest wyciąg"),
        (mt940(Paper([Line(100)], off_by=1)).encode(), "się nie sumuje"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><Document>&a;</Document>", "DOCTYPE"),
        (b"x" * (10 * 1024 * 1024 + 1), "za duży"),
    ],
)
def test_a_wrong_file_is_told_and_leaves_nothing(browser, db, karol, content, words):
    browser.sign_in(karol)
    page = sent(browser, content)
    assert page.status == 422
    assert page.title.startswith("Błąd:")
    assert words in page.text
    assert db.execute("SELECT count(*) FROM bank_statements").fetchone() == (0,)


def test_a_wrong_encoding_is_told(browser, karol):
    browser.sign_in(karol)
    content = mt940(Paper([Line(1, "żółć")])).encode("cp1250")
    assert "Wybierz inne" in sent(browser, content, encoding="utf-8").text
    assert "z listy" in sent(browser, content, encoding="klingoński").text
    assert "żółć" in sent(browser, content, encoding="cp1250").text


def test_days_on_which_all_agrees_say_so(browser, db, order, lease, karol):
    with writing(db):
        bookings.put_payments(
            db, [("W1", lease, "2026-11-19", "2026-11-20", PAID, "online", "", order.order_id)]
        )
        online_credits.settle(db, [order.order_id])
    browser.sign_in(karol)
    sent(browser, mt940(Paper([Line(PAID, order.order_id, "Autopay", day=FRIDAY)])).encode())
    page = report(browser)
    assert "wszystko się zgadza" in page.text
    assert headings(page) == []


def test_every_kind_of_difference_is_told(browser, db, order, lease, anna, karol):
    account = db.execute("SELECT account_id FROM payment_orders").fetchone()[0]
    other = an_order(db, lease, 500_00, account=account, form="other")
    Operator().says(db, other, paymentDate="20261116101500", remoteID="9B1")
    with writing(db):
        bookings.put_payments(
            db,
            [
                ("W1", lease, "2026-11-17", "2026-11-18", 499_00, "online", "", other.order_id),
                ("W2", lease, "2026-11-17", "2026-11-18", 10_00, "online", "", "IOK-NIKT"),
            ],
        )
        online_credits.settle(db, [other.order_id])
    Operator().says(db, "IOK-OBCE", remoteID="9C1")
    late = an_order(db, lease, 70_00, account=account, form="late")
    Operator().says(db, late, paymentDate="20261116101500", remoteID="9D1")
    browser.sign_in(karol)
    twice = [Line(PAID, order.order_id, "Autopay", day=FRIDAY, reference=f"B{n}") for n in (1, 2)]
    lines = [*twice, Line(1_00, "czynsz", virtual=STRANGE), Line(2_00, "czynsz", virtual=FLAT)]
    sent(browser, mt940(Paper(lines)).encode())
    assert headings(report(browser)) == [
        "Potwierdzone przez operatora, nie ma w imporcie: 1",
        "W imporcie, operator nigdy nie potwierdził: 1",
        "Inna kwota w imporcie niż u operatora: 1",
        "Na wyciągu dwa razy: 1",
        "Nieznany rachunek wirtualny: 1",
        "Przelew na wyciągu, nie ma go w imporcie: 1",
        "Potwierdzone przez operatora, do wyjaśnienia: 1",
        "Czekają na import: 1",
    ]


def test_money_that_does_not_come_to_the_bank_is_told_once_its_statements_are_there(
    browser, db, order, lease, karol
):
    account = db.execute("SELECT account_id FROM payment_orders").fetchone()[0]
    sent_on = an_order(db, lease, 500_00, account=account, form="other")
    Operator().says(db, sent_on, paymentDate="20261116101500", remoteID="9B1")
    never = an_order(db, lease, 70_00, account=account, form="never")
    Operator().says(db, never, paymentDate="20261116101500", remoteID="9B2")
    browser.sign_in(karol)
    lines = [Line(500_00, sent_on.order_id, "Autopay", day=date(2026, 11, 17))]
    sent(browser, mt940(Paper(lines)).encode())
    page = report(browser)
    assert "Potwierdzone przez operatora, nie ma na wyciągu: 1" in headings(page)
    assert never.order_id in page.text


def test_a_transfer_that_was_booked_is_no_difference(browser, db, lease, karol):
    a_payment(db, lease, paid_on="2026-11-20", amount=2_00)
    browser.sign_in(karol)
    sent(browser, mt940(Paper([Line(2_00, "czynsz", virtual=FLAT)])).encode())
    assert headings(report(browser)) == []


def test_a_refund_is_counted(browser, db, order, lease, karol):
    alicja = a_member_of_staff(db, "administrator")
    number = refunds.ask(db, NewRefund(order.order_id, "9A1", {lease: 10_00}, "x", karol))
    refunds.approve(db, refund_by_id(db, number), "m", by=alicja)
    refunds.note_accepted(db, refund_by_id(db, number))
    browser.sign_in(karol)
    assert "Operator przyjął zwroty 1 zwrot 10,00 zł" in report(browser).text


def test_the_differences_are_there_as_csv_that_no_spreadsheet_runs(browser, db, lease, karol):
    browser.sign_in(karol)
    title = "=HYPERLINK(1)"
    sent(browser, mt940(Paper([Line(2_00, title, "Autopay", virtual=FLAT)])).encode())
    answer = browser.client.get(f"{REPORT}/csv?od=2026-11-16&do=2026-11-21")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert row["różnica"] == "Od operatora na wyciągu, a bez potwierdzenia"
    assert (row["kwota"], row["umowa"]) == ("2,00", "417/2014")
    assert row["szczegóły"].startswith("'=")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("od=jutro&do=2026-11-21", "Wpisz datę"),
        ("od=2026-11-21&do=2026-11-20", "nie może być przed"),
        ("od=2025-01-01&do=2026-11-20", "najwyżej 92 dni"),
    ],
)
def test_days_that_cannot_be_compared_are_told(browser, karol, asked, words):
    browser.sign_in(karol)
    assert words in browser.open(f"{REPORT}?{asked}", status=422).text
    assert browser.client.get(f"{REPORT}/csv?{asked}").status_code == 303


def test_who_is_named_by_a_report_reads_of_it(browser, db, order, lease, anna, karol):
    browser.sign_in(karol)
    report(browser)
    rows = db.execute(
        "SELECT tenant_id, details FROM events WHERE event = 'tenant.listed'"
    ).fetchall()
    assert rows == [(anna, '{"place": "reconciliation"}')]


def test_clerks_of_the_customer_office_do_not_reconcile(browser, db):
    browser.sign_in(a_member_of_staff(db, "clerk"))
    for address in (REPORT, STATEMENTS, f"{REPORT}/csv"):
        browser.open(address, status=403)
    assert sent(browser, mt940(Paper()).encode()).status == 403


def test_a_form_without_a_file_asks_for_one(browser, karol):
    browser.sign_in(karol)
    page = browser.send(STATEMENTS, kodowanie="samo")
    assert page.status == 422
    assert "Wybierz plik wyciągu." in page.text
    assert "Nie ma jeszcze żadnych wyciągów." in page.text
