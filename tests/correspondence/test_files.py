"""Files that tenants send: taken, refused with a word, taken away, and saved only by their own."""

import hashlib
import re

import pytest

from portal.settings import Uploads
from tests.case_factories import an_answer, case_as_it_is
from tests.correspondence.conftest import GENERAL, GENERAL_FORM
from tests.factories import a_lease, a_member_of_staff, a_person, an_account
from tests.uploads.conftest import a_pdf, a_picture

PHOTO = ("okno.jpg", a_picture())
PAPER = ("umowa.pdf", a_pdf())


def names(page) -> list[str]:
    return page.select("#zalaczniki .files a")


def kept(anna) -> list[str]:
    return list(anna.browser.client.app.app.services.files.all_of_them())


@pytest.fixture
def few(settings):
    """An installation that takes little."""
    object.__setattr__(settings, "uploads", Uploads(file_megabytes=1, files=3, letter_megabytes=2))


def test_files_are_added_one_after_the_other_and_taken_away(anna):
    anna.write(GENERAL, PHOTO, co="dodaj", **GENERAL_FORM)
    anna.write(GENERAL, PAPER, co="dodaj", **GENERAL_FORM)
    page = anna.open(GENERAL)
    assert names(page) == ["okno.jpg", "umowa.pdf"]
    remove = page.soup.select_one("#zalaczniki .files button")
    assert remove.get_text() == "Usuń okno.jpg"
    anna.write(GENERAL, co=remove["value"], **GENERAL_FORM)
    page = anna.open(GENERAL)
    assert names(page) == ["umowa.pdf"]
    assert page.soup.select_one("[name=temat]")["value"] == "Kopia umowy"


def test_several_at_once_are_taken_with_the_letter(anna, db):
    anna.write(GENERAL, PHOTO, PAPER, **GENERAL_FORM)
    receipt = anna.send(GENERAL)
    assert receipt.select(".rows b") == ["okno.jpg", "umowa.pdf"]
    rows = db.execute(
        "SELECT name, sha256, size FROM attachments JOIN files USING (file_id) ORDER BY position"
    ).fetchall()
    for _, sha256, size in rows:
        assert sha256 in receipt.text
        with anna.browser.client.app.app.services.files.open(sha256) as file:
            content = file.read()
        assert hashlib.sha256(content).hexdigest() == sha256
        assert len(content) == size


def test_a_refused_file_leaves_the_text_and_the_other_files(anna):
    page = anna.write(
        GENERAL, PAPER, ("wirus.exe", b"MZ\x90\0" + b"\0" * 100), co="dodaj", **GENERAL_FORM
    )
    assert page.status == 422
    assert page.title.startswith("Błąd:")
    assert "„wirus.exe” ma format, którego nie możemy przyjąć" in page.text
    assert names(page) == ["umowa.pdf"]
    assert page.soup.select_one("[name=temat]")["value"] == "Kopia umowy"
    assert page.soup.select_one("[name=tresc]").get_text().strip() == "Proszę o kopię umowy."


def test_nothing_chosen_is_said_so(anna):
    page = anna.write(GENERAL, co="dodaj", **GENERAL_FORM)
    assert "Najpierw wybierz plik." in page.text


def test_limits_are_said_before_and_after(few, anna):
    assert "Jeden plik do 1 MB, razem do 2 MB i 3 plików." in anna.open(GENERAL).text
    page = anna.write(GENERAL, ("duzy.pdf", a_pdf() + b"0" * 1_100_000), co="dodaj", **GENERAL_FORM)
    assert "Plik „duzy.pdf” jest za duży. Jeden plik może mieć najwyżej 1 MB." in page.text
    for _ in range(2):
        big = a_pdf()[:-6] + b"0" * 900_000 + b"\n%%EOF\n"
        anna.write(GENERAL, ("skan.pdf", big), co="dodaj", **GENERAL_FORM)
    page = anna.write(GENERAL, ("skan.pdf", big), co="dodaj", **GENERAL_FORM)
    assert "już się nie zmieści" in page.text
    anna.write(GENERAL, PAPER, co="dodaj", **GENERAL_FORM)
    page = anna.write(GENERAL, PHOTO, co="dodaj", **GENERAL_FORM)
    assert "Pismo może mieć najwyżej 3 plików." in page.text
    assert len(names(page)) == 3


def test_ten_thousand_files_end_in_a_sentence(few, anna):
    page = anna.write(GENERAL, *[(f"{n}.pdf", b"x") for n in range(10_000)], co="dodaj")
    assert page.status == 422
    assert "najwyżej 3 plików" in page.text
    assert kept(anna) == []


def test_a_body_beyond_every_reason_ends_at_once(few, anna):
    page = anna.write(GENERAL, ("ogrom.pdf", b"0" * 9_000_000), co="dodaj")
    assert page.status == 413


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<img src=x onerror=alert(1)>.pdf", "_img src=x onerror=alert(1)_.pdf"),
        ("fdp\u202egpj.pdf", "fdpgpj.pdf"),
        ("..\\..\\boot.pdf", "boot.pdf"),
        ('"cudzy\r\nnagłówek: x.pdf', "_cudzy nagłówek_ x.pdf"),
    ],
)
def test_a_hostile_name_becomes_harmless_words(anna, name, shown):
    page = anna.write(GENERAL, (name, a_pdf()), co="dodaj", **GENERAL_FORM)
    page = anna.open(GENERAL)
    assert names(page) == [shown]
    assert "<img" not in page.html


def test_a_form_that_is_none_is_refused(anna):
    client = anna.browser.client
    own = {"sec-fetch-site": "same-origin"}
    for content_type, body in (
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=a", b"x"),
        ("multipart/form-data; boundary=a", b'--a\r\ncontent-disposition: form-data; name="b"\r\n'),
        ("multipart/form-data; boundary=a",
         b'--a\r\ncontent-disposition: form-data; name="tresc"\r\n\r\na\0b\r\n--a--\r\n'),
        ("multipart/form-data; boundary=a",
         b'--a\r\ncontent-disposition: form-data; name="tresc"\r\n\r\n\xff\xfe\r\n--a--\r\n'),
        ("multipart/form-data; boundary=a", b"--a\r\n" + b"x" * 70_000 + b"\r\n--a--\r\n"),
    ):  # fmt: skip
        answer = client.post(GENERAL, content=body, headers={"content-type": content_type, **own})
        assert answer.status_code in (400, 413), body[:60]
    arrivals = anna.browser.client.app.app.services.files.arrivals
    assert not arrivals.exists() or list(arrivals.iterdir()) == []


def test_files_of_strangers_are_not_even_written_down(anna):
    anna.browser.sign_out()
    anna.write(GENERAL, PAPER, co="dodaj", **GENERAL_FORM)
    assert not anna.browser.client.app.app.services.files.folder.exists()


def test_a_file_is_saved_and_never_shown_as_a_page(anna, db):
    anna.write(GENERAL, ("Umowa „najmu”.pdf", a_pdf()), **GENERAL_FORM)
    anna.send(GENERAL)
    page = anna.open(case_address(anna, db))
    (link,) = page.links(".files a")
    answer = anna.browser.client.get(link)
    assert answer.status_code == 200
    assert answer.content == a_pdf()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="Umowa__najmu_.pdf";'
        " filename*=UTF-8''Umowa%20%E2%80%9Enajmu%E2%80%9D.pdf"
    )


def test_files_are_for_their_own_and_for_the_office(anna, db):
    anna.write(GENERAL, PAPER, **GENERAL_FORM)
    draft_link = names_and_links(anna.open(f"{GENERAL}/sprawdz"), "/pliki/szkic/")
    anna.send(GENERAL)
    (link,) = anna.open(case_address(anna, db)).links(".files a")
    jan = a_person(db, "Jan Kos")
    a_lease(db, jan)
    who = {"owner": (anna.account_id, 200), "stranger": (an_account(db, jan), 404)}
    who |= {"clerk": (a_member_of_staff(db), 200)}
    for account_id, status in who.values():
        anna.browser.sign_in(account_id)
        assert anna.browser.client.get(link).status_code == status
        assert anna.browser.client.get(draft_link[0]).status_code in (403, 404)
    anna.browser.sign_out()
    assert anna.browser.client.get(link).status_code == 303


def test_tenants_see_that_the_office_has_opened_a_file(anna, db):
    anna.write(GENERAL, PAPER, **GENERAL_FORM)
    anna.send(GENERAL)
    (link,) = anna.open(case_address(anna, db)).links(".files a")
    clerk = a_member_of_staff(db)
    anna.browser.sign_in(clerk)
    assert anna.browser.client.get(link).status_code == 200
    seen = db.execute(
        "SELECT account_id FROM events WHERE tenant_id = ? AND account_id = ?",
        (anna.tenant_id, clerk),
    ).fetchall()
    assert seen == [(clerk,)]


def test_a_file_of_a_note_is_for_the_office_alone(anna, db):
    from portal.store.database import writing
    from portal.tenancy import cases
    from portal.tenancy.case_letters import Enclosed, NewLetter

    anna.write(GENERAL, PAPER, **GENERAL_FORM)
    anna.send(GENERAL)
    clerk = a_member_of_staff(db)
    case = case_as_it_is(db, 1)
    (file_id,) = db.execute("SELECT file_id FROM files").fetchone()
    with writing(db):
        note = NewLetter("", "Ewa", clerk, enclosed=(Enclosed(file_id, "notatka.pdf"),))
        cases.note(db, case, note, account_id=clerk)
    (attachment_id,) = db.execute("SELECT max(attachment_id) FROM attachments").fetchone()
    link = f"/pliki/{anna.browser.client.app.app.services.references.hide(attachment_id)}"
    assert anna.browser.client.get(link).status_code == 404
    anna.browser.sign_in(clerk)
    assert anna.browser.client.get(link).status_code == 200


def test_a_file_that_waits_for_the_scanner_is_given_to_nobody(anna, db, settings, tmp_path):
    object.__setattr__(settings, "uploads", Uploads(scanner=str(tmp_path / "no.socket")))
    anna.write(GENERAL, PAPER, **GENERAL_FORM)
    receipt = anna.send(GENERAL)
    assert receipt.h1 == "Pismo jest u nas", "a silent scanner keeps nobody from writing"
    page = anna.open(case_address(anna, db))
    assert "sprawdzamy plik" in page.text
    assert page.links(".files a") == []
    link = f"/pliki/{anna.browser.client.app.app.services.references.hide(1)}"
    assert anna.open(link, status=403).h1 == "Plik jest sprawdzany"


def test_photographs_lose_where_they_were_taken(anna, db):
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (51.0, 6.0, 0.0)
    anna.write(GENERAL, ("okno.jpg", a_picture(exif=exif)), **GENERAL_FORM)
    anna.send(GENERAL)
    (sha256,) = db.execute("SELECT sha256 FROM files").fetchone()
    place = anna.browser.client.app.app.services.files.path_of(sha256)
    with Image.open(place) as picture:
        assert dict(picture.getexif()) == {}


def test_files_go_with_a_reply_too(anna, db):
    anna.write(GENERAL, **GENERAL_FORM)
    anna.send(GENERAL)
    an_answer(db, case_as_it_is(db, 1), a_member_of_staff(db))
    address = case_address(anna, db)
    anna.write(address, PHOTO, co="dodaj", tresc="Dosyłam zdjęcie.")
    page = anna.open(address)
    assert page.select("#zalaczniki .files a") == ["okno.jpg"]
    assert page.soup.select_one("[name=tresc]").get_text().strip() == "Dosyłam zdjęcie."
    anna.write(address, co="wyslij", tresc="Dosyłam zdjęcie.")
    assert re.search(r"okno\.jpg", anna.open(address).select(".msg")[0])


def case_address(anna, db) -> str:
    (case_id,) = db.execute("SELECT max(case_id) FROM cases").fetchone()
    return f"/korespondencja/{anna.browser.client.app.app.services.references.hide(case_id)}"


def names_and_links(page, beginning: str) -> list[str]:
    return [link for link in page.links() if link.startswith(beginning)]
