"""The office orders, prints and hands out letters; nobody else does."""

import pytest

from portal.letters import desk, printing
from tests.factories import (
    a_lease,
    a_member_of_staff,
    a_person,
    an_account,
    some_premises,
)
from tests.letters.papers import papers_of


def states(db) -> list[str]:
    rows = db.execute("SELECT state FROM credential_letters ORDER BY credential_letter_id")
    return [row[0] for row in rows]


def test_from_the_order_to_the_letter_in_the_hand(browser, db, clerk, anna, printed):
    page = browser.open("/biuro/listy/nowe/sprawdz?dla=nowi")
    assert "Liczba listów 1" in page.text
    assert "Wcześniejsze listy tych osób od razu stracą ważność." in page.text
    page = browser.send("/biuro/listy/nowe", follow=True, dla="nowi")
    assert "Listy są zamówione." in page.text
    assert states(db) == ["made"]
    batch = page.soup.select_one("form[action$='/druk']")["action"].removesuffix("/druk")
    (paper,) = papers_of(printed(batch))
    assert "Anna Nowak" in paper.text
    assert states(db) == ["printed"]
    assert "Oznacz jako wydane" in browser.open(batch).text
    assert "oznaczone jako wydane" in browser.send(f"{batch}/wydane", follow=True).text
    assert states(db) == ["delivered"]
    assert "wydane: 1" in browser.open("/biuro/listy").text


def test_a_letter_is_never_shown_again(browser, clerk, anna, order, printed):
    batch = order(anna)
    paper = papers_of(printed(batch))[0]
    again = browser.send(f"{batch}/druk", follow=True)
    assert "Tych listów nie ma już do zrobienia." in again.text
    for address in (batch, "/biuro/listy"):
        html = browser.open(address).html
        assert paper.password not in html
        assert paper.password.replace(" ", "") not in html


def test_no_password_is_kept_anywhere(database, db, clerk, anna, order, printed, tmp_path):
    password = papers_of(printed(order(anna)))[0].password
    db.execute("PRAGMA wal_checkpoint(FULL)")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert password.encode() not in content
            assert password.replace(" ", "").encode() not in content
    (kept,) = db.execute("SELECT password_hash FROM accounts WHERE tenant_id = ?", [anna])
    assert kept[0].startswith("$argon2id$")


def test_who_has_a_letter_or_a_password_is_not_new(browser, db, clerk, anna, order, printed):
    a_lease(db, an_owner := a_person(db, "Jan Kowal"))
    an_account(db, an_owner)
    a_lease(db, a_person(db, "Ewa Dawna"), ended_on="2026-11-20")
    address = "/biuro/listy/nowe/sprawdz?dla=nowi"
    assert "Liczba listów 1" in browser.open(address).text
    batch = order(anna)
    assert "Nie ma do kogo pisać." in browser.open(address).text
    printed(batch)
    assert "Nie ma do kogo pisać." in browser.open(address).text
    db.execute("UPDATE credential_letters SET ends_at = '2026-11-20T23:00:00Z'")
    assert "Liczba listów 1" in browser.open(address).text
    assert "wygasły" in browser.open(batch).text


def test_a_building_leaves_out_those_with_passwords_of_their_own(browser, db, clerk, ref):
    house = {"street": "ul. Lipowa", "building": "3"}
    first = some_premises(db, flat="1", **house)
    for flat, name in ((first, "Anna Nowak"), (some_premises(db, flat="2", **house), "Jan Kowal")):
        a_lease(db, a_person(db, name), premises=flat)
    a_lease(db, owner := a_person(db, "Ewa Zet"), premises=some_premises(db, flat="3", **house))
    an_account(db, owner)
    a_lease(db, a_person(db, "Obcy Zupełnie"))
    page = browser.open("/biuro/listy/nowe")
    assert "ul. Lipowa 3, Wrocław (3 najemców)" in page.select("option")
    page = browser.open(f"/biuro/listy/nowe/sprawdz?dla=budynek&budynek={ref(first)}")
    assert page.select("dl.kv div") == [
        "Dla kogo Budynek ul. Lipowa 3, Wrocław",
        "Liczba listów 2",
        "Bez listu, bo mają własne hasło 1",
    ]
    page = browser.send("/biuro/listy/nowe", follow=True, dla="budynek", budynek=ref(first))
    assert "2 listy, budynek." in page.text


def test_nobody_to_write_to_is_said_and_nothing_made(browser, db, clerk):
    page = browser.send("/biuro/listy/nowe", dla="nowi")
    assert page.status == 422
    assert "Nie ma do kogo pisać." in page.text
    assert states(db) == []


@pytest.mark.parametrize(
    "address",
    [
        "/biuro/listy/nowe/sprawdz?dla=wszyscy",
        "/biuro/listy/nowe/sprawdz?dla=budynek&budynek=zly",
        "/biuro/listy/nowe/sprawdz",
        "/biuro/listy/dla/00000000",
        "/biuro/listy/00000000",
    ],
)
def test_what_is_not_there_is_not_there(browser, clerk, address):
    browser.open(address, status=404)


def test_letters_that_were_not_printed_can_be_called_off(browser, db, clerk, anna, order):
    batch = order(anna)
    assert "są odwołane" in browser.send(f"{batch}/odwolaj", follow=True).text
    assert states(db) == ["ended"]


def test_a_lost_printout_is_replaced_by_new_letters(browser, db, clerk, anna, order, printed):
    batch = order(anna)
    lost = papers_of(printed(batch))[0]
    page = browser.send(f"{batch}/ponow", follow=True)
    assert "Listy są zamówione." in page.text
    assert states(db) == ["ended", "made"]
    new = page.soup.select_one("form[action$='/druk']")["action"].removesuffix("/druk")
    found = papers_of(printed(new))[0]
    assert found.login == lost.login
    assert found.password != lost.password
    assert "nie ma już do zrobienia" in browser.send(f"{batch}/ponow", follow=True).text


def test_if_the_letters_cannot_be_set_nothing_has_changed(
    browser, db, clerk, anna, order, printed, tmp_path, monkeypatch
):
    batch = order(anna)
    before = db.execute("SELECT * FROM accounts").fetchall()
    bad = tmp_path / "bad.typ"
    bad.write_text('#panic("no")')
    with monkeypatch.context() as patch:
        patch.setattr(printing, "TEMPLATE", bad)
        page = browser.send(f"{batch}/druk", follow=True)
    assert "Nie udało się złożyć listów." in page.text
    assert db.execute("SELECT * FROM accounts").fetchall() == before
    assert states(db) == ["made"]
    assert papers_of(printed(batch))


def test_a_large_batch_is_printed_in_parts(browser, db, clerk, printed, monkeypatch):
    monkeypatch.setattr(desk, "MOST_AT_ONCE", 2)
    for number in range(3):
        a_lease(db, a_person(db, f"Anna Nowak{number}"))
    page = browser.send("/biuro/listy/nowe", follow=True, dla="nowi")
    batch = page.soup.select_one("form[action$='/druk']")["action"].removesuffix("/druk")
    assert "portal letters credentials --batch" in page.text
    first = papers_of(printed(batch))
    page = browser.open(batch)
    assert "Zostało do druku 1 z 3" in page.text
    assert page.soup.select_one("progress")["value"] == "2"
    assert "portal letters" not in page.text
    second = papers_of(printed(batch))
    assert [len(first), len(second)] == [2, 1]
    assert len({paper.login for paper in first + second}) == 3


def test_every_step_is_in_the_log_of_the_tenant(browser, db, clerk, anna, order, printed):
    batch = order(anna)
    printed(batch)
    browser.send(f"{batch}/wydane")
    rows = db.execute(
        "SELECT details FROM events WHERE tenant_id = ? AND account_id = ?"
        " AND event <> 'tenant.listed' ORDER BY event_id",
        [anna, clerk],
    ).fetchall()
    assert [row[0] for row in rows] == [
        f'{{"batch_id": 1, "state": "{state}"}}' for state in ("made", "printed", "delivered")
    ]
    events = [row[0] for row in db.execute("SELECT event FROM events")]
    assert "letters.made" in events
    assert "Nowak" not in str(db.execute("SELECT details FROM events").fetchall())


def test_others_do_not_make_letters(browser, db, anna, ref):
    for account in (a_member_of_staff(db, "finance"), an_account(db, a_person(db))):
        browser.sign_in(account)
        assert browser.send("/biuro/listy/nowe", dla="nowi").status == 403
        assert browser.send(f"/biuro/listy/dla/{ref(anna)}").status == 403
        browser.open("/biuro/listy", status=403)
    browser.sign_in(a_member_of_staff(db, "administrator"))
    browser.open("/biuro/listy")
    assert states(db) == []
