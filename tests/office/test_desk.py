"""The first page of the office, and the desk of imports."""

import json

import pytest

from portal.store.database import writing
from portal.tenancy import credential_letters
from tests.factories import a_member_of_staff, a_person, an_account

PROBLEM = {"file": "charges.csv", "line": 7, "column": "amount", "text": "Zła kwota."}


def a_request(db, name, asked_on):
    with writing(db):
        db.execute(
            "INSERT INTO credential_requests (number, name, address, state, asked_at)"
            " VALUES (?, ?, 'ul. Lipowa 3', 'waiting', ?)",
            (f"W-2026-{name[:3]}", name, f"{asked_on}T09:00:00Z"),
        )


def an_import(db, outcome="applied", problems=()):
    summary = {"files": {}, "problems": list(problems), "notices": ["Nieznana kolumna: uwagi"]}
    if outcome != "refused":
        counts = {"rows": 5, "new": 5, "changed": 0, "withdrawn": 0, "skipped": False}
        summary["files"] = {"charges.csv": counts}
    with writing(db):
        db.execute(
            """
            INSERT INTO import_batches
                (started_at, finished_at, as_of, outcome, rows, changed, problems, summary)
            VALUES ('2026-11-21T05:00:00Z', '2026-11-21T05:00:02Z', '2026-11-21T04:00:00Z',
                    ?, 5, 5, ?, ?)
            """,
            (outcome, len(problems), json.dumps(summary)),
        )


CASES = ["sprawy"]
QUEUES = ["wnioski", "adresy", "listy", "raty", "wplaty", "zwroty", "importy"]


@pytest.mark.parametrize(
    ("role", "queues"),
    [
        ("clerk", CASES + QUEUES[:4]),
        ("finance", CASES + QUEUES[3:]),
        ("administrator", CASES + QUEUES),
    ],
)
def test_each_role_sees_what_waits_for_it(browser, db, role, queues):
    browser.sign_in(a_member_of_staff(db, role))
    page = browser.open("/biuro")
    sections = [section["id"] for section in page.soup.select("main section[id]")]
    assert sections == queues


def test_a_queue_tells_who_waits_how_long_and_the_deadline(browser, db):
    browser.sign_in(a_member_of_staff(db, "clerk"))
    for name, asked in (("Jan Kowal", "2026-11-12"), ("Ewa Mak", "2026-11-20")):
        a_request(db, name, asked)
    page = browser.open("/biuro")
    rows = page.select("#wnioski tbody tr")
    assert rows[0].startswith("Jan Kowal ul. Lipowa 3 czeka od 9 dni 4 dni po terminie Odpowiedz")
    assert rows[1].startswith("Ewa Mak ul. Lipowa 3 czeka od wczoraj zostały 4 dni Odpowiedz")
    assert "Wszystkie zamówione listy są wydrukowane." in page.text


def test_an_address_and_letters_wait_in_their_queues(browser, db):
    account = an_account(db, a_person(db, "Anna Nowak"), login="10001")
    browser.sign_in(a_member_of_staff(db, "clerk"))
    with writing(db):
        db.execute(
            "INSERT INTO email_addresses (account_id, address, state, asked_at, confirmed_at)"
            " VALUES (?, 'a@b.example', 'waiting', '2026-11-20T08:00:00Z', '2026-11-21T07:00:00Z')",
            (account,),
        )
        credential_letters.order(
            db, tenant_ids=[a_person(db, "Jan Kowal")], reason="one", made_by=None
        )
    page = browser.open("/biuro")
    assert page.select("#adresy tbody tr")[0].startswith("Anna Nowak login 10001 czeka od dzisiaj")
    assert "a@b.example" not in page.html
    assert page.select("#listy tbody tr")[0].startswith("1 list czeka od dzisiaj")


def test_a_refused_import_is_told_at_once(browser, db):
    browser.sign_in(a_member_of_staff(db, "finance"))
    an_import(db, "refused", [PROBLEM])
    page = browser.open("/biuro")
    assert "Ostatni import został odrzucony 1 błąd." in page.text
    link = page.soup.select_one("#importy tbody a")
    assert browser.open(link["href"]).select("tbody tr")


def test_the_report_names_every_bad_row(browser, db):
    browser.sign_in(a_member_of_staff(db, "finance"))
    an_import(db, "refused", [PROBLEM])
    page = browser.open(browser.open("/biuro/importy").links("main tbody a")[0])
    assert "Nic nie zostało zmienione." in page.text
    assert page.select("tbody tr") == ["charges.csv wiersz 7 amount Zła kwota."]


def test_an_import_tells_what_each_file_brought(browser, db):
    browser.sign_in(a_member_of_staff(db, "administrator"))
    an_import(db)
    page = browser.open(browser.open("/biuro/importy").links("main tbody a")[0])
    assert page.select("tbody tr")[0].startswith("charges.csv Wierszy: 5 Nowych: 5")
    assert "Nieznana kolumna: uwagi" in page.text


def test_staff_have_the_panel_of_the_office(browser, db):
    browser.sign_in(a_member_of_staff(db, "clerk"))
    panel = browser.open("/biuro").select(".side a")
    assert panel[:4] == ["Do zrobienia", "Najemcy", "Wnioski", "Korespondencja"]
    assert "Pracownicy" not in panel
