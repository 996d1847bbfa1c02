"""Files as people send them, good and bad."""

import io
import zipfile

import pytest
from PIL import Image

from portal.settings import Uploads
from portal.uploads.checking import Checked, Unfit, check


def a_pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """A picture, red above and blue below."""
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 30, 200), (0, size[1] // 2, size[0], size[1]))
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def a_docx(**parts: bytes) -> bytes:
    return an_archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<w:document/>",
            **parts,
        }
    )


def an_odt(**parts: bytes) -> bytes:
    return an_archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"<office:document-content/>",
            **parts,
        }
    )


def an_archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def an_old_word(*, more: str = "") -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 504
        + f"WordDocument{more}".encode("utf-16-le")
    )


@pytest.fixture
def look(tmp_path):
    """Checks a file and gives what it has become, or what its sender is told."""

    def checked(content: bytes, name: str, **settings: object) -> Checked | str:
        place = tmp_path / "arrived"
        place.write_bytes(content)
        try:
            return check(place, name, Uploads(**settings))
        except Unfit as unfit:
            assert list(tmp_path.iterdir()) == [], "nothing is left of a file that is refused"
            return str(unfit)

    return checked
