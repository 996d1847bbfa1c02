"""Letters as people hold them: the PDF read page by page."""

import io
import re
from dataclasses import dataclass

import pypdf

PASSWORD = re.compile(r"Hasło ((?:[a-z2-9]{4} ){3}[a-z2-9]{4})")


@dataclass(frozen=True)
class Paper:
    """One page."""

    text: str

    @property
    def login(self) -> str:
        return re.search(r"Login ([0-9]+)", self.text)[1]

    @property
    def password(self) -> str:
        return PASSWORD.search(self.text)[1]


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def papers_of(content: bytes) -> list[Paper]:
    """The pages, with plain spaces."""
    return [
        Paper(" ".join(page.extract_text().replace("\u00a0", " ").replace("\u200b", "").split()))
        for page in read(content).pages
    ]
