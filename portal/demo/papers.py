"""The documents and photographs of the demonstration. Run it to write them to data/demo/papers/."""

import io
import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from portal.demo.estate_files import DEMO_FOLDER
from portal.typesetting import set_in_type

PAPERS = DEMO_FOLDER / "papers"
STATEMENT = "oswiadczenie-o-liczbie-osob"
_TITLE = "Oświadczenie o liczbie osób w mieszkaniu"
_LINES = (
    "Imię i nazwisko najemcy",
    "Adres mieszkania",
    "Numer umowy",
    "Liczba osób, które mieszkają teraz",
    "Liczba osób po zmianie",
    "Od kiedy zmienia się liczba osób",
    "Kto się wprowadza albo wyprowadza",
    "Data i podpis",
)
_SAVED = (2026, 9, 1, 8, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_papers(folder: Path = PAPERS) -> None:
    """Write everything anew; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{STATEMENT}.docx").write_bytes(_docx(_TITLE, _LINES))
    data = json.dumps({"title": _TITLE, "lines": _LINES, "day": [2026, 9, 1]})
    template = Path(__file__).with_name("papers.typ")
    (folder / f"{STATEMENT}.pdf").write_bytes(set_in_type(template, data))
    order = {"title": "Zlecenie naprawy okna", "day": [2026, 11, 20]}
    order["lines"] = ["Okno w kuchni: regulacja i nowa uszczelka", "Wykonawca", "Podpis najemcy"]
    (folder / "zlecenie-1184.pdf").write_bytes(set_in_type(template, json.dumps(order)))
    for number in (1, 2):
        (folder / f"okno-{number}.jpg").write_bytes(_window(number))


def _docx(title: str, lines: tuple[str, ...]) -> bytes:
    """A document of Word with a language, a title and a heading, so that it can be read aloud."""
    paragraphs = "".join(_paragraph(f"{line}: ……………………………………") for line in lines)
    body = f"{_paragraph(title, 'Heading1')}{paragraphs}"
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "docProps/core.xml": _CORE.format(title=escape(title)),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": _STYLES,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _SAVED), f"{_XML}{content}")
    return out.getvalue()


def _paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _window(number: int) -> bytes:
    """A window, drawn; the second from nearer, where the seal comes off."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (640, 480), (214, 206, 190))
    draw = ImageDraw.Draw(picture)
    scale = 1 if number == 1 else 2
    left, top = 120 // scale, 60 // scale
    right, bottom = left + 400 * scale, top + 340 * scale
    draw.rectangle(
        (left, top, right, bottom), fill=(250, 250, 246), outline=(150, 150, 140), width=4
    )
    middle = (left + right) // 2
    for begin, end in ((left + 20, middle - 10), (middle + 10, right - 20)):
        draw.rectangle((begin, top + 20, end, bottom - 40), fill=(168, 200, 222), width=3)
    draw.line(
        (left + 20, bottom - 30, middle - 40 * scale, bottom - 22), fill=(40, 40, 40), width=6
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>"""
_DOCUMENT_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
</Relationships>"""
_CORE = """<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>
<dc:language>pl-PL</dc:language></cp:coreProperties>"""
_STYLES = f"""<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:sz w:val="24"/><w:lang w:val="pl-PL"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
</w:styles>"""


if __name__ == "__main__":
    write_papers()
