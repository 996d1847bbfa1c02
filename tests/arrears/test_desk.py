"""The office answers: yes with a schedule, no with a reason, or let us talk."""

import io

import pypdf
import pytest

from portal import clock
from portal.arrears import queries
from tests.arrears.conftest import FIELDS
from tests.conftest import TODAY
from tests.factories import a_member_of_staff, an_approved_address

DESK = "/biuro/raty"
AGREED = {"kwota": "370,35", "liczba": "2", "od": "2026-12-10", "uwaga": "", "zrob": "zgoda"}


@pytest.fixture
def ewa(browser, db, ask, jans_account):
    """Jan has asked; Ewa of the office is signed in. Gives the address at the desk."""
    an_approved_address(db, jans_account, "jan@example.pl")
    ask()
    browser.sign_in(a_member_of_staff(db, "clerk", "Ewa Lis"))
    return browser.open(DESK).links("main a.btn.sm")[0]


def state(db) -> str:
    return db.execute("SELECT state FROM instalment_proposals").fetchone()[0]


def as_jan(browser, account):
    browser.sign_in(account)
    return browser.open("/finanse/zaleglosc")


def test_it_waits_in_the_queue_and_on_the_first_page_of_the_office(browser, db, ewa):
    page = browser.open(DESK)
    (row,) = page.select("main tbody tr")
    assert row.startswith("Jan Kowalski umowa 233/2011 3 raty 365,00 zł")
    (waiting,) = browser.open("/biuro").select("#raty tbody tr")
    assert waiting.startswith("Jan Kowalski 3 raty, umowa 233/2011 czeka od dzisiaj")


@pytest.mark.parametrize("role", ["clerk", "finance", "administrator"])
def test_every_role_may_answer(browser, db, ewa, role):
    browser.sign_in(a_member_of_staff(db, role))
    page = browser.open(ewa)
    assert FIELDS["powod"] in page.text
    assert page.select("#dzis ~ dl > div")[1:] == [
        "Razem 365,00 zł",
        "Odsetki na 21.11.2026 5,35 zł",
    ]


def test_who_asked_can_read_that_the_office_saw_it(browser, db, jan, ewa):
    browser.open(ewa)
    seen = db.execute(
        "SELECT tenant_id, details FROM events WHERE event LIKE 'tenant.%' ORDER BY event_id"
    ).fetchall()
    assert seen == [(jan, '{"place": "instalments"}'), (jan, '{"place": "instalment"}')]


def test_tenants_do_not_come_to_the_desk(browser, jan, lease):
    browser.open(DESK, status=403)


def test_the_form_begins_with_what_was_asked(browser, ewa):
    page = browser.open(ewa)
    assert page.soup.select_one("#kwota")["value"] == "365,00"
    assert page.soup.select_one("#liczba")["value"] == "3"
    assert page.soup.select_one("#od")["value"] == "2026-12-01"
    assert page.select("#plan tbody tr")[0] == "1 . rata do 1 grudnia 2026 121,67 zł"


def test_other_parts_can_be_reckoned_before_agreeing(browser, db, ewa):
    page = browser.send(ewa, **{**AGREED, "zrob": "przelicz"})
    assert page.status == 200
    assert page.select("#plan tbody tr") == [
        "1 . rata do 10 grudnia 2026 185,18 zł",
        "2 . rata do 10 stycznia 2027 185,17 zł",
    ]
    assert state(db) == "waiting"


def test_agreeing_keeps_the_schedule_and_the_tenant_is_told_and_sees_it(
    browser, db, jan, ewa, jans_account, mailbox
):
    done = browser.send(ewa, follow=True, **{**AGREED, "uwaga": "Z odsetkami na dziś."})
    assert "Zgoda jest zapisana." in done.text
    rows = db.execute("SELECT position, due_on, amount FROM instalments").fetchall()
    assert rows == [(1, "2026-12-10", 18_518), (2, "2027-01-10", 18_517)]
    logged = db.execute(
        "SELECT tenant_id, details FROM events WHERE event = 'instalments.accepted'"
    ).fetchall()
    assert logged == [(jan, '{"proposal_id": 1}')]
    assert mailbox.subjects == [("jan@example.pl", "Odpowiedź w sprawie rat")]
    assert "370" not in mailbox.letters[0].text
    page = as_jan(browser, jans_account)
    assert "Masz zgodę na raty." in page.text
    assert "Z odsetkami na dziś." in page.text
    assert not page.soup.select("#liczba")
    shown = browser.open(page.links("#raty .note a")[0])
    assert "Zgadzamy się na raty" in shown.text
    assert "Ewa Lis" in shown.text
    assert shown.select("#raty-h ~ table tbody tr") == [
        "1 . rata do 10 grudnia 2026 185,18 zł",
        "2 . rata do 10 stycznia 2027 185,17 zł",
    ]
    assert shown.soup.select_one(".pr")


def test_the_plan_is_a_tagged_pdf(browser, ewa, jans_account):
    browser.send(ewa, **{**AGREED, "uwaga": "#panic() *x*"})
    page = as_jan(browser, jans_account)
    response = browser.client.get(f"{page.links('#raty .note a')[0]}/pdf")
    assert response.headers["content-type"] == "application/pdf"
    pdf = pypdf.PdfReader(io.BytesIO(response.content))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data()
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    words = words.replace("\u00a0", " ")
    for part in (
        "Plan spłaty w ratach, umowa 233/2011",
        "Najemca: Jan Kowalski",
        "Rata Zapłać do Kwota 1 10 grudnia 2026 185,18 zł 2 10 stycznia 2027 185,17 zł",
        "Razem 370,35 zł",
        "Uwaga biura: #panic() *x*",
        "Numer konta: 56 9999 0000 0000 4170 0010 4582",
    ):
        assert part in words


def test_there_is_no_paper_before_the_answer(browser, ewa, jans_account):
    page = as_jan(browser, jans_account)
    assert browser.client.get(f"{page.links('#raty .note a')[0]}/pdf").status_code == 404


def test_an_agreed_plan_is_over_after_its_last_day(browser, db, ewa, jans_account):
    browser.send(ewa, **AGREED)
    clock.pin(TODAY.replace(year=2027, month=1, day=10))
    assert "Masz zgodę na raty." in as_jan(browser, jans_account).text
    clock.pin(TODAY.replace(year=2027, month=1, day=11))
    assert as_jan(browser, jans_account).soup.select("#liczba")


def test_refusing_asks_for_a_reason_that_the_tenant_reads(browser, db, ewa, jans_account, mailbox):
    page = browser.send(ewa, zrob="odmowa", powod="")
    assert page.status == 422
    assert page.select("#bledy a") == ["Napisz powód. Przeczyta go najemca."]
    browser.send(ewa, zrob="odmowa", powod="Poprzednie raty nie były płacone.")
    assert state(db) == "refused"
    assert mailbox.subjects == [("jan@example.pl", "Odpowiedź w sprawie rat")]
    page = as_jan(browser, jans_account)
    assert page.soup.select("#liczba"), "one may ask again"
    shown = browser.open(page.links("#raty .rows a")[0])
    assert "Nie możemy zgodzić się na raty" in shown.text
    assert "Poprzednie raty nie były płacone." in shown.text


def test_asking_to_come_leaves_the_answer_open(browser, db, ewa, jans_account, mailbox):
    browser.send(ewa, zrob="rozmowa", zaproszenie="Proszę przyjść w środę o 10.00.")
    assert state(db) == "visit"
    assert len(browser.open(DESK).select("main tbody tr")) == 1
    assert browser.open("/biuro").select("#raty tbody tr") == []
    assert len(mailbox.subjects) == 1
    page = as_jan(browser, jans_account)
    assert "Zanim odpowiemy na prośbę o raty, chcemy porozmawiać." in page.text
    assert "Proszę przyjść w środę o 10.00." in page.text
    browser.sign_in(a_member_of_staff(db, "finance"))
    browser.send(ewa, **AGREED)
    assert state(db) == "accepted"


def test_an_agreed_plan_can_be_called_off_with_a_reason(browser, db, ewa, jans_account):
    browser.send(ewa, **AGREED)
    browser.send(ewa, zrob="koniec", powod="Raty nie są płacone.")
    assert state(db) == "ended"
    page = as_jan(browser, jans_account)
    assert page.soup.select("#liczba")
    shown = browser.open(page.links("#raty .rows a")[0])
    assert "Raty nie są płacone." in shown.text
    assert len(shown.select("#raty-h ~ table tbody tr")) == 2


@pytest.mark.parametrize(
    "again",
    [AGREED, {"zrob": "odmowa", "powod": "x"}, {"zrob": "rozmowa", "zaproszenie": "x"}],
)
def test_what_was_answered_is_not_answered_again(browser, db, ewa, again):
    browser.send(ewa, zrob="odmowa", powod="Nie.")
    page = browser.send(ewa, follow=True, **again)
    assert "Ta prośba jest już załatwiona albo wycofana." in page.text
    assert db.execute("SELECT state, answer FROM instalment_proposals").fetchone() == (
        "refused",
        "Nie.",
    )
    assert db.execute("SELECT count(*) FROM instalments").fetchone() == (0,)


def test_what_waits_is_not_called_off(browser, db, ewa):
    browser.send(ewa, zrob="koniec", powod="x")
    assert state(db) == "waiting"


@pytest.mark.parametrize(
    ("fields", "mistake"),
    [
        ({"kwota": "dużo"}, "Wpisz kwotę cyframi, na przykład 500,00."),
        ({"kwota": "0,59"}, "Wpisz co najmniej 0,60 zł."),
        ({"liczba": "61"}, "Wybierz liczbę rat od 2 do 60."),
        ({"od": "2026-10-20"}, "Wybierz dzień od 21.10.2026 do 22.11.2027."),
        ({"uwaga": "x" * 1001}, "Skróć ten tekst do 1000 znaków."),
    ],
)
def test_mistakes_in_the_agreement(browser, db, ewa, fields, mistake):
    page = browser.send(ewa, **{**AGREED, **fields})
    assert page.status == 422
    assert [words.replace("\u00a0", " ") for words in page.select("#bledy a")] == [mistake]
    assert state(db) == "waiting"


def test_a_proposal_that_is_not_there(browser, ewa):
    browser.open(f"{DESK}/00000000", status=404)


def test_lists_ask_one_question_however_many_there_are(db, ewa):
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    queries.waiting(db)
    queries.answered(db)
    db.set_trace_callback(None)
    assert len(asked) == 2
