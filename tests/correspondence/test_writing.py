"""A tenant reports a matter: chooses, writes, checks, sends and gets a receipt."""

import re

from pypdf import PdfReader

from portal.tenancy import case_type_seed, case_types
from portal.tenancy.case_letters import letters_of
from tests.correspondence.conftest import GENERAL, GENERAL_FORM, PERSONS, PERSONS_FORM
from tests.factories import a_lease, a_person, an_account, an_approved_address, some_premises


def test_the_matters_stand_in_groups_and_are_found_by_other_words(anna):
    page = anna.open("/korespondencja/dodaj")
    assert page.select("#sprawy h2") == [
        "Naprawy", "Opłaty", "Mieszkanie i umowa", "Inna sprawa",
    ]  # fmt: skip
    found = anna.open("/korespondencja/dodaj?szukaj=cieknący kran")
    assert found.select("#sprawy b") == []
    found = anna.open("/korespondencja/dodaj?szukaj=kran")
    assert found.select("#sprawy b") == ["Usterka w mieszkaniu"]
    assert "pismo ogólne" in anna.open("/korespondencja/dodaj?szukaj=qwerty").text


def test_a_fault_begins_with_whom_to_call(anna):
    page = anna.open("/korespondencja/dodaj/usterka-w-mieszkaniu")
    assert page.h1 == "Czy to nie może czekać?"
    assert {"tel:992", "tel:112"} <= set(page.links())
    onward = page.links("main a.btn")[0]
    assert anna.open(onward).h1 == "Usterka w mieszkaniu"


def test_the_form_knows_what_the_lease_says(anna):
    page = anna.open(PERSONS)
    assert page.soup.select_one("[name=pole-teraz]")["value"] == "2"
    assert page.soup.select_one("[name=pole-potem]")["value"] == ""


def test_what_is_missing_is_named_and_what_was_typed_stays(anna):
    page = anna.write(PERSONS, **{**PERSONS_FORM, "pole-potem": "", "pole-od-kiedy": "jutro"})
    assert page.status == 422
    assert page.title.startswith("Błąd:")
    assert page.select(".sumerr li") == [
        "Wpisz liczbę: Ile osób będzie mieszkać po zmianie?",
        "Wpisz datę, na przykład 1.12.2026.",
    ]
    assert page.soup.select_one("[name=pole-od-kiedy]")["value"] == "jutro"
    assert "Zofia Nowak" in page.soup.select_one("[name=pole-kto]").get_text()
    # And it is kept for another day, too.
    assert anna.open(PERSONS).soup.select_one("[name=pole-od-kiedy]")["value"] == "jutro"


def test_a_change_of_persons_is_checked_sent_and_acknowledged(anna, db):
    sent = anna.write(PERSONS, **PERSONS_FORM)
    assert sent.response.headers["location"] == f"{PERSONS}/sprawdz"
    checked = anna.open(f"{PERSONS}/sprawdz")
    assert "1 grudnia 2026" in checked.text
    assert "Zofia Nowak" in checked.text

    receipt = anna.send(PERSONS)

    assert receipt.h1 == "Pismo jest u nas"
    assert "2026/11/000001" in receipt.text
    assert "Odpowiemy najpóźniej 7 grudnia 2026" in receipt.text, "14 days, and then Monday"
    (case_id, subject, state, due_on) = db.execute(
        "SELECT case_id, subject, state, due_on FROM cases"
    ).fetchone()
    assert (subject, state, due_on) == ("Zmiana liczby osób w mieszkaniu", "received", "2026-12-07")
    (letter,) = letters_of(db, case_id)
    assert ("Ile osób będzie mieszkać po zmianie?", "3") in letter.answers
    assert ("Od kiedy?", "1\u00a0grudnia 2026") in letter.answers
    assert db.execute("SELECT count(*) FROM drafts").fetchone() == (0,)


def test_the_answers_become_a_tagged_document(anna, db, settings):
    anna.write(PERSONS, **{**PERSONS_FORM, "pole-kto": "#set text(red)\nZofia <Nowak> *ważne*"})
    receipt = anna.send(PERSONS)
    (name,) = receipt.select(".rows b")
    assert name == "liczba-osob.pdf"
    (sha256,) = db.execute("SELECT sha256 FROM files").fetchone()
    assert sha256 in receipt.text
    with anna.browser.client.app.app.services.files.open(sha256) as file:
        pdf = PdfReader(file)
        words = " ".join(pdf.pages[0].extract_text().split())
        assert "/StructTreeRoot" in pdf.trailer["/Root"]
        assert pdf.metadata.title == "Zmiana liczby osób w mieszkaniu"
    for said in ("Anna Nowak", "ul. Jarzębinowa", "#set text(red)", "Zofia <Nowak> *ważne*"):
        assert said in words, said


def test_sent_twice_it_is_one_case(anna, db):
    anna.write(GENERAL, **GENERAL_FORM)
    checked = anna.open(f"{GENERAL}/sprawdz")
    hidden = {field["name"]: field["value"] for field in checked.soup.select("main [type=hidden]")}
    first = anna.browser.send(f"{GENERAL}/sprawdz", **hidden)
    second = anna.browser.send(f"{GENERAL}/sprawdz", **hidden)
    assert first.status == second.status == 303
    assert db.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    assert second.response.headers["location"] in first.response.headers["location"]


def test_what_changed_in_another_window_is_checked_again(anna, db):
    anna.write(GENERAL, **GENERAL_FORM)
    checked = anna.open(f"{GENERAL}/sprawdz")
    hidden = {field["name"]: field["value"] for field in checked.soup.select("main [type=hidden]")}
    anna.write(GENERAL, co="zapisz", temat="Inny temat", tresc="Inna treść.")
    page = anna.browser.send(f"{GENERAL}/sprawdz", **hidden)
    assert page.status == 409
    assert "Inny temat" in page.text
    assert db.execute("SELECT count(*) FROM cases").fetchone() == (0,)


def test_a_draft_is_offered_on_return_and_can_be_dropped(anna, db):
    anna.write(GENERAL, co="zapisz", **GENERAL_FORM)
    page = anna.open("/korespondencja")
    assert page.select("#szkice + ul b") == ["Pismo ogólne"]
    assert anna.open(GENERAL).soup.select_one("[name=temat]")["value"] == "Kopia umowy"
    anna.write(GENERAL, co="odrzuc", **GENERAL_FORM)
    assert db.execute("SELECT count(*) FROM drafts").fetchone() == (0,)


def test_what_was_typed_outlives_a_lost_session(anna, db):
    anna.browser.sign_out()
    page = anna.write(GENERAL, ("okno.jpg", b"\xff\xd8\xff"), **GENERAL_FORM)
    assert page.status == 401
    kept = {field["name"]: field["value"] for field in page.soup.select("main [type=hidden]")}
    assert kept["kept:tresc"] == "Proszę o kopię umowy."
    assert db.execute("SELECT count(*) FROM drafts").fetchone() == (0,)


def test_the_receipt_comes_by_email_and_says_nothing_of_the_matter(anna, db, mailbox):
    an_approved_address(db, anna.account_id)
    anna.write(PERSONS, ("choroba-dziecka.pdf", b"%PDF-1.7\n%%EOF\n"), **PERSONS_FORM)
    anna.send(PERSONS)
    (letter,) = mailbox.letters
    text = letter.text
    assert "2026/11/000001" in letter.subject
    assert "7 grudnia 2026" in text.replace("\u00a0", " ")
    assert len(re.findall(r"SHA-256 [0-9a-f]{64}", text)) == 2
    for secret in ("Zofia", "choroba", "liczby osób"):
        assert secret not in text


def test_meters_of_the_lease_are_asked_for(anna, db):
    address = "/korespondencja/dodaj/odczyty-licznikow"
    page = anna.open(address)
    (name,) = [field["name"] for field in page.soup.select("[name^=pole-odczyty]")]
    refused = anna.write(address, **{"pole-dzien": "2026-11-21"})
    assert "Wpisz stan przynajmniej jednego licznika." in refused.text
    anna.write(address, **{"pole-dzien": "2026-11-21", name: "318,4"})
    anna.send(address)
    (value,) = db.execute("SELECT value FROM case_answers WHERE position = 1").fetchone()
    assert value == "318,4\u00a0m³"


def test_who_has_two_leases_says_which(anna, db):
    garage = some_premises(db, "garage", building="16", flat="3")
    second = a_lease(db, anna.tenant_id, premises=garage)
    page = anna.open(GENERAL)
    options = {
        option.parent.get_text(" ", strip=True): option["value"]
        for option in page.soup.select("[name=umowa]")
    }
    chosen = next(value for words, value in options.items() if words.startswith("Garaż"))
    anna.write(GENERAL, umowa=chosen, **GENERAL_FORM)
    anna.send(GENERAL)
    assert db.execute("SELECT lease_id FROM cases").fetchone() == (second,)


def test_a_stranger_to_the_lease_cannot_write_for_it(anna, db):
    other = a_lease(db, a_person(db, "Jan Kos"))
    ref = anna.browser.client.app.app.services.references.hide(other)
    anna.write(GENERAL, umowa=ref, **GENERAL_FORM)
    anna.send(GENERAL)
    assert db.execute("SELECT lease_id FROM cases").fetchone() == (anna.lease_id,)


def test_an_ended_lease_is_for_reading(browser, db):
    case_type_seed.plant(db)
    tenant = a_person(db)
    a_lease(db, tenant, ended_on="2026-10-31")
    browser.sign_in(an_account(db, tenant))
    assert "/korespondencja/dodaj" not in browser.open("/korespondencja").links()
    assert "nie można już wysłać pisma" in browser.open("/korespondencja/dodaj").text
    assert "nie można już wysłać pisma" in browser.open(GENERAL).text
    assert browser.send_files(GENERAL, co="zapisz", **GENERAL_FORM).status == 403
    assert db.execute("SELECT count(*) FROM drafts").fetchone() == (0,)


def test_what_cannot_be_reported_is_not_there(anna, db):
    db.execute("UPDATE case_types SET visible_to = '2026-11-20' WHERE slug = 'pismo-ogolne'")
    anna.open(GENERAL, status=404)
    anna.open("/korespondencja/dodaj/nie-ma-takiej", status=404)


def test_every_matter_of_the_seed_can_be_opened_and_refuses_an_empty_form(anna, db):
    for case_type in case_types.all_of_them(db):
        address = f"/korespondencja/dodaj/{case_type.slug}"
        assert anna.open(f"{address}?dalej=1").h1 == case_type.name
        assert anna.write(address).status == 422


def test_hostile_words_stay_words(anna, db):
    words = "<script>alert(1)</script>\u202e {{ 7 * 7 }} ' OR 1=1 --"
    anna.write(GENERAL, temat=words, tresc=words)
    anna.send(GENERAL)
    (subject,) = db.execute("SELECT subject FROM cases").fetchone()
    assert "\u202e" not in subject
    page = anna.open("/korespondencja")
    assert "<script>alert" not in page.html
    assert "{{ 7 * 7 }}" in page.text


def test_a_text_that_is_too_long_is_kept_and_refused(anna):
    page = anna.write(GENERAL, temat="Temat", tresc="ą" * 4001)
    assert "Skróć tekst do 4000 znaków." in page.text
    assert page.soup.select_one("[name=tresc]").get_text().strip() == "ą" * 4001


def test_who_writes_all_day_is_asked_to_pause_and_loses_nothing(anna, db):
    from portal.correspondence.actions import MOST_A_DAY
    from tests.case_factories import a_case

    for _ in range(MOST_A_DAY):
        case = a_case(db, anna.tenant_id, anna.lease_id)
    anna.write(GENERAL, **GENERAL_FORM)
    page = anna.send(GENERAL)
    assert page.status == 429
    assert "zapisane jako wersja robocza" in page.text
    ref = anna.browser.client.app.app.services.references.hide(case.case_id)
    page = anna.write(f"/korespondencja/{ref}", co="wyslij", tresc="Jeszcze jedno.")
    assert page.status == 429
    assert db.execute("SELECT count(*) FROM case_letters").fetchone() == (MOST_A_DAY,)
    assert db.execute("SELECT count(*) FROM drafts").fetchone() == (2,)
