"""Files are known by their content; what is dangerous is refused with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from portal.uploads.checking import Checked
from tests.uploads.conftest import a_docx, a_pdf, a_picture, an_archive, an_odt, an_old_word

ORIENTATION, GPS, TAKEN_AT = 0x0112, 0x8825, 0x0132


@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (a_pdf(), "umowa.pdf", "umowa.pdf"),
        (a_pdf(), "umowa.PDF", "umowa.pdf"),
        (a_picture(), "okno.jpeg", "okno.jpg"),
        (a_picture("PNG"), "okno.png", "okno.png"),
        (a_picture("WEBP"), "okno.webp", "okno.webp"),
        (a_docx(), "pismo.docx", "pismo.docx"),
        (an_odt(), "pismo.odt", "pismo.odt"),
        (an_old_word(), "pismo.doc", "pismo.doc"),
        (a_picture(), "skan.pdf", "skan.jpg"),
        (a_pdf(), "faktura.exe", "faktura.pdf"),
    ],
)
def test_a_good_file_gets_the_ending_of_its_content(look, content, name, kept_as):
    checked = look(content, name)
    assert isinstance(checked, Checked), checked
    assert checked.name == kept_as
    assert checked.place.stat().st_size == checked.size
    assert checked.safety == "unscanned"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "pusty.pdf", "jest pusty"),
        (b"MZ\x90\0" + b"\0" * 200, "umowa.pdf", "którego nie możemy przyjąć"),
        (b"<html><script>alert(1)</script>", "list.jpg", "którego nie możemy przyjąć"),
        (b"Tekst", "list.txt", "którego nie możemy przyjąć"),
        (a_picture("GIF"), "ruch.gif", "którego nie możemy przyjąć"),
        (an_archive({"a.txt": b"a"}), "razem.zip", "którego nie możemy przyjąć"),
        (a_pdf()[:-8], "urwany.pdf", "jest uszkodzony"),
        (a_picture()[:300], "urwane.jpg", "jest uszkodzony"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "obraz.png", "jest uszkodzony"),
        (a_docx()[:100], "urwany.docx", "jest uszkodzony"),
        (a_docx(**{"word/vbaProject.bin": b"x"}), "pismo.docx", "zawiera makra"),
        (an_odt(**{"Basic/Standard/Module1.xml": b"x"}), "pismo.odt", "zawiera makra"),
        (an_old_word(more="_VBA_PROJECT"), "pismo.doc", "zawiera makra"),
        (an_old_word(more="EncryptedPackage"), "pismo.docx", "zabezpieczony hasłem"),
        (
            a_docx(
                **{"word/_rels/settings.xml.rels": b'attachedTemplate TargetMode="External"'}
            ),
            "pismo.docx",
            "zawiera makra",
        ),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_a_sentence(look, content, name, said):
    answer = look(content, name)
    assert isinstance(answer, str)
    assert said in answer
    assert name in answer


def test_a_photograph_is_turned_upright_and_loses_where_it_was_taken(look):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[TAKEN_AT] = "2026:11:20 10:00:00"
    exif.get_ifd(GPS)[2] = (51.0, 6.0, 0.0)
    checked = look(a_picture(exif=exif), "okno.jpg")

    with Image.open(checked.place) as picture:
        assert picture.size == (40, 60), "it lay on its side"
        assert dict(picture.getexif()) == {}
        red, _, blue = picture.getpixel((35, 30))
        assert red > blue, "what was above is on the right now"
    assert b"2026:11:20" not in checked.place.read_bytes()


def test_a_photograph_of_an_iphone_becomes_a_jpeg(look):
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    checked = look(a_picture("HEIF"), "IMG_0001.HEIC")
    assert (checked.name, checked.media_type) == ("IMG_0001.jpg", "image/jpeg")
    with Image.open(checked.place) as picture:
        assert picture.format == "JPEG"


def test_words_that_were_hidden_in_a_picture_are_gone(look):
    secret = b"PK\x03\x04 <script>alert(1)</script>"
    checked = look(a_picture("PNG") + secret, "obraz.png")
    assert secret not in checked.place.read_bytes()


def test_a_picture_larger_than_any_telephone_takes_is_not_unpacked(look):
    answer = look(a_png_that_says(50_000, 50_000), "bomba.png")
    assert "za duże" in answer


def test_an_archive_that_grows_is_not_unpacked_to_its_end(look):
    bomb = a_docx(**{"word/media/zero.bin": b"\0" * (80 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert "po rozpakowaniu jest za duży" in look(bomb, "bomba.docx")


def test_an_archive_that_lies_about_its_size_is_refused(look):
    content = bytearray(a_docx(**{"word/media/zero.bin": b"\0" * (80 * 1024 * 1024)}))
    for place in range(len(content) - 4):
        if content[place : place + 4] == b"PK\x01\x02":
            content[place + 24 : place + 28] = struct.pack("<I", 10)
    assert isinstance(look(bytes(content), "bomba.docx"), str)


def test_an_archive_of_thousands_of_parts_is_refused(look):
    parts = {f"word/part{number}.xml": b"" for number in range(3000)}
    assert "za duży" in look(a_docx(**parts), "bomba.docx")


def test_a_locked_archive_is_refused(look):
    content = bytearray(a_docx())
    for place in range(len(content) - 10):
        if content[place : place + 4] == b"PK\x01\x02":
            content[place + 8] |= 1
    assert "zabezpieczony hasłem" in look(bytes(content), "pismo.docx")


def test_the_same_file_checked_twice_is_the_same(look):
    first = look(a_picture(), "a.jpg").place.read_bytes()
    second = look(a_picture(), "b.jpg").place.read_bytes()
    assert first == second


def a_png_that_says(width: int, height: int) -> bytes:
    """A small file that would be gigabytes when it is unpacked."""
    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    out = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    out.seek(0, io.SEEK_END)
    for name, content in (
        (b"IHDR", header),
        (b"IDAT", zlib.compress(b"\0" * 1000)),
        (b"IEND", b""),
    ):
        out.write(struct.pack("!I", len(content)) + name + content)
        out.write(struct.pack("!I", zlib.crc32(name + content)))
    return out.getvalue()


def test_a_zip_is_what_it_seems():
    with zipfile.ZipFile(io.BytesIO(a_docx())) as archive:
        assert archive.testzip() is None
