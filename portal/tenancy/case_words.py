"""The words by which cases are found, and their index. The only file that writes case_words.

The office's words are looked up by their beginnings, cut to lengths of which the index keeps lists
of its own, so that a search reads what it shows and not all that fits. A tenant's few cases are
read themselves: that costs the same however many cases others have.
"""

import json
from collections.abc import Iterable

from portal.store.database import Database
from portal.tenancy.words import words_of

# The lengths of beginnings of which the index has lists (see the migration that makes it).
LENGTHS = (7, 5, 3)
MOST_WORDS = 8


def begin(db: Database, case_id: int, texts: Iterable[str]) -> None:
    """Know the words of a new case, inside the caller's transaction."""
    db.execute(
        "INSERT INTO case_words (rowid, words, notes) VALUES (?, ?, '')", (case_id, _text(texts))
    )


def add(db: Database, case_id: int, texts: Iterable[str], *, to_notes: bool = False) -> None:
    """Know further words of a case; those of notes only the office finds."""
    words = _text(texts)
    if to_notes:
        db.execute(
            "UPDATE case_words SET notes = notes || ' ' || ? WHERE rowid = ?", (words, case_id)
        )
    else:
        db.execute(
            "UPDATE case_words SET words = words || ' ' || ? WHERE rowid = ?", (words, case_id)
        )


def pattern(asked: str, *, columns: str = "words") -> str:
    """What the index is asked; "" where there is nothing to look for.

    Takes:   columns: "words notes" for the office's own notes, too.
    """
    words = [f'"{word}" *' if begins else f'"{word}"' for word, begins in _wanted(asked)]
    return f"{{{columns}}} : ({' AND '.join(words)})" if words else ""


def among(db: Database, case_ids: list[int], asked: str) -> list[int]:
    """Those of some cases in which every word is, by the same beginnings; no notes."""
    wanted = [f" {word}" if begins else f" {word} " for word, begins in _wanted(asked)]
    if not wanted:
        return []
    rows = db.execute(
        """
        SELECT case_words.rowid
        FROM json_each(:case_ids) AS mine
        CROSS JOIN case_words ON case_words.rowid = mine.value
        WHERE NOT EXISTS (
            SELECT 1
            FROM json_each(:wanted) AS word
            WHERE instr(' ' || words || ' ', word.value) = 0
        )
        """,
        {"case_ids": json.dumps(case_ids), "wanted": json.dumps(wanted)},
    ).fetchall()
    return [row[0] for row in rows]


def _wanted(asked: str) -> list[tuple[str, bool]]:
    """The words, and whether each is only a beginning; numbers and short words are whole."""
    return [_beginning(word) for word in words_of(asked)[:MOST_WORDS]]


def _beginning(word: str) -> tuple[str, bool]:
    if not word[0].isdigit():
        for length in LENGTHS:
            if len(word) >= length:
                return word[:length], True
    return word, False


def _text(texts: Iterable[str]) -> str:
    return " ".join(words_of(" ".join(texts)))
