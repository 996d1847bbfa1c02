"""The matters that can be reported from the first day, planted where there are none yet."""

import tomllib
from pathlib import Path
from typing import Any

from portal.store.database import Database, writing
from portal.tenancy import case_type_writing
from portal.tenancy.case_types import CaseType, Field

SEED = Path(__file__).with_name("case_types.toml")

_TYPE: dict[str, Any] = {
    "case_type_id": 0,
    "path": "letter",
    "summary": "",
    "search_words": "",
    "instructions": "",
    "next_steps": "",
    "subject_label": "",
    "subject_hint": "",
    "body_label": "",
    "body_hint": "",
    "body_required": True,
    "attachments": "optional",
    "attachments_hint": "",
    "shared": True,
    "visible_from": None,
    "visible_to": None,
}
_FIELD: dict[str, Any] = {
    "field_id": 0,
    "hint": "",
    "options": "",
    "required": True,
    "prefill": "",
}


def plant(db: Database) -> int:
    """Make the case types of the seed where there is no case type at all; gives how many.

    An installation that has some is the office's own, whatever it made of them.
    """
    with writing(db):
        if db.execute("SELECT 1 FROM case_types LIMIT 1").fetchone() is not None:
            return 0
        types = tomllib.loads(SEED.read_text(encoding="utf-8"))["type"]
        for words in types:
            fields = [Field(**{**_FIELD, **field}) for field in words.pop("field", [])]
            case_type_id = case_type_writing.save(db, CaseType(**{**_TYPE, **words}))
            case_type_writing.set_fields(db, case_type_id, fields)
    return len(types)
