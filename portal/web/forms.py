"""Forms: WTForms with our manners. The browser requires nothing; the server says what to do."""

import unicodedata

from starlette.datastructures import FormData
from wtforms import Form
from wtforms.fields import Field


class PortalForm(Form):
    """The base of every form; `status` is what the page is answered with that tells mistakes."""

    status = 422

    def __init__(self, data: FormData | None = None, **defaults: object) -> None:
        super().__init__(data if data else None, data=defaults)

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """The first mistake of each field: (id of the field, what to do)."""
        return [(field.id, str(field.errors[0])) for field in self if field.errors]

    def note(self, field: Field, mistake: str) -> None:
        """Add a mistake that only the database could tell."""
        field.errors = [*field.errors, mistake]


def one_line(text: str | None) -> str | None:
    """A filter for names and subjects: no line breaks, nothing that turns the writing round."""
    if text is None:
        return None
    kept = (c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp"))
    return " ".join("".join(kept).split())
