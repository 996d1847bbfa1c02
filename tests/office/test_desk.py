"""The first page of the office, and the desk of imports."""

import json

import pytest

from portal.store.database import writing
from tests.factories import a_member_of_staff

PROBLEM = {"file": "charges.csv", "line": 7, "column": "amount", "text": "Zła kwota."}


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


@pytest.mark.parametrize(
    ("role", "desks"),
    [
        ("clerk", ["/biuro/aktualnosci"]),
        ("finance", ["/biuro/importy"]),
        ("administrator", ["/biuro/importy", "/biuro/aktualnosci"]),
    ],
)
def test_each_role_has_its_desks(browser, db, role, desks):
    browser.sign_in(a_member_of_staff(db, role))
    page = browser.open("/biuro")
    assert page.links(".rows a") == desks
    for desk in desks:
        browser.open(desk)


def test_a_refused_import_is_told_at_once(browser, db):
    browser.sign_in(a_member_of_staff(db, "finance"))
    an_import(db, "refused", [PROBLEM])
    assert "Ostatni import został odrzucony." in browser.open("/biuro").text


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
    assert panel == ["Biuro", "Listy", "Aktualności", "Profil", "Pomoc"]
