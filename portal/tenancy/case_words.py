"""The index of words by which cases are found. The only file that writes case_words.

Words are looked up by their beginnings, cut to lengths of which the index keeps lists of its own,
so that a search reads what it shows and not all that fits.
"""

from collections.abc import Iterable

from portal.store.database import Database
from portal.tenancy.words import folded, words_of

# The lengths of beginnings of which the index has lists (see the migration that makes it).
LENGTHS = (7, 5, 3)
MOST_WORDS = 8


def begin(db: Database, case_id: int, who: str, texts: Iterable[str]) -> None:
    """Know the words of a new case, inside the caller's transaction.

    Takes:   who: whose it is, as who_of() writes it.
    """
    db.execute(
        "INSERT INTO case_words (rowid, words, notes, who) VALUES (?, ?, '', ?)",
        (case_id, _text(texts), who),
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


def who_of(lease_id: int, tenant_id: int) -> str:
    """A case's lease and tenant as words of their own."""
    return f"l{lease_id} t{tenant_id}"


def pattern(asked: str, *, columns: str = "words", who: Iterable[str] = ()) -> str:
    """What the index is asked; "" where there is nothing to look for.

    Takes:   columns: "words" for tenants, "words notes" for the office; who: leases and tenants, of
             which one must fit, as "l7" or "t3".
    """
    words = [_beginning(word) for word in words_of(asked)[:MOST_WORDS]]
    if not words:
        return ""
    asked_for = f"{{{columns}}} : ({' AND '.join(words)})"
    owners = " OR ".join(f'"{owner}"' for owner in who)
    return f"who : ({owners}) AND {asked_for}" if owners else asked_for


def _beginning(word: str) -> str:
    """A word as a beginning of one of the lengths; numbers and what is shorter whole."""
    if not word[0].isdigit():
        for length in LENGTHS:
            if len(word) >= length:
                return f'"{word[:length]}" *'
    return f'"{word}"'


def _text(texts: Iterable[str]) -> str:
    return folded(" ".join(texts))
