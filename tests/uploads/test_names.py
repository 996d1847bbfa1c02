"""Names are words for people: nothing in them is a path or turns the writing round."""

import pytest

from portal.uploads.names import LONGEST, clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("umowa.pdf", "umowa.pdf"),
        ("Umowa najmu, aneks 2.pdf", "Umowa najmu, aneks 2.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Anna\\umowa.docx", "umowa.pdf"),
        ("umowa\0.exe", "umowa.pdf"),
        ("umowa\r\nSet-Cookie: a=b.pdf", "umowaSet-Cookie_ a=b.pdf"),
        ("fdp\u202egpj.exe", "fdpgpj.pdf"),
        ("<script>alert(1)</script>.pdf", "script_.pdf"),
        ("<b>okno</b>.pdf", "b_.pdf"),
        (".pdf", "plik.pdf"),
        ("...", "plik.pdf"),
        ("", "plik.pdf"),
        ("z\u0301aba.pdf", "źaba.pdf"),
        ("w.2026-11-20 17.05", "w.2026-11-20 17.pdf"),
    ],
)
def test_what_is_left_of_a_name(given, kept):
    assert clean_name(given, "pdf") == kept


def test_a_long_name_keeps_its_ending():
    name = clean_name("ą" * 400 + ".pdf", "pdf")
    assert len(name) == LONGEST
    assert name.endswith(".pdf")
